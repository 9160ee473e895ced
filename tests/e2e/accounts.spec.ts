import type { Page } from "@playwright/test";
import { startTraining, type TrainingServer } from "../../src/main/practice/payarc/server";
import { moneyText, sumsText } from "../../src/shared/currency";
import { dayOf, NO_FILTER } from "../../src/shared/history";
import { askFrom, expect, hasRead, test as base, type App, type StartOptions } from "./app";
import { ACTION_LIMIT_MS } from "./limits";
import { openDoor } from "./one-door";
import { typeOrder, verdict } from "./payarc";

/** Two accounts of one processor, each with a server and a ledger of its own, in one program. */
interface Two {
  readonly main: TrainingServer;
  readonly web: TrainingServer;
  /** The app with both accounts connected; its first window shows “Web shop”. */
  readonly startWithTwo: (options?: StartOptions) => Promise<App>;
}

const test = base.extend<Two>({
  main: async ({ viewport: _unused }, use) => serve(use),
  web: async ({ viewport: _unused }, use) => serve(use),
  startWithTwo: async ({ start, main, web }, use) => {
    const door = await openDoor([main, web]);
    await use(async (options = {}) => {
      const app = await start({ ...options, env: { COUNTERFOIL_PAYARC_URL: door.url, ...options.env } });
      const { accounts } = await app.ask("app.state", {});
      if (!accounts.some(({ name }) => name === "Web shop")) {
        await app.ask("accounts.connect", { id: "payarc_test", token: main.token });
        const { id } = await app.ask("accounts.add", { kind: "payarc_test", name: "Web shop", colour: "rose" });
        await app.ask("accounts.connect", { id, token: web.token });
      }
      return app;
    });
    await door.close();
  },
});

async function serve(use: (server: TrainingServer) => Promise<void>): Promise<void> {
  const server = await startTraining({
    database: { file: ":memory:", key: null },
    seedCustomers: 3,
    requestsPerMinute: 100_000,
  });
  await use(server);
  await server.close();
}

/** Opens another window, from the account that is named. */
async function openOn(app: App, name: string): Promise<Page> {
  const { accounts } = await app.ask("app.state", {});
  const id = accounts.find((account) => account.name === name)?.id ?? "";
  const opened = app.electron.waitForEvent("window", { timeout: ACTION_LIMIT_MS });
  await app.ask("accounts.openWindow", { id });
  const page = await opened;
  await page.waitForFunction(() => document.readyState === "complete" && "counterfoil" in window);
  await expect(page.getByRole("textbox", { name: "Amount" })).toBeFocused();
  return page;
}

const sumsOf = (server: TrainingServer): number[] =>
  server.control
    .ledger()
    .map(({ amount }) => amount)
    .toSorted((a, b) => a - b);

/** COUNTERFOIL_ORDERS=50 takes as many in each window. */
const ORDERS = Number(process.env["COUNTERFOIL_ORDERS"] ?? 8);

test("two accounts in two windows, typed alternately: each charge is in its own ledger, and none in the other's", async ({
  startWithTwo,
  main,
  web,
}) => {
  test.setTimeout(0);
  const app = await startWithTwo();
  const other = await openOn(app, "PayArc test");
  await expect(app.page.getByRole("button", { name: /^Web shop · no real money/ })).toBeVisible();
  await expect(other.getByRole("button", { name: /^PayArc test · no real money/ })).toBeVisible();
  await expect
    .poll(() =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle())),
    )
    .toEqual(expect.arrayContaining(["Counterfoil: Web shop", "Counterfoil: PayArc test"]));
  for (let at = 0; at < ORDERS; at++) {
    // Even cents for the one, odd for the other, the same card in both.
    for (const [page, cents] of [
      [app.page, 10_000 + at * 200],
      [other, 10_100 + at * 200],
    ] as const) {
      await typeOrder(page, String(cents));
      await page.keyboard.press("Enter");
    }
    for (const page of [app.page, other]) {
      await expect(verdict(page, "Approved")).toBeVisible();
      await hasRead(page);
      await page.keyboard.press("Enter");
    }
  }
  const each = (first: number) => Array.from({ length: ORDERS }, (_, at) => first + at * 200);
  expect(sumsOf(web)).toEqual(each(10_000));
  expect(sumsOf(main)).toEqual(each(10_100));
});

