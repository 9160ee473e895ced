import type { Locator, Page } from "@playwright/test";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, test, VISA } from "./payarc";

/** What hands do at the edge: dialogs one after the other, keys that come too early, cards that change meanwhile. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });
const dialog = (page: Page): Locator => page.getByRole("dialog");

test("amounts typed in four dialogs end as they were typed, and what the button said is what moves", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  const { page } = app;
  const answer = await app.ask("payments.charge", keyedOrder({ amount: cents(50_00), capture: false }));
  const id = answer.kind === "outcome" ? (answer.attempt.paymentId ?? "") : "";
  await page.getByRole("link", { name: "Holds" }).click();
  await page.getByRole("table", { name: "Holds" }).getByText("$50.00").click();
  await expect(page.getByRole("region", { name: "Payment" }).getByRole("button", { name: "Receipt" })).toBeEnabled();
  const amount = dialog(page).getByRole("textbox", { name: "Amount" });
  const type = async (keys: string): Promise<void> => {
    await page.getByRole("region", { name: "Payment" }).getByRole("button", { name: "Capture" }).click();
    await expect(amount).toBeFocused();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(keys);
  };
  // Together with the first digit of the refund below, these are a card number.
  for (const keys of ["4222", "2222", "2222"]) {
    await type(keys);
    await expect(amount).toHaveValue(`${keys.slice(0, 2)}.${keys.slice(2)}`);
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
  }
  await type("2500");
  await expect(amount).toHaveValue("25.00");
  await expect(dialog(page).getByRole("button", { name: "Confirm", exact: true })).toContainText("$25.00");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("heading", { name: "Captured" })).toBeVisible();
  expect((await app.ask("payments.get", { id })).amountCaptured).toBe(2_500);
  expect(payarc.control.requests().filter(({ path }) => path.endsWith("/capture"))).toHaveLength(1);
});

test("a card number in a note goes with the rest of its burst; in a field for money nothing is changed", async ({
  startOnPayarc,
}) => {
  const { page } = await startOnPayarc();
  await page.getByRole("button", { name: "More" }).click();
  await field(page, "Note").focus();
  await page.keyboard.type(`Rosa ${VISA.number} 12/29 999`);
  await expect(page.getByText("That was a card number. It was taken out")).toBeVisible();
  await expect(field(page, "Note")).toHaveValue("Rosa ");
  await field(page, "Amount").click();
  await page.keyboard.type("2500");
  await expect(field(page, "Amount")).toHaveValue("25.00");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(VISA.number);
  await expect(page.getByText("That was a card number in a field for money.")).toBeVisible();
  await expect(field(page, "Amount")).toHaveValue("401,200.00");
});

test("a button that said another sum than the form sends nothing, and that is said", async ({
  startOnPayarc,
  payarc,
}) => {
  const { page } = await startOnPayarc();
  await field(page, "Amount").click();
  await page.keyboard.type("500");
  await page.keyboard.press("Enter");
  await page.keyboard.type(VISA.number + VISA.expiry + VISA.cvv + VISA.zip);
  await page.getByRole("button", { name: "Charge $5.00" }).evaluate((button) => {
    button.dataset["sum"] = "2500";
  });
  await page.keyboard.press("Enter");
  await expect(result(page)).toContainText("Nothing was sent. The button said $25.00 and the form $5.00.");
  expect(payarc.control.requests().filter(({ method, path }) => method === "POST" && path === "/charges")).toEqual([]);
});
