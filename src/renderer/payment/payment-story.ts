import { moneyText } from "../../shared/currency";
import type { AttemptView } from "../../shared/attempt";
import { hasFailed, type Payment, type Refund } from "../../shared/payment";
import { isRefundOf } from "../../shared/refund-mark";
import type { Tone } from "../parts/stub";

/** One thing that happened to a payment. `at` is epoch ms, null when nobody says when. */
export interface Step {
  readonly title: string;
  readonly at: number | null;
  readonly by: string | null;
  readonly tone: Tone;
}

const ELSEWHERE = "At another desk or in the processor’s dashboard";

/**
 * The whole story of a payment, oldest first: what the processor says, and who did it, from the payment's own metadata
 * and from this computer's journal. What happened elsewhere says so; nothing is guessed.
 */
export function storyOf(payment: Payment, attempts: readonly AttemptView[]): Step[] {
  const own = attempts.toSorted((one, other) => one.openedAt - other.openedAt);
  const charge = own.find(({ operation }) => operation === "charge") ?? null;
  const changes = own.filter(({ operation }) => operation !== "charge");
  const steps = [madeStep(payment, charge), ...changes.map(changeStep)];

  const done = (operation: AttemptView["operation"]): AttemptView[] =>
    changes.filter((attempt) => attempt.operation === operation && isDone(attempt));
  if (
    charge?.capture === false &&
    payment.captured &&
    payment.status !== "authorized" &&
    done("capture").length === 0 &&
    !["voided", "expired", "failed"].includes(payment.status)
  ) {
    steps.push({
      title: `Captured ${moneyText(payment.amountCaptured ?? payment.amount, payment.currency)}`,
      at: null,
      by: ELSEWHERE,
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
        title: amount === null ? "A refund failed" : `A refund of ${moneyText(amount, payment.currency)} failed`,
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
        title: amount === null ? "Refunded" : `Refunded ${moneyText(amount, payment.currency)}`,
        at: createdAt,
        by: ELSEWHERE,
        tone: "plain",
      });
  }
  const voidedHere = done("void").length > 0 || done("refund").length > 0 || charge?.outcome?.kind === "reversed";
  if (payment.status === "voided" && !voidedHere)
    steps.push({ title: "Voided", at: payment.updatedAt, by: ELSEWHERE, tone: "plain" });
  if (payment.status === "settled") steps.push({ title: "Settled", at: null, by: null, tone: "good" });
  if (payment.status === "disputed" || payment.status === "partly_disputed") {
    const disputed = payment.status === "disputed" ? null : (payment.amountDisputed ?? null);
    const what =
      disputed !== null
        ? `${moneyText(disputed, payment.currency)} back`
        : payment.status === "disputed"
          ? "the money back"
          : "a part of the money back";
    steps.push({ title: `The card’s bank asks for ${what}`, at: null, by: null, tone: "warn" });
  }
  if (payment.status === "expired")
    steps.push({ title: "The hold lapsed; no money was taken", at: null, by: null, tone: "bad" });
  return steps;
}

function isDone({ state, outcome }: AttemptView): boolean {
  return state === "closed" && outcome?.kind === "approved";
}

function who(operator: string | null | undefined, desk: string | null | undefined): string | null {
  return [operator, desk].filter(Boolean).join(" · ") || null;
}

function madeStep(payment: Payment, charge: AttemptView | null): Step {
  const by = who(
    payment.metadata["operator"] ?? charge?.operator ?? payment.createdBy,
    payment.metadata["desk"] ?? charge?.desk,
  );
  const at = payment.createdAt ?? charge?.openedAt ?? null;
  if (payment.status === "failed") return { title: "Declined", at, by, tone: "bad" };
  if (charge?.outcome?.kind === "reversed")
    return {
      title: `Authorized ${moneyText(payment.amount, payment.currency)}, then voided by a rule`,
      at,
      by,
      tone: "bad",
    };
  const held = payment.status === "authorized" || payment.status === "expired" || charge?.capture === false;
  const approved =
    payment.amountApproved !== null && payment.amountApproved > 0 ? payment.amountApproved : payment.amount;
  return { title: `${held ? "Authorized" : "Charged"} ${moneyText(approved, payment.currency)}`, at, by, tone: "good" };
}

const NAMES = { capture: "Capture", void: "Void", refund: "Refund", tip: "Tip", charge: "Charge" } as const;

function changeStep(attempt: AttemptView): Step {
  const { operation, amount, currency, outcome } = attempt;
  const by = who(attempt.operator, attempt.desk);
  // What was told as a "no" at first was done when it was asked for, not when that came out.
  const at = attempt.corrected ? attempt.openedAt : (attempt.closedAt ?? attempt.openedAt);
  const common = { at, by };
  if (isDone(attempt)) {
    const money = moneyText(outcome?.amount ?? amount, currency);
    const title =
      operation === "void"
        ? "Voided"
        : operation === "tip"
          ? `Tip set to ${money}`
          : operation === "capture"
            ? `Captured ${money}`
            : outcome?.payment?.status === "voided"
              ? "Voided, because it had not settled"
              : `Refunded ${money}`;
    if (attempt.corrected)
      return { ...common, title: `${title} (told as “${attempt.corrected.word}” at first)`, tone: "warn" };
    return { ...common, title, tone: operation === "capture" || operation === "tip" ? "good" : "plain" };
  }
  const what = operation === "void" ? "Void" : `${NAMES[operation]} of ${moneyText(amount, currency)}`;
  if (attempt.state === "closed_by_hand")
    return { ...common, title: `${what}: the check was stopped, not known how it ended`, tone: "warn" };
  if (attempt.state !== "closed") return { ...common, title: `${what} is being checked`, tone: "warn" };
  return { ...common, title: `${what} was not done`, tone: "bad" };
}
