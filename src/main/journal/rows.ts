import { replay } from "../../shared/attempt-steps";
import { Row, type Attempt } from "../../shared/attempt";
import type { UnreadableEntry } from "../../shared/unreadable";
import type { Database } from "../storage/database";
import { DatabaseTrouble } from "../storage/trouble";
import { PEOPLE_STEP } from "./people-rows";
import type { Sealed, Sealer } from "./seal";
import { COLUMNS } from "./tables";

/** What the rows of one attempt come to. */
export type Found =
  | { readonly kind: "none" }
  | { readonly kind: "attempt"; readonly attempt: Attempt; readonly rows: number }
  /** `rows`: how many there are; null when not all of them are as they were written. */
  | { readonly kind: "unreadable"; readonly unreadable: UnreadableEntry; readonly rows: number | null };

/**
 * Makes the function that reads the rows of an attempt. MONEY: every row proves itself by its MAC, and two indexes must
 * agree on which they are: a lost row of an approval would make it read as one that was never sent. `damage` hears
 * when they do not; what is left of the attempt is then not believed. `kept`: the names of the damaged files that the
 * entries of a journal that was made anew came from, by the ids of the entries. Throws what the database throws.
 */
export function createReader(
  database: Database,
  sealer: Sealer,
  damage: (what: string) => void,
  kept: ReadonlyMap<string, string | null>,
): (id: string) => Found {
  const rowsOf = database.prepare(
    `SELECT i.seq AS found, count(*) AS times, ${COLUMNS.map((name) => `r.${name}`).join()}
     FROM (SELECT seq FROM row INDEXED BY row_nth WHERE attempt = ?1
           UNION ALL SELECT seq FROM row INDEXED BY row_attempt WHERE attempt = ?1) AS i
     LEFT JOIN row AS r ON r.seq = i.seq GROUP BY i.seq ORDER BY i.seq`,
  );
  return (id) => {
    let found: (Sealed & { times: number })[];
    try {
      found = rowsOf.all(id) as (Sealed & { times: number })[];
    } catch (error) {
      if (!(error instanceof DatabaseTrouble)) throw error;
      damage(`a text of attempt ${id}`);
      return { kind: "unreadable", unreadable: notProven(id, []), rows: null };
    }
    if (found.length === 0) return { kind: "none" };
    const whole = found.every(
      (row, at) => row.times === 2 && row.attempt === id && row.nth === at && sealer.holds(row),
    );
    if (!whole) {
      damage(`the rows of attempt ${id}`);
      // MONEY: what a changed row says could lead away from what it was about.
      const proven = found.filter((row) => row.attempt === id && sealer.holds(row));
      const row = found.find((one) => !proven.includes(one))?.seq ?? found[0]?.seq ?? null;
      return { kind: "unreadable", unreadable: { ...notProven(id, proven), row }, rows: null };
    }
    if (found[0]?.step === PEOPLE_STEP) return { kind: "none" };
    const attempt = attemptOf(found);
    if (attempt !== null) return { kind: "attempt", attempt, rows: found.length };
    const lost = found.find(({ step }) => step === DAMAGED_STEP);
    const entry = known(id, found);
    const unreadable: UnreadableEntry = {
      ...entry,
      why: lost ? "damaged" : "newer",
      row: (lost ?? found.find(({ body }) => rowOf(body) === null) ?? found[0])?.seq ?? null,
      kept: kept.get(id) ?? null,
      closable: lost !== undefined && entry.byHand === null,
    };
    return { kind: "unreadable", unreadable, rows: found.length };
  };
}

/** An entry of which only these rows are as they were written, until the next start makes the journal anew. */
function notProven(id: string, proven: readonly Sealed[]): UnreadableEntry {
  return { ...known(id, proven), standing: true, why: "damaged", row: null, kept: null, closable: false };
}

/** The attempt that whole rows make; null when this version does not understand them. */
export function attemptOf(rows: readonly Pick<Sealed, "body">[]): Attempt | null {
  try {
    return replay(rows.map(({ body }) => Row.parse(JSON.parse(body))));
  } catch {
    return null;
  }
}

/** The step that stands for a row of which only the columns were left when a damaged journal was made anew. */
export const DAMAGED_STEP = "damaged";

/** What a row says; null when this version does not understand it. */
function rowOf(body: string): Row | null {
  try {
    return Row.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

function known(id: string, rows: readonly Sealed[]): Omit<UnreadableEntry, "why" | "row" | "kept" | "closable"> {
  const first = rows.find(({ nth }) => nth === 0);
  const paid = rows.find(({ payment }) => payment !== null);
  const last = rows.at(-1);
  const end = last ? rowOf(last.body) : null;
  return {
    id,
    at: first && first.at > 0 ? first.at : null,
    connection: first?.connection ?? null,
    operation: first?.operation ?? null,
    amount: first?.amount ?? null,
    paymentId: paid?.payment ?? null,
    standing: last?.final !== 1,
    byHand: end?.step === "closed_by_hand" ? { reason: end.reason, by: end.operator, at: end.at } : null,
  };
}
