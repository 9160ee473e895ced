import { useEffect, useState } from "react";
import type { AppState } from "../../../shared/contract";
import type { PersonLine } from "../../../shared/people";
import { frameWords } from "../../../shared/words/frame";
import { lockWords as words } from "../../../shared/words/lock";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { takeApp } from "../../stores/app";
import { useLock } from "../../stores/lock";
import { ForgottenPin } from "./forgotten-pin";
import { PersonAndPin, PinButton } from "./person-and-pin";
import "./lock.css";

/** All that a locked window shows: whose program it is, and how to come in. SECURITY: nothing of a customer. */
export function LockedScreen({ app }: { readonly app: AppState }) {
  const byHand = useLock((lock) => lock.byHand);
  const [people, setPeople] = useState<readonly PersonLine[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [forgotten, setForgotten] = useState(false);
  useEffect(() => {
    ask("people.list", {}).then(
      (read) => setPeople(read.people),
      (error: unknown) => setTrouble(words.cannotRead({ why: asFailure(error).sentence })),
    );
    // Another desk may have changed who works here.
  }, [app]);
  return (
    <main className="locked-page">
      <h1 className="locked-brand">{frameWords.program}</h1>
      <p className="quiet">{app.desk}</p>
      <Dialog title={forgotten ? words.forgottenTitle : words.locked} open stays onClose={() => setForgotten(false)}>
        {forgotten ? (
          <ForgottenPin app={app} onBack={() => setForgotten(false)} />
        ) : (
          <>
            {people?.some(({ hasPin }) => hasPin) ? (
              // What has the focus is what is told first.
              <p className="quiet">
                {byHand && people.length > 1 ? words.howTo : words.howToPin({ alone: people.length < 2 })}
              </p>
            ) : null}
            {people ? (
              <PersonAndPin
                people={people}
                at={app.person.id}
                askWho={byHand}
                onPin={async (person, pin) => takeApp(await ask("lock.unlock", { person: person.id, pin }))}
                button={(busy) => <PinButton label={words.unlock} busy={busy} />}
              >
                <Button kind="quiet" onPress={() => setForgotten(true)}>
                  {words.forgotten}
                </Button>
              </PersonAndPin>
            ) : null}
            {trouble ? (
              <p className="field-error" role="alert">
                {trouble}
              </p>
            ) : null}
          </>
        )}
        {app.checking > 0 ? <p className="locked-checking">{words.checking({ count: app.checking })}</p> : null}
      </Dialog>
    </main>
  );
}
