import { cents } from "../../src/shared/money";
import { keyedOrder, typedCard } from "../fixtures/orders";
import { expect, pressQuickly, test } from "./app";
import { windowOf } from "./sight";

/** 1024x700: every list and every stub can be read without scrolling sideways. */

const VISA = "4012000098765439";

/** What is cut off or hangs out at the right, by its words; nothing may be. */
function hangsOut(): string[] {
  const boxes = [...document.querySelectorAll<HTMLElement>(".table-scroll, .stub, .stub-body, .screen")].filter(
    (box) => box.offsetParent !== null,
  );
  const wide = boxes
    .filter((box) => box.scrollWidth > box.clientWidth + 1)
    .map((box) => `${box.className} scrolls sideways`);
  // Names may be cut; times and sums not.
  const cut = [
    ...document.querySelectorAll<HTMLElement>(
      ".table td:first-child:not(:has(.two-lines, .customers-who)), .table td.end",
    ),
  ].filter((cell) => cell.scrollWidth > cell.clientWidth + 1);
  const steps = [...document.querySelectorAll<HTMLElement>(".stub .button")].filter(
    (button) => button.offsetParent !== null,
  );
  const out = steps.filter(
    (button) =>
      button.getBoundingClientRect().right > (button.closest(".stub")?.getBoundingClientRect().right ?? 0) - 8,
  );
  const folded = steps.filter((button) => button.scrollHeight > 48);
  return [
    ...wide,
    ...cut.map((cell) => `cut: ${cell.textContent}`),
    ...[...out, ...folded].map((button) => `the button ${button.textContent}`),
  ];
}

const RIGHT_TO_LEFT = 'רבקה בת־שבע כהן־לוי מרחובות ובניה, בע"מ.';

/** Each place in sight with that name, from right to left: what it loses of its beginning, or a full stop at its wrong end. */
function rightToLeft(name: string): string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const places: string[] = [];
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    const element = text.parentElement;
    if (text.nodeValue !== name || !element?.checkVisibility() || element.closest("option")) continue;
    const signAt = (at: number): DOMRect => {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect();
    };
    let clip: Element | null = element;
    while (clip && getComputedStyle(clip).overflowX === "visible") clip = clip.parentElement;
    const box = (clip ?? document.body).getBoundingClientRect();
    const first = signAt(0);
    const [stop, before] = [signAt(name.length - 1), signAt(name.length - 2)];
    const cut = first.left < box.left - 1 || first.right > box.right + 1;
    const turned = stop.left > before.left;
    places.push(`${element.closest("[class]")?.className}${cut ? " is cut" : ""}${turned ? " is turned" : ""}`);
  }
  return places;
}

