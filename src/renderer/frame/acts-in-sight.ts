import { paletteWords } from "../../shared/words/palette";

/** Something that can be pressed on the screen, by the name and the key that stand there. */
export interface ActInSight {
  readonly words: string;
  readonly key: string | null;
  /** Presses it, if it still says what it said. */
  readonly press: () => void;
}

const PRESSABLE = "button:enabled, input[role=switch]:enabled, input[type=radio]:enabled:not(:checked)";
/**
 * What stands in a row or a figure, or helps to read, is no action of the screen. A page or a panel that is a home of the
 * keys bears a tabindex once it has had them (parts/focus-home.ts).
 */
const NOT_HERE =
  "table, [role=listbox], [tabindex='-1']:not([data-home], .stub), .copy, .figure-open, figure, [aria-disabled=true], .button-not-yet";

/** Everything that can be pressed on the screen at this moment, from top to bottom, each name once. */
export function actsInSight(): readonly ActInSight[] {
  const screen = document.querySelector("main.screen:not([hidden])");
  const found = [...(screen?.querySelectorAll<HTMLElement>(PRESSABLE) ?? [])]
    .filter((element) => !element.closest(NOT_HERE) && element.getClientRects().length > 0)
    .map((element) => {
      const words = nameOf(element);
      return {
        words,
        key: keyOf(element),
        press: () => {
          // MONEY: a name carries the sum that a press moves; when it has changed meanwhile nothing is pressed.
          if (element.isConnected && nameOf(element) === words) element.click();
        },
      };
    });
  return found.filter(({ words }, at) => words !== "" && found.findIndex((other) => other.words === words) === at);
}

function nameOf(element: HTMLElement): string {
  const said = element.ariaLabel ?? textWithoutKeys(labelOf(element) ?? element);
  const group = element.matches("[type=radio]") ? groupOf(element) : null;
  return group ? paletteWords.grouped({ group, choice: said }) : said;
}

function keyOf(element: HTMLElement): string | null {
  const place = element.closest(".switch-line") ?? labelOf(element) ?? element;
  return place.querySelector(".kbd")?.textContent ?? null;
}

function labelOf(element: HTMLElement): HTMLElement | null {
  return element instanceof HTMLInputElement ? (element.labels?.[0] ?? null) : null;
}

function groupOf(element: HTMLElement): string | null {
  const group = element.closest("[role=radiogroup]");
  const by = group?.getAttribute("aria-labelledby");
  return group?.getAttribute("aria-label") ?? (by ? (document.getElementById(by)?.textContent ?? null) : null);
}

function textWithoutKeys(element: HTMLElement): string {
  const copy = element.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return "";
  for (const key of copy.querySelectorAll(".kbd, input")) key.remove();
  return (copy.textContent ?? "").replaceAll(/\s+/gu, " ").trim();
}
