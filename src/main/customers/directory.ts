import {
  CustomerEvent,
  type Customer,
  type CustomerLine,
  type CustomerShow,
  type KeptCustomer,
} from "../../shared/customer";
import { breathe } from "../base/breathe";
import { cleanTexts } from "../base/clean-texts";
import { inTransaction, intoTheFile, type Database, type Where } from "../storage/database";
import { bytesOf, LONGEST_ID, readCut, type CopyLimit, type Cut } from "../storage/copy-limit";
import { openCopy, type OpenedCopy } from "../storage/open-copy";
import { createShelves } from "../storage/shelves";
import { upgrade } from "../storage/versions";
import { keep, LINE_COLUMNS, readLine, type LineRow } from "./lines";
import { createLists } from "./lists";
import { createSearch } from "./search";
import { EVENTS_STAY, STEPS, type Shelf } from "./tables";
import { createWriter } from "./write-customer";

/** How far a walk through all customers of a connection has come. It outlives a restart of the program. */
export interface WalkState {
  /** The number of the walk that is under way, or was the last. */
  readonly walk: number;
  readonly walking: boolean;
  /** The processor's cursor of the next page; null is the first. */
  readonly cursor: string | null;
  readonly startedAt: number | null;
  /** When a walk was last completed; null: never. */
  readonly finishedAt: number | null;
  /** How many customers the processor says there are. */
  readonly total: number | null;
  /** That number has been the same on every page of this walk. */
  readonly steady: boolean;
  /** Why the last walk did not bring all customers; null: it did. "unread": some are listed under no id. */
  readonly cut: Cut | "unread";
}

/** Some 0.7 kB a customer on the disk (measured with a million; docs/performance.md). */
export const DIRECTORY_LIMIT: CopyLimit = { rows: 1_200_000, bytes: 2 * 1024 ** 3 };

/**
 * The searchable local copy of the customers of each connection. All calls but those of lists are synchronous and quick;
 * none asks the network.
 * Calls throw what the database throws.
 */
export interface Directory {
  search(connection: string, clue: string, limit: number): CustomerLine[];
  /** The same, and others get their turn meanwhile. */
  searchInTurns(connection: string, clue: string, limit: number): Promise<CustomerLine[]>;
  /** The same without guessing at slips of the hand. */
  searchAsTyped(connection: string, clue: string, limit: number): CustomerLine[];
  list(
    connection: string,
    what: { clue: string; offset: number; limit: number; show: CustomerShow; now: number },
  ): Promise<{ lines: CustomerLine[]; count: number }>;
  /** Where a customer stands in a list without a clue, from 0; null: not on it. `now` is epoch ms. */
  place(connection: string, id: string, what: { show: CustomerShow; now: number }): Promise<number | null>;
  line(connection: string, id: string): CustomerLine | null;
  /** The name alone: a list of payments asks for hundreds. null: none is known. */
  name(connection: string, id: string): string | null;
  /** All that is known here of a customer, and since when. */
  kept(connection: string, id: string): KeptCustomer | null;
  /** A list as it is now, to be taken `size` lines at a time; null at its end. Who goes meanwhile is left out. */
  stretches(
    connection: string,
    what: { show: CustomerShow; now: number; size: number },
  ): Promise<{ count: number; next(): CustomerLine[] | null }>;
  count(connection: string): number;
  /** How many customers' usual card expires soon. `at` is epoch ms. */
  expiring(connection: string, at: number): number;
  isFull(connection: string): boolean;
  /**
   * Writes customers, new or changed, in one transaction. `walk`: the walk that saw them; when the copy is full it brings
   * no new ones. Absent, a person asked for them: they count as seen by any walk, and there is always room.
   */
  put(connection: string, customers: readonly Customer[], walk?: number): void;
  remove(connection: string, id: string): void;
  /** Marks a customer as just used, so that it comes first among equals. `at` is epoch ms. */
  touch(connection: string, id: string, at: number): void;
  walkState(connection: string): WalkState;
  saveWalk(connection: string, state: WalkState): void;
  /** How many different customers the walk has seen. */
  seenIn(connection: string, walk: number): number;
  /**
   * After a completed walk: customers that it did not see go when the walk proves that they are gone (`certain`), else
   * when the walk before did not see them either, because pages shift while they are read. Answers how many went.
   */
  forgetUnseen(connection: string, walk: number, certain: boolean): number;
  /**
   * Forgets all customers of a connection (training was reset): nobody finds them any longer; `tidy` takes them off the
   * disk. What people did stays on record.
   */
  clear(connection: string): void;
  /**
   * Takes forgotten customers off the disk, at most `most` steps of some ms, while it `goesOn`; others get their turn
   * between two. Answers whether there are more.
   */
  tidy(most: number, goesOn: () => boolean): Promise<boolean>;
  note(connection: string, customerId: string, event: CustomerEvent): void;
  /** Forgets what people did to a customer: names and contacts stand in it. */
  forgetHistory(connection: string, customerId: string): void;
  /** Newest first, at most 200. */
  history(connection: string, customerId: string): CustomerEvent[];
  /** Hears of customers of a connection that are new, have changed or are gone. */
  onChange(heard: (connection: string, customerIds: readonly string[]) => void): void;
  close(): void;
}

