import { useEffect } from "react";
import { DOUBLE_PRESS_MS } from "../../parts/keys";

/**
 * A double press or a held key: the Enter that charged (at `sentAt`, performance.now) must not also answer what came of
 * it, or put away a result that nobody has read.
 */
export function useDoublePressGuard(active: boolean, sentAt: { readonly current: number }): void {
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
