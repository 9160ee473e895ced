import { type Attempt, type Intent } from "../../shared/attempt";
import { refused, refusedInOurWords, unknown, type Outcome } from "../../shared/outcome";
import { capturable } from "../../shared/history";
import { hasFailed, type Payment, type Refund } from "../../shared/payment";
import { isRefundOf } from "../../shared/refund-mark";
import { outcomeOfCharge } from "./outcome-of";
import { takeBackWords } from "../../shared/words/money";

/** What else is known of a payment, when it is compared with a change that was asked of it. */
export interface Beside {
  /** Other attempts of this desk on the payment that were done: what they did was not done by this one. */
  readonly done: readonly Attempt[];
  /** The processor is known to keep our mark with a refund, so that one without it is somebody else's. */
  readonly keepsMarks: boolean;
}

/** The change that was asked for, and when (epoch ms). */
export type Asked = Pick<Attempt, "intent" | "openedAt">;

/**
 * By which a refund is known again; it may have no id of its own (docs/payarc.md 19). The seconds are written in letters
 * too, because the journal keeps no long run of digits.
 */
export function refundKey({ id, createdAt, amount }: Refund): string {
  return id ?? `at ${createdAt === null ? "?" : Math.floor(createdAt / 1000).toString(36)} of ${amount ?? "?"}`;
}

/**
 * What a payment says about a capture, void, refund or tip that was sent on it: done, not (yet) to be seen, or never
 * possible any more. It is compared with what was true before the send.
 */
export function outcomeOfChange(asked: Asked, payment: Payment, beside: Beside): Outcome | "not_seen" {
  const { intent } = asked;
  const seen = { payment, amount: intent.amount, code: null, message: null, httpStatus: null };
  const done: Outcome = { kind: "approved", ...seen };
  const notDone: Outcome = { kind: "refused", ...seen, why: "absent", fields: {} };
  if (payment.id !== intent.paymentId || !intent.before) return { kind: "unknown", ...seen, why: "wrong_payment" };
  if (payment.status === "unknown") return { kind: "unknown", ...seen, why: "unrecognised" };
  const others = beside.done.filter((other) => other.intent.operation === intent.operation);
  switch (intent.operation) {
    case "capture":
      if (payment.status === "authorized") return "not_seen";
      if (payment.status === "voided" || payment.status === "expired" || payment.status === "failed") return notDone;
      // A hold is captured once.
      if (others.length > 0) return notDone;
      // MONEY: another sum was captured, perhaps at another desk; whether ours is in it cannot be told.
      return capturedAsAsked(intent, payment) ? done : { kind: "unknown", ...seen, why: "wrong_payment" };
    case "void":
      if (payment.status === "voided") return beside.done.some(hasVoided) ? notDone : done;
      // Settled, disputed or refunded meanwhile, or a hold that lapsed: a void can no longer happen (docs/payarc.md 9).
      if (
        payment.status === "expired" ||
        payment.status === "settled" ||
        payment.status === "disputed" ||
        payment.status === "partly_disputed" ||
        payment.status === "refunded" ||
        payment.status === "partly_refunded"
      )
        return notDone;
      return "not_seen";
    case "refund":
      return outcomeOfRefund(asked, payment, beside);
    case "tip":
      // A tip can be set many times: a later one of the same sum has set this one.
      if (others.some((other) => isAfter(other, asked) && other.intent.amount === intent.amount)) return "not_seen";
      return payment.tip === intent.amount ? done : "not_seen";
    case "charge":
      return outcomeOfCharge(intent, payment);
  }
}

/**
 * Whether what was captured is what we asked for; a tip may or may not be counted into it. MONEY: where no sum is told it
 * is taken for the whole, so it says nothing of a part.
 */
function capturedAsAsked({ amount }: Intent, payment: Payment): boolean {
  const captured = payment.amountCaptured || capturable(payment);
  return [0, payment.tip ?? 0].includes(captured - amount);
}

