import keytar from "keytar";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { openHistory } from "../../src/main/history/store";
import { startTraining } from "../../src/main/practice/payarc/server";
import { expect, test, type App } from "../e2e/app";
import { paymentNumber } from "../fixtures/payments";
import { isQuick, tellFigures } from "./figures";
import { inWords, privateMemory, sumOf } from "./memory";

/**
 * What a long day leaves in memory: orders taken by keyboard, customers opened, the payments scrolled from the first to
 * the last, then nothing for a while; beside the same program at rest before it. Also beside itself after a little of
 * each: what a screen takes once for all grows until then, what leaks goes on. It prints figures and judges nothing. A
 * part that the machine is too slow for ends at its limit, and the figures say how much was done.
 */
const ORDERS = Number(process.env["ORDERS"] ?? (isQuick ? 50 : 1_000));
const CUSTOMERS = Number(process.env["CUSTOMERS"] ?? (isQuick ? 50 : 1_000));
const PAYMENTS = Number(process.env["PAYMENTS"] ?? (isQuick ? 5_000 : 100_000));
/** How much of each is a little. */
const FIRST = 20;
/**
 * How long nobody touches anything before memory is read, ms: a page gives back what it has over after 30 s, main 10 to
 * 20 s later.
 */
const IDLE_MS = 60_000;
const ORDERS_LIMIT_MS = 170_000;
const LIMIT_MS = 60_000;
/** A list that does not move for so long is at its end, ms. */
const END_MS = 3_000;
const CARD = "4012000098765439122999985284";
const ACCOUNT = "payarc_test";
/** Of the last order. */
let cents = 20_000;

test(`memory after ${ORDERS} orders, ${CUSTOMERS} customers and ${PAYMENTS} payments`, async ({ start }) => {
  const server = await startTraining({
    database: { file: ":memory:", key: null },
    seedCustomers: CUSTOMERS,
    requestsPerMinute: 1_000_000,
  });
  const env = { COUNTERFOIL_PAYARC_URL: server.url };
  const first = await start({ env });
  await first.ask("accounts.connect", { id: ACCOUNT, token: server.token });
  await expect.poll(async () => (await first.ask("directory.status", {})).count, { timeout: 120_000 }).toBe(CUSTOMERS);
  await expect.poll(async () => (await first.ask("history.status", {})).state, { timeout: 120_000 }).toBe("ready");
  await first.close();
  await putPayments(first.userData);

  const app = await start({ userData: first.userData, env });
  const rest = await onceIdle(app, "at rest");
  await work(app, { orders: FIRST, customers: FIRST, payments: FIRST });
  const little = await onceIdle(app, "after a little of each");
  const done = await work(app, { orders: ORDERS, customers: CUSTOMERS, payments: PAYMENTS });
  const after = await onceIdle(app, "after the work");

  const why = "each screen takes some once, and pages of memory of which little is used are kept whole";
  const figure = { unit: "MB", ours: sumOf(after), goal: { most: 1.05, of: "ratio" }, why } as const;
  tellFigures([
    { what: `after ${done}`, ...figure, against: "at rest before it", baseline: sumOf(rest) },
    { what: "the same", ...figure, against: `after ${FIRST} of each`, baseline: sumOf(little) },
    ...[...after].map(([type, megabytes]) => ({
      what: `of that, ${type === "Browser" ? "main" : type === "Tab" ? "the page" : type}`,
      unit: "MB",
      against: "at rest before it",
      ours: megabytes,
      baseline: rest.get(type) ?? 0,
    })),
  ]);
  await server.close();
});

/** On the order screen, where nobody does anything. */
async function onceIdle(app: App, when: string): Promise<ReadonlyMap<string, number>> {
  await app.page.getByRole("link", { name: "Order", exact: true }).click();
  await app.page.getByRole("textbox", { name: "Amount", exact: true }).click();
  await app.page.waitForTimeout(IDLE_MS);
  const memory = await privateMemory(app);
  console.log(`${when}: ${inWords(memory)}`);
  return memory;
}

/** Answers in words what was done of it. */
async function work(app: App, most: { orders: number; customers: number; payments: number }): Promise<string> {
  const orders = await takeOrders(app.page, most.orders);
  const customers = await openCustomers(app, most.customers);
  const payments = await scrollPayments(app.page, most.payments);
  return `${orders} orders, ${customers} customers and ${payments} payments`;
}

