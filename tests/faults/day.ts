import { createHistory } from "../../src/main/history/history";
import { openFilters } from "../../src/main/history/filters";
import { openHistory } from "../../src/main/history/store";
import type { Journal } from "../../src/main/journal/journal";
import type { OneTill } from "./services";
import type { Processor } from "../../src/main/processors/processor";
import type { Clock } from "../../src/main/base/clock";
import type { DayClose } from "../../src/shared/day-close";
import { dayOf } from "../../src/shared/history";
import type { AccountId } from "../../src/shared/account";
import { viewAttempt } from "../../src/shared/attempt-view";
import { dayOptions } from "../fixtures/days";

const MEMORY = { file: ":memory:", key: null };
const DAY_MS = 86_400_000;

/**
 * The close of each day around `at` (epoch ms), `reach` days to both sides, by the real history over the processor's
 * list; what it reads is told to the payments, as in the app.
 */
export async function closeDays(options: {
  readonly journal: Journal;
  readonly payments: OneTill;
  readonly processor: Processor;
  readonly connection: AccountId;
  readonly clock: Clock;
  readonly at: number;
  readonly reach: number;
}): Promise<DayClose[]> {
  const { journal, payments, processor, connection, clock, at, reach } = options;
  const { store } = openHistory(MEMORY);
  const { filters } = openFilters(MEMORY, 0);
  const history = createHistory({
    ...dayOptions(),
    store,
    filters,
    processor: () => processor,
    connection: () => connection,
    label: () => connection,
    customerName: () => null,
    findCustomers: () => [],
    journal: () => journal,
    who: () => ({ operator: "ana", desk: "Front desk" }),
    view: (attempt) => viewAttempt(attempt, null),
    chooseFile: () => Promise.resolve(null),
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    onStatus: () => undefined,
    onSeen: (of, seen) => payments.saw(of as AccountId, seen),
    onProgress: () => undefined,
  });
  try {
    const days: DayClose[] = [];
    for (let day = -reach; day <= reach; day++) {
      // Read once before: what is read may correct the journal, and a person looks at the close after that.
      if (day === -reach) await history.dayClose(dayOf(at));
      days.push(await history.dayClose(dayOf(at + day * DAY_MS)));
    }
    return days;
  } finally {
    history.close();
    store.close();
    filters.close();
  }
}
