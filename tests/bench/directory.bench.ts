import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance, monitorEventLoopDelay } from "node:perf_hooks";
import { test } from "vitest";
import { createCustomers } from "../../src/main/customers/customers";
import { openDirectory } from "../../src/main/customers/directory";
import { silentLog } from "../../src/main/base/log";
import { systemClock } from "../../src/main/base/clock";
import { payarc } from "../../src/main/processors/payarc/index";
import { startTraining } from "../../src/main/practice/payarc/server";
import { commands, type Commands, type InputOf } from "../../src/shared/contract";
import { chance } from "../fixtures/people";

/**
 * 100,000 customers read over real HTTP into an encrypted directory on the disk, then searched keystroke by keystroke
 * as the bridge does it: input parsed, searched, answer parsed, cloned. Run: npx vitest run --config
 * tests/bench/vitest.config.ts directory
 */
const COUNT = Number(process.env["COUNT"] ?? 100_000);
const KEY = "5c".repeat(32);

test(`the directory with ${COUNT.toLocaleString("en-US")} customers`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "directory-bench-"));
  const file = join(folder, "directory.db");
  const seeding = performance.now();
  const server = await startTraining({
    database: { file: ":memory:", key: null },
    seedCustomers: COUNT,
    requestsPerMinute: 1_000_000,
  });
  say("practice server with its customers made", performance.now() - seeding);
  const processor = payarc({ baseUrl: server.url, token: server.token, environment: "Training", log: () => {} });
  const { directory } = openDirectory({ file, key: KEY }, Date.now());
  let finished: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    finished = resolve;
  });
  const customers = createCustomers({
    processor: () => processor,
    connection: () => "training",
    directory,
    clock: systemClock,
    operator: () => "bench",
    merchant: () => "",
    log: silentLog,
    onStatus: ({ state }) => state === "ready" && finished(),
  });

  const delay = monitorEventLoopDelay({ resolution: 1 });
  const start = performance.now();
  delay.enable();
  customers.connectionChanged();
  await ready;
  delay.disable();
  const took = performance.now() - start;
  say("import over HTTP, server in the same thread", took);
  console.log(
    `  ${Math.round(COUNT / (took / 1000)).toLocaleString("en-US")} customers a second; a rate limit of 30 requests a minute allows 50, of 90 allows 150`,
  );
  console.log(
    `  event loop delay while importing (server included): p50 ${ms(delay.percentile(50) / 1e6)}, p95 ${ms(delay.percentile(95) / 1e6)}, p99 ${ms(delay.percentile(99) / 1e6)}`,
  );
  console.log(
    `  file ${(statSync(file).size / 1e6).toFixed(0)} MB, memory of the process ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`,
  );

  const search = bridged("customers.search", (asked) => customers.search(asked));
  const list = bridged("customers.list", (asked) => customers.list(asked));
  const roll = chance(7);
  const kinds = new Map<string, number[]>();
  const time = <T>(kind: string, work: () => T): T => {
    const from = performance.now();
    const answer = work();
    kinds.set(kind, [...(kinds.get(kind) ?? []), performance.now() - from]);
    return answer;
  };
  const typed = (kind: string, clue: string): void => {
    for (let length = 1; length <= clue.length; length++)
      time(kind, () => search({ clue: clue.slice(0, length), limit: 8 }));
  };
  let missed = 0;
  for (let round = 0; round < 150; round++) {
    const { lines } = directory.list("training", {
      clue: "",
      offset: Math.floor(roll() * COUNT),
      limit: 1,
      show: "all",
      now: Date.now(),
    });
    const [line] = lines;
    if (!line) continue;
    const name = line.name ?? "";
    typed("name, each keystroke", name);
    typed("name in the other order", name.split(" ").reverse().join(" "));
    const at = 1 + Math.floor(roll() * Math.max(1, name.length - 2));
    typed("name with a missing letter", name.slice(0, at) + name.slice(at + 1));
    typed("phone", line.phone ?? "");
    typed("e-mail", line.email ?? "");
    typed("last four", line.card?.last4 ?? "1111");
    if (!time("id, pasted", () => search({ clue: line.id, limit: 8 })).some((found) => found.id === line.id))
      missed += 1;
    time("list at any offset", () => list({ clue: "", offset: Math.floor(roll() * COUNT), limit: 100 }));
    time("list of one clue, first page", () => list({ clue: name.slice(0, 4), offset: 0, limit: 100 }));
  }
  for (const [kind, times] of kinds) {
    times.sort((one, other) => one - other);
    const at = (share: number): string => ms(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
    console.log(
      `  ${kind.padEnd(30)} ${String(times.length).padStart(6)} times  p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  most ${at(1)}`,
    );
  }
  console.log(`  not found by their own id: ${String(missed)}`);
  customers.close();
  processor.close();
  directory.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}, 1_200_000);

/**
 * A command as the bridge runs it, without the hop between processes: input and answer parsed, the answer cloned as IPC
 * does.
 */
function bridged<N extends "customers.search" | "customers.list">(
  name: N,
  work: (input: never) => unknown,
): (input: InputOf<N>) => ReturnType<Commands[N]["output"]["parse"]> {
  const { input: inputs, output } = commands[name];
  return (input) =>
    structuredClone(output.parse(work(inputs.parse(input) as never))) as ReturnType<Commands[N]["output"]["parse"]>;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
function say(what: string, took: number): void {
  console.log(`  ${what}: ${(took / 1000).toFixed(1)} s`);
}
