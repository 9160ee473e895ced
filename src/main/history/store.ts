import { reasonForDecline } from "../../shared/advice-reasons";
import type { PaymentSort, SavedFilter } from "../../shared/history";
import type { Payment } from "../../shared/payment";
import { createPutTogether } from "../search/parts";
import { inTransaction, type Database, type Where } from "../storage/database";
import { bytesOf, readCut, type CopyLimit, type Cut } from "../storage/copy-limit";
import { openCopy, type OpenedCopy } from "../storage/open-copy";
import { createShelves } from "../storage/shelves";
import { upgrade } from "../storage/versions";
import { readFilters } from "./filters";
import { createForgotten } from "./forgotten";
import { unpack, type Kept } from "./kept";
import type { Counts } from "./counts";
import { createKeptSums } from "./kept-sums";
import { createLookup } from "./look-up";
import { saidOf } from "./narrowed";
import { LAST_SHELF } from "./rows";
import { STEPS } from "./tables";
import type { Question } from "./question";
import { sortedRows } from "./sorted";
import { sumOf, type Sum } from "./sums";
import { whole } from "./tokens";
import { createTotals } from "./totals";
import { createWriter, type NameOf } from "./write-payment";

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

/** Some 2 kB a payment on the disk (measured with a million; docs/performance.md). */
export const HISTORY_LIMIT: CopyLimit = { rows: 1_200_000, bytes: 4 * 1024 ** 3 };

/** By what payments of a customer are sorted. */
export interface PayerKey {
  readonly customer: string;
  readonly payer: string;
}

export interface Stretch {
  readonly kept: readonly Kept[];
  /** Where the next stretch begins; null: that was all. */
  readonly next: number | null;
}

/**
 * The searchable local copy of the payments of each connection. All calls but `sorted`, `sum` and `counts` are synchronous
 * and quick; none asks the network, and none is part of a money operation: the journal is the record, this is a copy
 * that can be read again.
 */
export interface HistoryStore {
  /**
   * Writes payments, new or changed, in one transaction. Answers how many were. When the copy is full the oldest go.
   * `nameOf`: by which names they are sorted; without it by those that the payments bear.
   */
  put(connection: string, payments: readonly Payment[], nameOf?: NameOf): number;
  get(connection: string, id: string): Kept | null;
  /** Newest first. `before`: the `next` of an earlier stretch of the same question. */
  list(connection: string, question: Question, before: number | null, limit: number): Stretch;
  /** The same by a column. It may take longer; others get their turn meanwhile. */
  sorted(
    connection: string,
    question: Question,
    before: number | null,
    limit: number,
    sort: PaymentSort,
  ): Promise<Stretch>;
  /** How many answer, and their money together; may take longer, as `sorted`. */
  sum(connection: string, question: Question): Promise<Sum>;
  /** What its payments count as, kept as they are written; the first call in a session may take longer. */
  counts(connection: string): Promise<Counts>;
  /** The payments of that customer are sorted by that name from now on. Answers whether they were by another. */
  rename(connection: string, customerId: string, name: string | null): boolean;
  /** By what the payments of each customer are sorted, in one order; `after`: the last of an earlier answer. */
  payers(connection: string, after: PayerKey | null, most: number): PayerKey[];
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
  /**
   * Forgets all payments of a connection (training was reset): nobody finds them any longer; `tidy` takes them off the
   * disk. Whom the copy was told to forget it does not keep when they are read again.
   */
  clear(connection: string): void;
  /**
   * Takes forgotten payments off the disk, at most `most` steps of some ms, while it `goesOn`; others get their turn
   * between two. Answers whether there are more.
   */
  tidy(most: number, goesOn: () => boolean): Promise<boolean>;
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
  const forgotten = createForgotten(database);
  const sums = createKeptSums(database);
  const lookup = createLookup(database, (reasons) =>
    sums.whys().flatMap((why) => (reasons.includes(reasonForDecline(why.code, why.message)) ? [saidOf(why)] : [])),
  );
  const writer = createWriter(database, forgotten, sums);
  const totals = createTotals(database);
  const putTogether = createPutTogether(database);
  const together = <T>(work: () => T): T => {
    try {
      return inTransaction(database, work);
    } catch (error) {
      sums.undone();
      throw error;
    }
  };
  const shelves = createShelves(database, {
    last: LAST_SHELF,
    together,
    emptySome(shelf) {
      const any = writer.emptySome(shelf);
      // To the end, so that their words leave the disk as well.
      if (putTogether(0) || any) return true;
      sums.tidy();
      return false;
    },
  });
  const shelfOf = shelves.of;
  const bodyOf = database.prepare("SELECT body FROM payments WHERE shelf = ? AND id = ?").raw();
  const payersOf = database
    .prepare(
      "SELECT DISTINCT customer, payer FROM amounts WHERE row >> 49 = ? AND customer IS NOT NULL AND (customer, payer) > (?, ?) ORDER BY customer, payer LIMIT ?",
    )
    .raw();
  const readState = database
    .prepare(
      "SELECT cursor, walking, whole_at, newest_at, recent_at, solid_at, total, cut FROM shelves WHERE shelf = ?",
    )
    .raw();
  const writeState = database.prepare(
    "UPDATE shelves SET cursor = ?, walking = ?, whole_at = ?, newest_at = ?, recent_at = ?, solid_at = ?, total = ?, cut = ? WHERE shelf = ?",
  );
  const counts = new Map<number, number>();
  let revision = 0;

