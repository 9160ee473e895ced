import type { CustomerShow } from "../../shared/customer";
import type { Database } from "../storage/database";

/**
 * How many customers stand on the lists of cards: kept by triggers in the same commit as the customers, so that nobody
 * waits until a million of them are counted. One row has all whose usual card expires in the same month. Its columns are
 * called as those of the customers, so that a list is one condition on either table.
 */
export const SHOWN = `
CREATE TABLE shown (
  shelf INTEGER NOT NULL, usual_expires INTEGER NOT NULL, no_default INTEGER NOT NULL, card_count INTEGER NOT NULL,
  count INTEGER NOT NULL, PRIMARY KEY (shelf, usual_expires, no_default, card_count)
) WITHOUT ROWID;
INSERT INTO shown SELECT shelf, ${kindOf("")}, count(*) FROM customers GROUP BY 1, 2, 3, 4;
CREATE TRIGGER shown_more AFTER INSERT ON customers BEGIN
  ${counted("new", "+")}
END;
CREATE TRIGGER shown_fewer AFTER DELETE ON customers BEGIN
  ${counted("old", "-")}
END;
CREATE TRIGGER shown_changed AFTER UPDATE OF usual_expires, no_default, card_count ON customers BEGIN
  ${counted("old", "-")}
  ${counted("new", "+")}
END;
`;

/** A month that never comes stands for none. */
function kindOf(customer: "new." | "old." | ""): string {
  return `coalesce(${customer}usual_expires, 999999), ${customer}no_default, min(${customer}card_count, 1)`;
}

function counted(customer: "new" | "old", by: "+" | "-"): string {
  return `INSERT INTO shown VALUES (${customer}.shelf, ${kindOf(`${customer}.`)}, ${by}1)
    ON CONFLICT DO UPDATE SET count = count + excluded.count;`;
}

/** A card that lapses within this time counts as expiring. */
const SOON_MS = 60 * 24 * 60 * 60 * 1000;

export interface Condition {
  readonly where: string;
  /** The index that has all customers of the list, among others or alone, in the order of names. */
  readonly inOrder: string;
  /** The index that has them alone. */
  readonly alone: string;
}

/** What stands on a list. `now` is epoch ms. */
export function conditionOf(show: CustomerShow, now: number): Condition {
  const inOrder = "customers_shown";
  const month = String(monthNumber(now));
  const expires = { inOrder, alone: "customers_expires" };
  if (show === "expired") return { ...expires, where: `usual_expires < ${month}` };
  if (show === "expiring")
    return { ...expires, where: `usual_expires >= ${month} AND usual_expires < ${String(monthNumber(now + SOON_MS))}` };
  const partial = (index: string, where: string): Condition => ({ where, inOrder: index, alone: index });
  if (show === "no_default") return partial("customers_no_default", "no_default = 1");
  if (show === "no_card") return partial("customers_no_card", "card_count = 0");
  return partial(inOrder, "TRUE");
}

/** Epoch ms -> 202911, in local time, as cards lapse. */
export function monthNumber(at: number): number {
  const day = new Date(at);
  return day.getFullYear() * 100 + day.getMonth() + 1;
}

/** How many customers stand on a list. */
export type Shown = (shelf: number, condition: Condition) => number;

export function createShown(database: Database): Shown {
  return (shelf, { where }) =>
    (
      database.prepare(`SELECT coalesce(sum(count), 0) FROM shown WHERE shelf = ? AND ${where}`).raw().get(shelf) as [
        number,
      ]
    )[0];
}
