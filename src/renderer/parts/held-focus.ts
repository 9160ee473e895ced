import { useLayoutEffect, useRef, useState, type FocusEvent } from "react";
import { OVER } from "./beside-sheets";

/**
 * Keeps the focus within a sheet, and gives it back in the frame after the sheet closes. Tab stays in it by itself, since
 * everything beside is inert. Answers what hears that something in the sheet has lost the focus.
 */
export function useHeldFocus(): (event: FocusEvent<HTMLElement>) => void {
  // Asked while the sheet is drawn for the first time: once it is there, one of its fields has the focus.
  const [before] = useState(() => document.activeElement);
  /** What had the focus last. */
  const left = useRef<HTMLElement | null>(null);
  useLayoutEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement)
          before.focus({ preventScroll: true });
      });
    },
    [before],
  );
  return ({ target, currentTarget: sheet }) => {
    // React tells of the sheets above as well.
    if (!sheet.contains(target)) return;
    left.current = target;
    requestAnimationFrame(() => {
      const now = document.activeElement;
      if (!sheet.isConnected || sheet.inert || sheet.contains(now) || now?.closest(OVER)) return;
      left.current?.focus({ preventScroll: true });
      // What had it is gone, or takes it no more: the keys are the sheet's all the same.
      if (!sheet.contains(document.activeElement))
        sheet.querySelector<HTMLElement>("[role=dialog]")?.focus({ preventScroll: true });
    });
  };
}
