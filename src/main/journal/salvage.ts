import { AccountKind } from "../../shared/account";
import { Row } from "../../shared/attempt";
import { Operation } from "../../shared/outcome";
import { openToRead, type Database, type Where } from "../storage/database";
import { openPages } from "../storage/pages";
import { recordsIn } from "../storage/records";
import { attemptOf, DAMAGED_STEP } from "./rows";
import type { Sealed, Sealer } from "./seal";
import { COLUMNS, PLAIN, type NewRow } from "./tables";

/** A row that could be read, and where it was. */
export interface Placed extends NewRow {
  readonly seq: number;
}

/** What is still known of a row that cannot be read: from its own columns, or from an index. */
export type Trace = Partial<Placed> & { readonly attempt: string; readonly nth: number };

/** What a damaged journal still holds. */
export interface Salvage {
  /** Rows that are as they were written, by `keyOf`. */
  readonly rows: Map<string, Placed>;
  /** Rows that are known to have been there. */
  readonly traces: Map<string, Trace>;
  /** The highest place that a row had. */
  highest: number;
}

function keyOf({ attempt, nth }: { readonly attempt: string; readonly nth: number }): string {
  return `${attempt} ${nth}`;
}

/**
 * Reads all that can be read of a damaged journal. Every row proves itself by its MAC; one of before there were any, by
 * what it says. `upTo`: so many rows there were, at least. Throws what the file system throws.
 */
export function salvage(where: Where, sealer: Sealer, upTo: number): Salvage {
  const salvaged: Salvage = { rows: new Map(), traces: new Map(), highest: upTo };
  const database = tried(() => openToRead(where));
  if (database) {
    fromTables(salvaged, database, sealer);
    database.close();
  }
  fromPages(salvaged, where, sealer);
  for (const key of salvaged.rows.keys()) salvaged.traces.delete(key);
  return salvaged;
}

/** Row by row, as SQLite finds them: what throws is stepped over. */
function fromTables(salvaged: Salvage, database: Database, sealer: Sealer): void {
  // An index has what it is sorted by, also of rows that are gone.
  const indexed = [
    "SELECT seq, attempt, nth FROM row INDEXED BY row_nth",
    "SELECT seq, connection, amount, at FROM row INDEXED BY row_opened WHERE nth = 0",
    "SELECT seq, payment FROM row INDEXED BY row_payment WHERE payment IS NOT NULL",
  ];
  const bySeq = new Map<number, Partial<Placed>>();
  for (const sql of indexed)
    for (const found of tried(() => database.prepare(sql).all() as Partial<Placed>[]) ?? [])
      bySeq.set(found.seq ?? 0, { ...bySeq.get(found.seq ?? 0), ...found });
  const inTable = tried(() => (database.prepare("SELECT max(seq) FROM row").raw().get() as [number | null])[0]) ?? 0;
  const surely = Math.max(salvaged.highest, bySeq.size);
  salvaged.highest = inTable <= surely + FAR ? Math.max(inTable, surely) : surely;

  const read = tried(() => readerOf(database, sealer));
  if (read === null) return;
  for (let seq = 1; seq <= salvaged.highest; seq++) {
    const row = tried(() => read(seq));
    if (row && "body" in row && row.body !== undefined) keepRow(salvaged, row as Placed);
    else noteTrace(salvaged, { ...agreed(row ?? {}, bySeq.get(seq) ?? {}), seq });
  }
}

/**
 * What the columns of a damaged row and the indexes say of it. MONEY: where they differ nobody knows which is right, and
 * a wrong sum or payment would lead away from what the row was about.
 */
function agreed(row: Partial<Placed>, indexed: Partial<Placed>): Partial<Placed> {
  const all = { ...row, ...indexed };
  const differ = (["connection", "amount", "at", "payment"] as const).filter(
    (name) => name in row && name in indexed && row[name] !== indexed[name],
  );
  return Object.fromEntries(Object.entries(all).filter(([name]) => !differ.some((one) => one === name)));
}

/** Wherever they lie in the pages of the file and of its log, also where SQLite finds no way to them any more. */
function fromPages(salvaged: Salvage, where: Where, sealer: Sealer): void {
  const pages = openPages(where);
  try {
    for (const { values } of recordsIn(pages, COLUMNS.length)) {
      const row = named(COLUMNS, values) as unknown as Sealed;
      if (typeof row.mac !== "string" || !sealer.holds(row)) continue;
      salvaged.highest = Math.max(salvaged.highest, row.seq);
      keepRow(salvaged, row);
    }
    const unsealed = ["seq", ...PLAIN];
    for (const { values } of recordsIn(pages, unsealed.length)) {
      const row = named(unsealed, values) as unknown as Placed;
      if (isRow(row)) keepRow(salvaged, row);
    }
  } finally {
    pages.close();
  }
}

function named(names: readonly string[], values: readonly unknown[]): object {
  return Object.fromEntries(names.map((name, at) => [name, values[at]]));
}

/** What was found first stays: SQLite's own answer before a page that may have been replaced since. */
function keepRow(salvaged: Salvage, row: Placed): void {
  if (!salvaged.rows.has(keyOf(row))) salvaged.rows.set(keyOf(row), row);
}

function tried<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}

const AN_ID = /^[0-9a-f-]{36}$/i;
/** A damaged number must not send the reading through millions of places. */
const FAR = 10_000;

