import { dollars } from "../../shared/money";
import { PAYMENT_STATUS_WORDS, type Payment, type PaymentStatus } from "../../shared/payment";

type Listed = Pick<Payment, "id" | "reference" | "amount" | "status" | "createdAt">;

/**
 * MONEY: the last net. One attempt is one payment; two payments that hold or took money under one reference mean that a request was carried
 * out twice, whatever the processor documents. Then people are told at once, on every screen, until one of them was given back.
 */
export interface Doubled {
  /** Payments as the processor lists them now. */
  saw(connection: string, payments: readonly Listed[]): void;
  /** One sentence for each charge of that connection that stands twice. */
  notices(connection: string): { id: string; tone: "warning"; sentence: string }[];
  /** Another account's credentials may be in use, or everything of that connection was made anew. */
  forget(connection: string): void;
}

/** Our own references; another program's may mean anything. */
const OURS = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** What is older was told of in its time, and stands in the close of its day. */
const REACH_MS = 10 * 24 * 60 * 60 * 1000;
const STANDS: readonly PaymentStatus[] = ["authorized", "captured", "settled", "partly_refunded"];

/** Those that stand under one of our references, where there are more than one; oldest first. */
export function standingTwice<P extends Pick<Payment, "reference" | "status" | "createdAt">>(payments: readonly P[]): P[][] {
  const byReference = new Map<string, P[]>();
  for (const payment of payments) {
    if (payment.reference === null || !OURS.test(payment.reference) || !STANDS.includes(payment.status)) continue;
    byReference.set(payment.reference, [...(byReference.get(payment.reference) ?? []), payment]);
  }
  return [...byReference.values()].filter(({ length }) => length > 1).map((group) => group.toSorted((one, other) => (one.createdAt ?? 0) - (other.createdAt ?? 0)));
}

/** The sentence for payments that stand under one reference, oldest first. */
export function doubledSentence(group: readonly Pick<Payment, "id" | "amount" | "status">[]): string {
  const [first, ...others] = group;
  const each = others.map(({ id, status }) => `${id} (${PAYMENT_STATUS_WORDS[status].toLowerCase()})`).join(", ");
  return `One charge of ${dollars(first?.amount ?? 0)} stands ${group.length === 2 ? "twice" : `${group.length} times`} at the processor: ${first?.id ?? ""} and ${each}. Take back all but one in Payments, and tell the processor.`;
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
      for (const { id, reference, amount, status, createdAt } of payments) {
        if (reference === null || (createdAt ?? 0) <= now() - REACH_MS || mine.get(id)?.status === status) continue;
        mine.set(id, { id, reference, amount, status, createdAt });
        told.delete(connection);
      }
    },
    notices(connection) {
      const known =
        told.get(connection) ??
        standingTwice([...(seen.get(connection)?.values() ?? [])]).map((group) => ({ id: `doubled-${group[0]?.reference ?? ""}`, tone: "warning" as const, sentence: doubledSentence(group) }));
      told.set(connection, known);
      return known;
    },
    forget(connection) {
      seen.delete(connection);
      told.delete(connection);
    },
  };
}
