import type { Locator, Page } from "@playwright/test";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, test } from "./app";
import { windowOf } from "./sight";

/** Every list is alive on arrival, and is gone through by keys alone. */

const LISTS = [
  { key: "Control+2", name: "Customers" },
  { key: "Control+3", name: "Payments" },
  { key: "Control+4", name: "Holds" },
  { key: "Control+5", name: "Activity" },
] as const;

const rowsOf = (page: Page, name: string): Locator =>
  page.getByRole("table", { name, exact: true }).locator("tbody tr[data-index]");
const amount = (page: Page): Locator => page.getByRole("textbox", { name: "Amount", exact: true });

/** Takes one order, so that the journal has an entry. */
async function takeOrder(page: Page): Promise<void> {
  await expect(amount(page)).toBeFocused();
  await page.keyboard.type("1234");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4012000098765439122999985284");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Approved" })).toBeVisible();
}

test("the first row has the focus on arrival, and arrows, Enter, Home, End and the page keys work", async ({ app }) => {
  const { page, ask } = app;
  await takeOrder(page);
  await expect.poll(async () => (await ask("directory.status", {})).state).toBe("ready");
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  for (const { key, name } of LISTS) {
    await test.step(name, async () => {
      const rows = rowsOf(page, name);
      await page.keyboard.press(key);
      await expect(rows.first()).toBeFocused();
      // The mark of a card is silent beside its words.
      await expect(page.getByRole("row", { name: /(\w+) \1 ending/ })).toHaveCount(0);
      await page.keyboard.press("Enter");
      await expect(rows.first()).toHaveAttribute("aria-selected", "true");
      await page.keyboard.press("Escape");
      if (name === "Activity") return;
      await page.keyboard.press("ArrowDown");
      await expect(page.locator('tr[data-index="1"]')).toBeFocused();
      const last = Number(await page.getByRole("table", { name, exact: true }).getAttribute("aria-rowcount")) - 2;
      await page.keyboard.press("End");
      await expect(page.locator(`tr[data-index="${last}"]`)).toBeFocused();
      await expect(page.locator(`tr[data-index="${last}"]`)).toBeInViewport({ ratio: 0.9 });
      // What the payments come to is known later, and may take more lines below the list.
      await page.evaluate(() => {
        const sums = document.querySelector<HTMLElement>(".payments-sums");
        if (sums) sums.style.minHeight = "90px";
      });
      await expect(page.locator(`tr[data-index="${last}"]`)).toBeInViewport({ ratio: 0.9 });
      await page.keyboard.press("ArrowUp");
      await expect(page.locator(`tr[data-index="${last - 1}"]`)).toBeFocused();
      await page.keyboard.press("Home");
      await expect(page.locator('tr[data-index="0"]')).toBeFocused();
      await page.keyboard.press("PageDown");
      await expect(page.locator("tr[data-index]:focus")).not.toHaveAttribute("data-index", "0");
      await page.keyboard.press("PageUp");
      await expect(page.locator('tr[data-index="0"]')).toBeFocused();
    });
  }
});

test("on Holds Space chooses a row, and Ctrl A all of them, then none", async ({ app: { page, ask } }) => {
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  await expect(amount(page)).toBeFocused();
  await page.keyboard.press("Control+4");
  const rows = rowsOf(page, "Holds");
  await expect(rows.first()).toBeFocused();
  const many = await rows.count();
  const chosen = page.getByRole("checkbox", { checked: true });
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(chosen).toHaveCount(2);
  await page.keyboard.press("Space");
  await expect(chosen).toHaveCount(1);
  await page.keyboard.press("Control+a");
  await expect(chosen).toHaveCount(many);
  await page.keyboard.press("Control+a");
  await expect(chosen).toHaveCount(0);
});

