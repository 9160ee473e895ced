import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./app";
import { fitsAt200, passesAxe } from "./sight";

/** Settings in the real app: what is typed is kept, each section is reached, and what is refused says why. */
const field = (within: Page | Locator, name: string): Locator => within.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string): Locator => within.getByRole("button", { name, exact: true });

const customer = (page: Page): Locator => page.getByRole("region", { name: "Customer", exact: true });

async function newCustomer(page: Page, name: string, email: string): Promise<void> {
  await page.getByRole("link", { name: "Customers" }).click();
  await button(page, "New customer").click();
  await expect(field(page, "Name")).toBeFocused();
  await field(page, "Name").fill(name);
  await field(page, "Email").fill(email);
  await field(page, "Phone").fill("6025550143");
  await field(page, "ZIP").fill("85284");
  await button(page, "Save").click();
  await expect(customer(page).getByRole("heading", { name })).toBeVisible();
}

test("what is typed in Settings is kept when a key leaves the screen, or said not to be", async ({
  app: { page, ask, electron },
}) => {
  const merchant = async () => (await ask("app.state", {})).settings.merchant;
  await page.keyboard.press("Control+7");
  await field(page, "Merchant name").fill("Ann’s Flowers");
  await page.keyboard.press("Control+1");
  await expect.poll(async () => (await merchant()).name).toBe("Ann’s Flowers");
  await page.keyboard.press("Control+7");
  await expect(field(page, "Merchant name")).toHaveValue("Ann’s Flowers");
  await field(page, "Name on the statement").fill("ANN");
  await page.keyboard.press("Control+1");
  await expect(page.getByText("Name on the statement was not saved: At least 5 characters.")).toBeVisible();
  expect(await merchant()).toMatchObject({ name: "Ann’s Flowers", statementDescription: "" });

  // A choice stays where the hand has put it while it is written, and goes back where it was not.
  const writing = await electron.evaluateHandle(({ ipcMain }) => {
    // oxlint-disable-next-line no-underscore-dangle -- Electron has no other door to what answers
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
    let refuse: (why: Error) => void = () => undefined;
    const refused = new Promise<never>((_done, reject) => (refuse = reject));
    handlers.set("counterfoil:settings.set", () => refused);
    return { fails: () => refuse(new Error("not written")) };
  });
  await page.keyboard.press("Control+7");
  const choice = page.getByRole("radio", { name: "14:30" });
  await choice.check({ force: true });
  await page.getByRole("switch", { name: "Go to the next card field when one is complete" }).setChecked(false);
  await writing.evaluate(({ fails }) => fails());
  await expect(choice).not.toBeChecked();
});

test("settings are kept over a restart; practice data can be reset", async ({ start }) => {
  const first = await start();
  await first.page.getByRole("link", { name: "Settings" }).click();
  await field(first.page, "Desk name").fill("Back office");
  await field(first.page, "Merchant name").fill("Meridian Dental");
  await field(first.page, "Name on the statement").fill("MER");
  await field(first.page, "Merchant phone").focus();
  await expect(first.page.getByText("At least 5 characters.")).toBeVisible();
  await first.page.getByRole("combobox", { name: "Address" }).selectOption("Void it when neither street nor ZIP match");
  await expect.poll(async () => (await first.ask("app.state", {})).settings.rules.avs).toBe(5);
  const times = first.page.getByRole("table", { name: "Payments" }).locator("tbody tr[data-index] td:first-child");
  for (const [choice, told] of [
    ["14:30", /^(?!.*[AP]M)/],
    ["2:30 PM", /[AP]M$/],
    ["14:30", /^(?!.*[AP]M)/],
  ] as const) {
    await first.page.keyboard.press("Control+7");
    await first.page.getByRole("radio", { name: choice }).check({ force: true });
    await first.page.keyboard.press("Control+3");
    await expect(times.first().locator("span").nth(1)).toHaveText(told);
  }
  await first.close();

  const { page, ask } = await start();
  const { settings, hours } = await ask("app.state", {});
  expect(hours).toBe(24);
  expect([
    settings.deskName,
    settings.merchant.name,
    settings.merchant.statementDescription,
    settings.rules.avs,
  ]).toEqual(["Back office", "Meridian Dental", "", 5]);
  await newCustomer(page, "Soon Gone", "soon@example.com");
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByText("$2,012.00").first()).toBeVisible();
  await button(page, "Reset practice data").click();
  await button(page.getByRole("dialog"), "Reset practice data").click();
  await expect(page.getByText("Practice begins anew.")).toBeVisible();
  await page.getByRole("link", { name: "Customers" }).click();
  await expect(page.getByText("250 customers")).toBeVisible();
});

test("the index is in sight at 1024 and at 200 %, a link leads to each section, and what is kept says Saved", async ({
  app,
}) => {
  const { page, electron } = app;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await page.keyboard.press("Control+7");
  const index = page.getByRole("navigation", { name: "Sections" });
  const leads = async (): Promise<void> => {
    for (const name of ["Training", "Connection", "Network", "This desk", "Safety rules", "Receipts"]) {
      await index.getByRole("link", { name, exact: true }).click();
      await expect(page.getByRole("region", { name, exact: true })).toBeFocused();
      await expect(page.getByRole("region", { name, exact: true }).getByRole("heading").first()).toBeInViewport();
      await expect(index).toBeInViewport({ ratio: 1 });
    }
  };
  await leads();
  // On a section the letters are keys, and Tab goes to its first field.
  await page.keyboard.press("Tab");
  await expect(field(page, "Merchant name")).toBeFocused();
  await page.keyboard.type("Ann’s Flowers");
  await page.keyboard.press("Tab");
  await expect(page.getByText("Saved: Merchant name")).toBeInViewport();
  await page.getByRole("switch", { name: "Show the sentence to read to the caller" }).click();
  await expect(page.getByText("Saved: Show the sentence to read to the caller")).toBeInViewport();
  await passesAxe(app);
  await fitsAt200(app);
  await page.keyboard.press("Control+1");
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await expect(index).toBeInViewport({ ratio: 1 });
  await leads();
});

test("connecting is no longer the thing to do once it is done", async ({ app: { page } }) => {
  await page.keyboard.press("Control+7");
  const connect = button(page, "Connect");
  await expect(connect).not.toHaveClass(/button-primary/);
  // Not by its whole name: nothing else in Settings may be taken for it.
  await expect(page.getByRole("button", { name: "Connect" })).toHaveCount(1);
  await page.getByRole("combobox", { name: "Connection" }).selectOption("PayArc test");
  await expect(connect).toHaveClass(/button-primary/);
});

test("real money refused says what to do about it, in one sentence", async ({ app: { page, ask } }) => {
  const { noLive } = await ask("app.state", {});
  // Where the computer has what live payments need, nothing is refused.
  if (noLive === null) return;
  await page.keyboard.press("Control+7");
  await page.getByRole("combobox", { name: "Connection" }).selectOption("PayArc live");
  const status = page.getByRole("region", { name: "Connection" }).getByRole("status");
  await expect(status).toContainText(/Real money is off here: .*(install|start) /);
});
