import type { DeclineReason } from "../../shared/decline-reason";
import { USD, type Currency } from "../../shared/currency";
import type { PaymentSort } from "../../shared/history";
import type { PaymentStatus } from "../../shared/payment";
import { createBeginnings } from "../search/beginnings";
import type { Database } from "../storage/database";
import type { Statement, Value } from "../storage/statements";
import { unpack, type Kept } from "./kept";
import { asksMore, narrowed } from "./narrowed";
import type { Question } from "./question";
import { stretch, type Stretch } from "./rows";

/** Payments of one currency and status; amounts together, in minor units. */
export type Group = [currency: Currency, status: PaymentStatus, count: number, amount: number, refunded: number];
export type Keyed = [row: number, key: number | string];
export type Ordered = [row: number, key: number | string, status: PaymentStatus | null];

/**
 * As many payments as are looked through at once: side by side in time, or of a question with words those that answer to
 * its words. `next`: where the part before them ends.
 */
export type Part = (Stretch | Rows) & { readonly next: number | null };
interface Rows {
  readonly rows: readonly number[];
}
/** Of payments that answer to words each is looked up by itself, which takes as long as so many side by side. */
const BY_ITSELF = 5;

/** Finds payments in the tables of the copy. */
export interface Lookup {
  /** The rows that answer, by time. `before`: only rows that come after that one in this order. */
  byTime(shelf: number, question: Question, before: number | null, limit: number, down?: boolean): number[];
  /**
   * The newest payments that may answer, at most `most` (of a question with words a fifth), or with `down` false the
   * oldest; `before`: behind that row.
   */
  part(shelf: number, question: Question, before: number | null, most: number, down?: boolean): Part;
  /** The rows of the part that answer, by time. */
  inPart(question: Question, part: Part, limit: number, down: boolean): number[];
  /** The different amounts that are asked for and that payments have; null: more than `most` payments have them. */
  ofAmount(shelf: number, question: Question, most: number): number[] | null;
  /** As `byTime`, by way of the index of amounts; of a question without words but those of its statuses. */
  byAmount(shelf: number, question: Question, before: number | null, limit: number, down: boolean): number[];
  /** The rows of the statuses that are asked for, in their order and that of time. `after`: behind that one. */
  byStatus(shelf: number, question: Question, after: Keyed | null, limit: number, down: boolean): number[];
  /** Whether more than `most` payments have one of the statuses that are asked for, at the times that are. */
  hasMany(shelf: number, question: Question, most: number): boolean;
  /** What those of the part that answer come to. */
  groups(question: Question, part: Part): Group[];
  /** Whether an index has all that answer in that order, so that nothing else needs to be looked through. */
  hasInOrder(question: Question, by: PaymentSort["by"]): boolean;
  /** The first in that order: of the part, or of all by the index. `after`: only what comes after that one. */
  sorted(
    shelf: number,
    question: Question,
    part: Part | null,
    sort: PaymentSort,
    after: Keyed | null,
    limit: number,
  ): Keyed[];
  /** All payments in that order from behind `after` on, whatever is asked. With `status`, which takes a look at each. */
  inOrder(shelf: number, sort: PaymentSort, after: Keyed | null, limit: number, status: boolean): Ordered[];
  /** null: there is no such row. */
  keyed(row: number, by: PaymentSort["by"]): Keyed | null;
  /** The payments of those rows, in that order. */
  bodies(rows: readonly number[]): Kept[];
}

const COLUMNS: Readonly<Record<PaymentSort["by"], string>> = {
  when: "a.row",
  amount: "a.amount",
  status: "a.status",
  customer: "a.payer",
  card: "a.card",
};

/** The beginning of a word of an e-mail, longer than the index of an older file has lists of its own for (tables.ts). */
const LONG_OF_MAIL = /"(e[^"]{4,})"\*/g;

const LISTED = "IN (SELECT value FROM json_each(?))";

