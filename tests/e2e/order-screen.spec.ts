import type { Locator, Page } from "@playwright/test";
import { expect, hasRead, test } from "./app";
import { axeFinds, passesAxe } from "./sight";

/**
 * The order desk, by keyboard, in the real app against Training. Scripted amounts and ZIPs are Training's (its list is
 * in Settings).
 */
const VISA = "4012000098765439";
const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });

const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });
const heading = (page: Page, name: string): Locator => result(page).getByRole("heading", { name, exact: true });

/** Types a whole order as a hand does: no clicks, no Tab. */
async function typeOrder(
  page: Page,
  order: { cents: string; card?: string; expiry?: string; cvv?: string; zip?: string },
): Promise<void> {
  const { cents, card = VISA, expiry = "1229", cvv = "999", zip = "85284" } = order;
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type(cents);
  await page.keyboard.press("Enter");
  await page.keyboard.type(card + expiry + cvv + zip);
  await page.keyboard.press("Enter");
}

/** New order by its key, once the result could be read. */
async function nextOrder(page: Page): Promise<void> {
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(field(page, "Amount")).toBeFocused();
}

test("a pasted line fills the card, and a card number is caught everywhere else", async ({
  app: { page, electron },
}) => {
  const paste = async (text: string): Promise<void> => {
    await electron.evaluate(async ({ BrowserWindow, clipboard }, pasted) => {
      await clipboard.writeText(pasted);
      BrowserWindow.getAllWindows()[0]?.webContents.paste();
    }, text);
  };
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("1000");
  await page.keyboard.press("Enter");
  await paste("4012-0000-9876-5439 12/29 999 85284");
  await expect(field(page, "ZIP")).toHaveValue("85284");
  await expect(field(page, "Card number")).toHaveValue("4012 0000 9876 5439");
  await expect(field(page, "Expiry")).toHaveValue("12 / 29");
  await expect(field(page, "CVV")).toHaveValue("•••");
  await expect(field(page, "ZIP")).toBeFocused();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await field(page, "Note").fill("card 4012 0000 9876 5439");
  await expect(field(page, "Note")).toHaveValue("card ");
  // Everything is typed, but Enter charges from the last card field only.
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Charge $10.00" })).toBeVisible();
  await expect(result(page)).toContainText("The result appears here");
});

test("parked: the card is wiped, the rest comes back", async ({ app: { page } }) => {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("4500");
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${VISA}122999985284`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await field(page, "Note").fill("calls back");
  await page.getByRole("button", { name: "Park", exact: true }).click();
  await expect(field(page, "Amount")).toHaveValue("");
  await page.getByRole("button", { name: "Parked 1" }).click();
  await page.getByRole("button", { name: "Resume $45.00, No customer" }).click();
  await expect(field(page, "Amount")).toHaveValue("45.00");
  await expect(field(page, "ZIP")).toHaveValue("85284");
  for (const name of ["Card number", "Expiry", "CVV"]) await expect(field(page, name)).toHaveValue("");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await expect(field(page, "Note")).toHaveValue("calls back");
});

test("a stack of mail slips: count and sum against the control total", async ({ app: { page } }) => {
  await expect(field(page, "Amount")).toBeFocused();
  await page.getByRole("radio", { name: "Mail" }).check();
  await page.getByRole("button", { name: "Stack of slips" }).click();
  await field(page, "Control total").fill("75.00");
  const stack = page.getByRole("region", { name: "Stack of slips" });
  for (const cents of ["2500", "5000"]) {
    await field(page, "Amount").focus();
    await typeOrder(page, { cents });
    await expect(heading(page, "Approved")).toBeVisible();
    await nextOrder(page);
  }
  await expect(stack).toContainText("2 slips · $75.00");
  await expect(stack).toContainText("agrees with the control total");
  await typeOrder(page, { cents: "201200" });
  await expect(heading(page, "Declined")).toBeVisible();
  await expect(stack).toContainText("1 not charged");
  await expect(stack).toContainText("2 slips · $75.00");
});

test("the help and the palette pass axe and are worked by keys", async ({ app: { page } }) => {
  await expect(field(page, "Amount")).toBeFocused();
  for (const [keys, name] of [
    ["?", "Help"],
    ["Control+k", "Do anything"],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    expect(await axeFinds(page), name).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(field(page, "Amount")).toBeFocused();
  }
  await page.keyboard.press("Control+k");
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("errors come on leaving a field, never while typing, and an incomplete order says what is missing", async ({
  app: { page },
}) => {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("900");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4012000098765438");
  await expect(page.getByText("A digit is wrong: read it back")).toHaveCount(0);
  await page.keyboard.press("Tab");
  await expect(page.getByText("A digit is wrong: read it back")).toBeVisible();
  await page.getByRole("button", { name: "Charge $9.00" }).click();
  await expect(field(page, "Card number")).toBeFocused();
  await expect(page.getByText("Missing")).toHaveCount(2);
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("9");
  await expect(page.getByText("A digit is wrong: read it back")).toHaveCount(0);
  await expect(field(page, "Expiry")).toBeFocused();
  await page.keyboard.press("Backspace");
  await expect(field(page, "Card number")).toBeFocused();
});

test("every state of the order, in both themes, passes axe", async ({ app }) => {
  test.setTimeout(480_000);
  const { page } = app;
  const look = (name: string): Promise<void> => passesAxe(app, name);
  await expect(field(page, "Amount")).toBeFocused();
  await look("empty");
  await page.keyboard.type("12500");
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${VISA}122999`);
  await look("typing");
  await page.keyboard.type("985284");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Approved")).toBeVisible();
  await look("approved");
  for (const [key, name] of [
    ["r", "Receipt"],
    ["s", "Save card"],
    ["t", "Take it back"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await look(name.toLowerCase().replaceAll(" ", "-"));
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "New order" })).toBeFocused();
  }
  for (const [name, cents, word] of [
    ["declined", "202600", "Declined"],
    ["partly-approved", "300000", "Partly approved"],
    ["reversed", "301000", "Reversed"],
  ] as const) {
    // By its button: after a part, Enter is for the rest.
    await page.getByRole("button", { name: "New order" }).click();
    await typeOrder(page, { cents });
    await expect(heading(page, word)).toBeVisible();
    await look(name);
  }
  // After a no Enter is for another card.
  await page.getByRole("button", { name: "New order" }).click();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await field(page, "Google Pay token").fill("not a token");
  await field(page, "Amount").fill("12.00");
  await page.getByRole("button", { name: "Charge $12.00" }).click();
  await expect(heading(page, "Not charged")).toBeVisible();
  await look("not-charged");
  await page.getByRole("button", { name: "New order" }).click();
  await page.getByRole("switch", { name: "Authorize only" }).check();
  await field(page, "Amount").focus();
  await typeOrder(page, { cents: "8800" });
  await expect(heading(page, "Authorized")).toBeVisible();
  await look("authorized");
  await nextOrder(page);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await look("more");
  await field(page, "Amount").focus();
  await typeOrder(page, { cents: "500300" });
  await expect(heading(page, "Checking")).toBeVisible();
  await look("checking");
});
