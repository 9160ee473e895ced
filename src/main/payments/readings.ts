import type { AccountId } from "../../shared/account";
import type { Payment } from "../../shared/payment";
import type { Clock } from "../base/clock";
import type { Page, Urgency } from "../processors/processor";
import type { Connected } from "./attempts";

/** Payments on one page of the list. */
const PAGE = 50;

/** One reading of a processor's list of payments, newest first. Whoever asks at about the same time shares it. */
export interface Reading {
  /** Readings are numbered in the order in which they were begun. */
  readonly number: number;
  /** Steady ms (base/clock.ts) at which its first page was asked for. */
  readonly askedAt: number;
  readonly urgency: Urgency;
  /** The page of that number, from 0; null when the list ended before it. Rejects with the processor's Failure. */
  page(number: number): Promise<Page<Payment> | null>;
}

/** What a reading must be to serve whoever asks. */
export interface Wanted {
  /** Its first page was asked for at this time (steady ms) or later. */
  readonly notBefore: number;
  /** MONEY: it was begun after this mark, so after whatever happened then; a time alone may be the same. */
  readonly after?: number;
  readonly urgency: Urgency;
}

/** The readings of all connections. */
export interface Readings {
  /** A reading as it is wanted; begins one when there is none. */
  of(connected: Connected, wanted: Wanted): Reading;
  /** Every reading that is begun from now on comes after this mark. */
  mark(): number;
  /** Other credentials are in use: what was read is of another account. */
  forget(connection: AccountId): void;
}

interface Kept extends Reading {
  readonly processor: Connected["processor"];
  /** Whether the first page is there. */
  readonly answered: () => boolean;
}

/**
 * The request budget of a processor is small (docs/payarc.md 2), so the guard and all open questions read the list
 * together. `seen` hears of all payments that were read, once.
 */
export function createReadings(options: {
  readonly clock: Pick<Clock, "steady">;
  readonly seen: (connection: AccountId, payments: readonly Payment[]) => void;
}): Readings {
  const newest = new Map<AccountId, Kept>();
  let begun = 0;
  return {
    mark: () => begun,
    of({ id, processor }, { notBefore, after = 0, urgency }) {
      const known = newest.get(id);
      // One that still waits for its turn behind people may be too slow for who is in a greater hurry; one that was asked
      // for early never waits.
      const inTime =
        known !== undefined && (known.urgency === urgency || known.urgency === "early" || known.answered());
      // The processor is another one after other credentials were typed.
      if (known && inTime && known.askedAt >= notBefore && known.number > after && known.processor === processor) {
        return known;
      }
      let answered = false;
      const reading = read(
        (cursor) => processor.listPayments(cursor, PAGE, urgency),
        options.clock.steady(),
        (payments) => {
          answered = true;
          options.seen(id, payments);
        },
        () => {
          // A reading that broke is no use to those who ask later.
          if (newest.get(id) === mine) newest.delete(id);
        },
      );
      const mine: Kept = { ...reading, number: ++begun, processor, urgency, answered: () => answered };
      newest.set(id, mine);
      return mine;
    },
    forget: (connection) => void newest.delete(connection),
  };
}

function read(
  list: (cursor: string | null) => Promise<Page<Payment>>,
  askedAt: number,
  seen: (payments: readonly Payment[]) => void,
  broke: () => void,
): Pick<Reading, "askedAt" | "page"> {
  const pages: Promise<Page<Payment> | null>[] = [];
  const begin = (cursor: string | null): Promise<Page<Payment>> => {
    const page = list(cursor);
    page.then(({ items }) => seen(items), broke);
    return page;
  };
  const page = (number: number): Promise<Page<Payment> | null> => {
    const known = pages[number];
    if (known) return known;
    const asked =
      number === 0
        ? begin(null)
        : page(number - 1).then((before) => (before === null || before.next === null ? null : begin(before.next)));
    pages[number] = asked;
    return asked;
  };
  return { askedAt, page };
}