/** A refund that came before the payment settled has voided the whole of it (docs/payarc.md 9). */
function hasVoided({ intent, ...attempt }: Attempt): boolean {
  return (
    intent.operation === "void" ||
    (intent.operation === "refund" && "outcome" in attempt && attempt.outcome.payment?.status === "voided")
  );
}

/** Statuses of a refund that was accepted (docs/payarc.md 8, docs/justifi.md 4); any other word is not known. */
const GIVEN: readonly string[] = ["submitted_for_refund", "refunded", "partial_refund", "succeeded", "pending"];

/**
 * MONEY: another desk may give back the same sum, so the single refunds that are listed decide, never their sum alone.
 * One with our mark is ours. One that was there before, has another mark or says something else is not. What is left
 * may be ours where it is of our sum and the processor is not known to keep marks: then nobody can tell.
 */
function outcomeOfRefund(change: Asked, payment: Payment, beside: Beside): Outcome | "not_seen" {
  const { intent } = change;
  const seen = { payment, code: null, message: null, httpStatus: null };
  if (payment.status === "voided")
    return beside.done.some(hasVoided)
      ? { ...refused("absent"), payment }
      : { kind: "approved", ...seen, amount: payment.amount };
  const ours = payment.refunds.filter((refund) => isRefundOf(refund, intent.id));
  const standing = ours.filter((refund) => !hasFailed(refund));
  const asked = standing.filter(({ amount }) => amount === intent.amount);
  if (asked.some(({ status }) => status === null || GIVEN.includes(status.toLowerCase())))
    return { kind: "approved", ...seen, amount: intent.amount };
  if (asked.length > 0) return unknown("unrecognised", seen);
  if (standing.length > 0) return unknown("wrong_payment", seen);
  if (ours.length > 0) return { ...refusedInOurWords(takeBackWords.refundFailed, null, null), payment };
  return perhapsOurs(change, payment, beside) ? unknown("not_told_apart", seen) : "not_seen";
}

/** Whether, of what was given back since, something could be ours and nothing says whose it is. */
function perhapsOurs(asked: Asked, payment: Payment, { done, keepsMarks }: Beside): boolean {
  const { amount, before } = asked.intent;
  const listed = payment.refunds.filter((refund) => !hasFailed(refund));
  const own = done.filter((other) => other.intent.operation === "refund" && isAfter(other, asked));
  const unlisted = own.filter(({ intent }) => !listed.some((refund) => isRefundOf(refund, intent.id)));
  const given = payment.amountRefunded - (before?.refunded ?? 0) - sumOf(own.map(({ intent }) => intent.amount));
  const isWhole = sumOf(listed.map((refund) => refund.amount ?? Number.NaN)) === payment.amountRefunded;
  // An attempt of before marks were sent: none of what does not name another attempt of ours can be ruled out.
  const unmarked = before?.refunds === undefined;
  // Where single refunds are not all listed, or were not kept before the send, there must at least be room for ours.
  if ((!isWhole || unmarked) && given < amount) return false;
  if (!isWhole) return true;
  const since = without(listed, before?.refunds ?? [], refundKey);
  const unsigned = since.filter(({ reference }) =>
    unmarked ? typeof reference !== "string" : reference === undefined && !keepsMarks,
  );
  const ofOurSum = unsigned.filter((refund) => refund.amount === amount);
  const explained = unlisted.map(({ intent }) => intent.amount);
  return without(ofOurSum, explained, (refund) => refund.amount).length > 0;
}

const isAfter = (other: Asked, asked: Asked): boolean => other.openedAt >= asked.openedAt;
const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** The list without one for each that is named; of those that look alike, the first go. */
function without<T, K>(all: readonly T[], named: readonly K[], keyOf: (one: T) => K | null): T[] {
  const left = [...named];
  return all.filter((one) => {
    const at = left.findIndex((name) => name === keyOf(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
