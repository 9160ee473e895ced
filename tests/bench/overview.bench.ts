import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { test } from "vitest";
import { openHistory } from "../../src/main/history/store";
import { createOverview } from "../../src/main/overview/overview";
import { known } from "../../src/shared/account";
import { commands } from "../../src/shared/contract";
import type { OverviewSpan } from "../../src/shared/overview";
import { dayOptions } from "../fixtures/days";
import { paymentNumber } from "../fixtures/payments";
import { isQuick, part, tellFigures } from "./figures";

/**
 * 100,000 payments in an encrypted copy on the disk, and the figures of every span as the bridge answers them: asked,
 * parsed, cloned. The baseline is the first read, which loads the kept sums. Run: npx vitest run --config
 * tests/bench/vitest.config.ts overview
 */
const COUNT = Number(process.env["COUNT"] ?? (isQuick ? 10_000 : 100_000));
const FRAME_MS = 1000 / 60;
const SPANS: readonly OverviewSpan[] = [
  { kind: "today" },
  { kind: "week" },
  { kind: "month" },
  { kind: "days_7" },
  { kind: "days_30" },
  { kind: "days_90" },
  { kind: "year" },
];

test(`Overview of ${COUNT} payments`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "overview-bench-"));
  const where = { file: join(folder, "history.db"), key: "5c".repeat(32) };
  const now = Date.now();
  const { store: writing } = openHistory(where);
  for (let at = 0; at < COUNT; at += 500)
    writing.put(
      "training",
      Array.from({ length: Math.min(500, COUNT - at) }, (_, by) => paymentNumber(at + by, now)),
    );
  writing.close();
  const { store } = openHistory(where);
  const account = known({ id: "training", kind: "training", name: "Training", colour: "amber", removed: false });
  const overview = createOverview({
    store,
    account: "training",
    accounts: () => [account],
    status: () => ({
      state: "ready",
      count: COUNT,
      total: COUNT,
      sentence: null,
      readAt: now,
      revision: store.revision(),
      holdsDue: 0,
    }),
    checking: () => [],
    cardsExpiring: () => 0,
    weekStart: () => 0,
    about: dayOptions().page,
    chooseFile: async () => null,
    clock: { wall: () => now, steady: () => performance.now() },
  });
  const timed = async (span: OverviewSpan): Promise<number> => {
    const start = performance.now();
    structuredClone(commands["overview.read"].output.parse(await overview.read({ span })));
    return performance.now() - start;
  };
  const first = await timed({ kind: "today" });
  const times: number[] = [];
  for (let round = 0; round < 20; round++) for (const span of SPANS) times.push(await timed(span));
  const each: { readonly span: string; readonly ms: number }[] = [];
  for (const span of SPANS) each.push({ span: span.kind, ms: part(await rounds(() => timed(span)), 0.95) });
  const before = process.cpuUsage();
  for (let round = 0; round < 20; round++) await timed({ kind: "year" });
  const { user, system } = process.cpuUsage(before);
  console.log(each.map(({ span, ms }) => `${span} ${ms.toFixed(1)} ms`).join(", "));
  const changing: number[] = [];
  for (let at = 0; at < 40; at++) {
    store.put("training", [{ ...paymentNumber((at * 7919) % COUNT, now), status: "voided" }]);
    changing.push(await timed({ kind: "days_90" }));
  }
  tellFigures([
    {
      what: `a year of ${COUNT} payments, the process's own work, mean`,
      unit: "ms",
      ours: (user + system) / 20_000,
      baseline: first,
      against: "the first read",
      goal: { most: FRAME_MS, of: "ours" },
    },
    {
      what: `any span of ${COUNT} payments, p95`,
      unit: "ms",
      ours: part(times, 0.95),
      baseline: first,
      against: "the first read",
      goal: { most: FRAME_MS, of: "ours" },
    },
    {
      what: "90 days just after a payment has changed, p95",
      unit: "ms",
      ours: part(changing, 0.95),
      baseline: first,
      against: "the first read",
      goal: { most: FRAME_MS, of: "ours" },
    },
  ]);
  store.close();
  rmSync(folder, { recursive: true });
}, 600_000);

async function rounds(run: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 15; round++) times.push(await run());
  return times;
}
