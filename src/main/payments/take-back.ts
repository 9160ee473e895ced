import type { ParsedInputOf, TakeBackPlan } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import { dollars, type Cents } from "../../shared/money";
import type { Attempt } from "../../shared/outcome";
import { refundable, type Payment } from "../../shared/payment";
import type { ChangeDeps } from "./change";
import { beginChange, readOurs, STILL_CHECKED } from "./change";

/** Reads the payment and says which way it can be taken back, how much of it, and what will happen to the money. */
export async function planTakeBack(deps: ChangeDeps, paymentId: string): Promise<TakeBackPlan> {
  const connected = await deps.connected();
  const payment = await readOurs(deps, connected, paymentId);
  const standing = deps.attempts.journal().unfinishedOn(connected.id, paymentId);
  if (standing) return none(payment, STILL_CHECKED);
  return planFor(payment, connected.processor.capabilities.has("void"));
}

/**
 * Void or refund, from the payment's real state (fact sheet 9: a refund of an unsettled charge voids ALL of it, so a part is only
 * offered once the charge is known to be settled).
 */
export function planFor(payment: Payment, canVoid: boolean): TakeBackPlan {
  switch (payment.status) {
    case "authorized":
      if (!canVoid) return none(payment, "This hold cannot be released here. It lapses by itself after seven days.");
      return {
        payment,
        way: "void",
        most: payment.amount,
        partial: false,
        sentence: `The whole hold of ${dollars(payment.amount)} is released. No money was taken; the caller's bank frees it within a few days.`,
      };
    case "captured":
      if (!canVoid) return none(payment, "This payment has not settled yet. It can be refunded once it has, usually the next business day.");
      return {
        payment,
        way: "void",
        most: payment.amount,
        partial: false,
        sentence: `This payment has not settled, so all of ${dollars(payment.amount)} is voided and no money moves; it disappears from the caller's statement within a few days. A part of it can be refunded once it has settled, usually the next business day.`,
      };
    case "settled":
    case "partly_refunded": {
      const most = refundable(payment);
      if (most === 0) return none(payment, "Nothing is left of this payment to give back.");
      const before = payment.amountRefunded > 0 ? ` ${dollars(payment.amountRefunded)} was given back before.` : "";
      return { payment, way: "refund", most, partial: true, sentence: `Up to ${dollars(most)} can be refunded.${before} It reaches the caller's card in 5 to 10 days.` };
    }
    case "voided":
      return none(payment, "This payment was already voided. No money was taken.");
    case "refunded":
      return none(payment, "This payment was already refunded in full.");
    case "failed":
      return none(payment, "This payment did not go through, so there is nothing to take back.");
    case "expired":
      return none(payment, "This hold has lapsed. No money was taken.");
    case "unknown":
      return none(payment, `The processor shows this payment as “${payment.statusRaw ?? "nothing"}”, which Counterfoil does not know. Take it back in the processor's own dashboard.`);
  }
}

function none(payment: Payment, sentence: string): TakeBackPlan {
  return { payment, way: null, most: 0 as Cents, partial: false, sentence };
}

/** Voids or refunds, once the payment has been read again and still allows it. Throws a Failure when it does not. */
export function takeBack(deps: ChangeDeps, input: ParsedInputOf<"payments.takeBack">): Promise<Attempt> {
  const { attemptId, paymentId, way, amount } = input;
  return beginChange(deps, { attemptId, paymentId, operation: way, amount }, (connected, payment) => {
    const plan = planFor(payment, connected.processor.capabilities.has("void"));
    if (plan.way !== way) throw new Failure("refused", `This payment has changed meanwhile. ${plan.sentence}`);
    if (amount > plan.most) throw new Failure("bad_input", `At most ${dollars(plan.most)} can be given back.`, { amount: `At most ${dollars(plan.most)}.` });
    // MONEY: a void is always of the whole; a part would be kept on paper only.
    if (!plan.partial && amount !== plan.most) throw new Failure("bad_input", `Only the whole ${dollars(plan.most)} can be taken back now.`, { amount: "Only the whole amount." });
    const take = { reason: input.reason, description: input.description, receipts: input.sendReceipt };
    return (reference) =>
      way === "void" ? connected.processor.void(payment.id, amount, take, reference) : connected.processor.refund(payment.id, amount, take, reference);
  });
}