function noteTrace(salvaged: Salvage, trace: Partial<Placed>): void {
  const { attempt, nth } = trace;
  if (attempt === undefined || nth === undefined || !AN_ID.test(attempt)) return;
  if (!Number.isInteger(nth) || nth < 0 || nth > FAR) return;
  salvaged.traces.set(keyOf({ attempt, nth }), { ...trace, attempt, nth });
}

/** Makes the function that reads one row: whole with its body, damaged without; null when there is none. */
function readerOf(database: Database, sealer: Sealer): (seq: number) => Partial<Placed> | null {
  const columns = database.prepare("SELECT name FROM pragma_table_info('row')").raw().all() as [string][];
  const sealed = columns.some(([name]) => name === "mac");
  const one = database.prepare(`SELECT ${(sealed ? COLUMNS : ["seq", ...PLAIN]).join()} FROM row WHERE seq = ?`);
  const columnsOf = database.prepare(
    `SELECT seq, ${PLAIN.filter((name) => name !== "body").join()} FROM row WHERE seq = ?`,
  );
  return (seq) => {
    const row = tried(() => one.all(seq) as Sealed[])?.[0];
    // Its text may be what cannot be read; then its columns still say which it was.
    if (row === undefined) return (columnsOf.all(seq) as Partial<Placed>[])[0] ?? null;
    if (sealed ? sealer.holds(row) : isRow(row)) return row;
    const { body: _, ...rest } = row;
    return rest;
  };
}

/** A row of before there were MACs is believed when it says what its columns say. */
function isRow(row: Placed): boolean {
  try {
    const read = Row.parse(JSON.parse(row.body));
    return read.step === row.step && read.at === row.at && (read.step !== "opened" || read.intent.id === row.attempt);
  } catch {
    return false;
  }
}

/** What is written into the journal that is made anew, and what becomes of the entries. */
export interface TakenAlong {
  readonly rows: readonly NewRow[];
  /** Ids of the entries that cannot be read any more. */
  readonly unreadable: readonly string[];
}

/**
 * Orders what was saved. Rows that are missing at an entry's end are left out: it then reads as one whose end is not
 * known, and is looked up. One that is missing before others makes the entry unreadable, with all that is known of it.
 */
export function takeAlong({ rows, traces }: Salvage): TakenAlong {
  const entries = new Map<string, { rows: Map<number, Placed>; traces: Map<number, Trace>; seq: number }>();
  const entryOf = (id: string) => {
    const known = entries.get(id) ?? { rows: new Map(), traces: new Map(), seq: Number.MAX_SAFE_INTEGER };
    entries.set(id, known);
    return known;
  };
  for (const row of rows.values()) entryOf(row.attempt).rows.set(row.nth, row);
  for (const trace of traces.values()) entryOf(trace.attempt).traces.set(trace.nth, trace);
  const accounts: ReadonlySet<unknown> = new Set([
    ...AccountKind.options,
    ...Array.from(rows.values(), ({ connection }) => connection),
  ]);
  const unreadable: string[] = [];
  const placed: Placed[] = [];
  for (const [id, entry] of entries) {
    const highest = Math.max(0, ...entry.rows.keys());
    const made = Array.from(
      { length: highest + 1 },
      (_, nth) => entry.rows.get(nth) ?? restored(entry.rows, nth) ?? stub(id, nth, entry.traces.get(nth), accounts),
    );
    // In the order in which they were written; a stub without a place stands where its entry does.
    let seq = 0;
    for (const row of made) placed.push({ ...row, seq: (seq = Math.max(seq, row.seq)) });
    if (made.some(({ step }) => step === DAMAGED_STEP)) unreadable.push(id);
  }
  return { rows: placed.sort((a, b) => a.seq - b.seq || a.nth - b.nth), unreadable };
}

/** Between an entry's opening and its end only the row `sent` can have been: it is put back, with the later row's time. */
function restored(rows: ReadonlyMap<number, Placed>, nth: number): Placed | null {
  const [before, after] = [rows.get(0), rows.get(2)];
  if (nth !== 1 || !before || !after) return null;
  const body = JSON.stringify({ step: "sent", at: after.at });
  return (
    attemptOf([before, { body }, after]) && {
      ...NO_COLUMNS,
      attempt: after.attempt,
      nth,
      step: "sent",
      at: after.at,
      final: 0,
      body,
      seq: before.seq,
    }
  );
}

const NO_COLUMNS = { connection: null, operation: null, amount: null, payment: null } as const;

/** `accounts`: those that whole rows name, and those that every computer may have. */
function stub(attempt: string, nth: number, trace: Trace | undefined, accounts: ReadonlySet<unknown>): Placed {
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  const number = (value: unknown): number | null => (Number.isSafeInteger(value) ? (value as number) : null);
  // MONEY: an account or operation that nothing else bears out may be damage too, and must not lead away from what the
  // row was about.
  return {
    seq: trace?.seq ?? 0,
    attempt,
    nth,
    step: DAMAGED_STEP,
    at: number(trace?.at) ?? 0,
    final: 0,
    connection: accounts.has(trace?.connection) ? text(trace?.connection) : null,
    operation: Operation.safeParse(trace?.operation).data ?? null,
    amount: number(trace?.amount),
    payment: text(trace?.payment),
    body: JSON.stringify({ step: DAMAGED_STEP }),
  };
}
