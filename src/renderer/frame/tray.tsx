import { useEffect, useState } from "react";
import { moneyText } from "../../shared/currency";
import type { AttemptView } from "../../shared/attempt";
import { mayStandFor, type UnreadableEntry } from "../../shared/unreadable";
import { trayWords } from "../../shared/words/tray";
import { AttemptStub } from "../payment/attempt-stub";
import { CloseByHandDialog } from "../payment/close-by-hand-dialog";
import { lookAgain } from "../payment/look-again";
import { Ended } from "../payment/one-attempt";
import { cardWords, timeWords } from "../payment/words";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { useLatest } from "../parts/use-latest";
import { useNow } from "../parts/use-now";
import { onAttempt, openTray, standing, useAttempts } from "../stores/attempts";
import { go } from "../stores/route";

/** The sheet of what nobody knows the end of, from any screen: payments, and entries that cannot be read. */
export function Tray() {
  const { unknown, unreadable, trayOpen } = useAttempts();
  const unread = standing(unreadable);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = unknown.find(({ id }) => id === chosenId) ?? unknown[0] ?? null;
  const [ended, setEnded] = useState<AttemptView | null>(null);
  const latest = useLatest({ id: chosen?.id, trayOpen });
  // What is answered while it is looked at stays there, so that it can be read.
  useEffect(
    () =>
      onAttempt((news) => {
        if (latest.current.trayOpen && news.id === latest.current.id && news.state === "closed") setEnded(news);
      }),
    [latest],
  );
  const close = (): void => {
    setEnded(null);
    openTray(false);
  };
  const many = unknown.length > 1 && !ended;
  return (
    <Dialog title={trayWords.title} open={trayOpen} size={many ? "wide" : "normal"} onClose={close}>
      {unread.length > 0 && !ended ? <Unread entries={unread} onClose={close} /> : null}
      {ended ? (
        <Ended attempt={ended} onClose={() => (unknown.length > 0 ? setEnded(null) : close())} />
      ) : chosen ? (
        <Checking unknown={unknown} chosen={chosen} onChoose={setChosenId} onClose={close} />
      ) : unread.length > 0 ? (
        <DialogButtons>
          <Button onPress={close}>{trayWords.close}</Button>
        </DialogButtons>
      ) : (
        <>
          <p>{trayWords.nothing}</p>
          <DialogButtons>
            <Button kind="primary" autoFocus onPress={close}>
              {trayWords.close}
            </Button>
          </DialogButtons>
        </>
      )}
    </Dialog>
  );
}

/** Entries that cannot be read: Activity shows them, and there they are closed. */
function Unread(props: { readonly entries: readonly UnreadableEntry[]; readonly onClose: () => void }) {
  return (
    <ul className="tray-unread" aria-label={trayWords.damaged}>
      {props.entries.map((entry, at) => (
        <li key={entry.id} className="row">
          <span className="grow">{trayWords.damagedEntry({ mayBe: mayStandFor(entry) })}</span>
          <Button
            size="small"
            autoFocus={at === 0}
            onPress={() => {
              props.onClose();
              go("activity", entry.id);
            }}
          >
            {trayWords.open}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** One payment of the sheet: what is known of it, when it is looked for next, and stopping that. */
function Checking(props: {
  readonly unknown: readonly AttemptView[];
  readonly chosen: AttemptView;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}) {
  const { unknown, chosen, onChoose } = props;
  const [byHand, setByHand] = useState(false);
  const now = useNow(60_000);
  const several = new Set(unknown.map(({ connection }) => connection)).size > 1;
  return (
    <>
      <div className={unknown.length > 1 ? "tray tray-many" : "tray"}>
        {unknown.length > 1 ? (
          <ul className="tray-list" aria-label={trayWords.payments}>
            {unknown.map((attempt) => (
              <li key={attempt.id}>
                <button
                  type="button"
                  className="tray-line"
                  aria-pressed={attempt.id === chosen.id}
                  onClick={() => onChoose(attempt.id)}
                >
                  <strong>{moneyText(attempt.amount, attempt.currency)}</strong>
                  <span className="quiet small">
                    {cardWords(attempt.card)} · {timeWords(attempt.sentAt ?? attempt.openedAt, now)}
                    {several ? ` · ${attempt.account}` : ""}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        ) : null}
        <div>
          <AttemptStub attempt={chosen} />
        </div>
      </div>
      <DialogButtons>
        <Button kind="primary" autoFocus onPress={() => lookAgain(chosen.id)}>
          {trayWords.lookAgain}
        </Button>
        <Button needs="attempts.closeByHand" onPress={() => setByHand(true)}>
          {trayWords.byHand}
        </Button>
        <Button onPress={props.onClose}>{trayWords.notNow}</Button>
      </DialogButtons>
      <CloseByHandDialog attempt={chosen} open={byHand} onClose={() => setByHand(false)} />
    </>
  );
}