test("the lists of the back office and what opens beside them", async ({ app }) => {
  const { page, electron } = app;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(1024);
  await page.keyboard.type("12500");
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${VISA}122999985284`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Approved" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Result" })).toContainText("Streetnot given");
  await expect.poll(() => page.evaluate(hangsOut)).toEqual([]);

  for (const [screen, table, columns] of [
    ["Customers", "Customers", ["Name", "Phone", "Card"]],
    ["Payments", "Payments", ["When", "Amount", "Status", "Customer"]],
    ["Holds", "Holds", ["Time left", "Amount", "Customer"]],
    ["Activity", "Activity", ["When", "Amount", "Outcome", "Customer, by whom"]],
  ] as const) {
    await page.getByRole("link", { name: screen, exact: true }).click();
    const rows = page.getByRole("table", { name: table }).locator(".table-row");
    await expect(rows.first()).toContainText(/\d{4}/);
    for (const column of columns)
      await expect(page.getByRole("columnheader", { name: column })).toBeInViewport({ ratio: 1 });
    await expect.poll(() => page.evaluate(hangsOut)).toEqual([]);
    await rows.first().click();
    await expect(page.locator(".stub:visible .facts").first()).toBeVisible();
    await expect.poll(() => page.evaluate(hangsOut)).toEqual([]);
  }
  // Nobody gave a street: that is no mismatch, also where the order is told again.
  await expect(page.locator(".stub:visible")).toContainText("Streetnot given");
});

test("a remark never lies over the next steps", async ({ app }) => {
  const { page, electron } = app;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(1024);
  await page.getByRole("textbox", { name: "Amount", exact: true }).focus();
  await pressQuickly(page, [...VISA], 30);
  const remark = page.locator(".toast").first();
  await expect(remark).toBeVisible();
  const [right, left] = await Promise.all([
    remark.evaluate((toast) => toast.getBoundingClientRect().right),
    page.getByRole("region", { name: "Result" }).evaluate((stub) => stub.getBoundingClientRect().left),
  ]);
  expect(right).toBeLessThanOrEqual(left);
});

test("a long word breaks, the fields of More stand in line, and what a filter is set to can be read", async ({
  app,
}) => {
  const { page, electron, ask } = app;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(1024);
  await page.getByRole("button", { name: "More", exact: true }).click();
  const right = (name: string) =>
    page.getByRole("textbox", { name, exact: true }).evaluate((field) => field.getBoundingClientRect().right);
  expect(await right("Phone")).toBe(await right("Address line 2"));

  await ask("customers.create", {
    fields: { name: "Ann Long", email: "ann.long-fitz@meridian-dental.example", description: "W".repeat(50) },
  });
  await page.getByRole("link", { name: "Customers" }).click();
  await page.getByRole("searchbox").fill("Ann Long");
  await page.getByRole("option", { name: "Ann Long" }).click();
  await expect(page.locator(".stub:visible")).toContainText("WWWWW");
  // The list has room for a long e-mail.
  const email = page.locator(".table-row", { hasText: "Ann Long" }).getByText("ann.long-fitz@");
  expect(await email.evaluate((line) => line.scrollWidth - line.clientWidth)).toBeLessThanOrEqual(0);
  await expect.poll(() => page.evaluate(hangsOut)).toEqual([]);

  await page.getByRole("link", { name: "Payments" }).click();
  await page.getByRole("button", { name: "Filters" }).click();
  const when = page.getByRole("combobox", { name: "When" });
  await when.selectOption("Between two days");
  // The words as wide as they are, beside the room that the field has for them.
  const room = await when.evaluate((field) => {
    const pen = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(field);
    if (pen) pen.font = style.font;
    return (
      field.clientWidth -
      Number.parseFloat(style.paddingLeft) -
      Number.parseFloat(style.paddingRight) -
      (pen?.measureText("Between two days").width ?? Number.NaN)
    );
  });
  expect(room).toBeGreaterThan(0);

  // A name from right to left loses its end where it is too long, and its full stop stands at that end.
  const { id: customerId } = await ask("customers.create", { fields: { name: RIGHT_TO_LEFT } });
  await ask("cards.add", { customerId, channel: "phone", card: typedCard() });
  const source = { kind: "customer", customerId, cardId: null, cvv: null } as const;
  await ask("payments.charge", { ...keyedOrder({ amount: cents(4_321) }), source });
  const places = () => page.evaluate(rightToLeft, RIGHT_TO_LEFT);
  await expect.poll(places).toEqual(["cut"]);
  await page.keyboard.press("Escape");
  await page.locator(".table-row", { hasText: RIGHT_TO_LEFT }).click();
  await expect.poll(places).toEqual(["cut", "fact"]);
  await page.keyboard.press("Control+1");
  await page.getByRole("searchbox").fill("רבקה");
  await expect.poll(places).toEqual(["search-name"]);
  await page.keyboard.press("Enter");
  await expect.poll(places).toEqual(["grow cut"]);
  await page.keyboard.type("500");
  await page.keyboard.press("Enter");
  await expect.poll(places).toEqual(["grow cut", "stub-line"]);
});

test("a remark does not lie over the buttons of a dialog", async ({ app }) => {
  const { page, electron } = app;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(1024);
  await page.getByRole("link", { name: "Customers" }).click();
  await page.getByRole("table", { name: "Customers" }).locator(".table-row").first().click();
  // The remark with a way back stays for a quarter of a minute, and so into the next dialog.
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("Pays by phone");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const remark = page.locator(".toast").first();
  await expect(remark).toBeVisible();
  await page.getByRole("button", { name: "Add card" }).click();
  const dialog = page.getByRole("dialog", { name: "Add card" });
  const save = dialog.getByRole("button", { name: "Save card" });
  await save.scrollIntoViewIfNeeded();
  const [under, over] = await Promise.all([save.boundingBox(), remark.boundingBox()]);
  expect((over?.x ?? 0) + (over?.width ?? 0)).toBeLessThanOrEqual(under?.x ?? 0);

  // 1366x768 at 200 %: what a button would do is in sight with it, and no field lies under the buttons.
  await page.keyboard.press("Escape");
  await windowOf(app, 1366, 768, 2);
  await page.keyboard.press("Control+3");
  await expect(page.getByRole("table", { name: "Payments" }).locator(".table-row").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Take it back" })).toBeVisible();
  await page.keyboard.press("t");
  const takeBack = page.getByRole("dialog", { name: "Take it back" });
  await expect(takeBack.getByRole("button", { name: "Confirm" })).toBeFocused();
  await expect(takeBack.getByRole("heading")).toBeInViewport({ ratio: 1 });
  const reason = takeBack.getByRole("combobox", { name: "Reason" });
  await reason.focus();
  const [field, foot] = await Promise.all([reason.boundingBox(), takeBack.locator(".dialog-buttons").boundingBox()]);
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0);

  // In one column what is open hides its row, and is scrolled by keys; when it is left the row has them again.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.locator('tr[data-index="0"]')).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator('tr[data-index="1"]')).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Payment", exact: true })).toBeFocused();
});
