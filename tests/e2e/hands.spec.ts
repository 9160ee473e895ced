import type { Locator, Page } from "@playwright/test";
import { cents } from "../../src/shared/money";
import { heldBack } from "../fixtures/held-back";
import { keyedOrder, typedCard } from "../fixtures/orders";
import { pressQuickly } from "./app";
import { expect, hasRead, test, typeOrder, verdict, VISA } from "./payarc";
import { enterOn } from "./enter-on";

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
    // No key before it: what stands in the field is typed over.
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
  const confirm = dialog(page).getByRole("button", { name: "Confirm", exact: true });
  await expect(confirm).toHaveText("Capture $25.00");
  await expect(confirm).toHaveAccessibleDescription("Capture $25.00");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("heading", { name: "Captured" })).toBeVisible();
  expect((await app.ask("payments.get", { id })).amountCaptured).toBe(2_500);
  expect(payarc.control.requests().filter(({ path }) => path.endsWith("/capture"))).toHaveLength(1);
});

test("a card number in a note goes with the rest of its burst; in a field for money nothing is changed", async ({
  startOnPayarc,
}) => {
  const { page } = await startOnPayarc();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await field(page, "Note").focus();
  await pressQuickly(page, [...`Rosa ${VISA.number} 12/29 999`], 50);
  await expect(page.getByText("That was a card number. It was taken out")).toBeVisible();
  await expect(field(page, "Note")).toHaveValue("Rosa ");
  await field(page, "Amount").click();
  await page.keyboard.type("2500");
  await expect(field(page, "Amount")).toHaveValue("25.00");
  await page.keyboard.press("Control+a");
  await pressQuickly(page, [...VISA.number], 50);
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
  await expect(result(page)).toContainText("Nothing was sent: the button said $25.00 and the form $5.00.");
  expect(payarc.control.requests().filter(({ method, path }) => method === "POST" && path === "/charges")).toEqual([]);
});

interface Stood {
  /** By performance.now; null: not yet. */
  shownAt: number | null;
  goneAt: number | null;
}

