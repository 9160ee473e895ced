import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasRead, root, type App } from "./app";
import { expect, test } from "./payarc";
import { workedDesk } from "./scene";

/**
 * How many keys and clicks ten everyday tasks take, counted from the events that the page gets, beside the table of
 * docs/design.md.
 */

const VISA = "4012000098765439122999985284";
const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const verdict = (page: Page, word: string): Locator =>
  page.getByRole("region", { name: "Result" }).getByRole("heading", { name: word, exact: true });
const dialog = (page: Page): Locator => page.getByRole("dialog").last();
const row = (page: Page): Locator => page.locator(".table-row:visible").first();

/** Keys without the ones that are only held, and clicks of the mouse. */
async function counted(page: Page, task: (page: Page) => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    const count = { keys: 0, clicks: 0 };
    Object.assign(window, { count });
    const held = new Set(["Shift", "Control", "Alt", "Meta"]);
    document.addEventListener("keydown", (event) => (count.keys += held.has(event.key) ? 0 : 1), true);
    // A click by a key has no place.
    document.addEventListener("click", (event) => (count.clicks += event.isTrusted && event.detail > 0 ? 1 : 0), true);
  });
  await task(page);
  return page.evaluate(() => {
    const { keys, clicks } = (window as unknown as { count: { keys: number; clicks: number } }).count;
    return clicks === 0 ? `${keys}` : `${keys} + ${clicks}`;
  });
}

const keys = async (page: Page, ...pressed: readonly string[]): Promise<void> => {
  for (const key of pressed) await page.keyboard.press(key);
};

/** On by Tab, until that has the focus. */
async function reach(page: Page, place: Locator): Promise<void> {
  await expect(place).toBeVisible();
  while (!(await place.evaluate((element) => element === document.activeElement))) await keys(page, "Tab");
}

async function listed(page: Page, key: string): Promise<void> {
  await keys(page, key);
  await expect(row(page)).toBeFocused();
}

/** Each task from the order screen with an empty form, the shortest way that the program shows. */
const TASKS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "A phone order of $125.00": async (page) => {
    await keys(page, ..."12500", "Enter", ...VISA, "Enter");
    await expect(verdict(page, "Approved")).toBeVisible();
  },
  "An order of a known customer, $42.00": async (page) => {
    await keys(page, "/", ..."rosa diaz", "Enter");
    await expect(field(page, "Amount")).toBeFocused();
    await keys(page, ..."4200", "Enter");
    await expect(verdict(page, "Approved")).toBeVisible();
  },
  "Give the newest payment back": async (page) => {
    await listed(page, "Control+3");
    await keys(page, "Enter");
    await expect(page.getByRole("region", { name: "Story" })).toBeVisible();
    await keys(page, "t");
    await expect(dialog(page).locator(".button-primary")).toBeFocused();
    await keys(page, "Enter");
    await expect(dialog(page)).toContainText(/Voided|Refunded/);
  },
  "Capture every hold": async (page) => {
    await listed(page, "Control+4");
    await keys(page, "Control+a");
    await page.locator(".page-bar .button-primary").click();
    await expect(dialog(page).locator(".button-primary")).toBeFocused();
    await keys(page, "Enter");
    await expect(dialog(page)).not.toContainText(/waiting/i);
  },
  "Find a payment by its last four": async (page) => {
    await keys(page, "Control+3", "/", ..."5439", "Enter");
    await expect(page.getByRole("region", { name: "Story" })).toBeVisible();
  },
  "Add a card and make it the default": async (page) => {
    await listed(page, "Control+2");
    // Not the first: the processor takes no card of a name that begins with a digit.
    await keys(page, "ArrowDown", "Enter");
    await expect(page.getByRole("list", { name: "Cards on file" })).toBeVisible();
    await keys(page, "a");
    await expect(field(page, "Card number")).toBeFocused();
    await keys(page, ..."5146315000000055123099885284", "Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    const card = page.getByRole("listitem").filter({ hasText: "0055" });
    await card.getByRole("button", { name: "Make default" }).click();
    await expect(card.getByText("Default", { exact: true })).toBeVisible();
  },
  "Park an order and resume it": async (page) => {
    await keys(page, ..."2500", "Alt+p");
    await page.getByRole("button", { name: /^Parked 1/ }).click();
    await expect(dialog(page).getByRole("button", { name: /^Resume/ })).toBeFocused();
    await keys(page, "Enter");
    await expect(field(page, "Amount")).toHaveValue("25.00");
  },
  "Close the day": async (page) => {
    await keys(page, "Control+5");
    await page.getByRole("radio", { name: "Day close" }).click({ force: true });
    await page.getByRole("button", { name: "Close the day" }).click();
    await expect(dialog(page).locator(".button-primary")).toBeFocused();
    await keys(page, "Enter");
    await expect(page.getByText(/^Closed by/)).toBeVisible();
  },
  "Charge a past payment again": async (page) => {
    await keys(page, "Control+3", "/", ..."ashley baker", "Enter");
    await expect(page.getByRole("region", { name: "Story" })).toBeVisible();
    await keys(page, "a");
    await expect(field(page, "Amount")).not.toHaveValue("");
  },
  "Connect an account": async (page) => {
    await keys(page, "Control+7");
    await expect(page.getByRole("combobox", { name: "Connection" })).toBeVisible();
    await keys(page, "c");
    await reach(page, page.getByRole("combobox", { name: "Connection" }));
    await keys(page, ..."PayArc t");
    await reach(page, field(page, "Bearer token"));
    await keys(page, "Control+v", "Enter");
    await expect(page.getByText(/^Connected/)).toBeVisible();
  },
};

async function ready(app: App): Promise<void> {
  await app.page.evaluate(() => {
    window.location.hash = "#/order";
  });
  await app.page.reload();
  await expect(field(app.page, "Amount")).toBeFocused();
}

test("ten everyday tasks take as many steps as the design says", async ({ start, payarc }) => {
  const app = await start({ env: { COUNTERFOIL_PAYARC_URL: payarc.url } });
  await workedDesk(app);
  await app.electron.evaluate(({ clipboard }, token) => clipboard.writeText(token), payarc.token);
  const took: Record<string, string> = {};
  for (const [name, task] of Object.entries(TASKS))
    await test.step(name, async () => {
      await ready(app);
      took[name] = await counted(app.page, task);
      await hasRead(app.page);
    });
  const design = readFileSync(join(root, "docs", "design.md"), "utf8");
  const told = Object.keys(TASKS).map((name) => {
    const line = design.split("\n").find((each) => each.startsWith(`| ${name} |`));
    return [name, line?.split("|")[3]?.trim() ?? "not in the table"];
  });
  expect(took).toEqual(Object.fromEntries(told));
});
