import { useEffect, useRef, type RefObject } from "react";
import { DOUBLE_PRESS_MS, isDialogOpen, plainKey } from "../../parts/keys";

/** Typed card digits do not outlive this long without a key (PCI DSS 8.2.8 allows an idle screen 15 minutes). */
const IDLE_MS = 10 * 60 * 1000;

/** SECURITY: a card left half typed does not stay (PCI DSS 3.3). Calls `onIdle` after ten minutes without a key, while `active`. */
export function useIdleWipe(active: boolean, onIdle: () => void): void {
  const latest = useLatest(onIdle);
  useEffect(() => {
    if (!active) return undefined;
    const idle = (): void => latest.current();
    let timer = setTimeout(idle, IDLE_MS);
    const onKeyDown = (): void => {
      clearTimeout(timer);
      timer = setTimeout(idle, IDLE_MS);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [active, latest]);
}

/** A double press or a held key: the Enter that charged (at `sentAt`, performance.now) must not also answer what came of it, or put away a result that nobody has read. */
export function useDoublePressGuard(active: boolean, sentAt: RefObject<number>): void {
  useEffect(() => {
    if (!active) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const onResult = event.target instanceof Element && event.target.closest(".stub") !== null;
      if (event.key !== "Enter" || !onResult || (!event.repeat && performance.now() - sentAt.current > DOUBLE_PRESS_MS)) return;
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
      const inFigures = event.target instanceof Element && event.target.closest(FIGURES) !== null && event.key === sign && !event.repeat && !isDialogOpen();
      if (!inFigures && plainKey(event) !== sign) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [shown, sign, latest]);
}

function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