/** Opens the directory, or makes it; as `openCopy` says, `now` (epoch ms) and `damaged` too. */
export function openDirectory(
  where: Where,
  now: number,
  fits: CopyLimit = DIRECTORY_LIMIT,
  damaged?: () => void,
): OpenedCopy & { readonly directory: Directory } {
  // What people did, and how cardholders agreed, is nowhere else.
  const precious = { table: "customer_events", columns: ["connection", "customer", "at", "body"] };
  const make = (database: Database): Directory => createDirectory(database, fits);
  const { made: directory, ...opened } = openCopy(where, now, { steps: STEPS, precious }, make, damaged);
  return { ...opened, directory };
}

function atOnce<T>(turns: Generator<void, T, void>): T {
  for (;;) {
    const turn = turns.next();
    if (turn.done) return turn.value;
  }
}

/** Each shelf has one (tables.ts). */
const LETTERS = 26;

/** The directory in an open database. `now` answers epoch ms. */
function createDirectory(database: Database, fits: CopyLimit, now: () => number = Date.now): Directory {
  // A copy: what a power cut takes away is read again. What people did is on the disk before `note` answers.
  database.pragma("synchronous = NORMAL");
  // Small checkpoints, so that none of them keeps the process for long while much is read.
  database.pragma("wal_autocheckpoint = 250");
  upgrade(database, STEPS);
  // 24 MB of page cache: decrypting a page again for each keystroke would cost the frame.
  database.pragma("cache_size = -24576");
  const search = createSearch(database);
  const lists = createLists(database);
  const write = createWriter(database, now);
  const shelves = createShelves(database, { last: LETTERS, emptySome: write.emptySome });
  const shelfOf = (connection: string): Shelf => {
    const number = shelves.of(connection);
    return { number, letter: String.fromCharCode(96 + number) };
  };

  const byId = database.prepare(`SELECT ${LINE_COLUMNS} FROM customers WHERE shelf = ? AND id = ?`).raw();
  const nameOf = database.prepare("SELECT name FROM customers WHERE shelf = ? AND id = ?").raw();
  const seenAt = database.prepare("SELECT seen_at FROM customers WHERE row = ?").raw();
  const use = database.prepare("UPDATE customers SET used_at = ? WHERE shelf = ? AND id = ?");
  const walkOf = database
    .prepare("SELECT walk, walking, cursor, started_at, finished_at, total, steady, cut FROM shelves WHERE shelf = ?")
    .raw();
  const saveWalk = database.prepare(
    "UPDATE shelves SET walk = ?, walking = ?, cursor = ?, started_at = ?, finished_at = ?, total = ?, steady = ?, cut = ? WHERE shelf = ?",
  );
  const seen = database.prepare("SELECT count(*) FROM customers WHERE shelf = ? AND walk >= ?").raw();
  const miss = database.prepare("UPDATE customers SET missed = missed + 1 WHERE shelf = ? AND walk < ?");
  const gone = database.prepare("SELECT row, id FROM customers WHERE shelf = ? AND walk < ? AND missed >= ?").raw();
  const addEvent = database.prepare("INSERT INTO customer_events (connection, customer, at, body) VALUES (?, ?, ?, ?)");
  const forgetEvents = database.prepare("DELETE FROM customer_events WHERE connection = ? AND customer = ?");
  const eventsOf = database
    .prepare("SELECT body FROM customer_events WHERE connection = ? AND customer = ? ORDER BY seq DESC LIMIT 200")
    .raw();

  const walkState = (connection: string): WalkState => {
    const row = walkOf.get(shelfOf(connection).number) as [
      number,
      number,
      string | null,
      number | null,
      number | null,
      number | null,
      number,
      string | null,
    ];
    const [walk, walking, cursor, startedAt, finishedAt, total, steady, cut] = row;
    const flags = {
      walking: walking === 1,
      steady: steady === 1,
      cut: cut === "unread" ? ("unread" as const) : readCut(cut),
    };
    return { walk, cursor, startedAt, finishedAt, total, ...flags };
  };
  /** How many more customers a walk may bring. */
  const roomOn = (shelf: Shelf): number =>
    bytesOf(database) >= fits.bytes ? 0 : Math.max(0, fits.rows - lists.count(shelf));
  const listeners: Parameters<Directory["onChange"]>[0][] = [];
  const tell = (connection: string, ids: readonly string[]): void => {
    lists.changed();
    if (ids.length > 0) for (const heard of listeners) heard(connection, ids);
  };
  const removeAll = (connection: string, those: readonly [row: number, id: string][]): void => {
    inTransaction(database, () => {
      for (const [row] of those) write.remove(row);
      if (those.length > 0) write.putTogether(0);
    });
    tell(
      connection,
      those.map(([, id]) => id),
    );
  };

  return {
    search: (connection, clue, limit) => atOnce(search(shelfOf(connection), clue, limit, true)),
    async searchInTurns(connection, clue, limit) {
      const turns = search(shelfOf(connection), clue, limit, true);
      for (;;) {
        const turn = turns.next();
        if (turn.done) return turn.value;
        await breathe();
      }
    },
    searchAsTyped: (connection, clue, limit) => atOnce(search(shelfOf(connection), clue, limit, false)),
    list: (connection, what) => lists.list(shelfOf(connection), what),
    place: (connection, id, what) => lists.place(shelfOf(connection), id, what),
    count: (connection) => lists.count(shelfOf(connection)),
    expiring: (connection, at) => lists.expiring(shelfOf(connection), at),
    isFull: (connection) => roomOn(shelfOf(connection)) === 0,
    line(connection, id) {
      const row = byId.get(shelfOf(connection).number, id) as LineRow | undefined;
      return row ? readLine(row).line : null;
    },
    name: (connection, id) => (nameOf.get(shelves.of(connection), id) as [string | null] | undefined)?.[0] ?? null,
    kept(connection, id) {
      const row = byId.get(shelfOf(connection).number, id) as LineRow | undefined;
      if (!row) return null;
      const { line, cards } = readLine(row);
      const [asOf] = seenAt.get(row[0]) as [number | null];
      return { line, cards: [...cards], asOf };
    },
    stretches: (connection, what) => lists.stretches(shelfOf(connection), what),
    put(connection, customers, walk) {
      const shelf = shelfOf(connection);
      const seenIn = walk ?? walkState(connection).walk;
      let room = walk === undefined ? Number.MAX_SAFE_INTEGER : roomOn(shelf);
      const changed = inTransaction(database, () => {
        const written = customers
          .filter(({ id }) => id.length <= LONGEST_ID && (byId.get(shelf.number, id) !== undefined || room-- > 0))
          .filter((customer) => write.put(shelf, keep(customer), seenIn));
        if (written.length > 0) write.putTogether(written.length);
        return written;
      });
      if (changed.length > 0)
        tell(
          connection,
          changed.map(({ id }) => id),
        );
    },
    remove(connection, id) {
      const row = byId.get(shelfOf(connection).number, id) as LineRow | undefined;
      if (row) removeAll(connection, [[row[0], id]]);
    },
    touch(connection, id, at) {
      use.run(at, shelfOf(connection).number, id);
    },
    walkState,
    saveWalk(connection, { walk, walking, cursor, startedAt, finishedAt, total, steady, cut }) {
      saveWalk.run(
        walk,
        walking ? 1 : 0,
        cursor,
        startedAt,
        finishedAt,
        total,
        steady ? 1 : 0,
        cut,
        shelfOf(connection).number,
      );
    },
    seenIn: (connection, walk) => (seen.get(shelfOf(connection).number, walk) as [number])[0],
    forgetUnseen(connection, walk, certain) {
      const shelf = shelfOf(connection).number;
      miss.run(shelf, walk);
      const unseen = gone.all(shelf, walk, certain ? 1 : 2) as [number, string][];
      removeAll(connection, unseen);
      return unseen.length;
    },
    clear(connection) {
      shelves.letGo(connection);
      lists.changed();
    },
    tidy: shelves.tidy,
    note(connection, customerId, event) {
      addEvent.run(connection, customerId, event.at, JSON.stringify(cleanTexts(CustomerEvent.parse(event))));
      // It is nowhere else, so it does not stay in the write-ahead log alone.
      intoTheFile(database);
    },
    forgetHistory(connection, customerId) {
      // SECURITY: it is overwritten in the file, not only let go of.
      database.pragma("secure_delete = ON");
      inTransaction(database, () => {
        database.exec("DROP TRIGGER customer_events_never_go");
        forgetEvents.run(connection, customerId);
        database.exec(EVENTS_STAY);
      });
      database.pragma("secure_delete = OFF");
      database.pragma("wal_checkpoint(TRUNCATE)");
    },
    history: (connection, customerId) =>
      (eventsOf.all(connection, customerId) as [string][]).map(([body]) => CustomerEvent.parse(JSON.parse(body))),
    onChange: (heard) => void listeners.push(heard),
    close() {
      database.close();
    },
  };
}
