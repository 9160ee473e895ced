/** The second press of a double press comes this soon after the first. */
export const DOUBLE_PRESS_MS = 200;

/** True when a single letter typed now belongs to what has the focus, and so is no shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type);
}

/** True while a dialog is open: shortcuts of the screen below must not act. */
export function isDialogOpen(): boolean {
  return document.querySelector(".veil") !== null;
}

/** The letter of a plain key press without modifiers, upper case; null when it is no shortcut here. */
export function plainKey(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isDialogOpen())
    return null;
  if (isTyping(event.target)) return null;
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}
