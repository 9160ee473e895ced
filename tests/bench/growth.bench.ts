import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, test } from "vitest";
import { systemClock } from "../../src/main/base/clock";
import { silentLog } from "../../src/main/base/log";
import { createHistory, type History } from "../../src/main/history/history";
import { openFilters } from "../../src/main/history/filters";
import { commands, type InputOf, type OutputOf } from "../../src/shared/contract";
import { NO_FILTER, type PaymentFilter } from "../../src/shared/history";
import type { Cents } from "../../src/shared/money";
import { dayOptions } from "../fixtures/days";
import { chance, person } from "../fixtures/people";
import { paymentNumber } from "../fixtures/payments";
import { tellFigures, type Figure } from "./figures";
import { ACCOUNT, grownDirectory, grownHistory, NEWEST } from "./grown";

/**
 * What a desk waits for, by how much there is: the copies of `SIZES` customers and payments are asked as the bridge
 * asks them, input parsed, answer parsed and cloned. Run: npx vitest run --config tests/bench/vitest.config.ts growth
 */
const SIZES = (process.env["SIZES"] ?? "10000,100000,1000000").split(",").map(Number);
const ROUNDS = Number(process.env["ROUNDS"] ?? 30);

const FRAME_MS = 1000 / 60;
/** The window is never without a frame for longer. */
const LONGEST_MS = 32;
/** What is answered in turns is there by then. */
const ANSWER_MS = 100;
/** Customers written at once (walk.ts). */
const CHUNK = 8;
const CSV_MEMORY = "payments, memory that a CSV of all takes";

const BROAD: readonly [string, Partial<PaymentFilter>][] = [
  ["all", {}],
  ["settled", { statuses: ["settled"] }],
];

interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}
const figures = new Map<string, Map<number, Spread>>();

