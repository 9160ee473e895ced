/** Where the keys are at home on a screen: the open row, else the list, else the next step, else the amount. */
const HOMES = [
  '.table-row[aria-selected="true"]',
  '.table-row[tabindex="0"]',
  ".stub-steps .button:enabled",
  ".money-input",
];

/**
 * Gives the focus a home when what had it is gone (a captured hold's row, a removed card's button): on the sheet that
 * is open, else on the screen.
 */
export function focusHome(): void {
  if (document.activeElement !== document.body) return;
  const sheet = [...document.querySelectorAll("[role=dialog]")].at(-1);
  if (sheet) return sheet.querySelector<HTMLElement>("[data-first-focus]")?.focus();
  const screen = document.querySelector("main.screen:not([hidden])");
  for (const home of HOMES) {
    const found = screen?.querySelector<HTMLElement>(home);
    if (found) return found.focus();
  }
}
