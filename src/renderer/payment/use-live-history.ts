import { useEffect } from "react";
import { ask } from "../bridge";
import { takeHistory } from "../stores/history";

const EVERY_MS = 15_000;

/**
 * While a screen that shows payments is in sight: looks for new and changed ones, at once and every quarter of a
 * minute.
 */
export function useLiveHistory(): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === "visible")
        ask("history.refresh", { depth: "newest" }).then(takeHistory, () => undefined);
    };
    look();
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}
