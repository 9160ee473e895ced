import { addUp, type Money } from "../../shared/currency";
import { moneyOf, type PaymentSort, type SavedFilter } from "../../shared/history";
import { totalsOf, type PaymentTotals } from "../../shared/totals";
import type { Payment } from "../../shared/payment";
import { inTransaction, type Database, type Where } from "../storage/database";
import { bytesOf, LONGEST_ID, readCut, type CopyLimit, type Cut } from "../storage/copy-limit";
import { openCopy, type OpenedCopy } from "../storage/open-copy";
import { upgrade } from "../storage/versions";
import { readFilters } from "./filters";
import { createForgotten } from "./forgotten";
import { keep, pack, unpack, type Kept } from "./kept";
import { createLookup } from "./look-up";
import { STEPS } from "./tables";
import type { Question } from "./question";
import { firstRow, nextRow, standsAt, stretch } from "./rows";
import { tokensOf, whole } from "./tokens";

/** How far the reading of a connection's payments has come. It outlives a restart of the program. */
export interface ReadState {
  /** Where the walk through all payments goes on; null: at the top, or not walking. */
  readonly cursor: string | null;
  readonly walking: boolean;
  /** When a whole walk was last completed; null: never. Times are epoch ms. */
  readonly wholeAt: number | null;
  /** When the newest were last read. */
  readonly newestAt: number | null;
  /** When the last ten days were last read again. */
  readonly recentAt: number | null;
  /** All payments down to this time are known without a gap; null: nothing is. */
  readonly solidAt: number | null;
  /** How many payments the processor says there are. */
  readonly total: number | null;
  /** Why the last whole walk did not bring all payments; null: it did. */
  readonly cut: Cut;
}

/** Some 2 kB a payment on the disk (measured with 20,000). */
export const HISTORY_LIMIT: CopyLimit = { rows: 500_000, bytes: 2 * 1024 ** 3 };

export interface Stretch {
  readonly kept: readonly Kept[];
  /** Where the next stretch begins; null: that was all. */
  readonly next: number | null;
}

/**
 * The searchable local copy of the payments of each connection. All calls are synchronous and quick; none asks the
 * network, and none is part of a money operation: the journal is the record, this is a copy that can be read again.
 */
export interface HistoryStore {
  /**
   * Writes payments, new or changed, in one transaction. Answers how many were. When the copy is full the oldest go.
   */
  put(connection: string, payments: readonly Payment[]): number;
  get(connection: string, id: string): Kept | null;
  /** Newest first unless sorted otherwise. `before`: the `next` of an earlier stretch of the same question. */
  list(connection: string, question: Question, before: number | null, limit: number, sort?: PaymentSort): Stretch;
  /** Count and sums of what answers, at most `most` rows from `before` on; `next` is where to go on. */
  add(
    connection: string,
    question: Question,
    before: number | null,
    most: number,
  ): { count: number; sums: readonly Money[]; totals: readonly PaymentTotals[]; next: number | null };
  /** All payments of that status, newest first, at most `most`. */
  withStatus(connection: string, status: string, most: number): Kept[];
  has(connection: string, id: string): boolean;
  count(connection: string): number;
  isFull(connection: string): boolean;
  /** Grows with every change to any payment, within this session. */
  revision(): number;
  state(connection: string): ReadState;
  saveState(connection: string, state: ReadState): void;
  /**
   * Takes the person out of the payments of that customer, now and whenever they are read again (`kept`: those that are
   * here). Sums, dates, ids and the card's last four stay.
   */
  forgetPerson(connection: string, customerId: string, kept: readonly Kept[]): void;
  /** Forgets all payments of a connection (training was reset). */
  clear(connection: string): void;
  /**
   * Gives up the saved filters that earlier versions kept in this file: each goes to `keep`, and when all are kept they
   * leave it; what cannot be read as a filter stays. Throws what `keep` throws; then all of them stay.
   */
  giveUpFilters(keep: (filter: SavedFilter) => void): void;
  close(): void;
}

type StateRow = [
  cursor: string | null,
  walking: number,
  wholeAt: number | null,
  newestAt: number | null,
  recentAt: number | null,
  solidAt: number | null,
  total: number | null,
  cut: string | null,
];

/** Opens the local copy, or makes it; as `openCopy` says, `now` (epoch ms) and `damaged` too. */
export function openHistory(
  where: Where,
  now = Date.now(),
  fits: CopyLimit = HISTORY_LIMIT,
  damaged?: () => void,
): OpenedCopy & { readonly store: HistoryStore } {
  const make = (database: Database): HistoryStore => createStore(database, fits);
  const { made: store, ...opened } = openCopy(where, now, { steps: STEPS }, make, damaged);
  return { ...opened, store };
}

