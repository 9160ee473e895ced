import type { Notice } from "../../src/shared/contract";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, test } from "./app";
import { tell } from "./scene";
import { passesAxe } from "./sight";

/** Notices and remarks: in sight, and never over or under what the eye is on. */

const warning = (id: string): Notice => ({ id, tone: "warning", sentence: `This is what ${id} has to say.` });

test("notices stand in one line that moves nothing; F8 and a click open them all", async ({ app }) => {
  const { page, electron } = app;
  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
  ] as const) {
    await electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]),
      [width, height] as const,
    );
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
    for (const screen of ["Order", "Customers", "Payments", "Holds", "Activity", "Settings"]) {
      await tell(app, []);
      await page.getByRole("link", { name: screen, exact: true }).click();
      // The first thing that is read, wherever that screen has it.
      const first = page.locator("main.screen:not([hidden])").locator("h1:not(.heard-only), .money-top").first();
      await expect(first).toBeVisible();
      await expect(page.getByText("Opening…")).toHaveCount(0);
      const before = await first.boundingBox();
      await tell(app, [{ ...warning("one"), tone: "info" }, warning("two"), warning("three")]);
      const line = page.locator(".notice");
      await expect(line).toContainText("This is what two has to say.");
      const [after, over] = await Promise.all([first.boundingBox(), line.boundingBox()]);
      expect(after, screen).toEqual(before);
      expect((over?.y ?? 0) + (over?.height ?? 0), screen).toBeLessThanOrEqual(after?.y ?? 0);
    }
  }
  await passesAxe(app);
  await tell(app, [{ ...warning("one"), tone: "info" }, warning("two"), warning("three")]);
  const sheet = page.getByRole("dialog", { name: "Notices" });
  await page.getByRole("button", { name: "and 2 more" }).click();
  await expect(sheet.getByRole("listitem")).toHaveText(["two", "three", "one"].map((id) => warning(id).sentence));
  await page.keyboard.press("Escape");
  await page.keyboard.press("F8");
  await expect(sheet).toContainText("This is what three has to say.");
});

test("a remark stands in the rail: over no row, no field and no button", async ({ app }) => {
  const { page, electron } = app;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(1024);
  for (const name of ["Dark theme", "Light theme"]) {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await page.getByRole("textbox", { name: "Amount", exact: true }).focus();
  await page.keyboard.type("4012000098765439");
  const remark = page.locator(".toast").first();
  await expect(remark).toBeVisible();
  const edges = await page.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
    const [toasts, rail, links, foot] = [".toasts", ".rail", ".rail-links", ".rail-foot"].map(box);
    return toasts && rail && links && foot
      ? [toasts.right <= rail.right, toasts.top >= links.bottom, toasts.bottom <= foot.top]
      : null;
  });
  expect(edges).toEqual([true, true, true]);
});

test("at 200 % what is being checked is in sight, and a remark covers no field", async ({ app }) => {
  const { page, electron } = app;
  // Practice loses the answer to this amount, and does not find it for a while.
  await app.ask("payments.charge", keyedOrder({ amount: cents(5_003_00) }));
  await electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(1024, 700);
    window?.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(512);
  await expect(page.getByRole("button", { name: /^Checking/ })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("button", { name: "Help", exact: true })).toBeInViewport({ ratio: 1 });
  const amount = page.getByRole("textbox", { name: "Amount", exact: true });
  await amount.focus();
  await page.keyboard.type("4012000098765439");
  const remark = page.locator(".toast").first();
  await expect(remark).toBeVisible();
  const [over, under] = await Promise.all([remark.boundingBox(), amount.boundingBox()]);
  expect((over?.y ?? 0) + (over?.height ?? 0)).toBeLessThanOrEqual(under?.y ?? 0);
});
