import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { test } from "vitest";
import { createHistory } from "../../src/main/history/history";
import { openFilters } from "../../src/main/history/filters";
import { openHistory, type HistoryStore } from "../../src/main/history/store";
import { silentLog } from "../../src/main/base/log";
import { systemClock } from "../../src/main/base/clock";
import type { Processor } from "../../src/main/processors/processor";
import { commands, type InputOf } from "../../src/shared/contract";
import { NO_FILTER, PaymentSort, type PaymentFilter } from "../../src/shared/history";
import type { Cents } from "../../src/shared/money";
import { paymentNumber } from "../fixtures/payments";
import { dayOptions } from "../fixtures/days";

/**
 * 100,000 payments read page by page into an encrypted copy on the disk, then listed, searched, filtered and exported
 * as the bridge does it: input parsed, asked, answer parsed, cloned. Run: npx vitest run --config
 * tests/bench/vitest.config.ts history The processor here is a list in memory, so that the figures are of the copy and
 * not of a network.
 */
const COUNT = Number(process.env["COUNT"] ?? 100_000);
const KEY = "5c".repeat(32);

test(`the history with ${COUNT.toLocaleString("en-US")} payments`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "history-bench-"));
  const file = join(folder, "history.db");
  const now = Date.now();
  const { store: bare } = openHistory({ file, key: KEY });
  const writes: number[] = [];
  const store: HistoryStore = {
    ...bare,
    put(connection, payments) {
      const start = performance.now();
      const changed = bare.put(connection, payments);
      writes.push(performance.now() - start);
      return changed;
    },
  };
  let made: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    made = resolve;
  });
  const history = createHistory({
    ...dayOptions(),
    filters: openFilters({ file: ":memory:", key: null }, 0).filters,
    store,
    processor: () => listOf(COUNT, now),
    connection: () => "training",
    label: () => "Training",
    customerName: () => null,
    findCustomers: () => [],
    journal: () => null,
    view: () => {
      throw new Error("no attempts here");
    },
    who: () => ({ operator: "ana", desk: "Front desk" }),
    chooseFile: async (name) => join(folder, name),
    clock: systemClock,
    log: silentLog,
    onStatus: ({ state }) => state === "ready" && made(),
    onSeen: () => {},
    onProgress: () => {},
  });
  const reading = performance.now();
  history.connectionChanged();
  await ready;
  say("all payments read into the copy", performance.now() - reading);
  spread("  one transaction of 10 payments", writes);
  console.log(`  on the disk ${(statSync(file).size / 1e6).toFixed(0)} MB`);

  const list = async (
    clue: string,
    filter: Partial<PaymentFilter>,
    before: number | null = null,
    sort?: PaymentSort,
  ): Promise<{ lines: unknown[]; next: number | null }> => {
    const asked = commands["history.list"].input.parse({
      clue,
      filter: { ...NO_FILTER, ...filter },
      before,
      limit: 100,
      ...(sort && { sort }),
    } satisfies InputOf<"history.list">);
    return structuredClone(commands["history.list"].output.parse(await history.list(asked)));
  };
  const first = performance.now();
  await list("", {});
  say("first rows", performance.now() - first);

  let before: number | null = null;
  const scrolled: number[] = [];
  for (let at = 0; at < 200; at++) scrolled.push(await timed(async () => (before = (await list("", {}, before)).next)));
  spread("scrolling, 100 rows a step", scrolled);

  const typed: number[] = [];
  for (let at = 0; at < 150; at++) {
    const payment = paymentNumber((at * 7919) % COUNT, now);
    const name = payment.card?.holder ?? "";
    for (let length = 1; length <= name.length; length++)
      typed.push(await timed(() => list(name.slice(0, length), {})));
  }
  spread("search by name, each keystroke", typed);
  const clues: number[] = [];
  for (let at = 0; at < 150; at++) {
    const payment = paymentNumber((at * 104_729) % COUNT, now);
    for (const clue of [
      payment.card?.last4 ?? "",
      `$${(payment.amount / 100).toFixed(2)}`,
      String(payment.amount),
      payment.authCode ?? "TAS",
      payment.id,
      payment.email ?? "",
      payment.phone ?? "",
      "nov 3",
      "declined",
      "visa phone",
    ])
      clues.push(await timed(() => list(clue, {})));
  }
  spread("search by other clues", clues);

  const filters: readonly [string, Partial<PaymentFilter>][] = [
    ["settled", { statuses: ["settled"] }],
    ["amex by mail, refunded", { brands: ["amex"], channels: ["mail"], statuses: ["refunded"] }],
    ["last month", { when: { kind: "last_month" } }],
    ["$50 to $100", { amountFrom: 5000 as Cents, amountTo: 10_000 as Cents }],
    [
      "settled, $1,999 to $2,000 (14 of 84,000)",
      { statuses: ["settled"], amountFrom: 199_900 as Cents, amountTo: 200_000 as Cents },
    ],
  ];
  for (const [name, filter] of filters) {
    const times: number[] = [];
    for (let at = 0; at < 30; at++) times.push(await timed(() => list("", filter)));
    spread(`filter ${name}`, times);
  }

  const broad: readonly [string, Partial<PaymentFilter>][] = [
    ["all", {}],
    ["settled", { statuses: ["settled"] }],
    ["visa or mastercard", { brands: ["visa", "mastercard"] }],
    ["settled by phone", { channels: ["phone"], statuses: ["settled"] }],
  ];
  for (const [name, filter] of broad) {
    const sum = await kept(() => history.sum({ clue: "", filter: { ...NO_FILTER, ...filter } }));
    console.log(`count and sum of ${name} (${sum.answer.count.toLocaleString("en-US")}): ${sum.words}`);
    for (const by of PaymentSort.shape.by.options)
      for (const down of [true, false]) {
        const { words } = await kept(() => list("", filter, null, { by, down }));
        console.log(`  sorted by ${by}, ${down ? "down" : "up"}: ${words}`);
      }
  }

  globalThis.gc?.();
  const heapBefore = process.memoryUsage();
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const exporting = performance.now();
  const { path, count } = await history.exportCsv({ clue: "", filter: NO_FILTER });
  say(`CSV of ${count.toLocaleString("en-US")} rows`, performance.now() - exporting);
  loop.disable();
  clearInterval(watch);
  console.log(
    `  ${(statSync(path ?? file).size / 1e6).toFixed(1)} MB, memory ${((most - heapBefore.rss) / 1e6).toFixed(0)} MB more at most, longest the process was kept: ${(loop.max / 1e6).toFixed(0)} ms`,
  );

  history.close();
  bare.close();
  rmSync(folder, { recursive: true });
}, 600_000);

