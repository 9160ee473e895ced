import { moneyText, type Currency } from "./currency";
import type { DeskSum } from "./day-close";
import { dayCloseWords as words } from "./words/day-close";

/** How the sums of the desks are told, on the screen and on paper. */

/** What all of them took. */
export function allDesks(desks: readonly DeskSum[]): DeskSum["taken"] {
  return desks.reduce(
    ({ count, amount }, { taken }) => ({ count: count + taken.count, amount: amount + taken.amount }),
    { count: 0, amount: 0 },
  );
}

/** What a desk is called beside its sum. */
export function deskLabel({ desk, here }: DeskSum): string {
  return here ? words.thisDesk({ desk }) : desk;
}

/** What stands beside a desk's sum and is not in it, in words. */
export function deskMore(sum: DeskSum, currency: Currency): string[] {
  return (["held", "notListed", "notKnown"] as const)
    .filter((part) => sum[part].count > 0)
    .map((part) => words.deskMore[part]({ amount: moneyText(sum[part].amount, currency), count: sum[part].count }));
}
