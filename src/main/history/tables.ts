import { KINDS } from "../../shared/account";
import { PUT_TOGETHER_BY_US } from "../search/parts";
import type { Database } from "../storage/database";
import type { Step } from "../storage/versions";
import { INVOICE } from "../../shared/metadata";
import { FORGOTTEN } from "./forgotten";
import { unpack } from "./kept";
import { withSums } from "./kept-sums";
import { stretch } from "./rows";
import { keysOf } from "./sort-keys";
import { tokensOf } from "./tokens";
import { TOTALS, TOTALS_BY_STATUS } from "./totals";

/** The tables of the copy of the payments, and how each version of them came of the one before. */

const FIRST = `
CREATE TABLE IF NOT EXISTS shelves (
  shelf INTEGER PRIMARY KEY, connection TEXT NOT NULL UNIQUE, cursor TEXT, walking INTEGER NOT NULL DEFAULT 0,
  whole_at INTEGER, newest_at INTEGER, recent_at INTEGER, solid_at INTEGER, total INTEGER
);
CREATE TABLE IF NOT EXISTS payments (row INTEGER PRIMARY KEY, shelf INTEGER NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS payments_id ON payments (shelf, id);
CREATE TABLE IF NOT EXISTS amounts (row INTEGER PRIMARY KEY, amount INTEGER NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS clues USING fts5 (
  tokens, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4', tokenize = 'ascii'
);
`;

/** What the list is sorted and summed by, for each payment; the shelf is in its row (rows.ts). */
const SORTED = `
ALTER TABLE amounts ADD COLUMN status TEXT NOT NULL DEFAULT '';
ALTER TABLE amounts ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0;
UPDATE amounts SET
  status = coalesce((SELECT json_extract(body, '$.status') FROM payments WHERE payments.row = amounts.row), ''),
  refunded = coalesce((SELECT json_extract(body, '$.amountRefunded') FROM payments WHERE payments.row = amounts.row), 0);
CREATE INDEX amounts_by_amount ON amounts (row >> 49, amount);
CREATE INDEX amounts_by_status ON amounts (row >> 49, status);
`;

/**
 * By whom and from which card: `payer` and `card` as in sort-keys.ts. An expression of the row is the shelf (rows.ts).
 */
const NAMED = `
ALTER TABLE amounts ADD COLUMN customer TEXT;
ALTER TABLE amounts ADD COLUMN payer TEXT NOT NULL DEFAULT '';
ALTER TABLE amounts ADD COLUMN card TEXT NOT NULL DEFAULT '';
`;
const NAMED_INDEXES = `
CREATE INDEX amounts_by_payer ON amounts (row >> 49, payer);
CREATE INDEX amounts_by_card ON amounts (row >> 49, card);
CREATE INDEX amounts_of_customer ON amounts (row >> 49, customer, payer) WHERE customer IS NOT NULL;
`;

/** The versions of the tables. */
export const STEPS: readonly Step[] = [
  (database) => database.exec(FIRST),
  (database) => database.exec("ALTER TABLE shelves ADD COLUMN cut TEXT"),
  withCurrencies,
  withInvoices,
  (database) => database.exec(SORTED),
  (database) => database.exec(FORGOTTEN),
  withNames,
  withSums,
  (database) => database.exec(TOTALS),
  (database) => database.exec(TOTALS_BY_STATUS),
  withLongBeginnings,
  (database) => database.exec(PUT_TOGETHER_BY_US),
];

/**
 * Each amount gets its currency. What JustiFi listed was kept without it, and may be Canadian dollars: it is read again.
 * PayArc takes US dollars only (docs/payarc.md 8), so what it listed stays.
 */
function withCurrencies(database: Database): void {
  database.exec("ALTER TABLE amounts ADD COLUMN currency TEXT NOT NULL DEFAULT 'USD'");
  // There was one account of each kind then, by the name of its kind.
  const ofJustifi = Object.entries(KINDS).flatMap(([id, { processor }]) => (processor === "JustiFi" ? [id] : []));
  const shelves = database
    .prepare("SELECT shelf FROM shelves WHERE connection IN (SELECT value FROM json_each(?))")
    .raw()
    .all(JSON.stringify(ofJustifi)) as [number][];
  const empty = database.prepare(
    "UPDATE shelves SET cursor = NULL, walking = 0, whole_at = NULL, newest_at = NULL, recent_at = NULL, solid_at = NULL, total = NULL, cut = NULL WHERE shelf = ?",
  );
  for (const [shelf] of shelves) {
    const { from, to } = stretch(shelf, null, null);
    database.prepare("DELETE FROM clues WHERE rowid >= ? AND rowid < ?").run(from, to);
    database.prepare("DELETE FROM amounts WHERE row >= ? AND row < ?").run(from, to);
    database.prepare("DELETE FROM payments WHERE shelf = ?").run(shelf);
    empty.run(shelf);
  }
}

/** Payments that were kept before invoice numbers were looked for, and bear one (from elsewhere), are indexed anew. */
function withInvoices(database: Database): void {
  const bearing = database
    .prepare("SELECT row, body FROM payments WHERE instr(body, ?) > 0")
    .raw()
    .all(`"${INVOICE}"`) as [number, string][];
  const forget = database.prepare("DELETE FROM clues WHERE rowid = ?");
  const index = database.prepare("INSERT INTO clues (rowid, tokens) VALUES (?, ?)");
  for (const [row, body] of bearing) {
    forget.run(row);
    index.run(row, tokensOf(unpack(body)));
  }
}

/**
 * Payments are sorted by the names that they bear until somebody sorts by customer: then those of the directory, which
 * lies in another file, take their place (names.ts).
 */
function withNames(database: Database): void {
  database.exec(NAMED);
  const some = database.prepare("SELECT row, body FROM payments WHERE row > ? ORDER BY row LIMIT 500").raw();
  const name = database.prepare("UPDATE amounts SET customer = ?, payer = ?, card = ? WHERE row = ?");
  let last = -1;
  for (;;) {
    const rows = some.all(last) as [number, string][];
    for (const [row, body] of rows) {
      const { customer, payer, card } = keysOf(unpack(body), null);
      name.run(customer, payer, card, row);
      last = row;
    }
    if (rows.length === 0) break;
  }
  database.exec(NAMED_INDEXES);
}

/**
 * Beginnings of more letters have lists of their own: the letter of the field, then these. Payments that are there keep
 * the index that they are in: it answers the same, only slower, and nobody waits until a million are indexed anew.
 */
function withLongBeginnings(database: Database): void {
  if (database.prepare("SELECT 1 FROM payments LIMIT 1").raw().get() !== undefined) return;
  database.exec(`
DROP TABLE clues;
CREATE VIRTUAL TABLE clues USING fts5 (
  tokens, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4 5 6 7 8 9 10', tokenize = 'ascii'
);`);
}
