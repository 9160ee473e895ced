import { useEffect, type RefObject } from "react";
import { DOUBLE_PRESS_MS, isDialogOpen, plainKey } from "../../parts/keys";
import { useLatest } from "../../parts/use-latest";

/**
 * A double press or a held key: the Enter that charged (at `sentAt`, performance.now) must not also answer what came of
 * it, or put away a result that nobody has read.
 */
export function useDoublePressGuard(active: boolean, sentAt: RefObject<number>): void {
  useEffect(() => {
    if (!active) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const onResult = event.target instanceof Element && event.target.closest(".stub") !== null;
      if (event.key !== "Enter" || !onResult || (!event.repeat && performance.now() - sentAt.current > DOUBLE_PRESS_MS))
        return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [active, sentAt]);
}

/** One key of this screen, while it is shown and no field has the focus. */
export function usePlainKey(shown: boolean, key: string, act: () => void): void {
  const latest = useLatest(act);
  useEffect(() => {
    if (!shown) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (plainKey(event) !== key) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [shown, key, latest]);
}

/** The fields of an order that hold figures only: a sign that is none of theirs may be a key there. */
const FIGURES = ".money, .card-inputs, .on-file";

/** One key of this screen, while it is shown, that also works in the fields for the amount and the card. */
export function useSignKey(shown: boolean, sign: string, act: () => void): void {
  const latest = useLatest(act);
  useEffect(() => {
    if (!shown) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const inFigures =
        event.target instanceof Element &&
        event.target.closest(FIGURES) !== null &&
        event.key === sign &&
        !event.repeat &&
        !isDialogOpen();
      if (!inFigures && plainKey(event) !== sign) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [shown, sign, latest]);
}
