import { rangeOf, type PaymentLine } from "../../../shared/history";
import { paymentsWords } from "../../../shared/words/payments";

const words = paymentsWords.headings;

/**
 * Above which rows of a list that is sorted by time a new day begins: Today, Yesterday, and what was earlier. `now` in
 * epoch ms.
 */
export function dayHeadings(lines: readonly PaymentLine[], now: number): ReadonlyMap<number, string> {
  const today = rangeOf({ kind: "today" }, now).from ?? 0;
  const yesterday = rangeOf({ kind: "yesterday" }, now).from ?? 0;
  const headings = new Map<number, string>();
  let before: string | null = null;
  lines.forEach(({ at }, index) => {
    const day =
      at !== null && at >= today ? words.today : at !== null && at >= yesterday ? words.yesterday : words.earlier;
    if (day !== before) headings.set(index, day);
    before = day;
  });
  return headings;
}