/** `whysOf`: what processors say for those reasons, as `saidOf` joins it. */
export function createLookup(
  database: Database,
  whysOf: (reasons: readonly DeclineReason[]) => readonly string[],
): Lookup {
  const { spelled } = createBeginnings(database);
  const found = (question: Question, among: Stretch | Rows): Found => {
    const match = question.match === null || "rows" in among ? null : spelled(question.match, LONG_OF_MAIL);
    return narrowed(question, foundWithin({ ...question, match }, among), whysOf);
  };
  const prepared = new Map<string, Statement>();
  const prepare = (sql: string): Statement => {
    let known = prepared.get(sql);
    if (!known) prepared.set(sql, (known = database.prepare(sql).raw()));
    return known;
  };
  const bodiesOf = database
    .prepare("SELECT body FROM json_each(?) AS asked JOIN payments ON payments.row = asked.value ORDER BY asked.key")
    .raw();
  const endOfPart = (end: "min" | "max", way: "DESC" | "ASC"): Statement =>
    database
      .prepare(
        `SELECT ${end}(row), count(*) FROM (SELECT row FROM amounts WHERE row >= ? AND row < ? ORDER BY row ${way} LIMIT ?)`,
      )
      .raw();
  const firstOfPart = endOfPart("min", "DESC");
  const lastOfPart = endOfPart("max", "ASC");
  const amountsOf = database
    .prepare(
      `SELECT amount, count(*) FROM (
         SELECT amount FROM amounts INDEXED BY amounts_by_amount WHERE row >> 49 = ? AND amount BETWEEN ? AND ? LIMIT ?
       ) GROUP BY amount`,
    )
    .raw();
  const ofStatus = (way: "DESC" | "ASC"): Statement =>
    database
      .prepare(
        `SELECT row FROM amounts INDEXED BY amounts_by_status
         WHERE row >> 49 = ? AND status = ? AND row >= ? AND row < ? ORDER BY row ${way} LIMIT ?`,
      )
      .raw();
  const newestOf = ofStatus("DESC");
  const oldestOf = ofStatus("ASC");
  const manyOf = database
    .prepare(
      `SELECT count(*) FROM (
         SELECT 1 FROM amounts INDEXED BY amounts_by_status
         WHERE row >> 49 = ? AND status ${LISTED} AND row >= ? AND row < ? LIMIT ?
       )`,
    )
    .raw();
  const rowsWithin = (question: Question, among: Stretch | Rows, limit: number, down: boolean): number[] => {
    // The words alone answer without the amounts.
    const bare = question.match !== null && !("rows" in among) && !asksAmount(question) && !asksMore(question);
    const { tables, row, where, values } = found(question, among);
    const statement = `SELECT ${row} FROM ${bare ? "clues" : tables} WHERE ${where} ORDER BY ${row} ${down ? "DESC" : "ASC"} LIMIT ?`;
    return (prepare(statement).all(...values, limit) as [number][]).map(([each]) => each);
  };

  return {
    byTime: (shelf, question, before, limit, down = true) =>
      rowsWithin(question, behind(shelf, question, before, down), limit, down),
    part(shelf, question, before, most, down = true) {
      const { from, to } = behind(shelf, question, before, down);
      if (question.match !== null) {
        const few = Math.ceil(most / BY_ITSELF);
        const rows = rowsWithin(wordsOf(question), { from, to }, few, down);
        return { rows, next: rows.length < few ? null : (rows.at(-1) ?? null) };
      }
      const [end, count] = (down ? firstOfPart : lastOfPart).get(from, to, most) as [number | null, number];
      if (end === null || count < most) return { from, to, next: null };
      return down ? { from: end, to, next: end > from ? end : null } : { from, to: end + 1, next: end };
    },
    inPart: rowsWithin,
    ofAmount(shelf, question, most) {
      const { amountFrom, amountTo } = within(question);
      const amounts = amountsOf.all(shelf, amountFrom, amountTo, most + 1) as [number, number][];
      const count = amounts.reduce((sum, [, many]) => sum + many, 0);
      return count > most ? null : amounts.map(([amount]) => amount);
    },
    byAmount(shelf, question, before, limit, down) {
      const { from, to } = behind(shelf, question, before, down);
      const { statuses } = question;
      const { where, values } = withAmount(question, {
        tables: "",
        row: "a.row",
        where: `a.row >> 49 = ? AND a.row >= ? AND a.row < ? ${statuses ? `AND a.status ${LISTED}` : ""}`,
        values: [shelf, from, to, ...(statuses ? [JSON.stringify(statuses)] : [])],
      });
      const statement = `SELECT a.row FROM amounts AS a INDEXED BY amounts_by_amount WHERE ${where} ORDER BY a.row ${down ? "DESC" : "ASC"} LIMIT ?`;
      return (prepare(statement).all(...values, limit) as [number][]).map(([each]) => each);
    },
    byStatus(shelf, question, after, limit, down) {
      const rows: number[] = [];
      const ordered = [...new Set(question.statuses)].sort();
      for (const status of down ? ordered.reverse() : ordered) {
        const passed = after !== null && (down ? status > after[1] : status < after[1]);
        if (passed || rows.length >= limit) continue;
        const { from, to } = behind(shelf, question, after?.[1] === status ? after[0] : null, down);
        const some = (down ? newestOf : oldestOf).all(shelf, status, from, to, limit - rows.length) as [number][];
        rows.push(...some.map(([row]) => row));
      }
      return rows;
    },
    hasMany(shelf, question, most) {
      const { from, to } = behind(shelf, question, null, true);
      const [count] = manyOf.get(shelf, JSON.stringify(question.statuses ?? []), from, to, most + 1) as [number];
      return count > most;
    },
    groups(question, part) {
      const { tables, where, values } = found(question, part);
      return prepare(
        `SELECT a.currency, a.status, count(*), sum(a.amount), sum(a.refunded) FROM ${tables} WHERE ${where}
         GROUP BY a.currency, a.status`,
      ).all(...values) as Group[];
    },
    hasInOrder: (question, by) =>
      question.match === null &&
      question.from === null &&
      question.to === null &&
      !asksMore(question) &&
      (by === "amount" || !asksAmount(question)),
    sorted(shelf, question, part, { by, down }, after, limit) {
      const key = COLUMNS[by];
      const way = down ? "DESC" : "ASC";
      // The indexes begin with the shelf (tables.ts).
      const { tables, where, values } = part
        ? found(question, part)
        : withAmount(question, { tables: "amounts AS a", row: "a.row", where: "a.row >> 49 = ?", values: [shelf] });
      return prepare(
        `SELECT a.row, ${key} FROM ${tables} WHERE ${where} ${after ? `AND (${key}, a.row) ${down ? "<" : ">"} (?, ?)` : ""}
         ORDER BY ${key} ${way}, a.row ${way} LIMIT ?`,
      ).all(...values, ...(after ? [after[1], after[0]] : []), limit) as Keyed[];
    },
    inOrder(shelf, { by, down }, after, limit, status) {
      const [key, way] = [COLUMNS[by], down ? "DESC" : "ASC"];
      return prepare(
        `SELECT a.row, ${key}, ${status ? "a.status" : "NULL"} FROM amounts AS a WHERE a.row >> 49 = ?
         ${after ? `AND (${key}, a.row) ${down ? "<" : ">"} (?, ?)` : ""} ORDER BY ${key} ${way}, a.row ${way} LIMIT ?`,
      ).all(shelf, ...(after ? [after[1], after[0]] : []), limit) as Ordered[];
    },
    keyed: (row, by) =>
      (prepare(`SELECT a.row, ${COLUMNS[by]} FROM amounts AS a WHERE a.row = ?`).get(row) as Keyed | undefined) ?? null,
    bodies: (rows) => (bodiesOf.all(JSON.stringify(rows)) as [string][]).map(([body]) => unpack(body)),
  };
}

