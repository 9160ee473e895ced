import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { systemClock } from "../../src/main/base/clock";
import { silentLog } from "../../src/main/base/log";
import { openDirectory } from "../../src/main/customers/directory";
import { createWalker } from "../../src/main/customers/walk";
import { createReader } from "../../src/main/history/reader";
import { openHistory } from "../../src/main/history/store";
import { Book } from "../../src/main/practice/payarc/book";
import type { Seen } from "../../src/main/practice/faults";
import { plantPayments } from "../../src/main/practice/payarc/history";
import { seededRandom } from "../../src/main/practice/payarc/random";
import { startTraining } from "../../src/main/practice/payarc/server";
import { payarc } from "../../src/main/processors/payarc";
import type { Processor } from "../../src/main/processors/processor";
import type { Cents } from "../../src/shared/money";
import { plainOrder, typedCard } from "../fixtures/orders";
import { part, tellFigures, type Figure } from "./figures";
import { layLine } from "./line";

/**
 * The import of customers and of payments through the program's own road, from a server that allows so many requests a
 * minute and is some way off: how near the limit it comes, whether it is ever over it, and whether what people ask
 * meanwhile waits for it.
 */
const LIMIT = Number(process.env["LIMIT"] ?? 60);
const MINUTES = Number(process.env["MINUTES"] ?? 3.2);
/** There and back, ms. */
const ROUND_TRIP = Number(process.env["ROUND_TRIP"] ?? 100);
const ASK_EVERY_MS = 4_000;
const PAGE = 100;
/** What background work leaves to people, and in the list of payments to the duplicate guard (rate-limit.ts). */
const KEPT = { customers: 0.1, charges: 0.2 } as const;

const figures: Figure[] = [];
const folder = mkdtempSync(join(tmpdir(), "counterfoil-bench-"));
const pages = Math.ceil((MINUTES + 1) * LIMIT);

test("customers and payments, at the limit", { timeout: MINUTES * 60_000 + 300_000 }, async () => {
  const database = { file: join(folder, "practice.db"), key: "5c".repeat(32) };
  await plant(database);
  const server = await startTraining({ database, requestsPerMinute: LIMIT });
  const line = await layLine(server.url);
  line.setRoundTrip(ROUND_TRIP);
  const open = (): Processor =>
    payarc({ baseUrl: line.url, token: server.token, environment: "Training", log: () => undefined });

  const processor = open();
  const alone = await asked(processor, 5);
  // Another minute of the server: what was asked alone is not counted with the import.
  await sleep(61_000);

  const from = Date.now();
  const { directory } = openDirectory({ file: join(folder, "customers.db"), key: database.key }, 0);
  const { store } = openHistory({ file: join(folder, "payments.db"), key: database.key });
  const background = { clock: systemClock, log: silentLog, onStatus: () => undefined };
  const walker = createWalker({ ...background, directory });
  const reader = createReader({ ...background, store });
  if (processor.customers === null) throw new Error("no customers");
  walker.start("training_payarc", processor.customers);
  reader.start("training_payarc", processor);
  const meanwhile = await asked(processor, Math.floor((MINUTES * 60_000) / ASK_EVERY_MS / 3));
  walker.stop();
  reader.stop();
  processor.close();
  expect(directory.count("training_payarc")).toBeGreaterThan(PAGE);

  const seen = server.control.requests().filter(({ at }) => at >= from);
  for (const lane of ["customers", "charges"] as const) {
    const of = seen.filter(({ method, path }) => method === "GET" && path === `/${lane}`);
    const { took, count } = wholeMinutes(of);
    const least = 60_000 / LIMIT;
    const name = lane === "charges" ? "payments" : lane;
    figures.push(
      {
        what: `import of ${name}, time of a page`,
        unit: "ms",
        ours: took / count,
        baseline: least / (1 - KEPT[lane]),
        against: `${String((1 - KEPT[lane]) * 100)} % of the limit, the rest is kept for people`,
        goal: { most: 1.1, of: "ratio" },
      },
      { what: `requests for ${name}, share of the limit`, unit: "", ours: (count / took) * least },
      {
        what: `requests for ${name} in a minute of the server, most`,
        unit: "",
        ours: most(of),
        baseline: LIMIT,
        against: "the limit",
        goal: { most: 1, of: "ratio" },
      },
    );
  }
  const refused = seen.filter(({ status }) => status === 429).length;
  figures.push({ what: "refused by the server (429)", unit: "", ours: refused, goal: { most: 0, of: "ours" } });
  for (const [at, what] of QUESTIONS.entries())
    figures.push({
      what: `${what}, while both are imported, p95`,
      unit: "ms",
      ours: part(meanwhile[at] ?? [], 0.95),
      baseline: part(alone[at] ?? [], 0.95),
      against: "without an import",
      goal: { most: 100, of: "beyond" },
    });
  line.close();
  await server.close();
  directory.close();
  store.close();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  tellFigures(figures);
});

const QUESTIONS = ["the duplicate guard's list", "a charge", "customers that a person asks for"] as const;

/** Each question `times` times, one every four seconds. Answers how long each took, ms. Throws where one is refused. */
async function asked(processor: Processor, times: number): Promise<number[][]> {
  const took: number[][] = QUESTIONS.map(() => []);
  for (let round = 0; round < times; round++) {
    const cents = (10_000 + round) as Cents;
    const ask: readonly (() => Promise<unknown>)[] = [
      () => processor.listPayments(null, 25, "guard"),
      async () => {
        const { kind } = await processor.charge(
          plainOrder({ kind: "card", card: typedCard() }, cents),
          crypto.randomUUID(),
        );
        expect(kind).toBe("approved");
      },
      async () => processor.customers?.list(null, 25, "now"),
    ];
    for (const [at, question] of ask.entries()) {
      const from = performance.now();
      await question();
      took[at]?.push(performance.now() - from);
      await sleep(ASK_EVERY_MS);
    }
  }
  return took;
}

/** From the first request of the first burst to the first of the last one, and how many went meanwhile. */
function wholeMinutes(requests: readonly Seen[]): { took: number; count: number } {
  const begins = requests.flatMap(({ at }, place) =>
    place > 0 && minuteOf(requests, at) !== minuteOf(requests, requests[place - 1]?.at ?? 0) ? [place] : [],
  );
  const last = begins.at(-1) ?? 0;
  return { took: (requests[last]?.at ?? 0) - (requests[0]?.at ?? 0), count: last };
}

/** Which minute of the server's a request was in, as the server counts: the first one after a minute begins another. */
function minuteOf(requests: readonly Seen[], at: number): number {
  let [number, began] = [0, requests[0]?.at ?? 0];
  for (const each of requests) {
    if (each.at > at) break;
    if (each.at - began >= 60_000) [number, began] = [number + 1, each.at];
  }
  return number;
}

function most(requests: readonly Seen[]): number {
  const counts = new Map<number, number>();
  for (const { at } of requests) {
    const minute = minuteOf(requests, at);
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** A book of the practice server with more of both than is read meanwhile. */
async function plant(database: { readonly file: string; readonly key: string }): Promise<void> {
  await (await startTraining({ database, seedCustomers: pages * PAGE })).close();
  const random = seededRandom("import");
  const book = new Book(database, random);
  const cards = book.all("cards", "ORDER BY real_id DESC LIMIT 4000");
  book.transaction(() => {
    while (book.count("charges") < pages * PAGE) plantPayments(book, random, cards, Math.floor(Date.now() / 1000));
  });
  book.database.close();
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