describe.each(SIZES)("%d", (count) => {
  const times = new Map<string, number[]>();
  const note = (what: string, took: number): void => {
    const known = times.get(what);
    if (known) known.push(took);
    else times.set(what, [took]);
  };
  const timed = async <T>(what: string, run: () => T | Promise<T>): Promise<T> => {
    const from = process.cpuUsage();
    const answer = await run();
    const { user, system } = process.cpuUsage(from);
    note(what, (user + system) / 1000);
    return answer;
  };
  /** How long it takes, and for how long at once nothing else had a turn. */
  const kept = async <T>(what: string, run: () => T | Promise<T>): Promise<T> => {
    let most = 0;
    let turn = ownTime();
    let goesOn = true;
    const watch = (): void => {
      const now = ownTime();
      most = Math.max(most, now - turn);
      turn = now;
      if (goesOn) setImmediate(watch);
    };
    setImmediate(watch);
    const answer = await timed(what, run);
    goesOn = false;
    watch();
    note(`${what}: longest turn`, most);
    return answer;
  };
  const tell = (): void => {
    for (const [what, all] of times) {
      all.sort((one, other) => one - other);
      const at = (share: number): number => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0;
      const figure = { p50: at(0.5), p95: at(0.95), most: at(1) };
      if (!figures.has(what)) figures.set(what, new Map());
      figures.get(what)?.set(count, figure);
      console.log(
        `${String(count).padStart(8)} ${what.padEnd(48)} p50 ${ms(figure.p50)} p95 ${ms(figure.p95)} most ${ms(figure.most)} (${String(all.length)})`,
      );
    }
    times.clear();
  };

  test("customers", { timeout: 3_000_000 }, async () => {
    grownDirectory(count).close();
    const directory = await timed("customers, opening", () => grownDirectory(count));
    const now = NEWEST;
    const roll = chance(7);
    const search = (clue: string) => answered("customers.search", directory.search(ACCOUNT, clue, 8));
    const list = async (show: "all" | "expired" | "no_default" | "no_card", offset: number) =>
      answered("customers.list", await directory.list(ACCOUNT, { clue: "", offset, limit: 100, show, now }));
    for (let round = 0; round < 30; round++) {
      const some = Array.from({ length: CHUNK }, (_, at) => person(20_000_000 + round * CHUNK + at));
      await timed("customers, 8 new ones written", () => directory.put(ACCOUNT, some, 1));
    }
    for (let round = 0; round < 30; round++) {
      const some = Array.from({ length: CHUNK }, () => person(Math.floor(roll() * count)));
      await timed("customers, 8 seen again", () => directory.put(ACCOUNT, some, 1));
    }
    for (let round = 0; round < 30; round++)
      for (let at = 0; at < CHUNK; at++) directory.remove(ACCOUNT, person(20_000_000 + round * CHUNK + at).id);
    await timed("customers, count", () => directory.count(ACCOUNT));
    const keys = async (kind: string, clue: string): Promise<void> => {
      for (let length = 1; length <= clue.length; length++)
        await timed(`customers, a key of ${kind}`, () => search(clue.slice(0, length)));
    };
    for (let round = 0; round < ROUNDS; round++) {
      const { name, phone, email, cards, id } = person(Math.floor(roll() * count));
      const full = name ?? "";
      await keys("a name", full);
      await keys("a name in the other order", full.split(" ").reverse().join(" "));
      const at = 1 + Math.floor(roll() * Math.max(1, full.length - 2));
      await keys("a name with a slip", full.slice(0, at) + full.slice(at + 1));
      await keys("a phone number", phone ?? "");
      await keys("an e-mail", email ?? "");
      await keys("last four", cards[0]?.last4 ?? "1111");
      await timed("customers, an id", () => search(id));
      await timed("customers, 100 at any place", () => list("all", Math.floor(roll() * count)));
      await timed("customers, 100 at the end", () => list("all", count - 100));
      await timed("customers, where one stands", () => directory.place(ACCOUNT, id, { show: "all", now }));
    }
    for (const show of ["expired", "no_default", "no_card"] as const)
      for (let round = 0; round < 3; round++) {
        directory.put(ACCOUNT, [{ ...person(round), phone: `60255501${String(round)}${String(roll()).slice(2, 4)}` }]);
        await kept(`customers, first 100 of ${show} after a change`, () => list(show, 0));
        await timed(`customers, 100 more of ${show}`, () => list(show, 100));
        await kept("customers, count after a change", () => directory.count(ACCOUNT));
      }
    for (let round = 0; round < 20; round++)
      await kept("customers, list of a clue", () =>
        directory.list(ACCOUNT, {
          clue: (person(round).name ?? "").slice(0, 4),
          offset: 0,
          limit: 100,
          show: "all",
          now,
        }),
      );
    directory.close();
    tell();
  });

  test("payments", { timeout: 3_000_000 }, async () => {
    const store = grownHistory(count);
    const directory = grownDirectory(Math.min(count, 100_000));
    const file = join(tmpdir(), `counterfoil-bench-${String(process.pid)}.csv`);
    const history = createHistory({
      ...dayOptions(),
      filters: openFilters({ file: ":memory:", key: null }, 0).filters,
      store,
      processor: () => {
        throw new Error("not part of this measurement");
      },
      connection: () => ACCOUNT,
      label: () => "Training",
      customerName: (id) => directory.name(ACCOUNT, id),
      findCustomers: (clue) => directory.searchAsTyped(ACCOUNT, clue, 50),
      journal: () => null,
      view: () => {
        throw new Error("no attempts here");
      },
      who: () => ({ operator: "ana", desk: "Front desk" }),
      chooseFile: async () => file,
      clock: { ...systemClock, wall: () => NEWEST },
      log: silentLog,
      onStatus: () => {},
      onSeen: () => {},
      onProgress: () => {},
    });
    await payments(history, count, { timed, kept });
    await kept("payments, status", () => history.status());
    await kept("payments, holds", () => history.holds());
    for (let round = 0; round < 5; round++) {
      store.put(ACCOUNT, [{ ...paymentNumber(round, NEWEST), updatedAt: Math.floor(NEWEST - Math.random() * 1e9) }]);
      await kept("payments, status after a change", () => history.status());
    }
    tell();
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
    await kept("payments, CSV", () => history.exportCsv({ clue: "", filter: NO_FILTER }));
    clearInterval(watch);
    note(CSV_MEMORY, (most - before) / 1e6);
    rmSync(file);
    history.close();
    store.close();
    directory.close();
    tell();
  });
});

/** CPU time of this thread in ms: what helps beside it (collecting, compiling, writing files) keeps no window waiting. */
function ownTime(): number {
  const [ran = ""] = readFileSync("/proc/thread-self/schedstat", "utf8").split(" ");
  return Number(ran) / 1e6;
}

interface Watch {
  timed<T>(what: string, run: () => T | Promise<T>): Promise<T>;
  kept<T>(what: string, run: () => T | Promise<T>): Promise<T>;
}

