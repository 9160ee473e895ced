import type { Database } from "../storage/database";
import type { Noted } from "./note";
import { FIRST_PREV, type Sealed, type Sealer } from "./seal";
import { COLUMNS } from "./tables";

/** A journal of up to so many rows is read whole at every start; of a longer one the newest thousand are. */
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
  const next = database.prepare(`SELECT ${COLUMNS.join()} FROM row WHERE seq <= ? ORDER BY seq DESC LIMIT 500`);
  const found = createFinder(database);
  let expected = { seq: highest, mac: "" };
  while (expected.seq >= lowest) {
    for (const row of next.all(expected.seq) as Sealed[]) {
      if (row.seq !== expected.seq) return `row ${expected.seq} is missing`;
      if (!sealer.holds(row) || (expected.mac !== "" && row.mac !== expected.mac)) return `row ${row.seq} was changed`;
      if (!found(row)) return `an index does not find row ${row.seq}`;
      expected = { seq: row.seq - 1, mac: row.prev };
    }
    if (expected.seq > 0 && (next.all(expected.seq) as Sealed[]).length === 0) return `row ${expected.seq} is missing`;
  }
  return expected.seq === 0 && highest > 0 && expected.mac !== FIRST_PREV ? "its first row is missing" : null;
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