  const count = (shelf: number): number => {
    const known = counts.get(shelf) ?? totals.count(shelf);
    counts.set(shelf, known);
    return known;
  };
  /** `rows`: one more than are shown, where there are more. */
  const pageOf = (rows: readonly number[], limit: number): Stretch => {
    const shown = rows.slice(0, limit);
    return { kept: lookup.bodies(shown), next: rows.length > limit ? (shown.at(-1) ?? null) : null };
  };

  return {
    put(connection, payments, nameOf = () => null) {
      const shelf = shelfOf(connection);
      const before = count(shelf);
      const most = bytesOf(database) >= fits.bytes ? Math.min(before, fits.rows) : fits.rows;
      const { changes, after } = together(() => {
        const each = payments.map((payment) => writer.put(shelf, payment, nameOf)).filter((more) => more !== null);
        const all = each.reduce((sum, more) => sum + more, before);
        if (all > most) writer.dropOldest(shelf, all - most);
        if (each.length > 0) putTogether(each.length);
        return { changes: each.length, after: Math.min(all, most) };
      });
      if (changes > 0) {
        counts.set(shelf, after);
        revision += 1;
      }
      return changes;
    },
    get(connection, id) {
      const found = bodyOf.get(shelfOf(connection), id) as [string] | undefined;
      return found ? unpack(found[0]) : null;
    },
    list: (connection, question, before, limit) =>
      pageOf(lookup.byTime(shelfOf(connection), question, before, limit + 1), limit),
    async sorted(connection, question, before, limit, sort) {
      return pageOf(await sortedRows(lookup, shelfOf(connection), question, before, limit + 1, sort), limit);
    },
    sum: (connection, question) => sumOf(lookup, totals, shelfOf(connection), question),
    counts: (connection) => sums.of(shelfOf(connection)),
    rename(connection, customerId, name) {
      const changed = inTransaction(database, () => writer.rename(shelfOf(connection), customerId, name)) > 0;
      if (changed) revision += 1;
      return changed;
    },
    payers: (connection, after, most) =>
      (payersOf.all(shelfOf(connection), after?.customer ?? "", after?.payer ?? "", most) as [string, string][]).map(
        ([customer, payer]) => ({ customer, payer }),
      ),
    withStatus: (connection, status, most) =>
      lookup.bodies(
        lookup.byTime(
          shelfOf(connection),
          { match: whole("s", status), from: null, to: null, amountFrom: null, amountTo: null },
          null,
          most,
        ),
      ),
    has: (connection, id) => bodyOf.get(shelfOf(connection), id) !== undefined,
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
      together(() => {
        forgotten.add(shelf, customerId);
        for (const { id } of payments) writer.forget(shelf, id);
        putTogether(payments.length);
      });
      database.pragma("secure_delete = OFF");
      database.pragma("wal_checkpoint(TRUNCATE)");
      revision += 1;
    },
    clear(connection) {
      const shelf = shelfOf(connection);
      shelves.letGo(connection, forgotten.move);
      sums.letGo(shelf);
      counts.delete(shelf);
      revision += 1;
    },
    tidy: shelves.tidy,
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
