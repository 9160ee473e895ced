import { lockWords as words } from "../../../shared/words/lock";
import { Button } from "../../parts/button";
import { useLock } from "../../stores/lock";
import "./lock.css";

/** For the last seconds before it locks for want of a hand. Any key keeps it open, and so does the pointer. */
export function IdleWarning() {
  const secondsLeft = useLock((lock) => lock.secondsLeft);
  return (
    // Also over a dialog it is heard and can be pressed.
    <div className="idle" data-over-sheets="">
      {/* Heard at once. An empty alert on every screen would stand beside the alerts of what is shown. */}
      <div className="heard-only" aria-live="assertive">
        {secondsLeft === null ? "" : words.warning}
      </div>
      {secondsLeft === null ? null : (
        <div className="idle-warning" role="group" aria-label={words.warning}>
          <span>{words.locksIn({ seconds: secondsLeft })}</span>
          {/* Any press stirs (stores/lock.ts); Shift does nothing else. */}
          <Button size="small" keyHint="Shift">
            {words.stay}
          </Button>
        </div>
      )}
    </div>
  );
}
