import { createHash } from "node:crypto";
import { Row } from "../../shared/attempt";
import { withoutPerson } from "../../shared/without-person";
import { breathe } from "../base/breathe";
import type { Database } from "../storage/database";
import { same, type Sealed, type Sealer } from "./seal";
import { COLUMNS } from "./tables";

/**
 * The public chain over the journal's rows (docs/journal-check.md). Unlike the MACs it needs no key: whoever has an export
 * and a value that was printed can check one by the other, with build/check-journal.mjs, which shares no code with this.
 */
export interface Chain {
  /** The value after the newest row. Throws what the database throws. */
  head(): Promise<ChainHead>;
  /** Takes over a value that another thread worked out from the same rows. */
  heard(head: ChainHead): void;
  /** The lines of an export up to that value, each a JSON text. Throws what the database throws. */
  lines(upTo: ChainHead, madeAt: number): AsyncGenerator<string>;
}

/** How many rows there were, and the value after the last of them: 64 hex digits. */
export interface ChainHead {
  readonly rows: number;
  readonly value: string;
}

/** What stands before the first row. */
export const START = "0".repeat(64);
/** So many rows are hashed at once: about a millisecond. */
const SLICE = 100;
/** The step of a row that takes a person's name out of an entry (without-person.ts). */
const BLANKS = "person_removed";

/** The value that was kept when it was worked out last; null: there is none that this key wrote. */
export function keptHead(database: Database, sealer: Sealer): ChainHead | null {
  const [found] = database.prepare("SELECT rows, value, mac FROM head").all() as (ChainHead & { mac: string })[];
  if (found === undefined || !same(sealer.macOf("head", `${found.rows}:${found.value}`), found.mac)) return null;
  return { rows: found.rows, value: found.value };
}

/** Keeps a value, so that the rows up to it need not be hashed again. Throws what the database throws. */
export function keepHead(database: Database, sealer: Sealer, { rows, value }: ChainHead): void {
  database
    .prepare("INSERT OR REPLACE INTO head (one, rows, value, mac) VALUES (1, ?, ?, ?)")
    .run(rows, value, sealer.macOf("head", `${rows}:${value}`));
}

/** The value after the next so many rows. Throws what the database throws. */
export function advanceHead(database: Database, from: ChainHead, count: number): ChainHead {
  const rows = database
    .prepare(`SELECT ${COLUMNS.join()} FROM row WHERE seq > ? ORDER BY seq LIMIT ?`)
    .all(from.rows, count) as Sealed[];
  if (rows.length === 0) throw new Error(`row ${from.rows + 1} is missing`);
  return rows.reduce((at, row) => ({ rows: row.seq, value: next(at.value, row) }), from);
}

/** The chain of the rows in an open database. */
export function createChain(database: Database, sealer: Sealer): Chain {
  const after = database.prepare(`SELECT ${COLUMNS.join()} FROM row WHERE seq > ? ORDER BY seq LIMIT ?`);
  const newest = database.prepare("SELECT max(seq) FROM row").raw();
  const blanking = database.prepare("SELECT DISTINCT attempt FROM row WHERE step = ?").raw();
  // Rows are only added, so what was hashed once stays.
  let known: ChainHead = keptHead(database, sealer) ?? { rows: 0, value: START };
  const take = (head: ChainHead): void => {
    known = head;
    try {
      keepHead(database, sealer, head);
    } catch {
      // Then it is worked out again after the next start.
    }
  };
  const slice = (from: number, most: number): Sealed[] => after.all(from, most) as Sealed[];
  return {
    async head() {
      let at = known;
      const upTo = (newest.get() as [number | null])[0] ?? 0;
      // What was kept of more rows than there are is of others.
      if (at.rows > upTo) at = { rows: 0, value: START };
      while (at.rows < upTo) {
        at = advanceHead(database, at, Math.min(SLICE, upTo - at.rows));
        await breathe();
      }
      if (at.rows !== known.rows) take(at);
      return at;
    },
    heard: (head) => {
      if (head.rows > known.rows) take(head);
    },
    async *lines({ rows, value }, madeAt) {
      yield JSON.stringify({ counterfoil: "journal", version: 1, made: new Date(madeAt).toISOString(), rows, value });
      const blanked = new Set((blanking.all(BLANKS) as [string][]).map(([attempt]) => attempt));
      let before = START;
      for (let from = 0; from < rows; ) {
        const found = slice(from, Math.min(SLICE, rows - from));
        if (found.length === 0) throw new Error(`row ${from + 1} is missing`);
        for (const row of found) {
          before = next(before, row);
          from = row.seq;
          yield JSON.stringify({ ...shown(row, blanked.has(row.attempt)), value: before });
        }
        await breathe();
      }
    },
  };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * The value after a row. Its text goes in as a hash, so that a text that is not shown any more can still be counted. MACs
 * are no part of it: they change with the key, and what was printed must not.
 */
function next(before: string, row: Sealed): string {
  const { seq, attempt, nth, step, at, final, connection, operation, amount, payment, standing } = row;
  const columns = [seq, attempt, nth, step, at, final, connection, operation, amount, payment, standing];
  return sha256(JSON.stringify([before, ...columns, sha256(row.body)]));
}

/** A row as an export shows it; of a person who was taken out, what is left with the hash of the whole text. */
function shown({ mac: _mac, prev: _prev, ...row }: Sealed, blank: boolean): object {
  if (!blank) return row;
  return { ...row, body: blankBody(row.body), whole: sha256(row.body) };
}

function blankBody(body: string): string {
  try {
    return JSON.stringify(withoutPerson(Row.parse(JSON.parse(body))));
  } catch {
    return "";
  }
}
