import type { Database } from "../storage/database";
import { versionOf } from "../storage/versions";
import type { Noted } from "./note";
import { FIRST_PREV, type Sealed, type Sealer } from "./seal";
import { COLUMNS, COUNT_CORRECTED } from "./tables";

/**
 * A journal of up to so many rows is read whole at every start; of a longer one the newest thousand are, and all of it
 * soon after it (prove-all.ts).
 */
const WHOLE = 2_000;
const NEWEST = 1_000;

/**
 * Whether the journal in a database is what was written: the rows prove themselves and follow each other, there are no
 * fewer than the note says, and the indexes find them. Answers what is wrong, null when nothing is. Throws what the
 * database throws, which is damage as well.
 */
export function findDamage(database: Database, sealer: Sealer, noted: Noted | null): string | null {
  const [last] = database.prepare("SELECT seq FROM row ORDER BY seq DESC LIMIT 1").all() as Sealed[];
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
    checkRows(database, sealer, rows, whole ? 1 : rows - NEWEST + 1) ??
    checkStanding(database) ??
    (whole && versionOf(database) > 1 ? checkCorrected(database) : null)
  );
}

/** What a look at some rows found: what is wrong with them, or only with what is kept beside them. */
export type Wrong = { readonly damaged: string } | { readonly unkept: string };

/** From the newest row down to `lowest`. */
function checkRows(database: Database, sealer: Sealer, highest: number, lowest: number): string | null {
  const walk = walkDown(database, sealer, { seq: highest, mac: "" });
  let at = highest;
  while (at >= lowest && at > 0) {
    const found = walk(500);
    if (typeof found !== "number") return textOfWrong(found);
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

function textOfWrong(wrong: Wrong): string {
  return "damaged" in wrong ? wrong.damaged : wrong.unkept;
}

/**
 * Makes the function that proves the next so many rows, from `from` down: each follows the one above it (`mac`, "" where
 * that is not known), and every index finds it; with `kept` also that what is kept beside the rows is what they say. It
 * answers the place of the next row, 0 at the end; or what is wrong. Throws what the database throws.
 */
export function walkDown(
  database: Database,
  sealer: Sealer,
  from: { readonly seq: number; readonly mac: string },
  kept = false,
): (count: number) => number | Wrong {
  const next = database.prepare(`SELECT ${COLUMNS.join()} FROM row WHERE seq <= ? ORDER BY seq DESC LIMIT ?`);
  const unfound = database.prepare(UNFOUND).raw();
  const unkept = kept ? database.prepare(UNKEPT).raw() : null;
  let expected = from;
  return (count) => {
    if (expected.seq === 0) return 0;
    const rows = next.all(expected.seq, count) as Sealed[];
    if (rows.length === 0) return { damaged: `row ${expected.seq} is missing` };
    for (const row of rows) {
      if (row.seq !== expected.seq) return { damaged: `row ${expected.seq} is missing` };
      if (!sealer.holds(row) || (expected.mac !== "" && row.mac !== expected.mac))
        return { damaged: `row ${row.seq} was changed` };
      expected = { seq: row.seq - 1, mac: row.prev };
    }
    const [lowest, highest] = [expected.seq + 1, rows[0]?.seq ?? 0];
    const [lost] = unfound.all(lowest, highest) as [number][];
    if (lost) return { damaged: `an index does not find row ${lost[0]}` };
    const [other] = (unkept?.all(lowest, highest) ?? []) as [number][];
    if (other) return { unkept: `what is kept of row ${other[0]}` };
    return expected.seq === 0 && expected.mac !== FIRST_PREV ? { damaged: "its first row is missing" } : expected.seq;
  };
}

/** Whether that index leads to a row: all that is asked for is in the index, so the table is not looked at. */
const leads = (index: string, where: string): string =>
  `EXISTS (SELECT 1 FROM row AS x INDEXED BY ${index} WHERE ${where} AND x.seq = r.seq)`;
/** The first row between two places that an index does not lead to. */
const UNFOUND = `SELECT seq FROM row AS r WHERE seq BETWEEN ? AND ? AND NOT (
  ${leads("row_nth", "x.attempt = r.attempt AND x.nth = r.nth")}
  AND ${leads("row_attempt", "x.attempt = r.attempt")}
  AND (r.final = 0 OR ${leads("row_final", "x.final = 1 AND x.attempt = r.attempt")})
  AND (r.payment IS NULL OR ${leads("row_payment", "x.payment = r.payment")})
  AND (r.nth > 0 OR r.connection IS NULL
    OR ${leads("row_day", "x.nth = 0 AND x.connection = r.connection AND x.at = r.at")})
  AND (r.nth > 0 OR r.connection IS NULL OR r.amount IS NULL
    OR ${leads("row_opened", "x.nth = 0 AND x.connection = r.connection AND x.amount = r.amount AND x.at = r.at")})
) LIMIT 1`;

/**
 * The first row between two places that is the last of its attempt and of which something else is kept than the rows
 * say (tables.ts).
 */
const UNKEPT = `SELECT seq FROM row AS r WHERE seq BETWEEN ? AND ?
  AND NOT EXISTS (SELECT 1 FROM row AS n WHERE n.attempt = r.attempt AND n.nth > r.nth)
  AND ((r.final = 0) <> EXISTS (SELECT 1 FROM standing AS s WHERE s.attempt = r.attempt)
    OR EXISTS (
      SELECT 1 FROM row AS c WHERE c.attempt = r.attempt AND c.final = 1 AND c.step = 'closed'
        AND EXISTS (SELECT 1 FROM row AS e WHERE e.attempt = c.attempt AND e.final = 1 AND e.seq < c.seq)
        AND NOT EXISTS (SELECT 1 FROM row AS d WHERE d.attempt = c.attempt AND d.step = 'correction_read' AND d.seq > c.seq)
    ) <> EXISTS (SELECT 1 FROM corrected AS k WHERE k.attempt = r.attempt))
  LIMIT 1`;

/** As many attempts stand as the last row says, and each of them does: its last row does not close it. */
export function checkStanding(database: Database): string | null {
  const [last] = database.prepare("SELECT standing FROM row ORDER BY seq DESC LIMIT 1").raw().all() as [number][];
  const standing = last?.[0] ?? 0;
  const listed = database.prepare("SELECT attempt FROM standing").raw().all() as [string][];
  if (listed.length !== standing) return `${listed.length} attempts stand, ${standing} should`;
  const closed = database.prepare("SELECT final FROM row WHERE attempt = ? ORDER BY nth DESC LIMIT 1").raw();
  const wrong = listed.find(([attempt]) => (closed.get(attempt) as [number] | undefined)?.[0] !== 0);
  return wrong ? "what stands is closed" : null;
}

function checkCorrected(database: Database): string | null {
  const list = (sql: string): string => (database.prepare(sql).raw().all() as [string][]).map(([id]) => id).join();
  const [counted, kept] = [`SELECT attempt FROM (${COUNT_CORRECTED})`, "SELECT attempt FROM corrected"];
  return list(`${counted} ORDER BY attempt`) === list(`${kept} ORDER BY attempt`) ? null : "what was corrected";
}
