import type { PaymentStatus } from "../../shared/payment";
import { breathe } from "../base/breathe";
import type { Database } from "../storage/database";
import type { Group } from "./look-up";

/**
 * What the payments of each day come to, by status and currency: kept by triggers in the same commit as the payments, so
 * that the sum of years looks at no payment. A day is one of UTC, by the second in a payment's row (rows.ts).
 */
const DAY = "((row & 562949953421311) >> 17) / 86400";
export const TOTALS = `
CREATE TABLE totals (
  shelf INTEGER NOT NULL, day INTEGER NOT NULL, status TEXT NOT NULL, currency TEXT NOT NULL,
  count INTEGER NOT NULL, amount INTEGER NOT NULL, refunded INTEGER NOT NULL,
  PRIMARY KEY (shelf, day, status, currency)
) WITHOUT ROWID;
INSERT INTO totals
  SELECT row >> 49, ${DAY}, status, currency, count(*), sum(amount), sum(refunded) FROM amounts GROUP BY 1, 2, 3, 4;
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

export interface TimeSpan {
  readonly from: number | null;
  readonly to: number | null;
}

export interface Totals {
  /** What the payments of those days come to; `statuses`: of these alone. Others get their turn meanwhile. */
  groups(shelf: number, days: Days, statuses: readonly PaymentStatus[] | undefined): Promise<Group[]>;
  /** How many payments there are. */
  count(shelf: number): number;
}

/** So many days are added up at once: some ms. */
const DAYS_AT_ONCE = 1_000;

export function createTotals(database: Database): Totals {
  const ends = database
    .prepare("SELECT (SELECT min(day) FROM totals WHERE shelf = ?1), (SELECT max(day) FROM totals WHERE shelf = ?1)")
    .raw();
  const inDays = database
    .prepare(
      `SELECT currency, status, sum(count), sum(amount), sum(refunded) FROM totals
       WHERE shelf = ? AND day >= ? AND day < ? GROUP BY currency, status`,
    )
    .raw();
  const all = database.prepare("SELECT coalesce(sum(count), 0) FROM totals WHERE shelf = ?").raw();
  return {
    async groups(shelf, { from, to }, statuses) {
      const [oldest, newest] = ends.get(shelf) as [number | null, number | null];
      const groups: Group[] = [];
      if (oldest === null || newest === null) return groups;
      const end = Math.min(newest + 1, to ?? Number.MAX_SAFE_INTEGER);
      for (let day = Math.max(oldest, from ?? 0); day < end; day += DAYS_AT_ONCE) {
        const some = inDays.all(shelf, day, Math.min(end, day + DAYS_AT_ONCE)) as Group[];
        groups.push(...some.filter(([, status]) => statuses?.includes(status) ?? true));
        await breathe();
      }
      return groups;
    },
    count: (shelf) => (all.get(shelf) as [number])[0],
  };
}
