import { cleanTexts } from "../base/clean-texts";
import type { Database } from "../storage/database";
import type { NewRow } from "./tables";

/** The step of a row that is no attempt: a sign-in, a wrong PIN, a change of people (main/people). */
export const PEOPLE_STEP = "people";

/** Such a row. `nth`: its place in the record that people keep themselves; `at` is epoch ms. */
export interface PeopleRow {
  readonly nth: number;
  readonly at: number;
}

/** What people did, under the same chains as the attempts and in every export. Calls throw JournalTrouble. */
export interface PeopleRows {
  /** The newest; null: there is none. */
  newest(): PeopleRow | null;
  /** Durable when it returns. SECURITY: `what` must not say a PIN. */
  add(row: PeopleRow, what: object): void;
}

/** `add` adds a row behind the last one; `read` wraps what the database throws. */
export function createPeopleRows(
  database: Database,
  add: (row: NewRow) => void,
  read: <T>(run: () => T) => T,
): PeopleRows {
  // Their place is in their name, so that the newest is found by an index among millions of rows.
  const last = database
    .prepare(
      "SELECT attempt, body FROM row WHERE attempt > 'people ' AND attempt < 'people!' ORDER BY attempt DESC LIMIT 1",
    )
    .raw();
  const newest = (): readonly [string, string] | undefined => last.get() as [string, string] | undefined;
  return {
    newest: () =>
      read(() => {
        const found = newest();
        if (!found) return null;
        const { nth, at } = JSON.parse(found[1]) as PeopleRow;
        return { nth, at };
      }),
    add: ({ nth, at }, what) =>
      read(() => {
        const place = Number((newest()?.[0] ?? "people 0").slice("people ".length)) + 1;
        add({
          attempt: `people ${String(place).padStart(9, "0")}`,
          nth: 0,
          step: PEOPLE_STEP,
          at,
          final: 1,
          connection: null,
          operation: null,
          amount: null,
          payment: null,
          body: JSON.stringify(cleanTexts({ step: PEOPLE_STEP, at, nth, ...what })),
        });
      }),
  };
}