test("kill -9 with one lost answer on each account: both are found after the start, each on its own", async ({
  startWithTwo,
  main,
  web,
}) => {
  const app = await startWithTwo();
  const other = await openOn(app, "PayArc test");
  for (const server of [main, web])
    server.control.failNext({ method: "POST", path: "/charges" }, { kind: "silence", when: "after" });
  for (const [page, sum] of [
    [app.page, "1200"],
    [other, "3400"],
  ] as const) {
    await typeOrder(page, sum);
    await page.keyboard.press("Enter");
  }
  await expect.poll(() => [sumsOf(web), sumsOf(main)]).toEqual([[1_200], [3_400]]);
  await app.kill();

  const again = await startWithTwo({ userData: app.userData });
  await expect
    .poll(async () =>
      (await again.ask("attempts.list", { limit: 5 }))
        .map(({ account, amount, state, outcome }) => `${account} ${amount} ${state} ${outcome?.kind}`)
        .toSorted(),
    )
    .toEqual(["PayArc test 3400 closed approved", "Web shop 1200 closed approved"]);
  expect([sumsOf(web), sumsOf(main)]).toEqual([[1_200], [3_400]]);
});

test("changing the account of a window wipes the card and keeps the rest with its own account", async ({
  startWithTwo,
}) => {
  const app = await startWithTwo();
  const { page } = app;
  await page.getByRole("textbox", { name: "Amount" }).click();
  await page.keyboard.type("4200");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4012000098765439");
  // By keys alone: the sheet of accounts, a clue, Enter.
  await page.keyboard.press("Control+o");
  await expect(page.getByRole("textbox", { name: "Find account" })).toBeFocused();
  await page.keyboard.type("payarc test");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^PayArc test · no real money/ })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Card number" })).toHaveValue("");
  await expect(page.getByRole("textbox", { name: "Amount" })).toHaveValue("");
  await expect(page.getByText("Card number, expiry and CVV were wiped.")).toBeVisible();
  // The order waits with its account, and taking it up goes back there.
  await page.getByRole("button", { name: /parked/i }).click();
  const parked = page.getByRole("dialog", { name: "Parked orders" });
  await expect(parked).toContainText("Web shop");
  await parked.getByRole("button", { name: /^Resume/ }).click();
  await expect(page.getByRole("button", { name: /^Web shop · no real money/ })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Amount" })).toHaveValue("42.00");
});

test("an account is added, named, coloured and removed in Settings; what was done on it stays in Activity", async ({
  startWithTwo,
  web,
}) => {
  const app = await startWithTwo();
  const { page } = app;
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await hasRead(page);
  await page.getByRole("link", { name: "Settings" }).click();
  const section = page.getByRole("region", { name: "Connection" });
  await section.getByRole("button", { name: "Add account" }).click();
  const adding = page.getByRole("dialog", { name: "Add account" });
  await expect(adding.getByRole("textbox", { name: "Account name" })).toBeFocused();
  await page.keyboard.type(" WEB  SHOP");
  await page.keyboard.press("Enter");
  await expect(adding).toContainText("There is an account “Web shop” already.");
  await adding.getByRole("textbox", { name: "Account name" }).fill("Market stall");
  await page.keyboard.press("Enter");
  await expect(adding).toBeHidden();
  await expect(section.getByRole("combobox", { name: "Connection" }).locator("option:checked")).toHaveText(
    "Market stall",
  );
  // The credentials of another account are told beside the field.
  await section.getByRole("textbox", { name: "Bearer token" }).fill(web.token);
  await section.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(section).toContainText("“Web shop” is connected with these already.");
  await section.getByRole("combobox", { name: "Connection" }).selectOption({ label: "Web shop" });
  await section.getByRole("button", { name: "Edit account" }).click();
  const editing = page.getByRole("dialog", { name: "Edit account" });
  await editing.getByRole("textbox", { name: "Account name" }).fill("Internet");
  await editing.getByRole("combobox", { name: "Color" }).selectOption({ label: "Violet" });
  await editing.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: /^Internet · no real money/ })).toBeVisible();
  await section.getByRole("button", { name: "Remove account" }).click();
  await page.getByRole("dialog", { name: "Remove Internet?" }).getByRole("button", { name: "Remove account" }).click();
  await expect(page.getByRole("button", { name: /^Training · practice money/ })).toBeVisible();
  await page.getByRole("link", { name: "Activity" }).click();
  await page.getByRole("switch", { name: "All accounts" }).check();
  await expect(page.getByRole("table", { name: "Activity" })).toContainText("Internet");
  await page.getByRole("table", { name: "Activity" }).getByText("$12.00").click();
  const entry = page.getByRole("region", { name: "Attempt" });
  await expect(entry).toContainText("Internet");
  await expect(entry.getByRole("button", { name: "Open payment" })).toHaveCount(0);
  const { accounts } = await askFrom(page, "app.state", {});
  expect(accounts.map(({ name }) => name)).toEqual(["Training", "Training, JustiFi", "PayArc test", "Market stall"]);
});

