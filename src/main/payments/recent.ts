import type { ConnectionId } from "../../shared/connection";
import type { Payment } from "../../shared/payment";
import { redactError } from "../../shared/redact";
import type { Connected } from "./attempts";
import type { Clock } from "../base/clock";

const DAY_MS = 24 * 60 * 60 * 1000;
const PAGE = 50;
const MOST_PAGES = 6;

/** What the processor has listed of the last day, other desks included: for the duplicate guard and for late truths. */
export interface Recent {
  /**
   * Asks the processor for what is new, unless that was done within `maxAgeMs`. Waits at most `patienceMs`; the asking
   * goes on behind it. Never rejects: a guard that cannot ask must not stop a shop from charging. Answers whether the
   * list is fresh.
   */
  refresh(connected: Connected, maxAgeMs: number, patienceMs: number): Promise<boolean>;
  /** Payments of that amount (cents) made since (epoch ms), or of which it is not told when; newest first. */
  similar(connection: ConnectionId, amount: number, since: number): readonly Payment[];
  /** The newest payment known to have been there before now; null when none is known. */
  anchor(connection: ConnectionId): string | null;
  /**
   * Other credentials are in use, or everything of the connection was made anew: what was listed is of another account.
   */
  forget(connection: ConnectionId): void;
  /** Takes in payments that were read for another purpose. */
  saw(connection: ConnectionId, payments: readonly Payment[]): void;
}

interface Known {
  payments: Map<string, Payment>;
  /**
   * Payments up to which the list was read without a gap. MONEY: one that was merely opened somewhere says nothing of
   * those beside it.
   */
  readUpTo: Set<string>;
  newest: string | null;
  /** Monotonic ms of the last whole refresh. */
  freshAt: number;
  asking: Promise<boolean> | null;
}

/** `seen` hears of all payments that were read. */
export function createRecent(options: {
  readonly clock: Clock;
  readonly seen: (connection: ConnectionId, payments: readonly Payment[]) => void;
  readonly log: (line: string) => void;
}): Recent {
  const { clock } = options;
  const known = new Map<ConnectionId, Known>();
  const of = (id: ConnectionId): Known => {
    let entry = known.get(id);
    if (!entry)
      known.set(
        id,
        (entry = { payments: new Map(), readUpTo: new Set(), newest: null, freshAt: -Infinity, asking: null }),
      );
    return entry;
  };

  const saw = (id: ConnectionId, payments: readonly Payment[]): void => {
    const entry = of(id);
    for (const payment of payments) entry.payments.set(payment.id, payment);
    options.seen(id, payments);
  };

  const ask = async ({ id, processor }: Connected): Promise<boolean> => {
    const entry = of(id);
    const since = clock.wall() - DAY_MS;
    try {
      let cursor: string | null = null;
      const read: string[] = [];
      for (let page = 0; page < MOST_PAGES; page++) {
        const { items, next } = await processor.listPayments(cursor, PAGE, "now");
        if (known.get(id) !== entry) return false;
        const met = items.some(({ id: paymentId }) => entry.readUpTo.has(paymentId));
        if (page === 0) entry.newest = items[0]?.id ?? null;
        saw(id, items);
        read.push(...items.map((payment) => payment.id));
        const last = items.at(-1);
        if (met || next === null || (last?.createdAt ?? Infinity) < since) break;
        cursor = next;
      }
      for (const paymentId of read) entry.readUpTo.add(paymentId);
      for (const [paymentId, payment] of entry.payments) {
        if (payment.createdAt === null || payment.createdAt >= since - DAY_MS) continue;
        entry.payments.delete(paymentId);
        entry.readUpTo.delete(paymentId);
      }
      entry.freshAt = clock.steady();
      return true;
    } catch (error) {
      options.log(`duplicate guard: payments could not be listed: ${redactError(error)}`);
      return false;
    }
  };

  return {
    saw,
    forget: (id) => void known.delete(id),
    anchor: (id) => known.get(id)?.newest ?? null,
    similar: (id, amount, since) =>
      [...(known.get(id)?.payments.values() ?? [])]
        .filter((payment) => payment.amount === amount && (payment.createdAt ?? Infinity) >= since)
        .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)),
    refresh(connected, maxAgeMs, patienceMs) {
      const entry = of(connected.id);
      if (clock.steady() - entry.freshAt <= maxAgeMs) return Promise.resolve(true);
      entry.asking ??= ask(connected).finally(() => {
        entry.asking = null;
      });
      const asking = entry.asking;
      return new Promise((resolve) => {
        const giveUp = clock.after(patienceMs, () => {
          resolve(false);
        });
        void asking.then((fresh) => {
          giveUp();
          return resolve(fresh);
        });
      });
    },
  };
}