async function payments(history: History, count: number, { timed, kept }: Watch): Promise<void> {
  const list = async (
    clue: string,
    filter: Partial<PaymentFilter> = {},
    more: Partial<InputOf<"history.list">> = {},
  ) => {
    const asked = { clue, filter: { ...NO_FILTER, ...filter }, before: null, limit: 100, ...more };
    return answered("history.list", await history.list(commands["history.list"].input.parse(asked)));
  };
  await timed("payments, first 100", () => list(""));
  let before: number | null = null;
  for (let page = 0; page < 100; page++)
    before = (await timed("payments, 400 more", () => list("", {}, { before, limit: 400 }))).next;
  const keys = async (kind: string, clue: string): Promise<void> => {
    for (let length = 1; length <= clue.length; length++)
      await timed(`payments, a key of ${kind}`, () => list(clue.slice(0, length)));
  };
  for (let round = 0; round < ROUNDS; round++) {
    const payment = paymentNumber((round * 7919) % count, NEWEST);
    await keys("a name", payment.card?.holder ?? "");
    await keys("last four", payment.card?.last4 ?? "");
    await keys("an e-mail", payment.email ?? "");
    await keys("a phone number", payment.phone ?? "");
    await keys("an amount", `$${(payment.amount / 100).toFixed(2)}`);
    await keys("an approval code", payment.authCode ?? "TAS");
    await keys("a name and a status", `${payment.card?.holder?.split(" ")[0] ?? ""} declined`);
    for (const clue of ["nov 3", "declined", "visa phone", payment.id, payment.reference ?? ""])
      await timed("payments, other clues", () => list(clue));
  }
  const cents = (from: number, to: number) => ({ amountFrom: from as Cents, amountTo: to as Cents });
  const filters: readonly [string, string, Partial<PaymentFilter>][] = [
    ["settled", "", { statuses: ["settled"] }],
    ["amex by mail, refunded", "", { brands: ["amex"], channels: ["mail"], statuses: ["refunded"] }],
    ["last month", "", { when: { kind: "last_month" } }],
    ["$50 to $100", "", cents(5000, 10_000)],
    ["$1,999.50 to $2,000", "", cents(199_950, 200_000)],
    ["an amount that nobody paid", "", cents(5_000_000, 5_000_001)],
    ["settled, $1,999.90 to $2,000", "", { statuses: ["settled"], ...cents(199_990, 200_000) }],
    ["smith, $1,990 to $2,000", "smith", cents(199_000, 200_000)],
    [
      "refunded by mail, nobody's amount",
      "",
      { statuses: ["refunded"], channels: ["mail"], ...cents(5_000_000, 5_000_001) },
    ],
  ];
  for (const [name, clue, filter] of filters)
    for (let round = 0; round < 10; round++) await kept(`payments, filter ${name}`, () => list(clue, filter));
  for (const by of ["amount", "customer", "card", "status"] as const)
    for (const [name, filter] of BROAD)
      await kept(`payments, ${name} sorted by ${by}`, () => list("", filter, { sort: { by, down: true } }));
  for (const [name, filter] of BROAD)
    for (let round = 0; round < 3; round++)
      await kept(`payments, sum of ${name}`, () => history.sum({ clue: "", filter: { ...NO_FILTER, ...filter } }));
}

/** The answer as it comes to the page, without the hop between processes. */
function answered<N extends "customers.search" | "customers.list" | "history.list">(
  name: N,
  answer: unknown,
): OutputOf<N> {
  return structuredClone(commands[name].output.parse(answer)) as OutputOf<N>;
}

afterAll(() => {
  tellFigures(
    [...figures].map(([what, by]): Figure => {
      const sizes = Object.fromEntries([...by].map(([size, { p95 }]) => [size, p95]));
      const ours = by.get(SIZES.at(-1) ?? 0)?.p95 ?? 0;
      const most = goalOf(what);
      if (what === CSV_MEMORY) return { what, unit: "MB", ours, sizes, goal: { most: 50, of: "ours" } };
      return { what, unit: "ms", ours, sizes, ...(most !== null && { goal: { most, of: "ours" }, why: whyNot(what) }) };
    }),
  );
});

/** In ms; null: nobody waits for it. */
function goalOf(what: string): number | null {
  if (what.includes(" a key of ")) return FRAME_MS;
  if (what.endsWith(", opening") || what === "payments, CSV") return null;
  return figures.has(`${what}: longest turn`) ? ANSWER_MS : LONGEST_MS;
}

/** Why a goal may be missed. */
function whyNot(what: string): string {
  if (what.includes("slip")) return "each word that is one slip away is looked for";
  if (what.includes(" a key of ")) return "all who have a word that begins so are put together first";
  if (what.includes("longest turn")) return "one question of the index of words cannot be parted";
  return "everybody who may answer is looked at, in parts";
}

function ms(value: number): string {
  return `${value.toFixed(1).padStart(7)} ms`;
}
