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
  /** They are the forgotten of another shelf from now on. */
  move(from: number, to: number): void;
  /** The payment as the copy may keep it. */
  without(shelf: number, kept: Kept): Kept;
}

export const FORGOTTEN =
  "CREATE TABLE forgotten (shelf INTEGER NOT NULL, customer TEXT NOT NULL, PRIMARY KEY (shelf, customer)) WITHOUT ROWID";

export function createForgotten(database: Database): Forgotten {
  const find = database.prepare("SELECT 1 FROM forgotten WHERE shelf = ? AND customer = ?").raw();
  const insert = database.prepare("INSERT OR IGNORE INTO forgotten (shelf, customer) VALUES (?, ?)");
  const move = database.prepare("UPDATE forgotten SET shelf = ? WHERE shelf = ?");
  const has = (shelf: number, customerId: string): boolean => find.get(shelf, customerId) !== undefined;
  return {
    add: (shelf, customerId) => void insert.run(shelf, customerId),
    has,
    move: (from, to) => void move.run(to, from),
    without: (shelf, kept) => (kept.customerId !== null && has(shelf, kept.customerId) ? nameless(kept) : kept),
  };
}

function nameless(kept: Kept): Kept {
  const metadata = Object.fromEntries(
    Object.entries(kept.metadata).filter(([name]) => OUR_NAMES.includes(name) || name === INVOICE),
  );
  return { ...kept, metadata, holder: null, email: null, phone: null, description: null };
}
