import { INVOICE, OUR_NAMES } from "../../shared/metadata";
import type { Database } from "../storage/database";
import type { Kept } from "./kept";

/**
 * Customers who asked for their data to be deleted: the processor goes on listing their payments with names, and the copy
 * keeps none of them. Calls throw what the database throws.
 */
export interface Forgotten {
  add(shelf: number, customerId: string): void;
  has(shelf: number, customerId: string): boolean;
  /** The payment as the copy may keep it. */
  without(shelf: number, kept: Kept): Kept;
}

export const FORGOTTEN =
  "CREATE TABLE forgotten (shelf INTEGER NOT NULL, customer TEXT NOT NULL, PRIMARY KEY (shelf, customer)) WITHOUT ROWID";

export function createForgotten(database: Database): Forgotten {
  const keyOf = (shelf: number, customer: string): string => `${shelf} ${customer}`;
  const all = database.prepare("SELECT shelf, customer FROM forgotten").raw().all() as [number, string][];
  const known = new Set(all.map(([shelf, customer]) => keyOf(shelf, customer)));
  const insert = database.prepare("INSERT OR IGNORE INTO forgotten (shelf, customer) VALUES (?, ?)");
  return {
    add(shelf, customerId) {
      insert.run(shelf, customerId);
      known.add(keyOf(shelf, customerId));
    },
    has: (shelf, customerId) => known.has(keyOf(shelf, customerId)),
    without: (shelf, kept) =>
      kept.customerId !== null && known.has(keyOf(shelf, kept.customerId)) ? nameless(kept) : kept,
  };
}

function nameless(kept: Kept): Kept {
  const metadata = Object.fromEntries(
    Object.entries(kept.metadata).filter(([name]) => OUR_NAMES.includes(name) || name === INVOICE),
  );
  return { ...kept, metadata, holder: null, email: null, phone: null, description: null };
}
