import { useEffect, useState } from "react";
import type { PersonLine } from "../../../shared/people";
import { lockWords as words } from "../../../shared/words/lock";
import { commonWords } from "../../../shared/words/common";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { useApp } from "../../stores/app";
import { answerApproval, useApproval, type Asked } from "../../stores/approval";
import { PersonAndPin, PinButton } from "./person-and-pin";
import "./lock.css";

/** A supervisor is asked on the spot: what is over which ceiling, and how much it is. What was typed stays below. */
export function Supervisor() {
  const asked = useApproval((state) => state.asked);
  return (
    <Dialog title={words.supervisor} open={asked !== null} onClose={() => answerApproval(null)} stays money>
      {asked ? <Ask asked={asked} /> : null}
    </Dialog>
  );
}

function Ask({ asked }: { readonly asked: Asked }) {
  const own = useApp(({ app }) => app?.person.id ?? null);
  const [people, setPeople] = useState<readonly PersonLine[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    ask("people.list", {}).then(
      (read) => {
        const may = read.people.filter(
          ({ id, role, hasPin }) => hasPin && id !== own && (role === "supervisor" || role === "owner"),
        );
        setPeople(may);
        if (may.length === 0) setTrouble(words.nobodyToAsk);
      },
      (error: unknown) => setTrouble(words.cannotRead({ why: asFailure(error).sentence })),
    );
  }, [own]);
  const cancel = <Button onPress={() => answerApproval(null)}>{commonWords.cancel}</Button>;
  return (
    <>
      <p className="approval-act">{words.asks({ act: asked.act })}</p>
      <p>{asked.why}</p>
      {trouble ? (
        <>
          <p className="field-error" role="alert">
            {trouble}
          </p>
          <DialogButtons>{cancel}</DialogButtons>
        </>
      ) : null}
      {people && people.length > 0 ? (
        <PersonAndPin
          people={people}
          at={null}
          askWho
          onPin={async (person, pin) => {
            const { approval } = await ask("people.approve", { person: person.id, pin, for: asked.for });
            answerApproval(approval);
          }}
          button={(busy) => (
            <PinButton label={words.approve} busy={busy}>
              {words.approveOf({ amount: asked.amount })}
            </PinButton>
          )}
        >
          {cancel}
        </PersonAndPin>
      ) : null}
    </>
  );
}