test("each account has its own receipt header; its logo is drawn once and kept as a PNG", async ({ startWithTwo }) => {
  const app = await startWithTwo();
  const { page } = app;
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  const [attempt] = await app.ask("attempts.list", { limit: 1 });
  const paymentId = attempt?.outcome?.payment?.id ?? "";
  const html = async (): Promise<string> =>
    (await app.ask("receipts.show", { paymentId, attemptId: attempt?.id ?? null, paper: "letter" })).html;
  expect(await html()).not.toContain("<img");
  await page.getByRole("link", { name: "Settings" }).click();
  const receipts = page.getByRole("region", { name: "Receipts" });
  const logo = receipts.getByLabel("Logo", { exact: true });
  await logo.setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") });
  await expect(receipts).toContainText("Choose a PNG or an SVG file.");
  await logo.setInputFiles({ name: "broken.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await expect(receipts).toContainText("This file cannot be drawn. Choose another PNG or SVG.");
  // SECURITY: what an SVG would do as a page is not done, and not kept.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" onload="document.title='taken'">
    <script>document.title = "taken"</script><image href="http://127.0.0.1:9/a.png" width="9" height="9"/>
    <rect width="300" height="100" fill="#111"/></svg>`;
  await logo.setInputFiles({ name: "shop.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) });
  await expect(receipts.getByRole("img", { name: "The logo as it is printed" })).toBeVisible();
  await expect.poll(html).toContain('<img alt="" src="data:image/png;base64,iVBORw0KGgo');
  expect(await html()).not.toContain("svg");
  // The other account has its own header: none.
  await app.ask("accounts.use", { id: "payarc_test" });
  expect((await app.ask("app.state", {})).settings.logo).toBe("");
  await expect(receipts.getByRole("img")).toHaveCount(0);
  await app.close();
  const again = await startWithTwo({ userData: app.userData });
  const web = (await again.ask("app.state", {})).accounts.find(({ name }) => name === "Web shop")?.id ?? "";
  await again.ask("accounts.use", { id: web });
  expect((await again.ask("app.state", {})).settings.logo).toMatch(/^iVBORw0KGgo/);
});

test("what answers on every account stands side by side, each with its own sum", async ({ startWithTwo, main }) => {
  const app = await startWithTwo();
  const other = await openOn(app, "PayArc test");
  for (const [page, sum] of [
    [app.page, "1200"],
    [other, "3400"],
  ] as const) {
    await typeOrder(page, sum);
    await page.keyboard.press("Enter");
    await expect(verdict(page, "Approved")).toBeVisible();
    await hasRead(page);
  }
  expect(sumsOf(main)).toEqual([3_400]);
  const { page } = app;
  await page.getByRole("link", { name: "Payments" }).click();
  await page.getByRole("switch", { name: "All accounts" }).check();
  const of = (name: string) => page.getByRole("region", { name, exact: true });
  const { accounts } = await app.ask("app.state", {});
  for (const [name, mine, theirs] of [
    ["Web shop", "$12.00", "$34.00"],
    ["PayArc test", "$34.00", "$12.00"],
  ] as const) {
    const id = accounts.find((account) => account.name === name)?.id ?? "";
    const summed = async () => {
      const { count, sums } = await app.ask("history.sum", { account: id, clue: "5439", filter: NO_FILTER });
      return [count, sumsText(sums)];
    };
    await expect.poll(summed).toEqual([1, mine]);
    await expect(of(name)).toContainText(mine);
    await expect(of(name).getByRole("cell", { name: theirs, exact: true })).toHaveCount(0);
  }
  await page.getByRole("link", { name: "Activity" }).click();
  await page.getByRole("radio", { name: "Day close" }).check();
  await expect(of("Web shop").getByRole("region", { name: "Totals" })).toBeVisible();
  await expect(of("PayArc test")).toHaveCount(0);
  await page.getByRole("switch", { name: "All accounts" }).check();
  for (const { id, name } of accounts.filter(({ kind }) => kind === "payarc_test")) {
    const { taken } = await app.ask("activity.dayClose", { account: id, day: dayOf(Date.now()) });
    await expect(of(name).getByRole("region", { name: "Totals" })).toContainText(moneyText(taken.amount, "USD"));
  }
});