/** The local copy in an open database. */
export function createStore(database: Database, fits: CopyLimit = HISTORY_LIMIT): HistoryStore {
  // A copy: what a power cut takes away is read again. Only the journal pays for a flush at every commit.
  database.pragma("synchronous = NORMAL");
  // Small checkpoints, so that none of them keeps the process for long while much is read.
  database.pragma("wal_autocheckpoint = 250");
  database.pragma("cache_size = -16384");
  upgrade(database, STEPS);
  const shelfOf = createShelfOf(database);
  const { rowsFor, bodies } = createLookup(database);
  const rowOf = database.prepare("SELECT row, body FROM payments WHERE shelf = ? AND id = ?").raw();
  const lastRow = database.prepare("SELECT max(row) FROM payments WHERE row >= ? AND row < ?").raw();
  const insert = database.prepare("INSERT INTO payments (row, shelf, id, body) VALUES (?, ?, ?, ?)");
  const insertAmount = database.prepare(
    "INSERT INTO amounts (row, amount, currency, status, refunded) VALUES (?, ?, ?, ?, ?)",
  );
  const index = database.prepare("INSERT INTO clues (rowid, tokens) VALUES (?, ?)");
  const rewrite = database.prepare("UPDATE payments SET body = ? WHERE row = ?");
  const drops = [
    "DELETE FROM payments WHERE row = ?",
    "DELETE FROM amounts WHERE row = ?",
    "DELETE FROM clues WHERE rowid = ?",
  ].map((sql) => database.prepare(sql));
  const counted = database.prepare("SELECT count(*) FROM amounts WHERE row >= ? AND row < ?").raw();
  const oldest = database.prepare("SELECT row FROM amounts WHERE row >= ? AND row < ? ORDER BY row LIMIT ?").raw();
  const rowsOf = database.prepare("SELECT row FROM payments WHERE shelf = ? LIMIT 2000").raw();
  const readState = database
    .prepare(
      "SELECT cursor, walking, whole_at, newest_at, recent_at, solid_at, total, cut FROM shelves WHERE shelf = ?",
    )
    .raw();
  const writeState = database.prepare(
    "UPDATE shelves SET cursor = ?, walking = ?, whole_at = ?, newest_at = ?, recent_at = ?, solid_at = ?, total = ?, cut = ? WHERE shelf = ?",
  );
  const forgotten = createForgotten(database);
  const counts = new Map<number, number>();
  let revision = 0;

  const drop = (row: number): void => {
    for (const one of drops) one.run(row);
  };
  const count = (shelf: number): number => {
    const { from, to } = stretch(shelf, null, null);
    const known = counts.get(shelf) ?? (counted.get(from, to) as [number])[0];
    counts.set(shelf, known);
    return known;
  };
  /** Answers how many rows there are more: 1, or none when there is no place. */
  const add = (shelf: number, kept: Kept, body: string): number => {
    const first = firstRow(shelf, kept.createdAt);
    const [last] = lastRow.get(first, firstRow(shelf, (kept.createdAt ?? 0) + 1000)) as [number | null];
    const row = nextRow(first, last);
    if (row === null) return 0;
    insert.run(row, shelf, kept.id, body);
    insertAmount.run(row, moneyOf(kept), kept.currency, kept.status, kept.amountRefunded);
    index.run(row, tokensOf(kept));
    return 1;
  };
  const dropOldest = (shelf: number, many: number): void => {
    const { from, to } = stretch(shelf, null, null);
    for (const [row] of oldest.all(from, to, many) as [number][]) drop(row);
  };
  /** Answers how many rows there are more; null when nothing has changed. */
  const putOne = (shelf: number, payment: Payment): number | null => {
    if (payment.id.length > LONGEST_ID) return null;
    const before = rowOf.get(shelf, payment.id) as [number, string] | undefined;
    const kept = forgotten.without(shelf, keep(withMetadata(payment, before?.[1])));
    const body = pack(kept);
    if (before?.[1] === body) return null;
    if (before) {
      const [row, old] = before;
      const was = unpack(old);
      const sameSum =
        moneyOf(was) === moneyOf(kept) &&
        was.currency === kept.currency &&
        was.status === kept.status &&
        was.amountRefunded === kept.amountRefunded;
      if (standsAt(row, shelf, kept.createdAt) && sameSum && tokensOf(was) === tokensOf(kept)) {
        rewrite.run(body, row);
        return 0;
      }
      drop(row);
    }
    return add(shelf, kept, body) - (before ? 1 : 0);
  };

  return {
    put(connection, payments) {
      const shelf = shelfOf(connection);
      const before = count(shelf);
      const most = bytesOf(database) >= fits.bytes ? Math.min(before, fits.rows) : fits.rows;
      const { changes, after } = inTransaction(database, () => {
        const each = payments.map((payment) => putOne(shelf, payment)).filter((more) => more !== null);
        const all = each.reduce((sum, more) => sum + more, before);
        if (all > most) dropOldest(shelf, all - most);
        return { changes: each.length, after: Math.min(all, most) };
      });
      if (changes > 0) {
        counts.set(shelf, after);
        revision += 1;
      }
      return changes;
    },
    get(connection, id) {
      const found = rowOf.get(shelfOf(connection), id) as [number, string] | undefined;
      return found ? unpack(found[1]) : null;
    },
    list(connection, question, before, limit, sort) {
      const rows = rowsFor(shelfOf(connection), question, before, limit + 1, "rows", sort).map(([row]) => row);
      const shown = rows.slice(0, limit);
      return { kept: bodies(shown), next: rows.length > limit ? (shown.at(-1) ?? null) : null };
    },
    add(connection, question, before, most) {
      const rows = rowsFor(shelfOf(connection), question, before, most + 1, "amounts");
      const shown = rows.slice(0, most);
      return {
        count: shown.length,
        sums: addUp(shown.map(([, amount, currency]) => ({ amount, currency }))),
        totals: totalsOf(
          shown.map(([, amount, currency, status, refunded]) => ({ amount, currency, status, refunded })),
        ),
        next: rows.length > most ? (shown.at(-1)?.[0] ?? null) : null,
      };
    },
    withStatus: (connection, status, most) =>
      bodies(
        rowsFor(
          shelfOf(connection),
          { match: whole("s", status), from: null, to: null, amountFrom: null, amountTo: null },
          null,
          most,
          "rows",
        ).map(([row]) => row),
      ),
    has: (connection, id) => rowOf.get(shelfOf(connection), id) !== undefined,
    count: (connection) => count(shelfOf(connection)),
    isFull: (connection) => bytesOf(database) >= fits.bytes || count(shelfOf(connection)) >= fits.rows,
    revision: () => revision,
    state(connection) {
      const [cursor, walking, wholeAt, newestAt, recentAt, solidAt, total, cut] = readState.get(
        shelfOf(connection),
      ) as StateRow;
      return {
        cursor,
        walking: walking === 1,
        wholeAt,
        newestAt,
        recentAt,
        solidAt,
        total,
        cut: readCut(cut),
      };
    },
    saveState(connection, state) {
      writeState.run(
        state.cursor,
        state.walking ? 1 : 0,
        state.wholeAt,
        state.newestAt,
        state.recentAt,
        state.solidAt,
        state.total,
        state.cut,
        shelfOf(connection),
      );
    },
    forgetPerson(connection, customerId, payments) {
      const shelf = shelfOf(connection);
      // SECURITY: what is taken out is overwritten in the file, not only let go of.
      database.pragma("secure_delete = ON");
      inTransaction(database, () => {
        forgotten.add(shelf, customerId);
        for (const { id } of payments) {
          const [row, body] = (rowOf.get(shelf, id) as [number, string] | undefined) ?? [];
          if (row === undefined || body === undefined) continue;
          const kept = forgotten.without(shelf, unpack(body));
          drop(row);
          add(shelf, kept, pack(kept));
        }
      });
      database.pragma("secure_delete = OFF");
      database.pragma("wal_checkpoint(TRUNCATE)");
      revision += 1;
    },
    clear(connection) {
      const shelf = shelfOf(connection);
      for (;;) {
        const rows = rowsOf.all(shelf) as [number][];
        if (rows.length === 0) break;
        inTransaction(database, () => rows.forEach(([row]) => drop(row)));
      }
      counts.delete(shelf);
      revision += 1;
      writeState.run(null, 0, null, null, null, null, null, null, shelf);
    },
    giveUpFilters(take) {
      const there = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'filters'";
      if ((database.prepare(there).raw().get() as [number])[0] === 0) return;
      const kept = readFilters(database.prepare("SELECT body FROM filters").raw().all() as [string][]);
      kept.forEach(take);
      const dropFilter = database.prepare("DELETE FROM filters WHERE name = ?");
      for (const { name } of kept) dropFilter.run(name);
    },
    close: () => database.close(),
  };
}

/** Some answers leave the metadata out; it is written once and never changes, so what was read before still holds. */
function withMetadata(payment: Payment, before: string | undefined): Payment {
  if (before === undefined || Object.keys(payment.metadata).length > 0) return payment;
  const { metadata, reference } = unpack(before);
  return { ...payment, metadata, reference: payment.reference ?? reference };
}

function createShelfOf(database: Database): (connection: string) => number {
  const known = new Map<string, number>();
  const find = database.prepare("SELECT shelf FROM shelves WHERE connection = ?").raw();
  const make = database.prepare("INSERT INTO shelves (connection) VALUES (?)");
  return (connection) => {
    const before = known.get(connection);
    if (before !== undefined) return before;
    if (find.get(connection) === undefined) make.run(connection);
    const [shelf] = find.get(connection) as [number];
    known.set(connection, shelf);
    return shelf;
  };
}
