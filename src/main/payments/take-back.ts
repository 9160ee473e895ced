import type { AccountId } from "../../shared/account";
import type { ParsedInputOf, TakeBackPlan } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import { moneyText } from "../../shared/currency";
import type { Cents } from "../../shared/money";
import type { Attempt } from "../../shared/attempt";
import { DISPUTED_NOT_TAKEN_BACK, DISPUTED_PART_NOT_KNOWN, refundable, type Payment } from "../../shared/payment";
import { unreadableWarning } from "../../shared/unreadable";
import type { Ability } from "../processors/processor";
import type { ChangeDeps } from "./change";
import { asFailure } from "./attempts";
import { beginChange, otherCurrency, readOurs, STILL_CHECKED } from "./change";
import { mayBeWrong } from "./late-looks";
import { perhapsChanges } from "./unreadable";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads the payment and says which way it can be taken back, how much of it, and what will happen to the money. Throws
 * a Failure.
 */
export async function planTakeBack(deps: ChangeDeps, paymentId: string): Promise<TakeBackPlan> {
  try {
    const connected = await deps.connected();
    const payment = await readOurs(deps, connected, paymentId);
    const standing = deps.attempts.journal().unfinishedOn(connected.id, paymentId);
    if (standing) return none(payment, STILL_CHECKED);
    const plan = planFor(payment, connected.processor.capabilities, deps.now());
    if (plan.way === null) return plan;
    const unread = perhapsChanges(deps.attempts.journal(), connected.id, payment);
    // A void takes back the whole, however much of it was asked for before.
    const onlyWhole = plan.way === "void" && !plan.partial;
    const possible = onlyWhole ? [] : mayStillHappen(deps, connected.id, paymentId);
    const warnings = [warningOf(possible), unreadableWarning(unread)].filter((warning) => warning !== null);
    return {
      ...plan,
      possible: [...possible.map(({ intent }) => intent.id), ...unread.map(({ id }) => id)],
      warning: warnings.length === 0 ? null : warnings.join(" "),
    };
  } catch (error) {
    throw asFailure(error);
  }
}

/** A request that is sent at the last moment may arrive after it. */
const WINDOW_MARGIN_MS = 30_000;

/**
 * Void or refund, from the payment's real state. Where refunding an unsettled charge would void ALL of it (PayArc's
 * docs/payarc.md 9), a part is only offered once the charge is known to be settled. `now` is epoch ms.
 */
export function planFor(payment: Payment, capabilities: ReadonlySet<Ability>, now: number): TakeBackPlan {
  const plan = planOf(payment, capabilities, now);
  const elsewhere = plan.way === null ? null : otherCurrency(payment);
  return elsewhere === null ? plan : none(payment, elsewhere);
}

function planOf(payment: Payment, capabilities: ReadonlySet<Ability>, now: number): TakeBackPlan {
  const { voidableUntil = null } = payment;
  const inTime = voidableUntil === null || now < voidableUntil - WINDOW_MARGIN_MS;
  const canVoid = capabilities.has("void") && inTime;
  const canRefundNow = capabilities.has("refund_unsettled");
  switch (payment.status) {
    case "authorized":
      if (!inTime)
        return none(
          payment,
          `The time in which this hold could be released is over. It lapses by itself seven days after the charge${canRefundNow ? "; to end it sooner, capture it and refund it" : ""}.`,
        );
      if (!canVoid) return none(payment, "This hold cannot be released here. It lapses by itself after seven days.");
      return {
        payment,
        way: "void",
        most: payment.amount,
        partial: false,
        sentence: `The whole hold of ${moneyText(payment.amount, payment.currency)} is released. No money was taken; the caller’s bank frees it within a few days.`,
      };
    case "captured":
      if (canRefundNow) return canVoid ? voidOrRefund(payment) : refundOf(payment);
      if (!canVoid)
        return none(
          payment,
          "This payment has not settled yet. It can be refunded once it has, usually the next business day.",
        );
      return {
        payment,
        way: "void",
        most: takenOf(payment),
        partial: false,
        sentence: `This payment has not settled, so all of ${moneyText(takenOf(payment), payment.currency)} is voided and no money moves; it disappears from the caller’s statement within a few days. A part of it can be refunded once it has settled, usually the next business day.`,
      };
    case "settled":
    case "partly_refunded":
      return refundOf(payment);
    case "disputed":
      // MONEY: what is refunded besides the dispute would be given back twice.
      return none(payment, DISPUTED_NOT_TAKEN_BACK);
    case "partly_disputed":
      return refundable(payment) > 0 ? refundOf(payment) : none(payment, DISPUTED_PART_NOT_KNOWN);
    case "voided":
      return none(payment, "This payment was already voided. No money was taken.");
    case "refunded":
      return none(payment, "This payment was already refunded in full.");
    case "failed":
      return none(payment, "This payment did not go through, so there is nothing to take back.");
    case "expired":
      return none(payment, "This hold has lapsed. No money was taken.");
    case "unknown":
      return none(
        payment,
        `The processor shows this payment as “${payment.statusRaw ?? "nothing"}”, which Counterfoil does not know. Take it back in the processor’s own dashboard.`,
      );
  }
}

