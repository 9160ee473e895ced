import { moneyText } from "../../shared/currency";
import type { AttemptView } from "../../shared/attempt";
import { capturable } from "../../shared/history";
import { hasFailed, type Payment, type Refund } from "../../shared/payment";
import { doneBy } from "../../shared/people";
import { isRefundOf } from "../../shared/refund-mark";
import { paymentWords } from "../../shared/words/payment";
import type { Tone } from "../parts/stub";

/** One thing that happened to a payment. `at` is epoch ms, null when nobody says when. */
export interface Step {
  readonly title: string;
  readonly at: number | null;
  readonly by: string | null;
  readonly tone: Tone;
}

const words = paymentWords.steps;

/**
 * The whole story of a payment, oldest first: what the processor says, and who did it, from the payment's own metadata
 * and from this computer's journal. What happened elsewhere says so; nothing is guessed.
 */
export function storyOf(payment: Payment, attempts: readonly AttemptView[]): Step[] {
  const own = attempts.toSorted((one, other) => one.openedAt - other.openedAt);
  const charge = own.find(({ operation }) => operation === "charge") ?? null;
  const changes = own.filter(({ operation }) => operation !== "charge");
  const done = (operation: AttemptView["operation"]): AttemptView[] =>
    changes.filter((attempt) => attempt.operation === operation && isDone(attempt));
  // Only a hold is captured afterwards, and only of a hold is less taken than was approved.
  const isLess = (payment.amountCaptured || Infinity) < (payment.amountApproved ?? 0);
  const wasHeld = charge ? !charge.capture : isLess || done("capture").length > 0;
  const steps = [madeStep(payment, charge, wasHeld), ...changes.map(changeStep)];
  if (
    wasHeld &&
    payment.captured &&
    payment.status !== "authorized" &&
    done("capture").length === 0 &&
    !["voided", "expired", "failed"].includes(payment.status)
  ) {
    const refunded = changes.findIndex((change) => change.operation === "refund" && isDone(change));
    steps.splice(refunded < 0 ? steps.length : refunded + 1, 0, {
      title: words.captured({ amount: moneyText(payment.amountCaptured ?? payment.amount, payment.currency) }),
      at: null,
      by: words.elsewhere,
      tone: "good",
    });
  }
  // What a refund says of itself tells whose it is; where it says nothing, one of the same sum is taken for it.
  const signed = (refund: Refund): boolean => done("refund").some(({ id }) => isRefundOf(refund, id));
  const ownSums = done("refund")
    .filter(({ id }) => !payment.refunds.some((refund) => isRefundOf(refund, id)))
    .map(({ amount }) => amount as number);
  for (const refund of payment.refunds) {
    const { amount, createdAt } = refund;
    if (hasFailed(refund)) {
      steps.push({
        title: words.refundFailed({ amount: amount === null ? null : moneyText(amount, payment.currency) }),
        at: createdAt,
        by: null,
        tone: "bad",
      });
      continue;
    }
    const at = amount === null || typeof refund.reference === "string" ? -1 : ownSums.indexOf(amount);
    if (at >= 0) ownSums.splice(at, 1);
    else if (!signed(refund))
      steps.push({
        title: words.refunded({ amount: amount === null ? null : moneyText(amount, payment.currency) }),
        at: createdAt,
        by: words.elsewhere,
        tone: "plain",
      });
  }
  const voidedHere = done("void").length > 0 || done("refund").length > 0 || charge?.outcome?.kind === "reversed";
  if (payment.status === "voided" && !voidedHere)
    steps.push({ title: words.voided, at: payment.updatedAt, by: words.elsewhere, tone: "plain" });
  if (payment.status === "settled") steps.push({ title: words.settled, at: null, by: null, tone: "good" });
  if (payment.status === "disputed" || payment.status === "partly_disputed") {
    const disputed = payment.status === "disputed" ? null : (payment.amountDisputed ?? null);
    const title =
      disputed !== null
        ? words.asksBack({ amount: moneyText(disputed, payment.currency) })
        : payment.status === "disputed"
          ? words.asksAllBack
          : words.asksPartBack;
    steps.push({ title, at: null, by: null, tone: "warn" });
  }
  if (payment.status === "expired") steps.push({ title: words.lapsed, at: null, by: null, tone: "bad" });
  return steps;
}

function isDone({ state, outcome }: AttemptView): boolean {
  return state === "closed" && outcome?.kind === "approved";
}

function who(operator: string | null | undefined, desk: string | null | undefined): string | null {
  return [operator, desk].filter(Boolean).join(" · ") || null;
}

function madeStep(payment: Payment, charge: AttemptView | null, wasHeld: boolean): Step {
  const operator = payment.metadata["operator"] ?? charge?.operator ?? payment.createdBy;
  const by = who(
    operator && doneBy({ operator, supervisor: charge?.supervisor }),
    payment.metadata["desk"] ?? charge?.desk,
  );
  const at = payment.createdAt ?? charge?.openedAt ?? null;
  if (payment.status === "failed") return { title: words.declined, at, by, tone: "bad" };
  if (charge?.outcome?.kind === "reversed")
    return {
      title: words.reversed({ amount: moneyText(payment.amount, payment.currency) }),
      at,
      by,
      tone: "bad",
    };
  const held = payment.status === "authorized" || payment.status === "expired" || wasHeld;
  const amount = moneyText(capturable(payment), payment.currency);
  return { title: held ? words.authorized({ amount }) : words.charged({ amount }), at, by, tone: "good" };
}

function changeStep(attempt: AttemptView): Step {
  const { operation, amount, currency, outcome } = attempt;
  const by = who(doneBy(attempt), attempt.desk);
  // What was told as a "no" at first was done when it was asked for, not when that came out.
  const at = attempt.corrected ? attempt.openedAt : (attempt.closedAt ?? attempt.openedAt);
  const common = { at, by };
  if (isDone(attempt)) {
    const money = moneyText(outcome?.amount ?? amount, currency);
    const title =
      operation === "void"
        ? words.voided
        : operation === "tip"
          ? words.tip({ amount: money })
          : operation === "capture"
            ? words.captured({ amount: money })
            : outcome?.payment?.status === "voided"
              ? words.voidedNotSettled
              : words.refunded({ amount: money });
    if (attempt.corrected)
      return { ...common, title: words.toldBefore({ step: title, word: attempt.corrected.word }), tone: "warn" };
    return { ...common, title, tone: operation === "capture" || operation === "tip" ? "good" : "plain" };
  }
  const name = words.acts[operation];
  const act = operation === "void" ? name : words.actOf({ act: name, amount: moneyText(amount, currency) });
  if (attempt.state === "closed_by_hand") return { ...common, title: words.closedByHand({ act }), tone: "warn" };
  if (attempt.state !== "closed") return { ...common, title: words.checking({ act }), tone: "warn" };
  return { ...common, title: words.notDone({ act }), tone: "bad" };
}
