import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { isKey } from "./keyboard-layout";

/** A result stands this long, from its first painted frame, before a key can put it away. */
const READ_MS = 600;
/** How often a result that is out of sight is looked for. */
const OUT_OF_SIGHT_MS = 100;
/** The keys that press a button or leave, wherever the focus is. */
const ANYWHERE: readonly string[] = ["Enter", " ", "Escape"];

/**
 * Keeps a result before the eyes until it can have been read: no key puts it away before it was in sight for `READ_MS`,
 * and a held or repeated key never does. `result` names what is shown, null when there is nothing to read; `letters`
 * are the single keys that put it away besides Enter, Space and Escape. While it is unread, `place` says so in the page
 * by `data-unread`.
 */
export function useReadFirst(
  result: string | null,
  place: RefObject<HTMLElement | null>,
  letters: readonly string[] = [],
): void {
  /** When the result was first in sight and painted (performance.now); null before. */
  const seenAt = useRef<number | null>(null);

  useLayoutEffect(() => {
    const element = place.current;
    if (result === null || element === null) return undefined;
    seenAt.current = null;
    element.toggleAttribute("data-unread", true);
    let frames = 0;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      if (!isInSight(element)) {
        frames = 0;
        seenAt.current = null;
        timer = setTimeout(look, OUT_OF_SIGHT_MS);
        return;
      }
      frames += 1;
      // A frame's callbacks run before it is painted, so the second one is the first to know that it was.
      if (frames === 2) seenAt.current = performance.now();
      if (seenAt.current !== null && performance.now() - seenAt.current >= READ_MS)
        element.removeAttribute("data-unread");
      else frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      element.removeAttribute("data-unread");
    };
  }, [result, place]);

  const keys = [...ANYWHERE, ...letters].join("\n");
  useEffect(() => {
    if (result === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const element = place.current;
      const isOne = keys.split("\n").some((key) => isKey(event, key));
      if (!element || !isOne || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!isInSight(element) || isTypedElsewhere(event.target, element)) return;
      const read = seenAt.current !== null && event.timeStamp - seenAt.current >= READ_MS;
      if (read && !event.repeat) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [result, place, keys]);
}

/** True while a result in that place has not been before the eyes long enough. */
export function isUnread(place: HTMLElement | null): boolean {
  return place?.hasAttribute("data-unread") ?? false;
}

/** In the window that is shown, on the screen that is shown, and under no sheet. */
function isInSight(element: HTMLElement): boolean {
  if (document.visibilityState !== "visible" || element.offsetParent === null) return false;
  const sheet = [...document.querySelectorAll(".veil")].at(-1);
  return sheet === undefined || sheet.contains(element);
}

/** What is typed into a field beside the result is that field's own. */
function isTypedElsewhere(target: EventTarget | null, place: HTMLElement): boolean {
  return (
    (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
    !target.readOnly &&
    !place.contains(target)
  );
}