/** After a partial capture the rest of the hold is gone already. In minor units. */
function takenOf(payment: Payment): Cents {
  return payment.amountCaptured !== null && payment.amountCaptured > 0 ? payment.amountCaptured : payment.amount;
}

function refundOf(payment: Payment): TakeBackPlan {
  const most = refundable(payment);
  if (most === 0) return none(payment, "Nothing is left of this payment to give back.");
  const before =
    payment.amountRefunded > 0 ? ` ${moneyText(payment.amountRefunded, payment.currency)} was given back before.` : "";
  const disputed = payment.amountDisputed ?? 0;
  const asked =
    disputed > 0
      ? ` The card’s bank asks for ${moneyText(disputed, payment.currency)} back (a dispute); that is not among it.`
      : "";
  // The schemes want a surcharge given back in proportion (docs/virtual-terminals.md, surcharge).
  const surcharge =
    (payment.surcharge ?? 0) > 0
      ? ` It includes a surcharge of ${moneyText(payment.surcharge ?? 0, payment.currency)}: with a part, give back the same share of it.`
      : "";
  return {
    payment,
    way: "refund",
    most,
    partial: true,
    sentence: `Up to ${moneyText(most, payment.currency)} can be refunded.${before}${asked}${surcharge} It reaches the caller’s card in 5 to 10 business days.`,
  };
}

function voidOrRefund(payment: Payment): TakeBackPlan {
  const most = refundable(payment);
  // MONEY: a void takes back the whole payment; where less is left than that, it would be too much.
  if (most < payment.amount) return refundOf(payment);
  return {
    payment,
    way: "void",
    most,
    partial: true,
    sentence: `This payment is so new that the whole ${moneyText(most, payment.currency)} can be voided: it disappears from the caller’s statement within a few days. A part of it is refunded instead, and reaches the card in 5 to 10 days.`,
  };
}

function none(payment: Payment, sentence: string): TakeBackPlan {
  return { payment, way: null, most: 0 as Cents, partial: false, sentence };
}

/**
 * MONEY: voids and refunds of this desk on the payment that were told as not done, or were closed by hand, within the
 * last day. The processor may work on one all the same, and what is given back now would come on top of it.
 */
function mayStillHappen({ attempts, now }: ChangeDeps, connection: AccountId, paymentId: string): Attempt[] {
  return attempts
    .onPayment(connection, paymentId)
    .filter(
      (attempt) =>
        (attempt.intent.operation === "void" || attempt.intent.operation === "refund") &&
        (attempt.state === "closed_by_hand" || mayBeWrong(attempt)) &&
        now() - attempt.closedAt < DAY_MS,
    );
}

/** null: there is nothing to be warned of. */
function warningOf(possible: readonly Attempt[]): string | null {
  const [last, ...others] = possible;
  if (!last) return null;
  const { operation, amount, currency, operator } = last.intent;
  const ended = last.state === "closed_by_hand" ? "got no answer, and its check was stopped" : "ended as not done";
  const more = others.length === 0 ? "" : `, and so did ${others.length} more before`;
  return `A ${operation} of ${moneyText(amount, currency)} by ${operator} ${ended} today${more}. The processor may still carry it out, and what you give back now comes on top of it. Look at the payment in the processor’s dashboard first.`;
}

/** Voids or refunds, once the payment has been read again and still allows it. Throws a Failure when it does not. */
export function takeBack(deps: ChangeDeps, input: ParsedInputOf<"payments.takeBack">): Promise<Attempt> {
  const { way, amount } = input;
  return beginChange(deps, { ...input, operation: way }, (connected, payment) => {
    const plan = planFor(payment, connected.processor.capabilities, deps.now());
    // A part of what could still be voided goes as a refund; the whole may, when the window closes while the person
    // decides.
    const allowed = plan.way === way || (way === "refund" && plan.way === "void" && plan.partial);
    if (!allowed) throw new Failure("refused", `This payment has changed meanwhile. ${plan.sentence}`);
    if (amount > plan.most)
      throw new Failure("bad_input", `At most ${moneyText(plan.most, payment.currency)} can be given back.`, {
        amount: `At most ${moneyText(plan.most, payment.currency)}.`,
      });
    // MONEY: a void is always of the whole; a part would be kept on paper only.
    if ((!plan.partial || way === "void") && amount !== plan.most)
      throw new Failure(
        "bad_input",
        `Only the whole ${moneyText(plan.most, payment.currency)} can be taken back now.`,
        {
          amount: "Only the whole amount.",
        },
      );
    const unnamed = mayStillHappen(deps, connected.id, payment.id).filter(
      ({ intent }) => !input.despite?.includes(intent.id),
    );
    const warning = way === "refund" ? warningOf(unnamed) : null;
    if (warning !== null) throw new Failure("refused", warning);
    const take = { reason: input.reason, description: input.description, receipts: input.sendReceipt };
    return (reference, again) =>
      way === "void"
        ? connected.processor.void(payment.id, amount, take, reference, again, payment.currency)
        : connected.processor.refund(payment.id, amount, take, reference, again, payment.currency);
  });
}
