import { useEffect, useState } from "react";
import type { DesksSeen, DesksState } from "../../../shared/desks";
import { desksWords } from "../../../shared/words/desks";
import { desksScreenWords as words } from "../../../shared/words/desks-screen";
import { ask, asFailure } from "../../bridge";
import { timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { useNow } from "../../parts/use-now";
import { toast } from "../../stores/toasts";
import { ConnectDesk } from "./connect-desk";
import { Section } from "./section";

/** The shop's shared book: which one, who else writes into it, and how another desk is brought in. */
export function DesksSection({ seen }: { readonly seen: DesksSeen }) {
  const [state, setState] = useState<DesksState | null>(null);
  const [shopWords, setShopWords] = useState<string | null>(null);
  // What every window knows of it changes whenever this does.
  useEffect(() => {
    let gone = false;
    ask("desks.state", {}).then(
      (answer) => {
        if (!gone) setState(answer);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [seen]);
  return (
    <Section name="desks" needs="desks.connect">
      <p className="quiet small">{words.intro}</p>
      {state === null || state.seen === "not_used" ? (
        <ConnectDesk
          onConnected={({ state: after, words: made }) => {
            setState(after);
            setShopWords(made);
          }}
        />
      ) : (
        <Connected state={state} onLeft={setState} onWords={setShopWords} />
      )}
      <ShopWords shown={shopWords} onClose={() => setShopWords(null)} />
    </Section>
  );
}

/** A desk that has a book: whether it answers, the other desks, and how to leave it. */
function Connected(props: {
  readonly state: DesksState;
  readonly onLeft: (state: DesksState) => void;
  readonly onWords: (words: string) => void;
}) {
  const { state, onLeft, onWords } = props;
  const now = useNow(30_000);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const fail = (error: unknown): void => setTrouble(asFailure(error).sentence);
  const leave = (): void => {
    ask("desks.leave", {}).then((after) => {
      toast(words.left);
      onLeft(after);
    }, fail);
    setLeaving(false);
  };
  return (
    <>
      <p role="status" className={state.sentence === null ? "connection-status" : "connection-status tone-warn"}>
        {state.seen === "seen" ? words.seen({ address: state.address ?? "" }) : null} {state.sentence}{" "}
        {state.waiting > 0 ? words.waiting({ count: state.waiting }) : null}
      </p>
      {state.people === "own" || state.people === "shared" ? (
        <p className="quiet">{words.peopleOf[state.people]}</p>
      ) : (
        <p className="tone-warn">{desksWords[state.people === "other" ? "peopleOther" : "peopleNewer"]}</p>
      )}
      <ul className="other-desks" aria-label={words.others}>
        {state.others.map(({ name, operator, at }) => (
          <li key={name}>
            <strong>{name}</strong>{" "}
            <span className="quiet">{words.lastSeen({ operator, when: timeWords(at, now) })}</span>
          </li>
        ))}
      </ul>
      {state.others.length === 0 ? <p className="quiet">{words.noOthers}</p> : null}
      {trouble === null ? null : (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      )}
      <div className="row">
        {state.hasWords ? (
          <Button
            needs="desks.words"
            onPress={() => {
              ask("desks.words", {}).then((answer) => onWords(answer.words), fail);
            }}
          >
            {words.showWords}
          </Button>
        ) : null}
        <Button needs="desks.leave" onPress={() => setLeaving(true)}>
          {words.leave}
        </Button>
      </div>
      <Dialog title={words.leaveTitle} open={leaving} onClose={() => setLeaving(false)}>
        <p>{words.leaveWhy}</p>
        <DialogButtons>
          <Button autoFocus onPress={() => setLeaving(false)}>
            {words.stay}
          </Button>
          <Button kind="danger" onPress={leave}>
            {words.leave}
          </Button>
        </DialogButtons>
      </Dialog>
    </>
  );
}

/** The words that bring in another desk. SECURITY: they stand here while a person reads them, and go with the dialog. */
function ShopWords({ shown, onClose }: { readonly shown: string | null; readonly onClose: () => void }) {
  return (
    <Dialog title={words.wordsTitle} open={shown !== null} onClose={onClose} stays>
      <p>{words.wordsWhy}</p>
      <p className="shop-words">{shown}</p>
      <DialogButtons>
        <Button kind="primary" autoFocus onPress={onClose}>
          {words.done}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
