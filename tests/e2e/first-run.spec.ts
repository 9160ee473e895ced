import type { Locator, Page } from "@playwright/test";
import { expect, hasRead, test, type App } from "./app";
import { typeOrder, verdict } from "./payarc";
import { fitsAt200, passesAxe } from "./sight";

/** The guide of the first run: quiet in the empty stub, by keys alone, and never in the way. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const guide = (page: Page, step: number): Locator =>
  page.getByRole("region", { name: `Guide · ${step} of 4`, exact: true });
const offer = (page: Page): Locator => page.getByRole("region", { name: "New here?" });
const inHand = (page: Page): Locator => page.locator("[aria-current=step]");

test.use({ firstDay: true });

test("at the very first start the keys are in Amount, and an order typed at once goes through", async ({ app }) => {
  const { page } = app;
  await expect(field(page, "Amount")).toBeFocused();
  await expect(offer(page)).toBeVisible();
  const before = await field(page, "Amount").boundingBox();
  await typeOrder(page, "1250");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(offer(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(offer(page)).toBeHidden();
  await expect(field(page, "Amount")).toBeFocused();
  expect(await field(page, "Amount").boundingBox()).toEqual(before);
});

test("two minutes by keys alone: who you are, an order, a declined one, and where to connect", async ({ start }) => {
  const app = await start();
  const { page } = app;
  await expect(offer(page)).toBeVisible();
  await page.keyboard.press("F2");
  await expect(field(page, "Business name")).toBeFocused();
  await passesAxe(app);
  await page.keyboard.type("Ann’s Flowers");
  await page.keyboard.press("Enter");
  await expect(field(page, "Name of this desk")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Counter");
  await page.keyboard.press("Enter");
  await expect(guide(page, 2)).toBeVisible();
  expect((await app.ask("app.state", {})).settings).toMatchObject({
    deskName: "Counter",
    merchant: { name: "Ann’s Flowers" },
  });

  // What stands in the guide is typed, and nothing else; the line in hand goes with the hand.
  const type = async (): Promise<void> => {
    await expect(field(page, "Amount")).toBeFocused();
    for (const name of ["Amount", "Card number", "Expiry", "CVV", "ZIP"]) {
      await expect(inHand(page)).toContainText(name);
      const line = inHand(page).locator(".guide-typed");
      const typed = await line.evaluate((element) => element.firstChild?.textContent ?? "");
      await page.keyboard.type(typed.replaceAll(" ", ""));
      if (name === "Amount") await page.keyboard.press("Enter");
    }
    await page.keyboard.press("Enter");
  };
  await type();
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect(page.getByText("That is a whole order. Enter begins the next one.")).toBeVisible();
  await passesAxe(app);
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(guide(page, 3)).toBeVisible();
  await type();
  await expect(verdict(page, "Declined")).toBeVisible();
  await expect(page.getByText(/Nothing was charged. N begins a new order./)).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("n");
  await expect(guide(page, 4)).toBeVisible();
  await passesAxe(app);
  await page.keyboard.press("F2");
  await expect(page.getByRole("region", { name: "Connection" })).toBeFocused();
  expect((await app.ask("app.state", {})).settings.guided).toBe(true);
  await app.close();

  const again = await start();
  await expect(field(again.page, "Amount")).toBeFocused();
  await expect(offer(again.page)).toBeHidden();
});

test("Esc leaves it at any moment, and what was typed into the order stays", async ({ start }) => {
  const app = await start();
  const { page } = app;
  await expect(offer(page)).toBeVisible();
  await page.keyboard.press("F2");
  await expect(field(page, "Business name")).toBeFocused();
  await page.keyboard.press("F2");
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("1250");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4012");
  await page.keyboard.press("Escape");
  await expect(guide(page, 2)).toBeHidden();
  await expect(field(page, "Amount")).toHaveValue("12.50");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  // Left, it is called again: here from the palette, which Help stands beside.
  await page.keyboard.press("Control+4");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("guide");
  await page.keyboard.press("Enter");
  await expect(field(page, "Business name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(field(page, "Amount")).toHaveValue("12.50");
  await fitsAt200(app);
  await app.close();
  const again = await start();
  await expect(field(again.page, "Amount")).toBeFocused();
  await expect(offer(again.page)).toBeHidden();
});

test("what is typed before the page's scripts run stays, and only Amount takes it", async ({ app }) => {
  const { page } = app;
  const letGo = await holdScripts(app);
  const amount = page.getByRole("textbox", { name: "Amount" });
  await expect(amount).toBeFocused();
  await page.keyboard.type("1250");
  await page.keyboard.press("Tab");
  await expect(amount).toHaveValue("1250");
  // SECURITY: no field of a card can be reached yet.
  expect(await page.evaluate(() => document.activeElement?.closest(".card-inputs") ?? null)).toBeNull();
  await letGo();
  await expect(amount).toHaveValue("12.50");
  await expect(page.locator("[data-not-yet]")).toHaveCount(0);
  // The Tab waited for a field that it can go to.
  await expect(page.getByRole("textbox", { name: "Card number" })).toBeFocused();
});

test("MONEY: an order typed before the page's scripts run is the order, key by key", async ({ app }) => {
  const { page } = app;
  const letGo = await holdScripts(app);
  await expect(page.getByRole("textbox", { name: "Amount" })).toBeFocused();
  await page.keyboard.type("1250");
  await page.keyboard.press("Enter");
  await page.keyboard.type("40120000987654391229999");
  // SECURITY: nothing of the card stands in a field that shows it.
  expect(await page.getByRole("textbox", { name: "Amount" }).inputValue()).toBe("1250");
  await letGo();
  await expect(page.getByRole("textbox", { name: "ZIP" })).toBeFocused();
  await page.keyboard.type("85284");
  await expect(page.getByRole("button", { name: "Charge $12.50" })).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Approved" })).toBeVisible();
});

test("keys of the menu never wait; while there is no menu yet, the one that ends the program is heard all the same", async ({
  app,
}) => {
  const { page, electron } = app;
  await holdScripts(app);
  await expect(page.getByRole("textbox", { name: "Amount" })).toBeFocused();
  await page.evaluate(() => {
    const left: string[] = Object.assign(window, { left: [] as string[] }).left;
    const look = (event: KeyboardEvent) => setTimeout(() => event.defaultPrevented || left.push(event.key));
    window.addEventListener("keydown", look, { capture: true });
  });
  for (const key of ["5", "q", "w", "=", "0"]) await page.keyboard.press(`Control+${key}`);
  for (const key of ["F11", "Enter"]) await page.keyboard.press(key);
  const left = page.evaluate(
    () => new Promise((done) => setTimeout(() => done((window as unknown as { left: string[] }).left))),
  );
  // The menu hears no key of a script; tests/packaged presses them as a hand does.
  expect(((await left) as string[]).filter((key) => key !== "Control")).toEqual(["q", "w", "=", "0", "F11"]);

  const ended = new Promise((done) => electron.process().once("exit", done));
  await electron.evaluate(({ Menu, BrowserWindow }) => {
    Menu.setApplicationMenu(null);
    const [window] = BrowserWindow.getAllWindows();
    setTimeout(() => window?.webContents.sendInputEvent({ type: "keyDown", keyCode: "Q", modifiers: ["control"] }));
  });
  expect(await ended).toBe(0);
});

test("SECURITY: of a card that is swiped before the page's scripts run nothing reaches a field", async ({ app }) => {
  const { page } = app;
  const letGo = await holdScripts(app);
  await expect(page.getByRole("textbox", { name: "Amount" })).toBeFocused();
  await page.keyboard.type("%B4012000098765439^DOE/JANE^29121011234?");
  await page.keyboard.press("Enter");
  await letGo();
  await expect(page.locator("[data-not-yet]")).toHaveCount(0);
  await page.keyboard.type("7");
  await expect(page.getByRole("textbox", { name: "Amount" })).toHaveValue("0.07");
  await expect(page.getByRole("textbox", { name: "Card number" })).toHaveValue("");
});

test("a key whose sheet is not read yet waits for it, and so does what is typed into it", async ({ app }) => {
  const { page } = app;
  const letGo = await holdScripts(app, "later");
  const amount = page.getByRole("textbox", { name: "Amount" });
  // The first screen is there.
  await expect(page.locator("[data-not-yet]")).toHaveCount(0);
  await expect(amount).toBeFocused();
  await page.keyboard.type("1250");
  await expect(amount).toHaveValue("12.50");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("holds 7");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await letGo();
  const palette = page.getByRole("dialog", { name: "Do anything" });
  await expect(palette.getByRole("combobox")).toHaveValue("holds 7");
  await page.keyboard.press("Escape");
  await expect(amount).toBeFocused();
  await expect(amount).toHaveValue("12.50");
});

/**
 * Loads the page anew with its scripts held back, as by a slow computer: all of them, or those that are read after the
 * first picture. Answers what lets them go.
 */
async function holdScripts({ page, electron }: App, which: "index" | "later" = "index"): Promise<() => Promise<void>> {
  await electron.evaluate(async ({ session, BrowserWindow }, name) => {
    const held: (() => void)[] = [];
    let isHolding = true;
    const letGo = (): void => {
      // On a busy machine a script may be asked for only after that.
      isHolding = false;
      held.splice(0).forEach((go) => go());
    };
    Object.assign(globalThis, { letGo });
    session.fromPartition("terminal").webRequest.onBeforeRequest(({ url }, answer) => {
      if (isHolding && new RegExp(`/${name}-[^/]+\\.js$`).test(url)) held.push(() => answer({}));
      else answer({});
    });
    const loaded = BrowserWindow.getAllWindows()[0]?.loadURL("app://terminal/index.html");
    if (name === "later") await loaded;
  }, which);
  if (which === "index") await expect(page.locator("[data-not-yet]").first()).toBeAttached();
  return () => electron.evaluate(() => (globalThis as unknown as { letGo: () => void }).letGo());
}
