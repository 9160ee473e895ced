import { useEffect } from "react";
import { useLatest } from "../parts/use-latest";

/** Typed card digits do not outlive this long without a key (PCI DSS 8.2.8 allows an idle screen 15 minutes). */
const IDLE_MS = 10 * 60 * 1000;

/**
 * SECURITY: a card left half typed does not stay (PCI DSS 3.3). Calls `onIdle` after ten minutes without a key, while
 * `active`.
 */
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
