import { USD, type Currency } from "../../shared/currency";
import type { PaymentSort } from "../../shared/history";
import type { PaymentStatus } from "../../shared/payment";
import type { Database } from "../storage/database";
import type { Statement } from "../storage/statements";
import { unpack, type Kept } from "./kept";
import type { Question } from "./question";
import { stretch } from "./rows";

/** What is refunded is minor units too. Status and refund of `rows` may be left out. */
export type LookedUp = [row: number, amount: number, currency: Currency, status: PaymentStatus, refunded: number];

/** Finds payments in the tables of the copy. */
export interface Lookup {
  /**
   * The rows that answer, newest first unless sorted otherwise, each with the payment's money in minor units and its currency; of `rows` the
   * money may be 0. `before`: only rows before that one.
   */
  rowsFor(
    shelf: number,
    question: Question,
    before: number | null,
    limit: number,
    what: "rows" | "amounts",
    sort?: PaymentSort,
  ): LookedUp[];
  /** The payments of those rows, in that order. */
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
    .prepare("SELECT body FROM json_each(?) AS asked JOIN payments ON payments.row = asked.value ORDER BY asked.key")
    .raw();
  /** By another column than the time, or the oldest first: from `before` on in that order. */
  const sortedRows = (
    shelf: number,
    question: Question,
    before: number | null,
    limit: number,
    { by, down }: PaymentSort,
  ): LookedUp[] => {
    const { from, to } = stretch(shelf, question.from, question.to);
    const { match, amountFrom, amountTo } = question;
    const byAmount = amountFrom !== null || amountTo !== null;
    const column = { when: "a.row", amount: "a.amount", status: "a.status" }[by];
    const way = down ? "DESC" : "ASC";
    const last =
      before === null
        ? null
        : (prepare(`SELECT ${column} FROM amounts AS a WHERE a.row = ?`).get(before) as [number | string]);
    // The plus keeps the database on the index of the column: the rows then come in its order.
    const row = by === "when" ? "a.row" : "+a.row";
    const where = [
      // Of a full-text table this is the same as MATCH.
      `${match === null ? "a.row >> 49" : "clues"} = ?`,
      `${row} >= ? AND ${row} < ?`,
      ...(byAmount ? ["a.amount BETWEEN ? AND ? AND a.currency = ?"] : []),
      ...(last ? [`(${column}, a.row) ${down ? "<" : ">"} (?, ?)`] : []),
    ].join(" AND ");
    const tables = match === null ? "amounts AS a" : "clues CROSS JOIN amounts AS a ON a.row = clues.rowid";
    return prepare(
      `SELECT a.row, a.amount, a.currency, a.status, a.refunded FROM ${tables} WHERE ${where}
       ORDER BY ${column} ${way}, a.row ${way} LIMIT ?`,
    ).all(
      match ?? shelf,
      from,
      to,
      ...(byAmount ? [amountFrom ?? 0, amountTo ?? Number.MAX_SAFE_INTEGER, USD] : []),
      ...(last ? [last[0], before] : []),
      limit,
    ) as LookedUp[];
  };
  const rowsFor: Lookup["rowsFor"] = (shelf, question, before, limit, what, sort) => {
    if (sort && !(sort.by === "when" && sort.down)) return sortedRows(shelf, question, before, limit, sort);
    const { from, to } = stretch(shelf, question.from, question.to);
    const below = before === null ? to : Math.min(to, before);
    const { match, amountFrom, amountTo } = question;
    const byAmount = amountFrom !== null || amountTo !== null;
    // An amount that is asked for is one of what this desk charges.
    const amountSql = byAmount ? "AND a.amount BETWEEN ? AND ? AND a.currency = ?" : "";
    const amounts = byAmount ? [amountFrom ?? 0, amountTo ?? Number.MAX_SAFE_INTEGER, USD] : [];
    if (match === null) {
      return prepare(
        `SELECT a.row, a.amount, a.currency, a.status, a.refunded FROM amounts AS a WHERE a.row >= ? AND a.row < ? ${amountSql} ORDER BY a.row DESC LIMIT ?`,
      ).all(from, below, ...amounts, limit) as LookedUp[];
    }
    if (!byAmount && what === "rows") {
      return prepare(
        "SELECT rowid, 0, '', '', 0 FROM clues WHERE clues MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
      ).all(match, from, below, limit) as LookedUp[];
    }
    return prepare(
      `SELECT a.row, a.amount, a.currency, a.status, a.refunded FROM clues CROSS JOIN amounts AS a ON a.row = clues.rowid
       WHERE clues MATCH ? AND clues.rowid >= ? AND clues.rowid < ? ${amountSql} ORDER BY clues.rowid DESC LIMIT ?`,
    ).all(match, from, below, ...amounts, limit) as LookedUp[];
  };
  const bodies: Lookup["bodies"] = (rows) =>
    (bodiesOf.all(JSON.stringify(rows)) as [string][]).map(([body]) => unpack(body));
  return { rowsFor, bodies };
}
