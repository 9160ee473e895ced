import type { Payment } from "../../shared/payment";
import type { Database } from "../storage/database";
import { LONGEST_ID } from "../storage/copy-limit";
import type { Forgotten } from "./forgotten";
import { keep, pack, unpack, type Kept } from "./kept";
import type { KeptSums } from "./kept-sums";
import { firstRow, nextRow, PER_SECOND, standsAt, stretch } from "./rows";
import { keysOf, payerKey, type SortKeys } from "./sort-keys";
import { tokensOf } from "./tokens";

/** A customer's name as the directory has it; null when it has none. */
export type NameOf = (customerId: string) => string | null;

/** Writes payments to the tables of the copy: the payment, what it is sorted by, and the words that find it. */
export interface Writer {
  /** Inside a transaction. Answers how many rows there are more; null when nothing has changed. */
  put(shelf: number, payment: Payment, nameOf: NameOf): number | null;
  /** Inside a transaction: the payments of that customer are sorted by that name. Answers how many were by another. */
  rename(shelf: number, customerId: string, name: string | null): number;
  /** Inside a transaction: nothing of a forgotten customer stays with the payment, nor in the order of names. */
  forget(shelf: number, id: string): void;
  dropOldest(shelf: number, many: number): void;
  /** Inside a transaction: takes some payments off a shelf. Answers whether there were any. */
  emptySome(shelf: number): boolean;
}

/** So many payments are taken off a shelf at once: some ms. */
const GO_AT_ONCE = 10;

export function createWriter(database: Database, forgotten: Forgotten, sums: KeptSums): Writer {
  const rowOf = database.prepare("SELECT row, body FROM payments WHERE shelf = ? AND id = ?").raw();
  const lastRow = database.prepare("SELECT max(row) FROM payments WHERE row >= ? AND row < ?").raw();
  const insert = database.prepare("INSERT INTO payments (row, shelf, id, body) VALUES (?, ?, ?, ?)");
  const rewrite = database.prepare("UPDATE payments SET body = ? WHERE row = ?");
  // No REPLACE: of a row that it replaces the triggers hear nothing (totals.ts).
  const insertKeys = database.prepare(
    `INSERT INTO amounts (row, amount, currency, status, refunded, customer, payer, card) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET amount = excluded.amount, currency = excluded.currency, status = excluded.status,
       refunded = excluded.refunded, customer = excluded.customer, payer = excluded.payer, card = excluded.card`,
  );
  const index = database.prepare("INSERT INTO clues (rowid, tokens) VALUES (?, ?)");
  const forget = database.prepare("DELETE FROM clues WHERE rowid = ?");
  const bodyIn = database.prepare("SELECT body FROM payments WHERE row = ?").raw();
  const dropPayment = database.prepare("DELETE FROM payments WHERE row = ?");
  const dropKeys = database.prepare("DELETE FROM amounts WHERE row = ?");
  const oldest = database.prepare("SELECT row FROM amounts WHERE row >= ? AND row < ? ORDER BY row LIMIT ?").raw();
  const renameAll = database.prepare(
    "UPDATE amounts SET payer = ?1 WHERE row >> 49 = ?2 AND customer = ?3 AND payer <> ?1",
  );
  const bodiesOf = database
    .prepare(
      "SELECT payments.row, body, payer FROM amounts JOIN payments ON payments.row = amounts.row WHERE amounts.row >> 49 = ? AND customer = ?",
    )
    .raw();
  const renameOne = database.prepare("UPDATE amounts SET payer = ? WHERE row = ?");

  const nameFor = (shelf: number, { customerId }: Kept, nameOf: NameOf): string | null =>
    customerId === null || forgotten.has(shelf, customerId) ? null : nameOf(customerId);
  const writeKeys = (row: number, keys: SortKeys): void => {
    const { amount, currency, status, refunded, customer, payer, card } = keys;
    insertKeys.run(row, amount, currency, status, refunded, customer, payer, card);
  };
  const drop = (row: number): void => {
    const [body] = (bodyIn.get(row) as [string] | undefined) ?? [];
    if (body !== undefined) sums.remove(row, unpack(body));
    dropPayment.run(row);
    dropKeys.run(row);
    forget.run(row);
  };
  /** Answers how many there were. */
  const dropOldest = (shelf: number, many: number): number => {
    const { from, to } = stretch(shelf, null, null);
    const rows = oldest.all(from, to, many) as [number][];
    for (const [row] of rows) drop(row);
    return rows.length;
  };
  /** Answers how many rows there are more: 1, or none when there is no place. */
  const add = (shelf: number, kept: Kept, body: string, keys: SortKeys): number => {
    const first = firstRow(shelf, kept.createdAt);
    const [last] = lastRow.get(first, first + PER_SECOND) as [number | null];
    const row = nextRow(first, last);
    if (row === null) return 0;
    insert.run(row, shelf, kept.id, body);
    writeKeys(row, keys);
    index.run(row, tokensOf(kept));
    sums.add(row, kept);
    return 1;
  };

  return {
    put(shelf, payment, nameOf) {
      if (payment.id.length > LONGEST_ID) return null;
      const before = rowOf.get(shelf, payment.id) as [number, string] | undefined;
      const kept = forgotten.without(shelf, keep(withMetadata(payment, before?.[1])));
      const body = pack(kept);
      if (before?.[1] === body) return null;
      const keys = keysOf(kept, nameFor(shelf, kept, nameOf));
      if (!before) return add(shelf, kept, body, keys);
      const [row, old] = before;
      if (!standsAt(row, shelf, kept.createdAt)) {
        drop(row);
        return add(shelf, kept, body, keys) - 1;
      }
      // It stays in its place, so that nobody who pages through a list misses it or meets it twice.
      rewrite.run(body, row);
      const was = unpack(old);
      sums.remove(row, was);
      sums.add(row, kept);
      writeKeys(row, keys);
      const tokens = tokensOf(kept);
      if (tokensOf(was) !== tokens) {
        forget.run(row);
        index.run(row, tokens);
      }
      return 0;
    },
    rename(shelf, customerId, name) {
      if (name !== null && !forgotten.has(shelf, customerId))
        return renameAll.run(payerKey(name), shelf, customerId).changes;
      const others = (bodiesOf.all(shelf, customerId) as [number, string, string][])
        .map(([row, body, payer]) => ({ row, payer, now: keysOf(unpack(body), null).payer }))
        .filter(({ payer, now }) => payer !== now);
      for (const { row, now } of others) renameOne.run(now, row);
      return others.length;
    },
    forget(shelf, id) {
      const [row, body] = (rowOf.get(shelf, id) as [number, string] | undefined) ?? [];
      if (row === undefined || body === undefined) return;
      const kept = forgotten.without(shelf, unpack(body));
      drop(row);
      add(shelf, kept, pack(kept), keysOf(kept, null));
    },
    dropOldest,
    emptySome: (shelf) => dropOldest(shelf, GO_AT_ONCE) > 0,
  };
}

/** Some answers leave the metadata out; it is written once and never changes, so what was read before still holds. */
function withMetadata(payment: Payment, before: string | undefined): Payment {
  if (before === undefined || Object.keys(payment.metadata).length > 0) return payment;
  const { metadata, reference } = unpack(before);
  return { ...payment, metadata, reference: payment.reference ?? reference };
}
