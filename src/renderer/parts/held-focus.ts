import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import { OVER } from "./beside-sheets";

interface HeldFocus {
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  /** Goes on to what Tab goes to next, from the last to the first; of any other key it knows nothing. */
  readonly onTab: (event: KeyboardEvent<HTMLElement>) => void;
}

/**
 * Keeps the focus within a sheet, beside which everything is inert, and gives it back in the frame after the sheet
 * closes.
 */
export function useHeldFocus(): HeldFocus {
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
  return {
    onBlur({ target, currentTarget: sheet }) {
      // React tells of the sheets above as well.
      if (!sheet.contains(target)) return;
      left.current = target;
      requestAnimationFrame(() => {
        const now = document.activeElement;
        if (!sheet.isConnected || sheet.inert || sheet.contains(now) || now?.closest(OVER)) return;
        const back = left.current?.isConnected ? left.current : stopsIn(sheet)[0];
        back?.focus({ preventScroll: true });
      });
    },
    onTab(event) {
      const now = document.activeElement;
      if (event.key !== "Tab" || event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
        return;
      if (!now || !event.currentTarget.contains(now)) return;
      event.preventDefault();
      const stops = stopsIn(event.currentTarget);
      const where = event.shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
      const ahead = stops.filter((each) => now.compareDocumentPosition(each) & where);
      const next = (ahead.length > 0 ? ahead : stops).at(event.shiftKey ? -1 : 0);
      next?.focus();
      if (next instanceof HTMLInputElement) next.select();
    },
  };
}

/** What Tab stops at, in its order. Of radio buttons that belong together it is one: the chosen, else the first. */
function stopsIn(sheet: HTMLElement): HTMLElement[] {
  const all = [...sheet.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]")];
  const stops = all.filter(
    (each) => each.tabIndex >= 0 && !each.matches(":disabled, [inert], [inert] *") && each.checkVisibility(SEEN),
  );
  return stops.filter((each) => {
    if (!isRadio(each)) return true;
    const group = stops.filter(isRadio).filter(({ name }) => name === each.name);
    return each === (group.find(({ checked }) => checked) ?? group[0]);
  });
}

const SEEN = { checkVisibilityCSS: true };

function isRadio(element: HTMLElement): element is HTMLInputElement {
  return element instanceof HTMLInputElement && element.type === "radio";
}
