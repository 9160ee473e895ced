import { replay } from "../../shared/attempt-steps";
import { Row, type Attempt } from "../../shared/attempt";
import type { Database } from "../storage/database";
import { DatabaseTrouble } from "../storage/trouble";
import type { Sealed, Sealer } from "./seal";
import { COLUMNS } from "./tables";

/** An entry that cannot be read: what its columns still tell. */
export interface Unreadable {
  readonly id: string;
  /** Epoch ms, when it was opened; null: not known. So with the others. */
  readonly at: number | null;
  readonly connection: string | null;
  readonly operation: string | null;
  /** In cents. */
  readonly amount: number | null;
  readonly paymentId: string | null;
  /** Nothing says that it ended: money may have moved, and nobody looks it up. */
  readonly standing: boolean;
  /** `newer`: whole, and written by a newer Counterfoil. */
  readonly why: "damaged" | "newer";
}

/** What the rows of one attempt come to. */
export type Found =
  | { readonly kind: "none" }
  | { readonly kind: "attempt"; readonly attempt: Attempt; readonly rows: number }
  /** `rows`: how many there are; null when not all of them are as they were written. */
  | { readonly kind: "unreadable"; readonly unreadable: Unreadable; readonly rows: number | null };

/**
 * Makes the function that reads the rows of an attempt. MONEY: every row proves itself by its MAC, and two indexes must
 * agree on which they are: a lost row of an approval would make it read as one that was never sent. `damage` hears
 * when they do not; what is left of the attempt is then not believed. Throws what the database throws.
 */
export function createReader(
  database: Database,
  sealer: Sealer,
  damage: (what: string) => void,
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
      return { kind: "unreadable", unreadable: { ...NOTHING, id }, rows: null };
    }
    if (found.length === 0) return { kind: "none" };
    const whole = found.every(
      (row, at) => row.times === 2 && row.attempt === id && row.nth === at && sealer.holds(row),
    );
    if (!whole) {
      damage(`the rows of attempt ${id}`);
      return { kind: "unreadable", unreadable: { ...known(id, found), standing: true, why: "damaged" }, rows: null };
    }
    const attempt = attemptOf(found);
    if (attempt !== null) return { kind: "attempt", attempt, rows: found.length };
    const why = found.some(({ step }) => step === DAMAGED_STEP) ? "damaged" : "newer";
    return { kind: "unreadable", unreadable: { ...known(id, found), why }, rows: found.length };
  };
}

const NOTHING: Unreadable = {
  id: "",
  at: null,
  connection: null,
  operation: null,
  amount: null,
  paymentId: null,
  standing: true,
  why: "damaged",
};

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

function known(id: string, rows: readonly Sealed[]): Omit<Unreadable, "why"> {
  const first = rows.find(({ nth }) => nth === 0);
  const paid = rows.find(({ payment }) => payment !== null);
  return {
    id,
    at: first && first.at > 0 ? first.at : null,
    connection: first?.connection ?? null,
    operation: first?.operation ?? null,
    amount: first?.amount ?? null,
    paymentId: paid?.payment ?? null,
    standing: rows.at(-1)?.final !== 1,
  };
}