export interface Found {
  readonly tables: string;
  /** The column of the row's number. */
  readonly row: string;
  readonly where: string;
  readonly values: readonly Value[];
}

/** The same question without what its words do not say. */
function wordsOf({ match, from, to }: Question): Question {
  return { match, from, to, amountFrom: null, amountTo: null };
}

/** What answers within those rows, by words and amount. */
function foundWithin(question: Question, among: Stretch | Rows): Found {
  const { match } = question;
  if ("rows" in among)
    return withAmount(question, {
      tables: "json_each(?) AS asked CROSS JOIN amounts AS a ON a.row = asked.value",
      row: "a.row",
      where: "TRUE",
      values: [JSON.stringify(among.rows)],
    });
  const { from, to } = among;
  return withAmount(
    question,
    match === null
      ? { tables: "amounts AS a", row: "a.row", where: "a.row >= ? AND a.row < ?", values: [from, to] }
      : {
          tables: "clues CROSS JOIN amounts AS a ON a.row = clues.rowid",
          row: "clues.rowid",
          // As INTEGER alone FTS5 skips to a row (customers/matching.ts).
          where: "clues MATCH ? AND clues.rowid >= CAST(? AS INTEGER) AND clues.rowid < CAST(? AS INTEGER)",
          values: [match, from, to],
        },
  );
}

/** An amount that is asked for is one of what this desk charges. */
function withAmount(question: Question, one: Found): Found {
  if (!asksAmount(question)) return one;
  const { amountFrom, amountTo } = within(question);
  return {
    ...one,
    where: `${one.where} AND a.amount BETWEEN ? AND ? AND a.currency = ?`,
    values: [...one.values, amountFrom, amountTo, USD],
  };
}

/** The amounts that are asked for, in cents, both included. */
function within({ amountFrom, amountTo }: Question): { amountFrom: number; amountTo: number } {
  return { amountFrom: amountFrom ?? 0, amountTo: amountTo ?? Number.MAX_SAFE_INTEGER };
}

/** The rows that may answer, behind the row `before` in the order of time. */
function behind(shelf: number, question: Question, before: number | null, down: boolean): Stretch {
  const { from, to } = stretch(shelf, question.from, question.to);
  if (before === null) return { from, to };
  return down ? { from, to: Math.min(to, before) } : { from: Math.max(from, before + 1), to };
}

/** Whether a question narrows the amount. */
export function asksAmount({ amountFrom, amountTo }: Question): boolean {
  return amountFrom !== null || amountTo !== null;
}
