import type { AccountId } from "../../shared/account";
import { Failure } from "../../shared/failure";
import { decimalsOf, type Money } from "../../shared/currency";
import type { Payment } from "../../shared/payment";
import type { Clock } from "../base/clock";
import type { Connected } from "./attempts";
import type { Reading, Readings } from "./readings";
import type { Urgency } from "../processors/processor";
import { errorText } from "../base/log";
import { errorWords } from "../../shared/words/errors";

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_PAGES = 6;
const END = { items: [], next: null };

/**
 * What came of the guard's look at the list: `late` when there was no answer in time, `oldest_first` when it is in that
 * order and too long to be read to its newest.
 */
export type Looked =
  | { readonly kind: "looked" }
  | { readonly kind: "late" }
  | { readonly kind: "oldest_first" }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What the processor has listed of the last day, other desks included: for the duplicate guard and for late truths. */
export interface Recent {
  /**
   * Reads what is new, in a reading that was asked for at most `maxAgeMs` ago. Waits at most `patienceMs`; the reading
   * goes on behind it. Never rejects. MONEY: anything but `looked` proves nothing about other desks.
   */
  refresh(connected: Connected, maxAgeMs: number, patienceMs: number, urgency?: Urgency): Promise<Looked>;
  /**
   * Payments of that sum made since (epoch ms), or of which it is not told when; newest first. One whose currency cannot
   * be read may be of it.
   */
  similar(connection: AccountId, sum: Money, since: number): readonly Payment[];
  /** The newest payment known to have been there before now; null when none is known. */
  anchor(connection: AccountId): string | null;
  /**
   * Other credentials are in use, or everything of the connection was made anew: what was listed is of another account.
   */
  forget(connection: AccountId): void;
  /** Takes in payments that were read for another purpose. */
  saw(connection: AccountId, payments: readonly Payment[]): void;
}

interface Known {
  payments: Map<string, Payment>;
  /**
   * Payments up to which the list was read without a gap. MONEY: one that was merely opened somewhere says nothing of
   * those beside it.
   */
  readUpTo: Set<string>;
  newest: string | null;
  /** The reading that was taken in last, or is being taken in. */
  taking: { readonly reading: Reading; readonly done: Promise<Looked> } | null;
  /** The newest one that was taken in whole: of which processor, and when it was asked for (steady ms). */
  whole: { readonly processor: Connected["processor"]; readonly askedAt: number } | null;
}

/** Epoch ms by the processor's own clock, as far as it is known. */
export type ProcessorTime = (connected: Connected) => number;

export function createRecent(options: {
  readonly clock: Pick<Clock, "steady" | "after">;
  readonly readings: Readings;
  readonly processorTime: ProcessorTime;
  readonly log: (line: string) => void;
}): Recent {
  const { clock, readings, processorTime } = options;
  const known = new Map<AccountId, Known>();
  const of = (id: AccountId): Known => {
    let entry = known.get(id);
    if (!entry)
      known.set(id, (entry = { payments: new Map(), readUpTo: new Set(), newest: null, taking: null, whole: null }));
    return entry;
  };

  const saw = (id: AccountId, payments: readonly Payment[]): void => {
    const entry = of(id);
    for (const payment of payments) entry.payments.set(payment.id, payment);
  };

  /** Reads down to what was read before without a gap, or a day back. */
  const takeIn = async (connected: Connected, entry: Known, reading: Reading): Promise<Looked> => {
    const { id } = connected;
    const since = processorTime(connected) - DAY_MS;
    const gone: Looked = { kind: "late" };
    try {
      const read: string[] = [];
      let first: number | null = null;
      let isOver = false;
      let rises = false;
      for (let number = 0; number < MOST_PAGES && !isOver; number++) {
        const page = await reading.page(number);
        if (known.get(id) !== entry) return gone;
        const { items, next } = page ?? END;
        const met = items.some((payment) => entry.readUpTo.has(payment.id));
        if (number === 0) entry.newest = items[0]?.id ?? null;
        saw(id, items);
        read.push(...items.map((payment) => payment.id));
        const last = items.at(-1);
        first ??= items.find(({ createdAt }) => createdAt !== null)?.createdAt ?? null;
        // MONEY: of a list that is oldest first only the end has what is new, whatever was met before it.
        rises = first !== null && (last?.createdAt ?? 0) > first;
        isOver = next === null || (!rises && (met || (last?.createdAt ?? Infinity) < since));
      }
      if (rises && !isOver) return { kind: "oldest_first" };
      for (const paymentId of read) entry.readUpTo.add(paymentId);
      if (reading.askedAt >= (entry.whole?.askedAt ?? -Infinity))
        entry.whole = { processor: connected.processor, askedAt: reading.askedAt };
      for (const [paymentId, payment] of entry.payments) {
        if (payment.createdAt === null || payment.createdAt >= since - DAY_MS) continue;
        entry.payments.delete(paymentId);
        entry.readUpTo.delete(paymentId);
      }
      return { kind: "looked" };
    } catch (error) {
      options.log(`duplicate guard: payments could not be listed: ${errorText(error)}`);
      const failure = error instanceof Failure ? error : new Failure("internal", errorWords.unexpected);
      return { kind: "failed", failure };
    }
  };

  return {
    saw,
    forget: (id) => {
      known.delete(id);
      readings.forget(id);
    },
    anchor: (id) => known.get(id)?.newest ?? null,
    similar: (id, { amount, currency }, since) =>
      [...(known.get(id)?.payments.values() ?? [])]
        .filter((payment) => payment.amount === amount && (payment.createdAt ?? Infinity) >= since)
        .filter((payment) => payment.currency === currency || decimalsOf(payment.currency) === null)
        .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)),
    refresh(connected, maxAgeMs, patienceMs, urgency = "guard") {
      const entry = of(connected.id);
      const notBefore = clock.steady() - maxAgeMs;
      // MONEY: one that is new enough serves, though a newer one is still on its way.
      if (entry.whole?.processor === connected.processor && entry.whole.askedAt >= notBefore)
        return Promise.resolve({ kind: "looked" });
      const look = (): Promise<Looked> => {
        const reading = readings.of(connected, { notBefore, urgency });
        if (entry.taking?.reading !== reading) entry.taking = { reading, done: takeIn(connected, entry, reading) };
        const isMine = reading.urgency === urgency;
        // What was asked for early may have had no turn; whoever is in a hurry has one.
        return entry.taking.done.then((looked) => (looked.kind === "failed" && !isMine ? look() : looked));
      };
      return new Promise((resolve) => {
        const giveUp = clock.after(patienceMs, () => resolve({ kind: "late" }));
        void look().then((looked) => {
          giveUp();
          return resolve(looked);
        });
      });
    },
  };
}
