import type { Locator, Page } from "@playwright/test";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, test, type App } from "./app";

/** The menu bar and the menus of the right button, as the system would show them. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });

/** From now on a menu is not shown but kept, so that its entries can be read and chosen. */
async function keepMenus({ electron }: App): Promise<void> {
  await electron.evaluate(({ Menu }) => {
    Menu.prototype.popup = function keep(this: Electron.Menu) {
      (globalThis as { kept?: Electron.Menu }).kept = this;
    };
  });
}

/** What the menu at that place offers. */
async function entriesAt(app: App, place: Locator): Promise<readonly string[]> {
  await app.electron.evaluate(() => {
    delete (globalThis as { kept?: Electron.Menu }).kept;
  });
  await place.click({ button: "right" });
  const entries = () =>
    app.electron.evaluate(() =>
      (globalThis as { kept?: Electron.Menu }).kept?.items
        .filter(({ enabled, type }) => enabled && type !== "separator")
        .map(({ label }) => label),
    );
  await expect.poll(entries).toBeDefined();
  return (await entries()) ?? [];
}

async function choose({ electron }: App, label: string): Promise<void> {
  await electron.evaluate((_electron, wanted) => {
    const { kept } = globalThis as { kept?: Electron.Menu };
    kept?.items.find((entry) => entry.label === wanted)?.click();
  }, label);
}

test("the menu bar has the usual entries, and Help opens in the window", async ({ app }) => {
  const bar = await app.electron.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ label, submenu }) => [label, submenu?.items.map((entry) => entry.label)]),
  );
  expect(bar?.map(([label]) => label)).toEqual(["File", "Edit", "View", "Window", "Help"]);
  const help = app.page.getByRole("dialog", { name: "Help" });
  for (const [label, page] of [
    ["Counterfoil Help", "Take a phone order"],
    ["All keys", "All keys"],
    ["About Counterfoil", "About Counterfoil"],
  ] as const) {
    await app.electron.evaluate(({ Menu }, wanted) => {
      Menu.getApplicationMenu()
        ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
        .find((entry) => entry.label === wanted)
        ?.click();
    }, label);
    await expect(help.getByRole("article", { name: page, exact: true })).toBeVisible();
    await app.page.keyboard.press("Escape");
    await expect(help).toHaveCount(0);
    // The focus is where it was.
    await expect(field(app.page, "Amount")).toBeFocused();
  }
});

test("SECURITY: a card number or CVV is never offered for copying; other fields have cut, copy and paste", async ({
  app,
}) => {
  const { page } = app;
  await keepMenus(app);
  await field(page, "Card number").fill("4012000098765439");
  await field(page, "CVV").fill("999");
  for (const name of ["Card number", "Expiry", "CVV"]) {
    await field(page, name).selectText();
    expect(await entriesAt(app, field(page, name)), name).toEqual(["Paste", "Select all"]);
  }
  await page.getByRole("searchbox").fill("rosa");
  await page.getByRole("searchbox").selectText();
  expect(await entriesAt(app, page.getByRole("searchbox"))).toEqual(["Cut", "Copy", "Paste", "Select all"]);
  // What the system's own Copy does with a selected card number: nothing.
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText("before"));
  await field(page, "Card number").selectText();
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.copy());
  // A question that is answered later than the copying would be.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe("before");
  await page.getByRole("searchbox").selectText();
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.copy());
  await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe("rosa");
});

test("a row, a fact and a sentence are copied as they are shown", async ({ app }) => {
  const { page } = app;
  await app.ask("payments.charge", keyedOrder({ amount: cents(47_01) }));
  await keepMenus(app);
  await page.getByRole("link", { name: "Payments" }).click();
  const row = page.getByRole("table", { name: "Payments" }).locator("tr", { hasText: "$47.01" });
  const copied = async (place: Locator): Promise<string> => {
    expect(await entriesAt(app, place)).toContain("Copy line");
    await choose(app, "Copy line");
    return app.electron.evaluate(({ clipboard }) => clipboard.readText());
  };
  expect(await copied(row.getByText("$47.01"))).toMatch(/\t\$47\.01\t/);
  await row.click();
  const fact = page
    .getByRole("region", { name: "Payment", exact: true })
    .locator(".fact", { hasText: "Approval code" });
  expect(await copied(fact.locator("dt"))).toMatch(/^Approval code\t\w+$/);
  expect(await copied(page.getByRole("heading", { name: "Payments" }))).toBe("Payments");
});
