import { USD, type Currency } from "../../shared/currency";
import type { Database } from "../storage/database";
import type { Statement } from "../storage/statements";
import { unpack, type Kept } from "./kept";
import type { Question } from "./question";
import { stretch } from "./rows";

/** Finds payments in the tables of the copy. */
export interface Lookup {
  /**
   * The rows that answer, newest first, each with the payment's money in minor units and its currency; of `rows` the
   * money may be 0. `before`: only rows before that one.
   */
  rowsFor(
    shelf: number,
    question: Question,
    before: number | null,
    limit: number,
    what: "rows" | "amounts",
  ): [row: number, amount: number, currency: Currency][];
  /** The payments of those rows, newest first. */
  bodies(rows: readonly number[]): Kept[];
}

export function createLookup(database: Database): Lookup {
  const prepared = new Map<string, Statement>();
  const prepare = (sql: string): Statement => {
    let known = prepared.get(sql);
    if (!known) prepared.set(sql, (known = database.prepare(sql).raw()));
    return known;
  };

  const bodiesOf = database
    .prepare("SELECT body FROM payments WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row DESC")
    .raw();
  const rowsFor: Lookup["rowsFor"] = (shelf, question, before, limit, what) => {
    const { from, to } = stretch(shelf, question.from, question.to);
    const below = before === null ? to : Math.min(to, before);
    const { match, amountFrom, amountTo } = question;
    const byAmount = amountFrom !== null || amountTo !== null;
    // An amount that is asked for is one of what this desk charges.
    const amountSql = byAmount ? "AND a.amount BETWEEN ? AND ? AND a.currency = ?" : "";
    const amounts = byAmount ? [amountFrom ?? 0, amountTo ?? Number.MAX_SAFE_INTEGER, USD] : [];
    if (match === null) {
      return prepare(
        `SELECT a.row, a.amount, a.currency FROM amounts AS a WHERE a.row >= ? AND a.row < ? ${amountSql} ORDER BY a.row DESC LIMIT ?`,
      ).all(from, below, ...amounts, limit) as [number, number, Currency][];
    }
    if (!byAmount && what === "rows") {
      return prepare(
        "SELECT rowid, 0, '' FROM clues WHERE clues MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
      ).all(match, from, below, limit) as [number, number, Currency][];
    }
    return prepare(
      `SELECT a.row, a.amount, a.currency FROM clues CROSS JOIN amounts AS a ON a.row = clues.rowid
       WHERE clues MATCH ? AND clues.rowid >= ? AND clues.rowid < ? ${amountSql} ORDER BY clues.rowid DESC LIMIT ?`,
    ).all(match, from, below, ...amounts, limit) as [number, number, Currency][];
  };
  const bodies: Lookup["bodies"] = (rows) =>
    (bodiesOf.all(JSON.stringify(rows)) as [string][]).map(([body]) => unpack(body));
  return { rowsFor, bodies };
}
