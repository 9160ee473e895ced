import { useState, type KeyboardEvent } from "react";

/**
 * Walks the points of a plot: one of them is reached by Tab, arrows go to its neighbours, Home and End to the first and
 * the last. `shown` is the point that has the focus or the pointer; null: none.
 */
export function usePoints(count: number) {
  const [stop, setStop] = useState(0);
  const [shown, setShown] = useState<number | null>(null);
  const at = Math.min(stop, Math.max(0, count - 1));
  return {
    shown: shown !== null && shown < count ? shown : null,
    leave: () => setShown(null),
    show: setShown,
    tabIndex: (index: number) => (index === at ? 0 : -1),
    onFocus: (index: number) => {
      setStop(index);
      setShown(index);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const places: Record<string, number> = {
        ArrowRight: at + 1,
        ArrowDown: at + 1,
        ArrowLeft: at - 1,
        ArrowUp: at - 1,
        Home: 0,
        End: count - 1,
      };
      const next = places[event.key];
      if (next === undefined) return;
      event.preventDefault();
      const points = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>("[data-point]");
      points?.[Math.max(0, Math.min(count - 1, next))]?.focus();
    },
  };
}

export type Points = ReturnType<typeof usePoints>;
