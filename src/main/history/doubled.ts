import { moneyText } from "../../shared/currency";
import { hasFailed, PAYMENT_STATUS_WORDS, type Payment, type PaymentStatus, type Refund } from "../../shared/payment";
import { listWords } from "../../shared/words/errors";

type Listed = Pick<Payment, "id" | "reference" | "currency" | "amount" | "status" | "createdAt" | "refunds">;

/**
 * MONEY: the last net. One attempt is one payment, or one refund; two under one reference mean that a request was
 * carried out twice, whatever the processor documents. Then people are told at once, on every screen: of a payment
 * until one of the two was given back.
 */
export interface Doubled {
  /** Payments as the processor lists them now. */
  saw(connection: string, payments: readonly Listed[]): void;
  /** One sentence for each charge of that connection that stands twice, and each refund that was made twice. */
  notices(connection: string): { id: string; tone: "warning"; sentence: string }[];
  /** Another account's credentials may be in use, or everything of that connection was made anew. */
  forget(connection: string): void;
}

const OURS = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Our reference as a refund may bear it (refund-mark.ts). */
const isMark = (reference: string | null | undefined): boolean => /^[0-9a-f]{8}$/i.test(reference ?? "");

/** Whether a payment's reference is one of Counterfoil's, of any desk; another program's may mean anything. */
export function isOurReference(reference: string | null | undefined): reference is string {
  return typeof reference === "string" && OURS.test(reference);
}

/** What is older was told of in its time, and stands in the close of its day. */
const REACH_MS = 10 * 24 * 60 * 60 * 1000;
/** A refund cannot be taken back, so nothing ends its notice but time. */
const REFUND_REACH_MS = 3 * 24 * 60 * 60 * 1000;
const STANDS: readonly PaymentStatus[] = [
  "authorized",
  "captured",
  "settled",
  "disputed",
  "partly_disputed",
  "partly_refunded",
];

/** Those that stand under one of our references, where there are more than one; oldest first. */
export function standingTwice<P extends Pick<Payment, "reference" | "status" | "createdAt">>(
  payments: readonly P[],
): P[][] {
  return underOneReference(
    payments.filter(({ status, reference }) => STANDS.includes(status) && isOurReference(reference)),
  );
}

function underOneReference<
  T extends { readonly reference?: string | null | undefined; readonly createdAt: number | null },
>(all: readonly T[]): T[][] {
  const byReference = new Map<string, T[]>();
  for (const one of all) {
    const { reference } = one;
    if (reference) byReference.set(reference, [...(byReference.get(reference) ?? []), one]);
  }
  return [...byReference.values()]
    .filter(({ length }) => length > 1)
    .map((group) => group.toSorted((one, other) => (one.createdAt ?? 0) - (other.createdAt ?? 0)));
}

/** The sentence for payments that stand under one reference, oldest first. */
export function doubledSentence(group: readonly Pick<Payment, "id" | "currency" | "amount" | "status">[]): string {
  const [first, ...others] = group;
  const each = others.map(({ id, status }) => `${id} (${PAYMENT_STATUS_WORDS[status].toLowerCase()})`).join(", ");
  const sum = first ? moneyText(first.amount, first.currency) : "";
  return listWords.chargedTwice({ amount: sum, count: group.length, first: first?.id ?? "", others: each });
}

/** Refunds of one payment that stand under one of our references, where there are more than one. */
export function refundedTwice({ refunds }: Pick<Payment, "refunds">): Refund[][] {
  return underOneReference(
    refunds.filter((refund) => !hasFailed(refund) && (isOurReference(refund.reference) || isMark(refund.reference))),
  );
}

/** The sentence for refunds that stand under one reference. */
export function refundedTwiceSentence(
  { id: paymentId, currency }: Pick<Payment, "id" | "currency">,
  group: readonly Refund[],
): string {
  const amounts = group
    .map(
      ({ id, amount }) =>
        `${amount === null ? listWords.amountNotStated : moneyText(amount, currency)}${id === null ? "" : ` (${id})`}`,
    )
    .join(" and ");
  return listWords.refundedTwice({ paymentId, count: group.length, amounts });
}

/** `now` answers epoch ms. */
export function createDoubled(now: () => number): Doubled {
  const seen = new Map<string, Map<string, Listed>>();
  /** Worked out when asked for after a change, because the screens ask far more often than payments change. */
  const told = new Map<string, ReturnType<Doubled["notices"]>>();
  return {
    saw(connection, payments) {
      const mine = seen.get(connection) ?? new Map<string, Listed>();
      seen.set(connection, mine);
      for (const { id, reference, currency, amount, status, createdAt, refunds } of payments) {
        const kept = refunds.filter(({ createdAt: at }) => (at ?? now()) > now() - REFUND_REACH_MS);
        const before = mine.get(id);
        const ofInterest = kept.length > 0 || (reference !== null && (createdAt ?? 0) > now() - REACH_MS);
        if (before ? before.status === status && sameRefunds(before.refunds, kept) : !ofInterest) continue;
        mine.set(id, { id, reference, currency, amount, status, createdAt, refunds: kept });
        told.delete(connection);
      }
    },
    notices(connection) {
      const known = told.get(connection);
      if (known) return known;
      const payments = [...(seen.get(connection)?.values() ?? [])];
      const notice = (reference: string | null | undefined, sentence: string) => ({
        id: `doubled-${reference ?? ""}`,
        tone: "warning" as const,
        sentence,
      });
      const found = [
        ...standingTwice(payments).map((group) => notice(group[0]?.reference, doubledSentence(group))),
        ...payments.flatMap((payment) =>
          refundedTwice(payment).map((group) => notice(group[0]?.reference, refundedTwiceSentence(payment, group))),
        ),
      ];
      told.set(connection, found);
      return found;
    },
    forget(connection) {
      seen.delete(connection);
      told.delete(connection);
    },
  };
}

function sameRefunds(before: readonly Refund[], now: readonly Refund[]): boolean {
  return before.length === now.length && before.every(({ status }, at) => status === now[at]?.status);
}
