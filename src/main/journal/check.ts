import type { Database } from "../storage/database";
import type { Noted } from "./note";
import { FIRST_PREV, type Sealed, type Sealer } from "./seal";
import { COLUMNS } from "./tables";

/**
 * A journal of up to so many rows is read whole at every start; of a longer one the newest thousand are, and the others
 * soon after it (prove.ts).
 */
const WHOLE = 2_000;
const NEWEST = 1_000;

/**
 * Whether the journal in a database is what was written: the rows prove themselves and follow each other, there are no
 * fewer than the note says, and the indexes find them. Answers what is wrong, null when nothing is. Throws what the
 * database throws, which is damage as well.
 */
export function findDamage(database: Database, sealer: Sealer, noted: Noted | null): string | null {
  const [last] = database.prepare("SELECT seq, standing FROM row ORDER BY seq DESC LIMIT 1").all() as Sealed[];
  const rows = last?.seq ?? 0;
  if (noted !== null && rows < noted.rows) return `${noted.rows - rows} rows are missing at the end`;
  if (noted !== null && noted.rows > 0) {
    const [at] = database.prepare("SELECT mac FROM row WHERE seq = ?").all(noted.rows) as { mac: string }[];
    if (at?.mac !== noted.mac) return "its last row is another one than the note says";
  }
  const whole = rows <= WHOLE || noted?.suspect === true;
  if (whole) {
    const [[answer] = [""]] = database.prepare("SELECT * FROM pragma_integrity_check(1)").raw().all() as [string][];
    if (answer !== "ok") return answer;
  }
  return (
    checkRows(database, sealer, rows, whole ? 1 : rows - NEWEST + 1) ?? checkStanding(database, last?.standing ?? 0)
  );
}

/** From the newest row down to `lowest`. */
function checkRows(database: Database, sealer: Sealer, highest: number, lowest: number): string | null {
  const walk = walkDown(database, sealer, { seq: highest, mac: "" });
  let at = highest;
  while (at >= lowest && at > 0) {
    const found = walk(500);
    if (typeof found === "string") return found;
    at = found;
  }
  return null;
}

/** How far a journal is proven from its newest row down: the place and the MAC of the next row. null: whole. */
export function provenDownTo(database: Database): { readonly seq: number; readonly mac: string } | null {
  const [last] = database.prepare("SELECT seq FROM row ORDER BY seq DESC LIMIT 1").all() as { seq: number }[];
  const rows = last?.seq ?? 0;
  if (rows <= WHOLE) return null;
  const [above] = database.prepare("SELECT prev FROM row WHERE seq = ?").all(rows - NEWEST + 1) as { prev: string }[];
  return { seq: rows - NEWEST, mac: above?.prev ?? "" };
}

/**
 * Makes the function that proves the next so many rows, from `from` down: each follows the one above it (`mac`, "" where
 * that is not known), and every index finds it. It answers the place of the next row, 0 at the end; or what is wrong.
 * Throws what the database throws.
 */
export function walkDown(
  database: Database,
  sealer: Sealer,
  from: { readonly seq: number; readonly mac: string },
): (count: number) => number | string {
  const next = database.prepare(`SELECT ${COLUMNS.join()} FROM row WHERE seq <= ? ORDER BY seq DESC LIMIT ?`);
  const found = createFinder(database);
  let expected = from;
  return (count) => {
    if (expected.seq === 0) return 0;
    const rows = next.all(expected.seq, count) as Sealed[];
    if (rows.length === 0) return `row ${expected.seq} is missing`;
    for (const row of rows) {
      if (row.seq !== expected.seq) return `row ${expected.seq} is missing`;
      if (!sealer.holds(row) || (expected.mac !== "" && row.mac !== expected.mac)) return `row ${row.seq} was changed`;
      if (!found(row)) return `an index does not find row ${row.seq}`;
      expected = { seq: row.seq - 1, mac: row.prev };
    }
    return expected.seq === 0 && expected.mac !== FIRST_PREV ? "its first row is missing" : expected.seq;
  };
}

/** Whether every index leads to a row. */
function createFinder(database: Database): (row: Sealed) => boolean {
  const count = (index: string, where: string) =>
    database.prepare(`SELECT count(*) FROM row INDEXED BY ${index} WHERE ${where} AND seq = ?`).raw();
  const nth = count("row_nth", "attempt = ? AND nth = ?");
  const attempt = count("row_attempt", "attempt = ?");
  const final = count("row_final", "final = 1 AND attempt = ?");
  const payment = count("row_payment", "payment = ?");
  const day = count("row_day", "connection = ? AND at = ? AND nth = 0");
  const opened = count("row_opened", "connection = ? AND amount = ? AND at = ? AND nth = 0");
  const one = (answer: unknown): boolean => (answer as [number])[0] === 1;
  return (row) =>
    one(nth.get(row.attempt, row.nth, row.seq)) &&
    one(attempt.get(row.attempt, row.seq)) &&
    (row.final === 0 || one(final.get(row.attempt, row.seq))) &&
    (row.payment === null || one(payment.get(row.payment, row.seq))) &&
    (row.nth > 0 ||
      row.connection === null ||
      row.amount === null ||
      one(opened.get(row.connection, row.amount, row.at, row.seq))) &&
    (row.nth > 0 || row.connection === null || one(day.get(row.connection, row.at, row.seq)));
}

/** As many attempts stand as the last row says, and each of them does: its last row does not close it. */
function checkStanding(database: Database, standing: number): string | null {
  const listed = database.prepare("SELECT attempt FROM standing").raw().all() as [string][];
  if (listed.length !== standing) return `${listed.length} attempts stand, ${standing} should`;
  const closed = database.prepare("SELECT final FROM row WHERE attempt = ? ORDER BY nth DESC LIMIT 1").raw();
  const wrong = listed.find(([attempt]) => (closed.get(attempt) as [number] | undefined)?.[0] !== 0);
  return wrong ? "what stands is closed" : null;
}
