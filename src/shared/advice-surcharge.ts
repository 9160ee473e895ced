import type { Advice } from "./advice-reasons";
import { dollars } from "./money";
import type { Outcome } from "./outcome";
import { surchargedWords as words } from "./words/surcharged";

/** What was asked for: all that the caller pays, and the part of it that is the surcharge, in cents. */
export interface AskedSums {
  readonly amount: number;
  readonly surcharge: number;
}

/**
 * By how many cents more was taken or held than was asked, because the processor added the surcharge to the amount
 * instead of taking it as a part of it; 0 when it did not. A tip that it counts in is no surprise (docs/payarc.md 8).
 */
export function takenTooMuch(outcome: Outcome, { amount, surcharge }: AskedSums): number {
  if ((outcome.kind !== "approved" && outcome.kind !== "authorized") || outcome.amount === null || surcharge === 0)
    return 0;
  const more = outcome.amount - amount;
  return more === surcharge || more === surcharge + (outcome.payment?.tip ?? 0) ? surcharge : 0;
}

/** What is special about the outcome of a surcharged charge; null when it is as for any other charge. */
export function adviceOnSurcharge(outcome: Outcome, asked: AskedSums): Advice | null {
  if (asked.surcharge === 0) return null;
  const order = dollars(asked.amount - asked.surcharge);
  const type = typeOf(outcome);
  const notCredit = type === "debit" || type === "prepaid";
  switch (outcome.kind) {
    case "approved":
    case "authorized": {
      const paid = dollars(outcome.amount ?? asked.amount);
      const done = outcome.kind === "approved" ? words.charged({ paid }) : words.held({ paid });
      const shown = outcome.payment?.surcharge ?? 0;
      const more = dollars(asked.surcharge);
      if (takenTooMuch(outcome, asked) > 0) {
        return {
          happened: words.tooMuch({ done, more, asked: dollars(asked.amount) }),
          retry: "no",
          next: words.nextTooMuch,
          say: words.sayTooMuch({ more }),
        };
      }
      if (notCredit) {
        return {
          happened: words.notCredit({ done, type }),
          retry: "no",
          next: words.nextNotCredit,
          say: words.sayNotCredit({ type, order }),
        };
      }
      if (shown > 0 && shown !== asked.surcharge) {
        return {
          happened: words.otherSum({ done, shown: dollars(shown), asked: more }),
          retry: "no",
          next: words.nextOtherSum,
          say: null,
        };
      }
      return null;
    }
    case "partially_approved": {
      const part = outcome.amount === null ? words.aPart : dollars(outcome.amount);
      const whole = dollars(outcome.requested);
      return {
        happened: words.part({ part, whole, surcharge: dollars(asked.surcharge) }),
        retry: "other_card",
        next: words.nextPart,
        say: words.sayPart({ part, whole, order }),
      };
    }
    case "reversed": {
      // The address rule has its own advice; and a credit card was voided for something else than the surcharge.
      if (outcome.rule === "avs" || type === "credit") return null;
      // A void that a look found some time after may have been a person's, unless the kind of card says why.
      if (outcome.rule === "unstated" && outcome.httpStatus === null && !notCredit) return null;
      const what = notCredit ? words.isCard({ type }) : outcome.rule === "bin" ? words.looksDebit : words.mayBeDebit;
      return {
        happened: words.reversed({ what }),
        retry: "fix_and_retry",
        next: words.nextReversed,
        say: words.sayReversed({ type: notCredit ? type : null, order }),
      };
    }
    case "declined":
    case "refused":
    case "unknown":
      return null;
  }
}

function typeOf(outcome: Outcome): "credit" | "debit" | "prepaid" | null {
  const said = outcome.payment?.card?.cardType?.toLowerCase() ?? "";
  if (said.includes("prepaid")) return "prepaid";
  if (said.includes("debit")) return "debit";
  return said.includes("credit") ? "credit" : null;
}
