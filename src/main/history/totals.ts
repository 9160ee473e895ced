import type { PaymentStatus } from "../../shared/payment";
import type { Database } from "../storage/database";
import type { Group } from "./look-up";

/**
 * What the payments of each day come to, by status and currency: kept by triggers in the same commit as the payments, so
 * that the sum of years looks at no payment. A day is one of UTC, by the second in a payment's row (rows.ts).
 */
const DAY = "((row & 562949953421311) >> 17) / 86400";
const COLUMNS = `
  shelf INTEGER NOT NULL, day INTEGER NOT NULL, status TEXT NOT NULL, currency TEXT NOT NULL,
  count INTEGER NOT NULL, amount INTEGER NOT NULL, refunded INTEGER NOT NULL`;
const TRIGGERS = `
CREATE TRIGGER totals_more AFTER INSERT ON amounts BEGIN
  ${counted("new", "+")}
END;
CREATE TRIGGER totals_fewer AFTER DELETE ON amounts BEGIN
  ${counted("old", "-")}
END;
CREATE TRIGGER totals_changed AFTER UPDATE OF status, currency, amount, refunded ON amounts BEGIN
  ${counted("old", "-")}
  ${counted("new", "+")}
END;
CREATE TRIGGER totals_emptied AFTER UPDATE OF count ON totals WHEN new.count = 0 BEGIN
  DELETE FROM totals
    WHERE shelf = new.shelf AND day = new.day AND status = new.status AND currency = new.currency;
END;
`;
export const TOTALS = `
CREATE TABLE totals (${COLUMNS}, PRIMARY KEY (shelf, day, status, currency)) WITHOUT ROWID;
INSERT INTO totals
  SELECT row >> 49, ${DAY}, status, currency, count(*), sum(amount), sum(refunded) FROM amounts GROUP BY 1, 2, 3, 4;
${TRIGGERS}`;
/** In the order in which they are added up, so that nothing is sorted for a sum. */
export const TOTALS_BY_STATUS = `
DROP TRIGGER totals_more;
DROP TRIGGER totals_fewer;
DROP TRIGGER totals_changed;
DROP TRIGGER totals_emptied;
ALTER TABLE totals RENAME TO totals_by_day;
CREATE TABLE totals (${COLUMNS}, PRIMARY KEY (shelf, status, currency, day)) WITHOUT ROWID;
INSERT INTO totals SELECT * FROM totals_by_day;
DROP TABLE totals_by_day;
${TRIGGERS}`;

/** The day of a payment has it, or has it no longer. */
function counted(payment: "new" | "old", by: "+" | "-"): string {
  const day = DAY.replace("row", `${payment}.row`);
  return `INSERT INTO totals VALUES (${payment}.row >> 49, ${day}, ${payment}.status, ${payment}.currency,
    ${by}1, ${by}${payment}.amount, ${by}${payment}.refunded)
    ON CONFLICT DO UPDATE SET count = count + excluded.count, amount = amount + excluded.amount,
      refunded = refunded + excluded.refunded;`;
}

const DAY_MS = 86_400_000;

/** Days of UTC since 1970, from included, to not; null is open. */
export interface Days {
  readonly from: number | null;
  readonly to: number | null;
}

/** The whole days between two times (epoch ms, null is open), and the stretches before and behind them. */
export function wholeDays(from: number | null, to: number | null): { days: Days; edges: readonly TimeSpan[] } {
  // Rows know a time by its second, as a stretch of them does (rows.ts).
  const days = {
    from: from === null ? null : Math.ceil((Math.ceil(from / 1000) * 1000) / DAY_MS),
    to: to === null ? null : Math.floor((Math.ceil(to / 1000) * 1000) / DAY_MS),
  };
  if (days.from !== null && days.to !== null && days.from >= days.to)
    return { days: { from: 0, to: 0 }, edges: [{ from, to }] };
  const edges = [
    { from, to: days.from === null ? from : days.from * DAY_MS },
    { from: days.to === null ? to : days.to * DAY_MS, to },
  ];
  return { days, edges: edges.filter((edge) => edge.from !== edge.to) };
}

/** Epoch ms, from included, to not; null is open. */
export interface TimeSpan {
  readonly from: number | null;
  readonly to: number | null;
}

export interface Totals {
  /** What the payments of those days come to; `statuses`: of these alone. */
  groups(shelf: number, days: Days, statuses: readonly PaymentStatus[] | undefined): Group[];
  /** How many payments there are. */
  count(shelf: number): number;
}

export function createTotals(database: Database): Totals {
  // MONEY: asked at once, so that a payment whose status changes meanwhile is in no sum twice, and in none missing.
  const inDays = database
    .prepare(
      `SELECT currency, status, sum(count), sum(amount), sum(refunded) FROM totals
       WHERE shelf = ? AND day >= ? AND day < ? GROUP BY status, currency`,
    )
    .raw();
  const all = database.prepare("SELECT coalesce(sum(count), 0) FROM totals WHERE shelf = ?").raw();
  return {
    groups(shelf, { from, to }, statuses) {
      const groups = inDays.all(shelf, from ?? 0, to ?? Number.MAX_SAFE_INTEGER) as Group[];
      return groups.filter(([, status]) => statuses?.includes(status) ?? true);
    },
    count: (shelf) => (all.get(shelf) as [number])[0],
  };
}
