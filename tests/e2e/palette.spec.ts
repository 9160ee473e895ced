import type { Locator, Page } from "@playwright/test";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, hasRead, test } from "./app";
import { passesAxe } from "./sight";

/** The palette in the real window: what it lists, by what it is found, and whose the highlight is. */

const palette = (page: Page): Locator => page.getByRole("dialog", { name: "Do anything" });
const option = (page: Page, name: string): Locator => palette(page).getByRole("option", { name, exact: true });

/** The browser tells a pointer of what came under it in one of the next frames. */
async function frames(page: Page, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1)
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => drawn(null))));
}

test("before anything is typed it lists what the screen can do, each with its key, and Enter takes nothing", async ({
  app,
}) => {
  const { page } = app;
  await app.ask("payments.charge", keyedOrder({ amount: cents(43_01) }));
  await page.getByRole("link", { name: "Payments" }).click();
  await page.getByRole("table", { name: "Payments" }).getByText("$43.01").click();
  const takeBack = page
    .getByRole("region", { name: "Payment", exact: true })
    .getByRole("button", { name: "Take it back" });
  await expect(takeBack).toBeEnabled();
  await hasRead(page);
  await page.keyboard.press("Control+k");
  await expect(option(page, "Take it back").locator("kbd")).toHaveText("T");
  await expect(option(page, "Receipt").locator("kbd")).toHaveText("R");
  await expect(option(page, "Export CSV")).toBeVisible();
  await expect(option(page, "Holds").locator("kbd")).toHaveText("Ctrl 4");
  await expect(palette(page).getByRole("option", { selected: true })).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(palette(page)).toBeVisible();
  await passesAxe(app);
  await page.keyboard.type("refund");
  await expect(palette(page).getByRole("option", { selected: true })).toHaveAccessibleName("Take it back");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Take it back" })).toBeVisible();
});

test("on an empty order the close of the day and a refund are found too, and the keys go there", async ({
  app: { page },
}) => {
  const amount = page.getByRole("textbox", { name: "Amount", exact: true });
  await expect(amount).toBeFocused();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("close the day");
  await expect(option(page, "Close the day")).toBeVisible();
  await page.keyboard.press("Enter");
  const day = page.getByRole("region", { name: "Day close", exact: true });
  await expect(day).toBeFocused();
  // What a page that has the keys holds can be done too.
  await expect(day.getByRole("button", { name: "Close the day", exact: true })).toBeEnabled();
  await page.keyboard.press("Control+k");
  await expect(option(page, "Close the day").locator("kbd")).toHaveText("C");
  await page.keyboard.press("Escape");
  await expect(day).toBeFocused();
  await page.keyboard.press("Control+1");
  await expect(amount).toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(option(page, "Authorize only").locator("kbd")).toHaveText("Alt A");
  await page.keyboard.type("refund");
  await expect(option(page, "Refund or void a payment")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("searchbox", { name: "Find payment" })).toBeFocused();
});

test("a pointer at rest never moves the highlight of a list that comes under it; one that moves does", async ({
  app: { page },
}) => {
  await expect(page.getByRole("textbox", { name: "Amount", exact: true })).toBeFocused();
  const places = [
    { open: "Control+k", list: palette(page), clue: "o" },
    { open: "/", list: page.getByRole("search").first(), clue: "a" },
  ];
  for (const { open, list, clue } of places) {
    await page.keyboard.press(open);
    const third = list.getByRole("option").nth(2);
    const place = async () => {
      await expect(list.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
      await frames(page, 20);
      return third.boundingBox();
    };
    await page.keyboard.type(clue);
    const box = await place();
    await page.keyboard.press("Backspace");
    await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 12);
    await page.keyboard.type(clue);
    await expect(third).toBeVisible();
    expect(await place()).toEqual(box);
    await expect(list.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
    await page.mouse.move((box?.x ?? 0) + 44, (box?.y ?? 0) + 14);
    await expect(third).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  }
});
