import { KITS, type KitName } from "./kit";

/**
 * What a story can be about beside one faulted request. `late`: the processor works on the request long after it was
 * looked for in vain. `no_after`: a clear no, after the money moved. `two_desks`: somebody else changes the same payment,
 * or takes the same order. `clock`: this computer's clock is up to three days off. `torn_tail`: the process dies and the
 * end of its write-ahead log is gone. `damaged_row`: one row of the journal is no longer what was written. `budget`:
 * questions stand open and the processor allows few requests (budget.ts).
 */
export const KINDS = ["late", "no_after", "two_desks", "clock", "torn_tail", "damaged_row", "budget"] as const;
export type Kind = (typeof KINDS)[number];

/**
 * What the stories of a run are about, drawn with equal chances; null: the request alone, which two of three are, since
 * the others take twice as long. COUNTERFOIL_FAULT_KIND asks for one kind alone, or for `all` of them.
 */
export function kindsOfStories(kit: KitName): readonly (Kind | null)[] {
  const asked = process.env["COUNTERFOIL_FAULT_KIND"];
  const there = KINDS.filter((kind) => kind !== "budget" || KITS[kit].hasBudget);
  if (asked === undefined) return [...there, ...there.flatMap(() => [null, null])];
  return asked === "all" ? there : there.filter((kind) => kind === asked);
}
