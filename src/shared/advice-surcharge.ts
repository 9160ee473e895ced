import type { Advice } from "./advice-reasons";
import { dollars } from "./money";
import type { Outcome } from "./outcome";

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
      const done = `${dollars(outcome.amount ?? asked.amount)} ${outcome.kind === "approved" ? "was charged" : "is held on the card"}`;
      const shown = outcome.payment?.surcharge ?? 0;
      if (takenTooMuch(outcome, asked) > 0) {
        return {
          happened: `${done}: ${dollars(asked.surcharge)} more than the ${dollars(asked.amount)} that you asked for. The processor added the surcharge to the amount instead of taking it as a part of it.`,
          retry: "no",
          next: "Take it back, turn the surcharge off in Settings, and charge again without it.",
          say: `The amount came out ${dollars(asked.surcharge)} too high. I am cancelling it now and will do it again with the right amount.`,
        };
      }
      if (notCredit) {
        return {
          happened: `${done}, but the processor calls this a ${type} card, and no surcharge may be added to such cards.`,
          retry: "no",
          next: "Take it back and charge again without the surcharge.",
          say: `Yours is a ${type} card, so there is no surcharge on it. I am cancelling this and will charge ${order} instead.`,
        };
      }
      if (shown > 0 && shown !== asked.surcharge) {
        return {
          happened: `${done}, but the processor shows a surcharge of ${dollars(shown)} in it instead of ${dollars(asked.surcharge)}.`,
          retry: "no",
          next: "Turn the surcharge off in Settings and ask the processor how it reads it. If in doubt, take this one back.",
          say: null,
        };
      }
      return null;
    }
    case "partially_approved": {
      const part = outcome.amount === null ? "a part" : dollars(outcome.amount);
      return {
        happened: `The bank approved only ${part} of ${dollars(outcome.requested)}, in which the surcharge of ${dollars(asked.surcharge)} is for the whole.`,
        retry: "other_card",
        next: "Take it back: that surcharge is too much for a part. Then charge without it, on two cards if need be.",
        say: `Your bank approved only ${part} of the ${dollars(outcome.requested)}. I am cancelling it; then we can split ${order} over two cards, without the surcharge.`,
      };
    }
    case "reversed": {
      // The address rule has its own advice; and a credit card was voided for something else than the surcharge.
      if (outcome.rule === "avs" || type === "credit") return null;
      // A void that a look found some time after may have been a person's, unless the kind of card says why.
      if (outcome.rule === "unstated" && outcome.httpStatus === null && !notCredit) return null;
      const what = notCredit
        ? `This is a ${type} card`
        : outcome.rule === "bin"
          ? "This looks like a debit or prepaid card"
          : "This may be a debit or prepaid card";
      return {
        happened: `The bank approved it, and it was voided at once. ${what}, and no surcharge may be added to such cards. No money was taken.`,
        retry: "fix_and_retry",
        next: "Charge it again without the surcharge.",
        say: `${notCredit ? `Yours is a ${type} card, so` : "It seems that this is no credit card, so"} there is no surcharge. I will charge ${order} instead. If your bank shows the first amount as pending, it will disappear within a few days.`,
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
