import type { Locator, Page } from "@playwright/test";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, hasRead, test, type App } from "./app";
import { closeDialog, pressEach } from "./press-each";

/** The keys of a payment's and of an entry's stub are pressed in the real window, and do what the sheet says. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const dialog = (page: Page, name: string): Locator => page.getByRole("dialog", { name });
const stub = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

test("payments and holds", async ({ app }) => {
  const { page } = app;
  await app.ask("payments.charge", keyedOrder({ amount: cents(77_01), capture: false }));
  await page.getByRole("link", { name: "Holds" }).click();
  await page.getByRole("table", { name: "Holds" }).getByText("$77.01").click();
  await expect(stub(page, "Payment").getByRole("button", { name: "Charge again" })).toBeEnabled();
  await hasRead(page);
  const opens = (name: string) => async (press: () => Promise<void>) => {
    await press();
    await expect(dialog(page, name)).toBeVisible();
    await closeDialog(page);
  };
  await pressEach(page, "payments", {
    capture: opens("Capture"),
    receipt: opens("Receipt"),
    takeBack: opens("Take it back"),
    again: async (press) => {
      await press();
      await expect(field(page, "Amount")).toHaveValue("77.01");
      await expect(field(page, "Card number")).toBeFocused();
    },
  });
});

test("activity", async ({ app }) => {
  const { page } = app;
  await app.ask("payments.charge", keyedOrder({ amount: cents(78_01) }));
  const lost = await lostOrder(app);
  await page.getByRole("link", { name: "Activity" }).click();
  const open = async (id: string): Promise<void> => {
    await page.goto(`${page.url().split("#")[0]}#/activity/${id}`);
    await expect(stub(page, "Attempt")).toContainText(id);
    await hasRead(page);
  };
  await pressEach(page, "activity", {
    look: async (press) => {
      await open(lost);
      const before = (await app.ask("attempts.get", { id: lost })).looks.count;
      await press();
      await expect
        .poll(async () => {
          const { looks, state } = await app.ask("attempts.get", { id: lost });
          return looks.count > before || state === "closed";
        })
        .toBe(true);
    },
    payment: async (press) => {
      const [paid] = (await app.ask("attempts.list", { limit: 10 })).filter(({ paymentId }) => paymentId !== null);
      await open(paid?.id ?? "");
      await expect(stub(page, "Attempt").getByRole("button", { name: "Open payment" })).toBeVisible();
      await press();
      await expect(page.getByRole("link", { name: "Payments" })).toHaveAttribute("aria-current", "page");
    },
    again: async (press) => {
      const paid = (await app.ask("attempts.list", { limit: 10 })).find(({ amount }) => amount === 78_01);
      await open(paid?.id ?? "");
      await expect(stub(page, "Attempt").getByRole("button", { name: "Charge again" })).toBeVisible();
      await press();
      await expect(field(page, "Amount")).toHaveValue("78.01");
    },
    closeDay: async (press) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("end of day");
      await page.keyboard.press("Enter");
      const close = page.getByRole("button", { name: "Close the day", exact: true });
      await expect(close.locator("kbd")).toHaveText("C");
      await expect(close).toBeEnabled();
      await press();
      await expect(dialog(page, "Close")).toBeVisible();
      await closeDialog(page);
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("option", { name: "Close the day", exact: true }).locator("kbd")).toHaveText("C");
      await page.keyboard.press("Escape");
    },
  });
});

/** An order of which nothing is known, in Training; answers its attempt's id. */
async function lostOrder(app: App): Promise<string> {
  const lost = keyedOrder({ amount: cents(5_010_00) });
  const answer = await app.ask("payments.charge", lost);
  expect(answer.kind).toBe("outcome");
  return lost.attemptId;
}
