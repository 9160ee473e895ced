import { useLayoutEffect } from "react";
import { isKey, isKeyWithAlt } from "./keyboard-layout";
import { useLatest } from "./use-latest";

/** The second press of a double press comes this soon after the first. */
export const DOUBLE_PRESS_MS = 200;

/** One key and what it does. */
export interface KeyBinding {
  /** As `KeyboardEvent.key` has it, letters in upper case. */
  readonly key: string;
  /** With Ctrl held (or Command); then it also works in fields. */
  readonly ctrl?: boolean;
  /** With Alt held; then it works in fields too. */
  readonly alt?: boolean;
  /** Fields in which the key is typed for nothing, as a selector: there it works too. */
  readonly alsoIn?: string;
  readonly act: () => void;
}

/** Listens for the keys of one place while it is `shown`. No key acts below a dialog, held, or where it is typed. */
export function useKeys(shown: boolean, bindings: readonly KeyBinding[]): void {
  const latest = useLatest(bindings);
  // A layout effect, because a key counts from the first frame in which its screen is seen.
  useLayoutEffect(() => {
    if (!shown) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const pressed = latest.current.find((binding) => isPressed(binding, event));
      if (!pressed) return;
      event.preventDefault();
      pressed.act();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [shown, latest]);
}

function isPressed({ key, ctrl = false, alt = false, alsoIn }: KeyBinding, event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.repeat || event.altKey !== alt || isDialogOpen()) return false;
  // AltGr, which types signs, is Ctrl and Alt to Windows.
  if (alt) return !event.ctrlKey && !event.metaKey && !event.shiftKey && isKeyWithAlt(event, key);
  if (!isKey(event, key)) return false;
  if (ctrl) return (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (event.ctrlKey || event.metaKey) return false;
  // A function key types nothing.
  if (!(target instanceof Element) || /^F\d+$/u.test(key)) return true;
  if (alsoIn !== undefined && target.closest(alsoIn)) return true;
  // Enter on a button is that button's own.
  if (key === "Enter" && target.closest("button, a, input, select, summary")) return false;
  return !isTyping(target);
}

/** True when a letter typed now belongs to what has the focus, and so is no shortcut. */
export function isTyping(target: Element | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type);
}

/** True while a dialog is open: shortcuts of the screen below must not act. */
export function isDialogOpen(): boolean {
  return document.querySelector(".veil") !== null;
}