test("a row that is found late does not take the focus from where it has gone", async ({ app: { page, ask } }) => {
  await expect.poll(async () => (await ask("directory.status", {})).state).toBe("ready");
  await ask("customers.create", { fields: { name: "Zýnthia Quill", email: "zyn@example.com" } });
  await page.keyboard.press("Control+2");
  await expect(rowsOf(page, "Customers").first()).toBeFocused();
  // All keys in one turn of the page: the slash comes before the list is asked for its row, let alone answers.
  await page.evaluate(() => {
    for (const key of ["z", "y", "/"])
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
  await page.keyboard.type("quill");
  await expect(page.getByRole("searchbox")).toHaveValue("quill");
  for (let at = 0; at < 2; at++) await page.keyboard.press("Escape");
  await page.keyboard.type("zy");
  await expect(page.locator("tr[data-index]:focus")).toContainText("Zýnthia Quill");
});

test("letters go to the row that begins so; the search box and the keys of the screen keep theirs", async ({
  app: { page, ask },
}) => {
  await expect.poll(async () => (await ask("directory.status", {})).state).toBe("ready");
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  await ask("customers.create", { fields: { name: "Zýnthia Quill", email: "zyn@example.com" } });
  await page.keyboard.press("Control+2");
  const focused = page.locator("tr[data-index]:focus");
  await expect(rowsOf(page, "Customers").first()).toBeFocused();
  await page.keyboard.type("zyn");
  await expect(focused).toContainText("Zýnthia Quill");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("zyn");
  await expect(page.getByRole("searchbox")).toHaveValue("zyn");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(focused).toContainText("Zýnthia Quill");
  // The word is over, so the letter is the screen's again.
  await page.keyboard.press("n");
  await expect(page.getByRole("region", { name: "New customer" })).toBeVisible();
  await page.goBack();

  await page.keyboard.press("Control+3");
  const rows = rowsOf(page, "Payments");
  await expect(rows.first()).toBeFocused();
  const names = await rows.locator("td:nth-child(4)").allInnerTexts();
  const name = names.findLast((text) => /^[A-Z][a-z]+ /.test(text) && text !== names[0]) ?? "";
  await page.keyboard.type(name.slice(0, 6).toLowerCase());
  await expect(focused).toContainText(name.slice(0, 6));
});

test("a row that is scrolled out of sight keeps the keys", async ({ app: { page, ask } }) => {
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  await page.keyboard.press("Control+3");
  await expect(rowsOf(page, "Payments").first()).toBeFocused();
  await page.locator(".table-scroll").hover();
  // A row that stays in sight is not made anew. There may be the headings of some days above it.
  const stays = await page.locator('tr[data-index="16"]').elementHandle();
  await page.mouse.wheel(0, 960);
  await expect(page.locator('tr[data-index="0"]')).toHaveCount(0);
  expect(await stays?.evaluate((row) => row.isConnected && row.dataset["index"])).toBe("16");
  await page.mouse.wheel(0, 1680);
  await expect(page.locator('tr[data-index="16"]')).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await expect(page.locator('tr[data-index="1"]')).toBeFocused();
  await expect(page.locator('tr[data-index="1"]')).toBeInViewport({ ratio: 0.9 });
});

test("a wheel that still turns when a key is pressed does not take the row away", async ({ app: { page, ask } }) => {
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  await page.keyboard.press("Control+3");
  await expect(rowsOf(page, "Payments").first()).toBeFocused();
  await page.evaluate(async () => {
    const list = document.querySelector(".split-list .table-scroll");
    list?.dispatchEvent(new WheelEvent("wheel", { deltaY: 100 }));
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    await new Promise(requestAnimationFrame);
    list?.scrollTo(0, 2400);
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
  });
  await expect(page.locator('tr[data-index="1"]')).toBeInViewport({ ratio: 0.9 });
  await expect(page.locator('tr[data-index="1"]')).toBeFocused();
});

test("a pointer that rests on a list marks no row while keys move the list", async ({ app: { page, ask } }) => {
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  await expect(amount(page)).toBeFocused();
  await page.keyboard.press("Control+3");
  const rows = rowsOf(page, "Payments");
  await expect(rows.first()).toBeFocused();
  const marked = (): Promise<string[]> =>
    rows.evaluateAll((all) =>
      all
        .filter((row) => getComputedStyle(row).backgroundColor !== "rgba(0, 0, 0, 0)")
        .map((row) => row.getAttribute("data-index") ?? ""),
    );
  await rows.nth(3).hover();
  await expect.poll(marked).toEqual(["3"]);
  for (let step = 0; step < 12; step++) await page.keyboard.press("ArrowDown");
  await expect(page.locator('tr[data-index="12"]')).toBeFocused();
  await expect.poll(marked).toEqual([]);
});

test("a payment has the word and the colour of its result in the lists and when it is opened", async ({
  app: { page, ask },
}) => {
  for (const { sum, capture, word, tone } of [
    { sum: 201_200, capture: true, word: "Declined", tone: "tone-bad" },
    { sum: 301_000, capture: true, word: "Reversed", tone: "tone-bad" },
    { sum: 77_70, capture: false, word: "Authorized", tone: "tone-good" },
  ]) {
    await ask("payments.charge", keyedOrder({ amount: cents(sum), capture }));
    for (const [key, name] of [
      ["Control+5", "Activity"],
      ["Control+3", "Payments"],
    ] as const) {
      await page.keyboard.press(key);
      const row = rowsOf(page, name).first();
      await expect(row.locator(".status-word:visible")).toHaveText(word);
      await expect(row.locator(".status-word:visible")).toHaveClass(new RegExp(tone));
      await row.click();
      await expect(page.locator(".stub:visible .verdict")).toHaveText(new RegExp(word));
      await expect(page.locator(".stub:visible .verdict")).toHaveClass(new RegExp(tone));
      await page.keyboard.press("Escape");
    }
  }
});

test("payments are sorted by a press on a title, and stand under the day while they are sorted by time", async ({
  app,
}) => {
  const { page, ask } = app;
  await windowOf(app, 1440, 900);
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  await ask("payments.charge", keyedOrder({ amount: cents(43_21) }));
  await page.keyboard.press("Control+3");
  const rows = rowsOf(page, "Payments");
  const heading = page.locator(".table-heading");
  await expect(rows.first()).toContainText("$43.21");
  await expect(heading.first()).toHaveText("Today");
  const when = page.getByRole("columnheader", { name: "When" });
  const amounts = page.getByRole("columnheader", { name: "Amount" });
  await expect(when).toHaveAttribute("aria-sort", "descending");
  const cents6 = async (): Promise<number[]> =>
    (await rows.locator("td:nth-child(2) strong").allInnerTexts())
      .slice(0, 6)
      .map((text) => Number(text.replace(/\D/g, "")));
  await amounts.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(amounts).toHaveAttribute("aria-sort", "descending");
  await expect(heading).toHaveCount(0);
  await expect.poll(async () => (await cents6())[0]).toBeGreaterThan(43_21);
  const largest = await cents6();
  expect(largest).toEqual(largest.toSorted((one, other) => other - one));
  await page.keyboard.press("Enter");
  await expect(amounts).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(async () => (await cents6())[0]).toBeLessThan(largest[0] ?? 0);
  const smallest = await cents6();
  expect(smallest).toEqual(smallest.toSorted((one, other) => one - other));
  for (const [name, cell] of [
    ["Customer", 4],
    ["Card", 6],
  ] as const) {
    const title = page.getByRole("columnheader", { name, exact: true });
    const texts = async (): Promise<string[]> =>
      (await rows.locator(`td:nth-child(${cell})`).allInnerTexts())
        .slice(0, 8)
        .map((text) => text.toLowerCase().trim());
    const isSorted = async (): Promise<boolean> => {
      const now = await texts();
      return now.join("|") === now.toSorted().join("|");
    };
    await title.getByRole("button").focus();
    await page.keyboard.press("Enter");
    await expect(title).toHaveAttribute("aria-sort", "ascending");
    await expect.poll(isSorted).toBe(true);
    const first = await texts();
    await page.keyboard.press("Enter");
    await expect(title).toHaveAttribute("aria-sort", "descending");
    await expect.poll(async () => (await texts())[0]).not.toBe(first[0]);
  }
});

test("the sum of what a filter shows counts refunds and leaves out what was voided", async ({ app: { page, ask } }) => {
  const answer = await ask("payments.charge", keyedOrder({ amount: cents(43_21) }));
  const paymentId = answer.kind === "outcome" ? (answer.attempt.paymentId ?? "") : "";
  await ask("payments.charge", keyedOrder({ amount: cents(10_00), capture: false }));
  await page.keyboard.press("Control+3");
  const sums = page.getByRole("list", { name: "Sums" });
  await page.getByRole("searchbox").fill("rosa today");
  await expect(sums).toHaveText("Taken $43.21 · on hold $10.00");
  // At the foot of the list, over nothing else and not cut.
  const [foot, list] = await Promise.all([sums.boundingBox(), page.locator(".table-scroll").boundingBox()]);
  expect(foot?.y).toBeGreaterThanOrEqual((list?.y ?? 0) + (list?.height ?? 0));
  expect(await sums.evaluate((line) => line.scrollWidth - line.clientWidth)).toBeLessThanOrEqual(0);
  await ask("payments.takeBack", {
    attemptId: crypto.randomUUID(),
    paymentId,
    way: "void",
    amount: cents(43_21),
    currency: "USD",
    said: cents(43_21),
    reason: "duplicate",
    description: null,
    sendReceipt: { email: false, sms: false },
  });
  await expect(sums).toHaveText("on hold $10.00 · 1 voided or declined, not counted");
});

test("at 1024 by 700 a panel that scrolls begins with its verdict", async ({ app: { page, electron } }) => {
  await expect(amount(page)).toBeFocused();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await page.keyboard.press("Control+3");
  await expect(rowsOf(page, "Payments").first()).toBeFocused();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: "Payment", exact: true });
  await expect(panel.locator(".stub-body[tabindex]")).toBeVisible();
  await expect
    .poll(() =>
      panel.locator(".verdict-word").evaluate((word) => {
        const { left, top, height } = word.getBoundingClientRect();
        return word.contains(document.elementFromPoint(left + 4, top + height / 2));
      }),
    )
    .toBe(true);
});
