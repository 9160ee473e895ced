import type { Locator, Page } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { pressQuickly, readLog } from "./app";
import { expect, test, VISA } from "./payarc";

/** What keyboards, readers and clipboards of other makes put in: card numbers in texts, swipes, and single keys. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });

test("SECURITY: a card number between any signs is refused at the field, and what asks main itself leaves without it", async ({
  startOnPayarc,
}) => {
  const app = await startOnPayarc();
  const { page } = app;
  await page.getByRole("button", { name: "More", exact: true }).click();
  const note = field(page, "Note");
  for (const [typed, left] of [
    ["Visa4111,1111,1111,1111", "Visa"],
    ["Rosa ４１１１１１１１１１１１１１１１", "Rosa "],
    ["Rosa 4111•1111•1111•1111", "Rosa "],
    ["41111111111111111229", "1229"],
  ] as const) {
    await note.fill(typed);
    await expect(note).toHaveValue(left);
    await expect(note).toHaveAccessibleDescription(/That was a card number. It was taken out/);
  }
  for (const words of ["Invoice number: 10234", "token: blue"]) {
    await note.fill(words);
    await expect(note).toHaveValue(words);
    await expect(note).not.toHaveAccessibleDescription(/card number/);
  }
  // The page refuses it; whatever reaches main all the same leaves without it.
  const asked = keyedOrder({ amount: cents(12_00) });
  const answer = await app.ask("payments.charge", {
    ...asked,
    note: "Visa4111,1111,1111,1111 token: blue",
    metadata: { Invoice: "٤١١١١١١١١١١١١١١١, Invoice number: 10234" },
  });
  const id = answer.kind === "outcome" ? (answer.attempt.paymentId ?? "") : "";
  const payment = await app.ask("payments.get", { id });
  expect(payment.description).toBe("Visa[card number] token: blue");
  expect(payment.metadata["Invoice"]).toBe("[card number], Invoice number: 10234");
  await app.ask("filters.save", {
    name: "Basic service",
    clue: "4111 1111 1111 1111",
    filter: { statuses: [], brands: [], channels: [], when: { kind: "any" }, amountFrom: null, amountTo: null },
  });
  expect((await app.ask("filters.list", {})).at(0)).toMatchObject({ name: "Basic service", clue: "[card number]" });
  const receipt = await app.ask("receipts.show", { paymentId: id, attemptId: asked.attemptId, paper: "roll" });
  expect(receipt.html).toContain("Visa[card number] token: blue");
  const written = readdirSync(app.userData, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|log)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  expect(written.join("\n") + readLog(app.userData)).not.toMatch(/4111,1111|4111 1111/);
});

test("a swipe under another keyboard, without its sentinels, or slow, reaches no field, no copy and no charge", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  const { page } = app;
  const swipe = async (keys: string, apart: number): Promise<void> => {
    const endedAt = await pressQuickly(page, [...keys, "Enter"], apart);
    await expect(page.getByText("A card was swiped.")).toBeVisible();
    // In a field for money another one says what was typed there.
    const toast = page.locator(".toast", { hasText: "A card was swiped." });
    await toast.getByRole("button", { name: "Dismiss" }).click();
    await expect.poll(() => Date.now()).toBeGreaterThan(endedAt + 600);
  };
  await page.getByRole("button", { name: "More", exact: true }).click();
  await field(page, "Note").fill("Order 7");
  await field(page, "Amount").click();
  await page.keyboard.type("1100");
  const german = `%B${VISA.number}&DOE-JOHN&29121010000000000000_`;
  const turkish = `ş${VISA.number}-29121010000000:`;
  const bare = `${VISA.number}=29121010000000`;
  for (const [name, shown, keys, apart] of [
    ["Amount", "11.00", german, 2],
    ["Amount", "11.00", bare, 2],
    ["Card number", "", turkish, 2],
    ["Card number", "", bare, 2],
    ["Card number", "", `;${VISA.number}=29121010000000?`, 300],
    ["Note", "Order 7", german, 2],
    ["Note", "Order 7", bare, 2],
  ] as const) {
    await field(page, name).focus();
    await page.keyboard.press("End");
    await swipe(keys, apart);
    await expect(field(page, name)).toHaveValue(shown);
    for (const other of ["Card number", "Expiry", "CVV", "ZIP"]) await expect(field(page, other)).toHaveValue("");
  }
  expect(await app.ask("attempts.list", { limit: 10 })).toEqual([]);
  expect(payarc.control.requests().filter(({ method }) => method === "POST")).toEqual([]);
  // And an order that a hand types in one go is an order.
  await field(page, "Card number").focus();
  await pressQuickly(page, [...(VISA.number + VISA.expiry + VISA.cvv + VISA.zip)], 2);
  await expect(field(page, "ZIP")).toHaveValue(VISA.zip);
  await expect(field(page, "Card number")).toHaveValue("4012 0000 9876 5439");
});

test("keys act by their place where the keyboard has other letters, and by the letter where it has that", async ({
  startOnPayarc,
}) => {
  const { page } = await startOnPayarc();
  const devtools = await page.context().newCDPSession(page);
  const press = async (key: string, code: string, modifiers = 0): Promise<void> => {
    await devtools.send("Input.dispatchKeyEvent", {
      type: "keyDown",
      key,
      code,
      modifiers,
      text: modifiers ? "" : key,
    });
    await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key, code, modifiers });
  };
  const leave = (): Promise<void> => page.getByRole("link", { name: "Order", exact: true }).focus();
  const palette = page.getByRole("dialog", { name: "Do anything" });
  for (const [layout, key] of [
    ["Russian", "л"],
    ["Greek", "κ"],
    ["Hebrew", "ל"],
    ["Arabic", "ن"],
  ] as const) {
    await press(key, "KeyK", 2);
    await expect(palette, layout).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(palette).toHaveCount(0);
  }
  // Dvorak has its K where others have a V, and a T in the place of the K.
  await press("t", "KeyK", 2);
  await press("k", "KeyV", 2);
  await expect(palette).toBeVisible();
  await page.keyboard.press("Escape");
  await leave();
  await press("ь", "KeyM", 1);
  await expect(field(page, "Note")).toBeVisible();
  await leave();
  await press("ظ", "Slash");
  await expect(page.getByRole("searchbox", { name: "Find customer" })).toBeFocused();
  await leave();
  await press("؟", "Slash", 8);
  await expect(page.getByRole("dialog", { name: "Help" })).toBeVisible();
  await page.keyboard.press("Escape");
  // A French keyboard types its digits with Shift.
  await press("é", "Digit2", 2);
  await expect(page.getByRole("button", { name: "New customer" })).toBeVisible();
});

test("the sheet of keys and the buttons show the letters of this keyboard", async ({ startOnPayarc }) => {
  const { page } = await startOnPayarc();
  await page.evaluate(() => {
    const board = new Map([
      ["KeyK", "л"],
      ["KeyM", "ь"],
    ]);
    Object.defineProperty(navigator, "keyboard", { value: { getLayoutMap: () => Promise.resolve(board) } });
    window.dispatchEvent(new Event("focus"));
  });
  await expect(page.getByRole("button", { name: "More", exact: true }).locator("kbd")).toHaveText("Alt Ь");
  await page.getByRole("link", { name: "Order", exact: true }).focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Help" }).getByText("Ctrl Л").first()).toBeAttached();
});
