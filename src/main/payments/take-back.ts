import type { AccountId } from "../../shared/account";
import type { ParsedInputOf, TakeBackPlan } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import { moneyText } from "../../shared/currency";
import type { Cents } from "../../shared/money";
import type { Attempt } from "../../shared/attempt";
import {
  DISPUTED_NOT_TAKEN_BACK,
  DISPUTED_PART_NOT_KNOWN,
  isPartNotKnown,
  refundable,
  type Payment,
} from "../../shared/payment";
import { unreadableWarning } from "../../shared/unreadable";
import type { Ability } from "../processors/processor";
import type { ChangeDeps } from "./change";
import { asFailure } from "./attempts";
import { beginChange, otherCurrency, readOurs, STILL_CHECKED } from "./change";
import { mayBeWrong } from "./late-looks";
import { perhapsChanges } from "./unreadable";
import { moneyWords, takeBackWords as words } from "../../shared/words/money";

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
      if (!inTime) return none(payment, words.releaseTooLate({ refundable: canRefundNow }));
      if (!canVoid) return none(payment, words.noRelease);
      return {
        payment,
        way: "void",
        most: payment.amount,
        partial: false,
        sentence: words.release({ amount: moneyText(payment.amount, payment.currency) }),
      };
    case "captured":
      if (canRefundNow) return canVoid ? voidOrRefund(payment) : refundOf(payment);
      if (!canVoid) return none(payment, words.notSettled);
      return {
        payment,
        way: "void",
        most: takenOf(payment),
        partial: false,
        sentence: words.voidWhole({ amount: moneyText(takenOf(payment), payment.currency) }),
      };
    case "settled":
      return refundOf(payment);
    case "partly_refunded":
      return isPartNotKnown(payment) ? none(payment, words.refundedPart) : refundOf(payment);
    case "disputed":
      // MONEY: what is refunded besides the dispute would be given back twice.
      return none(payment, DISPUTED_NOT_TAKEN_BACK);
    case "partly_disputed":
      return refundable(payment) > 0 ? refundOf(payment) : none(payment, DISPUTED_PART_NOT_KNOWN);
    case "voided":
      return none(payment, words.voided);
    case "refunded":
      return none(payment, words.refunded);
    case "failed":
      return none(payment, words.failed);
    case "expired":
      return none(payment, words.lapsed);
    case "unknown":
      return none(payment, words.unknown({ status: payment.statusRaw ?? words.noStatus }));
  }
}

/** After a partial capture the rest of the hold is gone already. In minor units. */
function takenOf(payment: Payment): Cents {
  return payment.amountCaptured !== null && payment.amountCaptured > 0 ? payment.amountCaptured : payment.amount;
}

function refundOf(payment: Payment): TakeBackPlan {
  const most = refundable(payment);
  if (most === 0) return none(payment, words.nothingLeft);
  const before =
    payment.amountRefunded > 0 ? [words.before({ amount: moneyText(payment.amountRefunded, payment.currency) })] : [];
  const disputed = payment.amountDisputed ?? 0;
  const asked = disputed > 0 ? [words.disputed({ amount: moneyText(disputed, payment.currency) })] : [];
  // The schemes want a surcharge given back in proportion (docs/virtual-terminals.md, surcharge).
  const surcharge =
    (payment.surcharge ?? 0) > 0
      ? [words.surcharge({ amount: moneyText(payment.surcharge ?? 0, payment.currency) })]
      : [];
  return {
    payment,
    way: "refund",
    most,
    partial: true,
    sentence: [
      words.refund({ most: moneyText(most, payment.currency) }),
      ...before,
      ...asked,
      ...surcharge,
      words.reaches,
    ].join(" "),
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
    sentence: words.voidOrRefund({ amount: moneyText(most, payment.currency) }),
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
  return words.mayStillHappen({
    operation,
    amount: moneyText(amount, currency),
    operator,
    byHand: last.state === "closed_by_hand",
    more: others.length,
  });
}

/** Voids or refunds, once the payment has been read again and still allows it. Throws a Failure when it does not. */
export function takeBack(deps: ChangeDeps, input: ParsedInputOf<"payments.takeBack">): Promise<Attempt> {
  const { way, amount } = input;
  return beginChange(deps, { ...input, operation: way }, (connected, payment) => {
    const plan = planFor(payment, connected.processor.capabilities, deps.now());
    // A part of what could still be voided goes as a refund; the whole may, when the window closes while the person
    // decides.
    const allowed = plan.way === way || (way === "refund" && plan.way === "void" && plan.partial);
    if (!allowed) throw new Failure("refused", words.changed({ now: plan.sentence }));
    if (amount > plan.most)
      throw new Failure("bad_input", words.atMost({ most: moneyText(plan.most, payment.currency) }), {
        amount: moneyWords.atMost({ most: moneyText(plan.most, payment.currency) }),
      });
    // MONEY: a void is always of the whole; a part would be kept on paper only.
    if ((!plan.partial || way === "void") && amount !== plan.most)
      throw new Failure("bad_input", words.onlyWhole({ most: moneyText(plan.most, payment.currency) }), {
        amount: moneyWords.onlyWhole,
      });
    const unnamed = mayStillHappen(deps, connected.id, payment.id).filter(
      ({ intent }) => !input.despite?.includes(intent.id),
    );
    const warning = way === "refund" ? warningOf(unnamed) : null;
    if (warning !== null) throw new Failure("refused", warning);
    const take = { reason: input.reason, description: input.description, receipts: input.sendReceipt };
    return (reference, again) =>
      way === "void"
        ? connected.processor.void(payment.id, amount, payment.currency, take, reference, again)
        : connected.processor.refund(payment.id, amount, payment.currency, take, reference, again);
  });
}
