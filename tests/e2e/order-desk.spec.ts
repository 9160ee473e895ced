import type { Locator, Page } from "@playwright/test";
import { hasRead, pressQuickly } from "./app";
import { expect, test } from "./payarc";
import { passesAxe } from "./sight";
import { enterOn } from "./enter-on";

/**
 * Desk life by hasty hands: what is half typed is never lost, a card number stays nowhere, and the palette does what it
 * says.
 */
const VISA = "4012000098765439";
const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });

const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });
const heading = (page: Page, name: string): Locator => result(page).getByRole("heading", { name, exact: true });

async function palette(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Do anything" })).toBeVisible();
  await page.keyboard.type(words);
  await expect(page.getByRole("option", { name: words })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Do anything" })).toHaveCount(0);
}

async function charge(page: Page, cents: string, zip = "85284"): Promise<void> {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type(cents);
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${VISA}1229999${zip}`);
  await page.keyboard.press("Enter");
}

/** The text in a paste event, as the page gets it from the clipboard. */
async function paste(into: Locator, text: string): Promise<void> {
  await into.focus();
  await into.evaluate((target, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    if (target.dispatchEvent(event)) document.execCommand("insertText", false, pasted);
  }, text);
}

test("a look at another screen, or into the search, comes back to the field that was typed in", async ({
  app: { page },
}) => {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("1234");
  await page.keyboard.press("Enter");
  await page.keyboard.type(VISA.slice(0, 8));
  await page.keyboard.press("Control+2");
  await expect(page.getByRole("button", { name: "New customer" })).toBeVisible();
  await page.keyboard.press("Control+1");
  await expect(field(page, "Card number")).toBeFocused();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Find customer" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(field(page, "Card number")).toBeFocused();
  await page.keyboard.type(VISA.slice(8));
  await expect(field(page, "Amount")).toHaveValue("12.34");
  await expect(field(page, "Card number")).toHaveValue("4012 0000 9876 5439");
  await expect(field(page, "Expiry")).toBeFocused();
});

test("a pasted line with a card number is refused whole outside of the card fields, and one typed into Amount is told", async ({
  app: { page },
}) => {
  await expect(field(page, "Amount")).toBeFocused();
  await page.getByRole("button", { name: "More", exact: true }).click();
  for (const name of ["Amount", "ZIP", "Note", "Cardholder name", "Phone"]) {
    await paste(field(page, name), "4012 0000 9876 5439 12/29 999 85284");
    await expect(field(page, name)).toHaveValue("");
  }
  await paste(field(page, "Note"), "calls back at 5");
  await expect(field(page, "Note")).toHaveValue("calls back at 5");
  await paste(field(page, "Amount"), "$1,250.50");
  await expect(field(page, "Amount")).toHaveValue("1,250.50");
  await field(page, "Amount").fill("");
  // By a hand that does not pause.
  await pressQuickly(page, [...VISA], 50);
  // A field for money is changed by nobody but the hand; it takes eight digits.
  await expect(field(page, "Amount")).toHaveValue("401,200.00");
  await expect(page.getByText("That was a card number in a field for money.")).toBeVisible();
  await field(page, "Amount").fill("");
  await page.keyboard.type("12500");
  await expect(field(page, "Amount")).toHaveValue("125.00");
  await paste(field(page, "Card number"), "4012\t0000\t9876\t5439\t12/29\t999\t85284");
  await expect(field(page, "ZIP")).toHaveValue("85284");
  await expect(field(page, "CVV")).toHaveValue("•••");
});

test("an amount pasted as it is written elsewhere is read, or said not to be clear; what was typed stays", async ({
  app: { page },
}) => {
  await paste(field(page, "Amount"), "1.250,50");
  await expect(field(page, "Amount")).toHaveValue("1,250.50");
  await paste(field(page, "Amount"), "1.250");
  await expect(field(page, "Amount")).toHaveValue("1,250.50");
  await expect(field(page, "Amount")).toHaveAccessibleDescription("Not clearly an amount: write 1250.00");
  await page.keyboard.press("Backspace");
  await expect(field(page, "Amount")).not.toHaveAccessibleDescription(/clearly/);
  await paste(field(page, "Amount"), "1.250");
  await expect(field(page, "Amount")).toHaveAccessibleDescription(/clearly/);
  await palette(page, "Clear this order");
  await expect(field(page, "Amount")).toHaveValue("");
  await expect(field(page, "Amount")).not.toHaveAccessibleDescription(/clearly/);
});

test("a card swiped at a reader that types reaches no field, no key and no charge, wherever the focus is", async ({
  app,
}) => {
  const { page } = app;
  await app.ask("settings.set", { surcharge: { basisPoints: 300, confirmedFor: ["training"] } });
  await expect(page.getByRole("switch", { name: /surcharge/ })).toBeVisible();
  const swipe = async (): Promise<void> => {
    const read = `%B${VISA}^DOE/JOHN^29121010000000000999?;${VISA}=29121010000000000999?`;
    // Two milliseconds apart, as from a reader.
    const endedAt = await pressQuickly(page, [...read, "Enter"], 2);
    await expect(page.getByText("A card was swiped.")).toBeVisible();
    // The hand comes back after the reader has ended.
    await expect.poll(() => Date.now()).toBeGreaterThan(endedAt + 600);
  };
  const dismiss = async (): Promise<void> => {
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(page.getByText("A card was swiped.")).toHaveCount(0);
  };
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("1100");
  await swipe();
  await expect(field(page, "Amount")).toHaveValue("11.00");
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.press("Enter");
  for (const [name, typed, shown] of [
    ["Card number", VISA.slice(0, 5), "4012 0"],
    ["Expiry", "12", "12 / "],
    ["CVV", "9", "•"],
    ["ZIP", "852", "852"],
  ] as const) {
    await field(page, name).focus();
    await page.keyboard.type(typed);
    await swipe();
    await expect(field(page, name)).toBeFocused();
    await expect(field(page, name)).toHaveValue(shown);
    await dismiss();
  }
  await page.getByRole("button", { name: "More", exact: true }).click();
  const note = field(page, "Note");
  await note.fill("Order 7");
  await swipe();
  await expect(note).toHaveValue("Order 7");
  await dismiss();
  const search = page.getByRole("searchbox", { name: "Find customer" });
  await search.focus();
  await swipe();
  await expect(search).toHaveValue("");
  await dismiss();
  // Where single keys act.
  await page.getByRole("link", { name: "Order", exact: true }).focus();
  await swipe();
  await expect(page.getByRole("switch", { name: /surcharge/ })).not.toBeChecked();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(result(page).locator(".verdict")).toHaveCount(0);
  expect(await app.ask("attempts.list", { limit: 10 })).toEqual([]);
});

test("a stack by keys alone: one tried again and one taken back are counted as they ended", async ({
  app: { page },
}) => {
  await expect(field(page, "Amount")).toBeFocused();
  await palette(page, "Take a stack of slips");
  await expect(page.getByRole("radio", { name: "Mail" })).toBeChecked();
  await expect(field(page, "Control total")).toBeFocused();
  await page.keyboard.type("7500");
  await page.keyboard.press("Enter");
  const stack = page.getByRole("region", { name: "Stack of slips" });
  await charge(page, "2500", "11111");
  await expect(heading(page, "Approved")).toBeVisible();
  await expect(stack).toContainText("1 slip · $25.00");
  await page.keyboard.press("t");
  const dialog = page.getByRole("dialog", { name: "Take it back" });
  await expect(dialog.getByRole("textbox", { name: "Amount" })).toHaveValue("25.00");
  await dialog.getByRole("combobox", { name: "Reason" }).selectOption("duplicate");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByRole("heading", { name: "Voided" })).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(stack).toContainText("0 slips · $0.00");
  await hasRead(page);
  await palette(page, "New phone order");
  await charge(page, "201200");
  await expect(heading(page, "Declined")).toBeVisible();
  await expect(stack).toContainText("1 not charged");
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(field(page, "Card number")).toBeFocused();
  await field(page, "Amount").fill("75.00");
  await field(page, "Card number").focus();
  await page.keyboard.type(`${VISA}1229999`);
  await expect(field(page, "ZIP")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Approved")).toBeVisible();
  await expect(stack).toContainText("1 slip · $75.00");
  await expect(stack).toContainText("agrees with the control total");
  await expect(stack).not.toContainText("not charged");
  // A slip that two cards pay is one slip.
  await hasRead(page);
  await palette(page, "New phone order");
  await charge(page, "300000");
  await expect(heading(page, "Partly approved")).toBeVisible();
  await expect(stack).toContainText("2 slips · $1,575.00");
  await hasRead(page);
  await page.keyboard.press("c");
  await expect(field(page, "Card number")).toBeFocused();
  await page.keyboard.type("55555555555544441229999");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Approved")).toBeVisible();
  await expect(stack).toContainText("2 slips · $3,075.00");
});

test("the rest of a part goes without the tip of the first", async ({ app: { page } }) => {
  await expect(field(page, "Amount")).toBeFocused();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await field(page, "Tip").fill("5.00");
  await field(page, "Note").fill("deposit");
  await field(page, "Amount").focus();
  await charge(page, "300000");
  await expect(heading(page, "Partly approved")).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("c");
  await expect(field(page, "Tip")).toHaveValue("");
  await expect(field(page, "Note")).toHaveValue("deposit");
});

test("an error keeps the fields where they are; what the address check found is heard, not only seen", async ({
  app,
}) => {
  const { page } = app;
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await expect(field(page, "Amount")).toBeFocused();
  const places = async () => Promise.all(["Expiry", "CVV", "ZIP"].map((name) => field(page, name).boundingBox()));
  const before = await places();
  await field(page, "Card number").focus();
  await page.keyboard.type("37144963539237613/29");
  await field(page, "CVV").focus();
  await page.keyboard.type("123");
  await field(page, "Amount").focus();
  for (const words of ["MM / YY", "4 digits"])
    await expect(page.locator(".field-error-aside", { hasText: words })).toBeInViewport({ ratio: 1 });
  expect(await places()).toEqual(before);
  await palette(page, "Clear this order");
  await charge(page, "3100", "22222");
  await expect(heading(page, "Approved")).toBeVisible();
  await expect(page.locator(".order > [role=alert]")).toContainText("The ZIP does not match, no street was given.");
});

test("without the sentence to read aloud, the consent of a card to be saved is there all the same", async ({ app }) => {
  const { page } = app;
  await app.ask("settings.set", { sayThis: false });
  await expect(field(page, "Amount")).toBeFocused();
  await page.getByRole("switch", { name: "Save card" }).check();
  await expect(page.getByText("Read out and agreed to by phone")).toBeVisible();
  await field(page, "Amount").fill("12.00");
  await expect(page.getByText("I’m charging")).toHaveCount(0);
});

test("the search, open with nothing found and with something, and the parked orders pass axe in both themes", async ({
  app,
}) => {
  const { page } = app;
  await expect.poll(async () => (await app.ask("directory.status", {})).state).toBe("ready");
  await field(page, "Amount").fill("11.00");
  await palette(page, "Park this order");
  const look = (name: string): Promise<void> => passesAxe(app, name);
  const box = page.getByRole("searchbox", { name: "Find customer" });
  await box.fill("nobody of this name");
  await expect(page.getByText("No customer found.")).toBeVisible();
  await look("nothing found");
  await box.fill("rosa");
  await expect(page.getByRole("option", { name: "Rosa Diaz" })).toBeVisible();
  await look("found");
  await enterOn(page.getByRole("button", { name: "Parked 1" }));
  await expect(page.getByRole("dialog", { name: "Parked orders" })).toBeVisible();
  await look("parked");
});
