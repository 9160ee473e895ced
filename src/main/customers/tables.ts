import { PUT_TOGETHER_BY_US } from "../search/parts";
import type { Step } from "../storage/versions";
import { PLACES } from "./places";
import { SHOWN } from "./shown";

/** What people did is only added to, but for a customer who asks to be forgotten (directory.ts). */
export const EVENTS_STAY = `
CREATE TRIGGER IF NOT EXISTS customer_events_never_change BEFORE UPDATE ON customer_events
  BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
CREATE TRIGGER IF NOT EXISTS customer_events_never_go BEFORE DELETE ON customer_events
  BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
`;

/**
 * The tables of the directory. A customer's card is kept as brand, last four, expiry and default mark, never more.
 * `shelf` is the connection's number: 1 is the letter "a" in the tokens of the full-text index.
 */
const FIRST = `
CREATE TABLE IF NOT EXISTS shelves (
  shelf INTEGER PRIMARY KEY,
  connection TEXT NOT NULL UNIQUE,
  walk INTEGER NOT NULL DEFAULT 0,
  cursor TEXT,
  walking INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER,
  finished_at INTEGER,
  total INTEGER,
  steady INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE IF NOT EXISTS customers (
  row INTEGER PRIMARY KEY,
  shelf INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT, email TEXT, phone TEXT,
  sort TEXT NOT NULL,
  cards TEXT NOT NULL,
  card_count INTEGER NOT NULL,
  usual_expires INTEGER,
  no_default INTEGER NOT NULL,
  walk INTEGER NOT NULL,
  missed INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER,
  seen_at INTEGER,
  UNIQUE (shelf, id)
);
CREATE INDEX IF NOT EXISTS customers_sort ON customers (shelf, sort);
CREATE INDEX IF NOT EXISTS customers_used ON customers (shelf, used_at DESC) WHERE used_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS customers_expires ON customers (shelf, usual_expires) WHERE usual_expires IS NOT NULL;
CREATE INDEX IF NOT EXISTS customers_no_default ON customers (shelf, sort) WHERE no_default = 1;
CREATE INDEX IF NOT EXISTS customers_no_card ON customers (shelf, sort) WHERE card_count = 0;
CREATE INDEX IF NOT EXISTS customers_walk ON customers (shelf, walk);
CREATE VIRTUAL TABLE IF NOT EXISTS clues USING fts5 (
  tokens, content = '', contentless_delete = 1, detail = none, prefix = '3 4 5', tokenize = 'ascii'
);
CREATE TABLE IF NOT EXISTS words (shelf INTEGER NOT NULL, word TEXT NOT NULL, PRIMARY KEY (shelf, word)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letters (shelf INTEGER NOT NULL, letter TEXT NOT NULL, PRIMARY KEY (shelf, letter)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS customer_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  connection TEXT NOT NULL,
  customer TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS customer_events_of ON customer_events (connection, customer, seq);
${EVENTS_STAY}
`;

/** The versions of the tables. */
export const STEPS: readonly Step[] = [
  (database) => {
    database.exec(FIRST);
    const columns = database.prepare("SELECT name FROM pragma_table_info('customers')").raw().all() as [string][];
    // The first files of before there were versions did not note when a customer was seen.
    if (!columns.some(([name]) => name === "seen_at"))
      database.exec("ALTER TABLE customers ADD COLUMN seen_at INTEGER");
  },
  (database) => database.exec("ALTER TABLE shelves ADD COLUMN cut TEXT"),
  // By which words a customer is found has changed: a walk through all of them, begun at once, writes them anew.
  (database) =>
    database.exec(
      "ALTER TABLE customers ADD COLUMN worded INTEGER NOT NULL DEFAULT 0; UPDATE shelves SET started_at = 0 WHERE started_at IS NOT NULL",
    ),
  (database) => database.exec(PLACES),
  (database) => database.exec(SHOWN),
  (database) => database.exec(PUT_TOGETHER_BY_US),
];

/** The words of the index (tokens.ts) as they are now; counted up where they change, so that old rows are written anew. */
export const WORDED = 1;

export interface Shelf {
  readonly number: number;
  /** The letter that stands before each token of this connection. */
  readonly letter: string;
}
