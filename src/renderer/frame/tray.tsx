import { useState } from "react";
import { dollars } from "../../shared/money";
import { AttemptStub } from "../payment/attempt-stub";
import { CloseByHandDialog } from "../payment/close-by-hand-dialog";
import { lookAgain } from "../payment/look-again";
import { cardWords, timeWords } from "../payment/words";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { useNow } from "../parts/use-now";
import { openTray, useAttempts } from "../stores/attempts";

/**
 * Every payment that nobody knows the end of, from any screen: what is known, when it is looked for next, and closing
 * by hand.
 */
export function Tray() {
  const { unknown, trayOpen } = useAttempts();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [byHand, setByHand] = useState(false);
  const now = useNow(60_000);
  const chosen = unknown.find(({ id }) => id === chosenId) ?? unknown[0];
  return (
    <Dialog
      title="Checking"
      open={trayOpen}
      size={unknown.length > 1 ? "wide" : "normal"}
      onClose={() => openTray(false)}
    >
      {chosen ? (
        <>
          <div className={unknown.length > 1 ? "tray tray-many" : "tray"}>
            {unknown.length > 1 ? (
              <ul className="tray-list" aria-label="Payments being checked">
                {unknown.map((attempt) => (
                  <li key={attempt.id}>
                    <button
                      type="button"
                      className="tray-line"
                      aria-pressed={attempt.id === chosen.id}
                      onClick={() => setChosenId(attempt.id)}
                    >
                      <strong>{dollars(attempt.amount)}</strong>
                      <span className="quiet small">
                        {cardWords(attempt.card)} · {timeWords(attempt.sentAt ?? attempt.openedAt, now)}
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
              Look again now
            </Button>
            <Button onPress={() => setByHand(true)}>Close by hand</Button>
            <Button onPress={() => openTray(false)}>Close</Button>
          </DialogButtons>
          <CloseByHandDialog attempt={chosen} open={byHand} onClose={() => setByHand(false)} />
        </>
      ) : (
        <>
          <p>Nothing is being checked. Every payment has its answer.</p>
          <DialogButtons>
            <Button kind="primary" autoFocus onPress={() => openTray(false)}>
              Close
            </Button>
          </DialogButtons>
        </>
      )}
    </Dialog>
  );
}
