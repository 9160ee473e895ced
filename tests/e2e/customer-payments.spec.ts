import type { Locator, Page } from "@playwright/test";
import type { App } from "./app";
import { expect, test } from "./payarc";
import { passesAxe } from "./sight";
import { keyedOrder, typedCard } from "../fixtures/orders";
import { cents } from "../../src/shared/money";
import { enterOn } from "./enter-on";

/** What a customer paid stands on their page, and one of it can be charged again. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const customer = (page: Page): Locator => page.getByRole("region", { name: "Customer", exact: true });
const payments = (page: Page): Locator =>
  customer(page)
    .getByRole("list", { name: /^Payments/ })
    .getByRole("listitem");

async function charged(app: App, id: string, amount: number, capture = true): Promise<string> {
  const answer = await app.ask("payments.charge", {
    ...keyedOrder({ amount: cents(amount), capture }),
    source: { kind: "customer", customerId: id, cardId: null, cvv: null },
  });
  return answer.kind === "outcome" ? (answer.attempt.paymentId ?? "") : "";
}

test("payments, holds and their sum, newest first; charge again fills an order and sends nothing", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  const { page, ask } = app;
  const { id } = await ask("customers.create", { fields: { name: "Petra Again", email: "petra@example.com" } });
  const card = typedCard({ number: "4012000098765439", cvv: "999", holder: "Petra Again" });
  await ask("cards.add", { customerId: id, card, channel: "phone" });
  await page.getByRole("link", { name: "Customers" }).click();
  await page.getByRole("searchbox").fill("petra again");
  await page.keyboard.press("Enter");
  await expect(customer(page)).toContainText("No payments yet.");

  const first = await charged(app, id, 20_00);
  await charged(app, id, 31_50);
  await charged(app, id, 75_00, false);
  await expect(payments(page)).toHaveCount(3);
  await expect(payments(page).nth(0)).toContainText("$75.00");
  await expect(payments(page).nth(0)).toContainText("Authorized");
  await expect(payments(page).nth(1)).toContainText("$31.50");
  await expect(payments(page).nth(2)).toContainText("$20.00");
  await expect(customer(page)).toContainText("Payments (3)");
  await expect(customer(page)).toContainText("Paid$51.50");
  await expect(customer(page)).toContainText("On hold$75.00");
  await expect(customer(page)).not.toContainText("Refunded");

  await passesAxe(app);

  // What was typed for somebody else is put aside, and nothing of it is in the new order.
  const sent = payarc.control.ledger().length;
  await page.getByRole("link", { name: "Order", exact: true }).click();
  await field(page, "Amount").fill("99.00");
  await page.getByRole("link", { name: "Customers" }).click();
  await page.getByRole("searchbox").fill("petra again");
  await page.keyboard.press("Enter");
  const again = customer(page).getByRole("button", { name: "Charge again $31.50" });
  await enterOn(again);
  await expect(field(page, "Amount")).toBeFocused();
  await expect(field(page, "Amount")).toHaveValue("31.50");
  await expect(page.getByRole("radio", { name: /Visa ending 5439/ })).toBeChecked();
  await expect(page.getByRole("button", { name: "Parked 1" })).toBeVisible();
  expect(payarc.control.ledger()).toHaveLength(sent);
  // It is selected: another amount takes its place.
  await page.keyboard.type("1200");
  await expect(field(page, "Amount")).toHaveValue("12.00");

  await page.getByRole("link", { name: "Customers" }).click();
  await page.getByRole("searchbox").fill("petra again");
  await page.keyboard.press("Enter");
  await enterOn(
    payments(page)
      .nth(2)
      .getByRole("button", { name: /^\$20\.00/ }),
  );
  await expect(page.getByRole("region", { name: "Payment", exact: true })).toContainText("$20.00");
  expect(page.url()).toContain(first);
});
