import { performance } from "node:perf_hooks";
import { test } from "vitest";
import { systemClock } from "../../src/main/base/clock";
import { openJournal } from "../../src/main/journal/open-journal";
import { proveAll } from "../../src/main/journal/prove-all";
import { createSealer } from "../../src/main/journal/seal";
import { createPayments, type Payments } from "../../src/main/payments/payments";
import type { Journal } from "../../src/main/journal/journal";
import { openToRead } from "../../src/main/storage/database";
import { isQuick, part, tellFigures } from "./figures";
import { longJournal } from "./long-journal";

/**
 * What is done with a journal at every start and charge, by how many rows it has. Each figure is the median of several
 * openings of the same file. SIZES="10000 100000" takes others.
 */
const SIZES = (process.env["SIZES"] ?? (isQuick ? "10000 100000" : "10000 100000 1000000")).split(" ").map(Number);
const ROUNDS = isQuick ? 5 : 9;
const DAY_MS = 86_400_000;
const FLAT = 0.05;

const ACTS = {
  "opening it": null,
  "all that is not closed": (journal) => journal.unfinished(),
  "what stands in the way of a charge": (journal) => journal.standing("payarc_live", 1_234),
  "charges of the same amount": (journal) =>
    journal.similar({ connection: "payarc_live", amount: 1_234, since: Date.now() - 5 * DAY_MS }),
  "a start: what was left open": (_journal, payments) => payments.start(),
  "Activity's first rows": (_journal, payments) => payments.attempts(200),
  "close of the day: its attempts": (journal) => journal.openedBetween("payarc_live", Date.now() - DAY_MS, Date.now()),
  "close of the day: the printed value": (journal) => journal.chain.head(),
} satisfies Record<string, ((journal: Journal, payments: Payments) => unknown) | null>;
type Act = keyof typeof ACTS;

test("a journal, by its rows", async () => {
  const took = new Map<Act, Record<number, number>>();
  const proving: Record<number, number> = {};
  for (const rows of SIZES) {
    const where = longJournal(rows);
    const times = new Map<Act, number[]>();
    const note = (what: Act, ms: number): void => void times.set(what, [...(times.get(what) ?? []), ms]);
    await openOnce(where, true);
    for (let round = 0; round < ROUNDS; round++) for (const [what, ms] of await openOnce(where, false)) note(what, ms);
    for (const [what, each] of times) took.set(what, { ...took.get(what), [rows]: part(each, 0.5) });
    const database = openToRead(where);
    let longest = 0;
    const steps = proveAll(database, createSealer(where.key));
    for (let done = false; !done; ) {
      const from = performance.now();
      done = steps.next().done === true;
      longest = Math.max(longest, performance.now() - from);
    }
    database.close();
    proving[rows] = longest;
  }
  const largest = Math.max(...SIZES);
  const grown = (sizes: Record<number, number>) => ({ unit: "ms", ours: sizes[largest] ?? Number.NaN, sizes });
  tellFigures([
    ...Array.from(took, ([what, sizes]) => ({ what, ...grown(sizes), goal: { most: FLAT, of: "exponent" as const } })),
    { what: "the longest look of the thread that proves it all", ...grown(proving) },
  ]);
}, 3_000_000);

/** Opens it and does everything once. `first`: what is worked out once and kept is worked out. */
async function openOnce(where: Parameters<typeof openJournal>[0], first: boolean): Promise<[Act, number][]> {
  const from = performance.now();
  const opened = openJournal(where, Date.now(), undefined, null, () => () => undefined);
  const done: [Act, number][] = [["opening it", performance.now() - from]];
  if (!opened.journal) throw new Error(opened.trouble);
  const { journal } = opened;
  const payments = ofJournal(journal);
  for (const [what, act] of Object.entries(ACTS) as [Act, (typeof ACTS)[Act]][]) {
    if (act === null) continue;
    const begun = performance.now();
    // What stands is read in the first go; what begins looks writes a row, so it is done without one.
    await act(journal, payments);
    if (!first) done.push([what, performance.now() - begun]);
  }
  payments.stop();
  journal.close();
  return first ? [] : done;
}

function ofJournal(journal: Journal): Payments {
  const no = () => Promise.reject(new Error("there is no processor"));
  return createPayments({
    journal: () => ({ journal }),
    connected: no,
    processorOf: async () => null,
    customer: no,
    customerName: () => null,
    keeper: () => ({}) as never,
    settings: () => ({}) as never,
    who: () => ({ operator: "ana", desk: "Front desk" }),
    changed: () => undefined,
    clock: { ...systemClock, after: () => () => undefined },
    log: () => undefined,
  });
}
