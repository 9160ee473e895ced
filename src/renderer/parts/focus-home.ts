/**
 * Where the keys are at home on a screen: the open row, else the list, else what stands in its place in one column, else
 * the next step, else the amount or the page.
 */
const HOMES = [
  '.table-row[aria-selected="true"]',
  '.table-row[tabindex="0"]',
  ".split > .stub:not(:has(.stub-waiting))",
  ".stub-steps .button:enabled",
  ".money-input",
  "[data-home]",
];

/** A search is left: the focus goes back to where it came from, else to where the keys are at home. */
export function leaveSearch(cameFrom: EventTarget | null): void {
  if (cameFrom instanceof HTMLElement && cameFrom.isConnected && cameFrom.offsetParent !== null)
    return cameFrom.focus();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  focusHome();
}

/** What takes the focus when next a home is looked for, asked then; null: it is not there. */
let wanted: (() => HTMLElement | null) | null = null;

/** Names the place where the hand goes on once what has the focus is gone: of a removed card, the next one. */
export function goOnAt(place: () => HTMLElement | null): void {
  wanted = place;
}

/** What has the focus for want of a better place. */
let homed: Element | null = null;

/** The focus was put where it is by no hand: who knows a better place may take it there. */
export function isAtHome(): boolean {
  return homed === document.activeElement;
}

/** Says so of what has the focus now. */
export function nowAtHome(): void {
  homed = document.activeElement;
  homed?.addEventListener("blur", () => (homed = null), { once: true });
}

/**
 * Gives the focus a home when what had it is gone (a captured hold's row, a removed card's button): on the sheet that
 * is open, else on the screen.
 */
export function focusHome(): void {
  const place = wanted?.() ?? null;
  wanted = null;
  if (document.activeElement !== document.body) return;
  const sheet = [...document.querySelectorAll("[role=dialog]")].at(-1);
  if (sheet) return sheet.querySelector<HTMLElement>("[data-first-focus]")?.focus();
  if (place) return place.focus();
  const screen = document.querySelector("main.screen:not([hidden])");
  for (const home of HOMES) {
    const found = screen?.querySelector<HTMLElement>(home);
    // A panel or a page takes the focus from here alone, never by a press on its words: it gets its tabindex here.
    if (found?.tabIndex === -1) found.tabIndex = -1;
    found?.focus();
    // What is hidden does not take it.
    if (document.activeElement !== document.body) return nowAtHome();
  }
}

/** The frame in which a home is looked for. */
let planned = 0;

/**
 * Gives the focus a home once the page is drawn without what had it, and a sheet that closes now has given the focus
 * back: in the next frame but one, because the first may come before the page is drawn.
 */
export function focusHomeSoon(): void {
  cancelAnimationFrame(planned);
  planned = requestAnimationFrame(() => {
    planned = requestAnimationFrame(focusHome);
  });
}

/** A sheet opens before that frame has come: it looks for a home itself when it closes. */
export function forgetHome(): void {
  cancelAnimationFrame(planned);
}

/** Acts once a dialog that closes now has given the focus back, which it does in the next frame. */
export function afterDialog(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
