import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test, type App } from "./app";
import { windowOf } from "./sight";

/** The lock: what is gone from the page, what comes back, wrong PINs, the warning, another person, a forgotten PIN. */

const field = (within: Page | Locator, name: string): Locator => within.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string): Locator => within.getByRole("button", { name, exact: true });
const dialog = (page: Page, name: string): Locator => page.getByRole("dialog", { name });

/** Everything that a person or an assistive program finds in the window. */
async function inSight(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const tree = await devtools.send("Accessibility.getFullAXTree");
  await devtools.detach();
  // The engine's own numbers of nodes and frames may have any digits.
  const words = (name: string, value: unknown): unknown => (/Ids?$/.test(name) ? undefined : value);
  return `${JSON.stringify(tree.nodes, words)} ${await page.content()}`;
}

/** Counts down as main does; the hand's next key ends it. */
async function warn({ electron }: App, secondsLeft: number | null): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, left) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send("counterfoil:event:lock.changed", {
        locked: false,
        secondsLeft: left,
      }),
    secondsLeft,
  );
}

test("locked by a key, nothing of a customer is in the page; unlocked, the draft is back without its card", async ({
  app,
}) => {
  const { page } = app;
  await expect(field(page, "Amount")).toBeFocused();
  await page.getByRole("searchbox").fill("rosa");
  const found = page.getByRole("option").first();
  const name = (await found.getAttribute("aria-label")) ?? "";
  await found.click();
  await field(page, "Amount").fill("41.00");
  await page.getByRole("radio", { name: "Another card" }).check();
  await field(page, "Card number").focus();
  await page.keyboard.type("4012000098765439122999985284");
  await button(page, "More").click();
  await field(page, "Note").fill("Call back on Monday");
  expect(await inSight(page)).toContain(name);

  // From within a field, and over a dialog: the key locks everywhere.
  await page.keyboard.press("Control+k");
  await expect(dialog(page, "Do anything")).toBeVisible();
  await page.keyboard.press("Control+l");
  const locked = dialog(page, "Locked");
  await expect(locked.getByRole("combobox", { name: "Person" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(1);
  const left = await inSight(page);
  for (const gone of [name, "Call back on Monday", "4012", "41.00", "Card number"]) expect(left).not.toContain(gone);
  for (const theme of ["light", "dark"]) {
    await page.evaluate((to) => document.documentElement.setAttribute("data-theme", to), theme);
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
  }
  await windowOf(app, 1024, 700, 2);
  await button(locked, "Unlock").scrollIntoViewIfNeeded();
  await expect(button(locked, "Unlock")).toBeInViewport({ ratio: 1 });
  await windowOf(app, 1024, 700);
  // Nothing of the program is done behind the lock, whatever is pressed.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+2");
  await expect(locked).toBeVisible();

  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(field(page, "Amount")).toHaveValue("41.00");
  await expect(page.getByText(name).first()).toBeVisible();
  await expect(field(page, "Note")).toHaveValue("Call back on Monday");
  await expect(field(page, "ZIP")).toHaveValue("85284");
  for (const wiped of ["Card number", "Expiry", "CVV"]) await expect(field(page, wiped)).toHaveValue("");
  await expect(field(page, "Card number")).toBeFocused();
  await page.keyboard.type("401200009876543912299985284");
  await expect(button(page, "Charge $41.00")).toBeEnabled();

  // The last seconds are told, and a key keeps it open.
  await warn(app, 27);
  await expect(page.getByText("Locks in 27 s")).toBeVisible();
  await expect(button(page, "Stay")).toBeInViewport();
  await page.keyboard.press("Shift");
  await expect(page.getByText("Locks in 27 s")).toHaveCount(0);
  // On another screen that one is back.
  await page.getByRole("link", { name: "Holds" }).click();
  await button(page, "Lock").click();
  await expect(locked.locator("input:focus")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table", { name: "Holds" })).toBeVisible();
  // In the order the hand goes on where it was, while no card is gone.
  await page.keyboard.press("Control+1");
  await page.keyboard.press("Alt+l");
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("33");
  await page.keyboard.press("Control+l");
  await expect(locked.locator("input:focus")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(field(page, "Amount")).toBeFocused();
  await expect(field(page, "Amount")).toHaveValue("0.33");
  await page.keyboard.press("Alt+m");
  await field(page, "Note").focus();
  await page.keyboard.press("Control+l");
  await expect(locked.locator("input:focus")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(field(page, "Note")).toBeFocused();
});

test("PINs: wrong ones wait, another person comes in under three seconds, and a forgotten one is made anew", async ({
  app,
}) => {
  const { page, ask } = app;
  await page.keyboard.press("Control+7");
  await page.getByRole("link", { name: "People" }).click();
  const people = page.getByRole("region", { name: "People" });
  await button(people, "Set PIN").click();
  await field(page, "New PIN").fill("12345");
  await page.keyboard.press("Enter");
  await expect(field(page, "New PIN")).toHaveAccessibleDescription(/6 digits or more/);
  await field(page, "New PIN").fill("135790");
  await page.keyboard.press("Enter");
  const shown = dialog(page, "Recovery words");
  const recovery = (await shown.getByRole("note").textContent()) ?? "";
  expect(recovery.split(" ")).toHaveLength(6);
  await page.keyboard.press("Escape");
  await button(shown, "I have kept them").click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await button(people, "Add person").click();
  await field(page, "Name").fill("Mara Front");
  await field(page, "PIN").fill("246802");
  await page.keyboard.press("Enter");
  await expect(people.getByRole("row", { name: /Mara Front.*Front desk.*Set/ })).toBeVisible();

  // The owner has something typed; it is parked when somebody else comes.
  await page.keyboard.press("Control+1");
  await field(page, "Amount").fill("99.00");
  const began = Date.now();
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("combobox", { name: "Person" })).toBeFocused();
  await page.keyboard.type("ma246802");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const took = Date.now() - began;
  console.log(`another person was in after ${took} ms`);
  await expect(field(page, "Amount")).toHaveValue("");
  await expect(field(page, "Amount")).toBeFocused();
  await expect(page.getByText(/The order of .* was parked/)).toBeVisible();
  expect((await ask("app.state", {})).person).toMatchObject({ name: "Mara Front", role: "front_desk" });

  // Five wrong ones, and the right one has to wait as well.
  await button(page, "Lock").click();
  const pin = field(dialog(page, "Locked"), "PIN");
  for (let wrong = 0; wrong < 5; wrong++) {
    await pin.fill("864209");
    expect(await inSight(page)).not.toContain("864209");
    await page.keyboard.press("Enter");
    await expect(pin).toHaveAccessibleDescription(/not right|Wait/);
    await expect(pin).toHaveValue("");
  }
  await pin.fill("246802");
  await page.keyboard.press("Enter");
  await expect(pin).toHaveAccessibleDescription(/Wait \d+ seconds/);
  await expect(pin).toBeFocused();

  // The owner has forgotten theirs.
  await button(page, "Forgotten PIN").click();
  const anew = dialog(page, "A new PIN");
  await field(anew, "Recovery words").fill("bada bada bada bada bada bada");
  await field(anew, "New PIN").fill("975310");
  await page.keyboard.press("Enter");
  await expect(anew.getByRole("alert")).toContainText("These recovery words are not right");
  await field(anew, "Recovery words").fill(recovery.toUpperCase());
  await page.keyboard.press("Enter");
  const again = dialog(page, "Recovery words");
  await expect(again.getByRole("note")).toBeVisible();
  expect(await again.getByRole("note").textContent()).not.toBe(recovery);
  await button(again, "I have kept them").click();
  expect((await ask("app.state", {})).person).toMatchObject({ role: "owner", hasPin: true });
  expect((await ask("attempts.list", { limit: 5 })).length).toBe(0);
});
