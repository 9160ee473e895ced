import { useCallback, useLayoutEffect, useRef, type RefObject } from "react";

/**
 * The newest value, for a listener that is put up once. It changes before the screen is painted, because a key pressed
 * as soon as a button is seen must find that button's deed.
 */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** The same function at each drawing, which does what the newest one does: what is given it need not be drawn again. */
export function useSteady<A extends readonly unknown[], R>(act: (...given: A) => R): (...given: A) => R {
  const latest = useLatest(act);
  return useCallback((...given: A) => latest.current(...given), [latest]);
}