/** Writes payments into the copy of a program that has ended. */
async function putPayments(userData: string): Promise<void> {
  const profile = createHash("sha256").update(userData).digest("hex").slice(0, 8);
  const key = await keytar.getPassword("Counterfoil", `history key (${profile})`);
  if (key === null) throw new Error("there is no keychain here, so no copy to put payments into");
  const { store } = openHistory({ file: join(userData, "history.db"), key });
  // Older than what the server has, so that the program does not look for them there.
  const newest = Date.now() - 400 * 86_400_000;
  for (let from = 0; from < PAYMENTS; from += 500)
    store.put(
      ACCOUNT,
      Array.from({ length: Math.min(500, PAYMENTS - from) }, (_, more) => paymentNumber(from + more, newest)),
    );
  store.close();
}

/** Takes orders by keyboard until there are enough or the time is over. Answers how many. */
async function takeOrders(page: Page, most: number): Promise<number> {
  const until = Date.now() + ORDERS_LIMIT_MS;
  const amount = page.getByRole("textbox", { name: "Amount", exact: true });
  const result = page.getByRole("region", { name: "Result" });
  let taken = 0;
  for (; taken < most && Date.now() < until; taken += 1) {
    await expect(amount).toBeFocused();
    // Never the same twice: the program would ask whether it is.
    cents += 7;
    await page.keyboard.type(String(cents));
    await page.keyboard.press("Enter");
    await page.keyboard.type(CARD);
    await page.keyboard.press("Enter");
    await expect(result).toContainText(`$${(cents / 100).toFixed(2)}`);
    await expect(result.getByRole("heading", { name: "Approved", exact: true })).toBeVisible();
    await page.waitForFunction(() => !document.querySelector("[data-unread]"));
    await page.keyboard.press("Enter");
  }
  return taken;
}

/** Opens one customer after the other. Answers how many. */
async function openCustomers({ page, ask }: App, most: number): Promise<number> {
  const ids: { id: string; name: string | null }[] = [];
  while (ids.length < most) {
    const { lines } = await ask("customers.list", { clue: "", offset: ids.length, limit: Math.min(500, most) });
    if (lines.length === 0) break;
    ids.push(...lines.map(({ id, name }) => ({ id, name })));
  }
  return page.evaluate(
    async ({ all, limit }) => {
      const until = Date.now() + limit;
      let opened = 0;
      for (const { id, name } of all) {
        if (Date.now() > until) break;
        window.location.hash = `#/customers/${id}`;
        while (
          Date.now() < until &&
          document.querySelector("[role=region][aria-label=Customer] h2, section[aria-label=Customer] h2")
            ?.textContent !== name
        )
          await new Promise(requestAnimationFrame);
        opened += 1;
      }
      return opened;
    },
    { all: ids.slice(0, most), limit: LIMIT_MS },
  );
}

/** Scrolls the payments some screens a frame. Answers how many were passed. */
async function scrollPayments(page: Page, most: number): Promise<number> {
  return page.evaluate(
    async ({ limit, rowsEnough, stillMs }) => {
      const until = Date.now() + limit;
      window.location.hash = "#/payments";
      const frame = () => new Promise(requestAnimationFrame);
      while (!document.querySelector("input[aria-label='Find payment']") || !document.querySelector(".table-row"))
        await frame();
      const scroller = document.querySelector<HTMLElement>(".split-list .table-scroll");
      if (!scroller) throw new Error("there is no list of payments");
      const rows = () => Number(document.querySelector(".split-list table")?.getAttribute("aria-rowcount") ?? 0);
      // The next ones may have to be read first.
      for (let movedAt = Date.now(); rows() < rowsEnough && Date.now() < Math.min(until, movedAt + stillMs); ) {
        const before = scroller.scrollTop;
        scroller.scrollTop += 4 * scroller.clientHeight;
        await frame();
        if (scroller.scrollTop !== before) movedAt = Date.now();
      }
      return rows();
    },
    { limit: LIMIT_MS, rowsEnough: most, stillMs: END_MS },
  );
}
