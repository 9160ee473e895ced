import { useEffect } from "react";
import { DOUBLE_PRESS_MS } from "../parts/keys";

/**
 * A held Enter is one press, and so are the two of a double press that opened a dialog which moves money. MONEY:
 * without this the Enter that opens it goes on to press its Confirm, and nobody has read what that does.
 */
export function useHastyEnter(): void {
  useEffect(() => {
    /**
     * When Enter was last pressed outside of such a dialog; whatever is done after it makes the next Enter one that is
     * meant.
     */
    let before = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent): void => {
      const inMoney = document.querySelector(".modal-money") !== null;
      const second = inMoney && event.timeStamp - before <= DOUBLE_PRESS_MS;
      // A held Enter makes lines in a note.
      const held = event.repeat && !(event.target instanceof HTMLTextAreaElement);
      if (event.key !== "Enter") forget();
      else if (!inMoney) before = event.timeStamp;
      if (event.key !== "Enter" || (!held && !second)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const forget = (): void => {
      before = Number.NEGATIVE_INFINITY;
    };
    document.addEventListener("keydown", onKeyDown, { capture: true });
    document.addEventListener("pointerdown", forget, { capture: true });
    return () => {
      document.removeEventListener("keydown", onKeyDown, { capture: true });
      document.removeEventListener("pointerdown", forget, { capture: true });
    };
  }, []);
}
