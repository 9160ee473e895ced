import type { OutputOf, ParsedInputOf } from "../../shared/contract";
import { moneyOf, TAKEN, type CustomerPayment, type CustomerSum } from "../../shared/history";
import type { Cents } from "../../shared/money";
import { breathe } from "../base/breathe";
import { lineOf, type Kept } from "./kept";
import type { Question } from "./question";
import type { HistoryStore } from "./store";
import { plainOf, whole } from "./tokens";

/** The payments of one customer, from the local copy of a connection. */
export interface OfCustomer {
  /** Newest first. */
  list(connection: string, asked: ParsedInputOf<"customers.payments">): OutputOf<"customers.payments">;
  /** All of them, as the copy keeps them, newest first. */
  all(connection: string, customerId: string): Promise<Kept[]>;
  /** What they come to, a line a currency. */
  sums(connection: string, customerId: string): Promise<OutputOf<"customers.sums">>;
}

/** So many payments are added up at once: reading them keeps the process for less than a frame (16 ms). */
const SLICE = 100;

/** `nameOf`: the customer's name as the directory has it. */
export function createOfCustomer(store: HistoryStore, nameOf: (kept: Kept) => string | null): OfCustomer {
  /** The index knows ids without their case and signs, so two customers can answer to one question. */
  const stretch = (connection: string, customerId: string, before: number | null, limit: number) => {
    const question = questionOf(customerId);
    if (question === null) return { kept: [], next: null };
    const { kept, next } = store.list(connection, question, before, limit);
    return { kept: kept.filter((one) => one.customerId === customerId), next };
  };

  return {
    list(connection, { id, before, limit }) {
      const { kept, next } = stretch(connection, id, before, limit);
      return { payments: kept.map((one) => ({ ...lineOf(one, nameOf(one)), again: againOf(one) })), next };
    },
    async all(connection, customerId) {
      const found: Kept[] = [];
      for (let before: number | null = null; ; ) {
        const { kept, next } = stretch(connection, customerId, before, SLICE);
        found.push(...kept);
        if (next === null) return found;
        before = next;
        await breathe();
      }
    },
    async sums(connection, customerId) {
      const sums = new Map<string, CustomerSum>();
      let count = 0;
      let before: number | null = null;
      do {
        const { kept, next } = stretch(connection, customerId, before, SLICE);
        count += kept.length;
        for (const one of kept) add(sums, one);
        before = next;
        await breathe();
      } while (before !== null);
      return { count, sums: [...sums.values()] };
    },
  };
}

function questionOf(customerId: string): Question | null {
  if (plainOf(customerId) === "") return null;
  return { match: whole("k", customerId), from: null, to: null, amountFrom: null, amountTo: null };
}

/** MONEY: the surcharge is worked out anew for each charge, so it is no part of what is charged again. */
function againOf(kept: Kept): CustomerPayment["again"] {
  const money = moneyOf(kept);
  const without = money - (kept.surcharge ?? 0);
  return without > 0 ? (without as Cents) : money;
}

/** MONEY: no two currencies are ever added. */
function add(sums: Map<string, CustomerSum>, kept: Kept): void {
  const { currency, status, amountRefunded } = kept;
  const before = sums.get(currency) ?? { currency, taken: 0, held: 0, refunded: 0 };
  sums.set(currency, {
    currency,
    taken: before.taken + (TAKEN.includes(status) ? moneyOf(kept) : 0),
    held: before.held + (status === "authorized" ? moneyOf(kept) : 0),
    refunded: before.refunded + amountRefunded,
  });
}