/** A processor that lists and can do nothing else. */
function listOf(count: number, newest: number): Processor {
  const no = async (): Promise<never> => {
    throw new Error("not part of this measurement");
  };
  return {
    name: "List",
    capabilities: new Set(),
    check: async () => {},
    charge: no,
    capture: no,
    void: no,
    refund: no,
    adjustTip: null,
    getPayment: no,
    customers: null,
    ledger: null,
    updatePayment: null,
    tokenCard: null,
    listPayments: async (cursor, limit) => {
      const from = Number(cursor ?? 0);
      const items = Array.from({ length: Math.min(limit, count - from) }, (_, at) => paymentNumber(from + at, newest));
      return { items, next: from + limit < count ? String(from + limit) : null, total: count };
    },
    clockOffset: () => null,
    close: () => {},
  };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
/** How long something takes, and for how long at once nothing else had a turn; on a busy computer that is more. */
async function kept<T>(run: () => Promise<T>): Promise<{ answer: T; words: string }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const before = process.cpuUsage();
  const answer = await run();
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  delay.disable();
  const words = `${took.toFixed(0)} ms (${((user + system) / 1000).toFixed(0)} ms of work), the process kept for ${(delay.max / 1e6).toFixed(0)} ms at most`;
  return { answer, words };
}
function say(what: string, ms: number): void {
  console.log(`${what}: ${ms < 100 ? ms.toFixed(1) : Math.round(ms)} ms`);
}
function spread(what: string, times: number[]): void {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(2);
  console.log(
    `${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms (${times.length})`,
  );
}
