import { useLayoutEffect, useRef, type RefObject } from "react";

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