/** Does what brings a result, then presses a key until it is put away. Answers how long it stood, in ms. */
async function pressUntilGone(page: Page, word: string, key: string, begin: () => Promise<void>): Promise<number> {
  // Watched before it begins, so that no moment of it is missed on a slow computer.
  await page.evaluate((heading) => {
    const stood: Stood = { shownAt: null, goneAt: null };
    Object.assign(window, { stood });
    new MutationObserver((_changes, watch) => {
      const there = [...document.querySelectorAll("h2")].some((each) => each.textContent === heading);
      if (there) stood.shownAt ??= performance.now();
      else if (stood.shownAt !== null) {
        stood.goneAt = performance.now();
        watch.disconnect();
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, word);
  const times = () => page.evaluate(() => (window as unknown as { stood: Stood }).stood);
  await begin();
  await expect.poll(async () => (await times()).shownAt).not.toBeNull();
  for (;;) {
    const { shownAt, goneAt } = await times();
    if (shownAt !== null && goneAt !== null) return goneAt - shownAt;
    await page.keyboard.press(key);
  }
}

for (const [word, amount, kept] of [
  ["Approved", "1200", ""],
  ["Declined", "201200", "2,012.00"],
] as const) {
  test(`“${word}” stands for 600 ms before the eyes, however often Enter is pressed`, async ({ app: { page } }) => {
    await typeOrder(page, amount);
    expect(await pressUntilGone(page, word, "Enter", () => page.keyboard.press("Enter"))).toBeGreaterThanOrEqual(600);
    await expect(field(page, "Amount")).toHaveValue(kept);
  });
}

test("a held Enter puts no result away, neither that of an order nor that of a dialog", async ({ app: { page } }) => {
  await typeOrder(page, "1200");
  await page.keyboard.down("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await hasRead(page);
  for (let at = 0; at < 20; at++) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();

  await page.keyboard.press("t");
  const confirm = dialog(page).getByRole("button", { name: "Confirm" });
  expect(await pressUntilGone(page, "Voided", "Enter", () => confirm.click())).toBeGreaterThanOrEqual(600);
  await expect(dialog(page)).toHaveCount(0);
});

test("a question is read before it is answered, and so is what took its place while another screen was looked at", async ({
  startOnPayarc,
  payarc,
}) => {
  const { page } = await startOnPayarc();
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");
  await typeOrder(page, "1200");
  const enter = () => page.keyboard.press("Enter");
  expect(await pressUntilGone(page, "Charged before?", "c", enter)).toBeGreaterThanOrEqual(600);
  await expect(verdict(page, "Approved")).toBeVisible();

  await hasRead(page);
  await page.keyboard.press("Enter");
  const answer = heldBack("before");
  payarc.control.failNext({ method: "POST", path: "/charges" }, answer.fault);
  await typeOrder(page, "1300");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+3");
  await expect(page.getByRole("heading", { name: "Payments" })).toBeVisible();
  answer.letGo();
  await expect(page.locator("main[hidden] h2", { hasText: "Approved" })).toHaveCount(1);
  await page.keyboard.press("Control+1");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect(result(page)).toContainText("$13.00");
});

test("an answer that comes while the next customer is looked for is looked at first", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  const { page } = app;
  await app.ask("customers.create", { fields: { name: "Ada Hands", email: "ada@example.com" } });
  const answer = heldBack("before");
  payarc.control.failNext({ method: "POST", path: "/charges" }, answer.fault);
  await typeOrder(page, "12500");
  await page.keyboard.press("Enter");
  await page.getByRole("searchbox", { name: "Find customer" }).fill("ada hands");
  await expect(page.getByRole("option", { name: "Ada Hands" })).toBeVisible();
  // The Enter that was meant for the search comes in the moment of the answer.
  await page.getByRole("searchbox", { name: "Find customer" }).evaluate((box) => {
    new MutationObserver((_changes, watch) => {
      if (![...document.querySelectorAll("h2")].some((each) => each.textContent === "Approved")) return;
      watch.disconnect();
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  answer.letGo();
  await expect(page.getByText("The answer has just come: look at it first.")).toBeVisible();
  await expect(verdict(page, "Approved")).toBeVisible();
  // What is typed there is not taken for keys of the result.
  await expect(page.getByRole("searchbox", { name: "Find customer" })).toBeFocused();
});

test.describe("after “Do not charge”", () => {
  test.beforeEach(async ({ app: { page } }) => {
    await typeOrder(page, "1200");
    await page.keyboard.press("Enter");
    await expect(verdict(page, "Approved")).toBeVisible();
    await hasRead(page);
    await page.keyboard.press("Enter");
    await typeOrder(page, "1200");
    await page.keyboard.press("Enter");
    await expect(verdict(page, "Charged before?")).toBeVisible();
    await hasRead(page);
    await page.keyboard.press("Enter");
    await expect(result(page)).toContainText("Nothing was sent");
    await expect(field(page, "Amount")).toBeFocused();
  });

  test("the order before is cleared by one key", async ({ app: { page } }) => {
    await expect(field(page, "Card number")).toHaveValue("4012 0000 9876 5439");
    await hasRead(page);
    await page.keyboard.press("Escape");
    for (const name of ["Amount", "Card number", "Expiry", "CVV", "ZIP"])
      await expect(field(page, name)).toHaveValue("");
    await expect(result(page)).toContainText("The result appears here");
  });

  test("a new order typed at once is the new one's, field by field", async ({ app }) => {
    const { page } = app;
    await page.keyboard.type("3400");
    await page.keyboard.press("Enter");
    await page.keyboard.type("51463150000000551230888");
    await expect(field(page, "ZIP")).toBeFocused();
    await expect(field(page, "ZIP")).toHaveValue("");
    await page.keyboard.type("10001");
    await expect(field(page, "Card number")).toHaveValue("5146 3150 0000 0055");
    await page.keyboard.press("Enter");
    await expect(verdict(page, "Approved")).toBeVisible();
    const [attempt] = await app.ask("attempts.list", { limit: 1 });
    expect(attempt).toMatchObject({ amount: 3_400, card: { last4: "0055" } });
  });

  test("the same amount for the next caller does not go on with the card before", async ({ app: { page } }) => {
    await page.keyboard.press("Enter");
    await expect(page.getByText("This is the last caller’s order.")).toBeVisible();
    await page.keyboard.type("5146");
    await expect(field(page, "ZIP")).toHaveValue("");
    await expect(field(page, "Card number")).toHaveValue("");
  });

  test("the same caller goes on from the fields", async ({ app: { page } }) => {
    await enterOn(field(page, "ZIP"));
    await expect(verdict(page, "Charged before?")).toBeVisible();
    await hasRead(page);
    await page.keyboard.press("c");
    await expect(verdict(page, "Approved")).toBeVisible();
  });
});

test("a default that another desk changed is the one that is charged, where nobody chose a card", async ({
  startOnPayarc,
}) => {
  const app = await startOnPayarc();
  const { page } = app;
  await expect.poll(async () => (await app.ask("directory.status", {})).state).toBe("ready");
  const made = await app.ask("customers.create", { fields: { name: "Ada Hands", email: "ada@example.com" } });
  const add = (number: string) =>
    app.ask("cards.add", { customerId: made.id, card: typedCard({ number, holder: "Ada Hands" }), channel: "phone" });
  await add("4012000098765439");
  const both = await add("5146315000000055");
  const id = (last4: string): string => both.cards.find((card) => card.last4 === last4)?.id ?? "";
  await app.ask("cards.makeDefault", { customerId: made.id, cardId: id("5439") });

  const choose = async (): Promise<void> => {
    await page.getByRole("searchbox", { name: "Find customer" }).fill("ada hands");
    await page.getByRole("option", { name: "Ada Hands" }).click();
    await expect(page.getByRole("radio", { name: /ending 5439/ })).toBeChecked();
    await expect(page.getByRole("radiogroup", { name: "Card" }).getByRole("radio")).toHaveCount(3);
    await expect(field(page, "Amount")).toBeFocused();
  };
  await choose();
  // As another desk does it: this window is not told.
  await app.ask("cards.makeDefault", { customerId: made.id, cardId: id("0055") });
  await page.keyboard.type("1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect(result(page)).toContainText("Mastercard ···· 0055");
  await expect(result(page)).toContainText("The default card had been changed meanwhile");
  await hasRead(page);
  await page.keyboard.press("Enter");

  // Whoever chose a card is charged on that one, whatever is the default by then.
  await app.ask("cards.makeDefault", { customerId: made.id, cardId: id("5439") });
  await choose();
  await page.getByRole("radio", { name: /ending 5439/ }).click();
  await page.getByRole("radio", { name: /ending 0055/ }).click();
  await page.getByRole("radio", { name: /ending 5439/ }).click();
  await app.ask("cards.makeDefault", { customerId: made.id, cardId: id("0055") });
  await field(page, "Amount").click();
  await page.keyboard.type("1300");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect(result(page)).toContainText("Visa ···· 5439");
});

test("a disputed payment is amber in the list and on its stub, and says why it is not taken back", async ({ app }) => {
  const { page, electron } = app;
  await app.ask("payments.charge", keyedOrder({ amount: cents(81_11) }));
  // Practice has no disputes: what the services answer is retold as disputed on its way to the window.
  await electron.evaluate(({ ipcMain }) => {
    const handlers = (ipcMain as unknown as Record<string, Map<string, (...given: unknown[]) => Promise<unknown>>>)[
      "_invokeHandlers"
    ];
    for (const name of ["counterfoil:payments.get", "counterfoil:history.list"]) {
      const whole = handlers?.get(name);
      if (!whole) throw new Error(`no ${name}`);
      handlers?.set(name, async (...given) => {
        const answer = JSON.stringify(await whole(...given));
        return JSON.parse(answer.replaceAll('"status":"captured"', '"status":"disputed"')) as unknown;
      });
    }
  });
  await page.getByRole("link", { name: "Payments" }).click();
  const row = page.getByRole("row").filter({ hasText: "$81.11" });
  await expect(row.locator(".status-word.tone-warn:visible")).toHaveText("Disputed");
  await row.click();
  const stub = page.getByRole("region", { name: "Payment", exact: true });
  await expect(stub.locator(".verdict.tone-warn")).toContainText("Disputed");
  const back = stub.getByRole("button", { name: "Take it back" });
  await expect(back).toBeDisabled();
  await expect(back).toHaveAccessibleDescription(/asks for this money back \(a dispute\)/);
  await expect(stub.getByText(/asks for this money back/)).toBeVisible();
  await page.keyboard.press("t");
  await expect(dialog(page)).toHaveCount(0);
});

test("a key counts from the moment its button can be pressed", async ({ app: { page } }) => {
  await page.getByRole("link", { name: "Customers" }).click();
  const row = page.getByRole("table", { name: "Customers" }).locator("tbody tr[data-index]").nth(1);
  await expect(row).toBeVisible();
  // The page itself presses C in the same task in which Charge comes alive; a key from outside may come later.
  await page.evaluate(() => {
    const pressOnce = new MutationObserver(() => {
      const charge = [...document.querySelectorAll<HTMLButtonElement>(".stub-steps button")].find((button) =>
        button.textContent?.startsWith("Charge"),
      );
      if (!charge || charge.disabled) return;
      pressOnce.disconnect();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "c", bubbles: true, cancelable: true }));
    });
    pressOnce.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await row.click();
  await expect(field(page, "Amount")).toBeFocused();
});
