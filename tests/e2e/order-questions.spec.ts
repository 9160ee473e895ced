import type { Locator, Page } from "@playwright/test";
import type { TrainingServer } from "../../src/main/practice/payarc/server";
import { heldBack } from "../fixtures/held-back";
import { expect, hasRead, test, typeOrder, verdict } from "./payarc";
import { axeFinds } from "./sight";
import { enterOn } from "./enter-on";

/**
 * The order desk where something is in the way (an answer that is missing, a connection that changes, a card left
 * behind), and its own ways.
 */
const CHARGE = { method: "POST", path: "/charges" };
const LIST = { method: "GET", path: "/charges" };
const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });
const sends = (payarc: TrainingServer) =>
  payarc.control.requests().filter(({ method, path }) => method === "POST" && path === "/charges");

test("an answer is missing: the same card is asked about, charged all the same, and the open check stopped from the tray", async ({
  startOnPayarc,
  payarc,
}) => {
  const { page, ask } = await startOnPayarc();
  payarc.control.failNext(CHARGE, { kind: "reset", when: "before" });
  // No look finds anything out, so the question stays open for as long as this test needs it.
  for (let at = 0; at < 300; at++) payarc.control.failNext(LIST, { kind: "status", when: "before", status: 500 });
  /** The list of other desks' charges cannot be read either: that is asked, and gone on all the same. */
  const goOnUnlooked = async (): Promise<void> => {
    await expect(verdict(page, "Charge all the same?")).toBeVisible();
    await hasRead(page);
    await page.keyboard.press("c");
  };
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await goOnUnlooked();
  await expect(verdict(page, "Checking")).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("n");
  await expect(field(page, "Amount")).toBeFocused();

  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Still being checked")).toBeVisible();
  await expect(page.getByRole("button", { name: "Do not charge" })).toBeFocused();
  await hasRead(page);
  await page.keyboard.press("Escape");
  expect(sends(payarc)).toHaveLength(1);
  await expect(field(page, "Card number")).toHaveValue("4012 0000 9876 5439");
  await expect(field(page, "CVV")).toHaveValue("•••");

  await enterOn(field(page, "ZIP"));
  await expect(verdict(page, "Still being checked")).toBeVisible();
  await expect(page.getByRole("button", { name: "Do not charge" })).toBeFocused();
  await hasRead(page);
  await page.keyboard.press("c");
  await goOnUnlooked();
  await expect(verdict(page, "Approved")).toBeVisible();
  expect(sends(payarc)).toHaveLength(2);
  const attempts = await ask("attempts.list", { limit: 5 });
  expect(attempts).toHaveLength(2);
  const first = attempts.find(({ state }) => state === "unknown");
  const second = attempts.find(({ state }) => state === "closed");
  expect(sends(payarc).map(({ idempotencyKey }) => idempotencyKey)).toEqual([first?.id, second?.id]);

  await page.getByRole("button", { name: "Checking 1" }).click();
  const tray = page.getByRole("dialog", { name: "Checking", exact: true });
  await expect(tray).toContainText("$12.00");
  await ask("settings.set", { theme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await axeFinds(page)).toEqual([]);
  await tray.getByRole("button", { name: "Stop checking" }).click();
  const byHand = page.getByRole("dialog", { name: "Stop checking" });
  await expect(byHand.getByRole("textbox", { name: "Why" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(byHand).toContainText("Say why, so that the next person understands.");
  await page.keyboard.type("Not in the dashboard");
  await page.keyboard.press("Enter");
  await expect(tray).toContainText("Nothing is being checked.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Checking 0" })).toBeVisible();
  expect(await ask("attempts.get", { id: first?.id ?? "" })).toMatchObject({
    state: "closed_by_hand",
    byHand: { reason: "Not in the dashboard" },
  });
});

test("the account changes: a result of the old one offers nothing on the new one, and an order is not taken along", async ({
  startOnPayarc,
  payarc,
}) => {
  const { page, ask } = await startOnPayarc();
  const answer = heldBack("before");
  payarc.control.failNext(CHARGE, answer.fault);
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(result(page)).toContainText("Sending…");
  await ask("accounts.use", { id: "training" });
  answer.letGo();
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect(result(page)).toContainText("This was sent on PayArc test, and this window is on another account now.");
  // What is told can be copied; nothing else can be done with it.
  await expect(result(page).getByRole("button", { name: /^(?!Copy)/ })).toHaveCount(1);
  for (const key of ["r", "t", "s"]) await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: "New order" }).click();
  await expect(field(page, "Amount")).toHaveValue("");

  await expect.poll(async () => (await ask("directory.status", {})).state).toBe("ready");
  await page.getByRole("searchbox", { name: "Find customer" }).fill("rosa diaz");
  await page.getByRole("option", { name: "Rosa Diaz" }).click();
  await page.getByRole("radio", { name: "Another card" }).check();
  await typeOrder(page, "4500");
  await ask("accounts.use", { id: "payarc_test" });
  await expect(page.getByText("PayArc test · no real money")).toBeVisible();
  for (const name of ["Amount", "Card number", "Expiry", "CVV", "ZIP"]) await expect(field(page, name)).toHaveValue("");
  await expect(page.getByRole("radiogroup", { name: "Card" })).toHaveCount(0);
});

test("a card left half typed for ten minutes is cleared; amount and ZIP stay", async ({ app: { page } }) => {
  await page.clock.install();
  await typeOrder(page, "4500");
  await page.clock.fastForward("09:00");
  // A key begins the ten minutes anew.
  await page.keyboard.press("Shift");
  await page.clock.fastForward("09:00");
  await expect(field(page, "Card number")).toHaveValue("4012 0000 9876 5439");
  await page.clock.fastForward("01:01");
  for (const name of ["Card number", "Expiry", "CVV"]) await expect(field(page, name)).toHaveValue("");
  await expect(page.getByText("The card was cleared: it had been left for ten minutes.")).toBeVisible();
  await expect(field(page, "Amount")).toHaveValue("45.00");
  await expect(field(page, "ZIP")).toHaveValue("85284");
});

test("a screen reader hears the result in the frame in which it is seen", async ({ app: { page } }) => {
  await page.evaluate(() => {
    const seen: { what: string; frame: number; text: string }[] = [];
    let frame = 0;
    const count = (): void => {
      frame += 1;
      requestAnimationFrame(count);
    };
    count();
    const watch = (what: string, text: () => string | undefined): void => {
      let last = "";
      new MutationObserver(() => {
        const now = text() ?? "";
        if (now !== last) seen.push({ what, frame, text: now });
        last = now;
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    };
    watch("shown", () => document.querySelector(".stub h2")?.textContent ?? undefined);
    watch("heard", () => document.querySelector(".order > [role=alert]")?.textContent ?? undefined);
    Object.assign(window, { seenAndHeard: seen });
  });
  const told = async (what: string) =>
    (
      await page.evaluate(
        () => (window as unknown as { seenAndHeard: { what: string; frame: number; text: string }[] }).seenAndHeard,
      )
    ).filter((one) => one.what === what && one.text !== "");
  await typeOrder(page, "201200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Declined")).toBeVisible();
  // Before it the place had the guide's heading.
  const shown = (await told("shown")).find(({ text }) => text === "Declined");
  const [heard] = await told("heard");
  expect(shown).toBeDefined();
  expect(heard?.text).toMatch(/^Declined\. \$2,012\.00 on the card ending 5439\. .*not enough money or credit.* Say: /);
  expect(heard?.frame).toBe(shown?.frame);
});

test("the desk's own ways: no sentence, no going on by itself, its channel, no CVV, a small window at 200 %", async ({
  app,
}) => {
  const { page, electron, ask } = app;
  const doAnything = async (clue: string): Promise<void> => {
    await page.keyboard.press("Control+k");
    await page
      .getByRole("combobox", { name: "Do anything" })
      .or(page.getByRole("searchbox", { name: "Do anything" }))
      .fill(clue);
    await expect(page.getByRole("option").first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };
  await field(page, "Amount").fill("45.00");
  await expect(page.getByText("I’m charging")).toBeVisible();
  await doAnything("hide the sentence");
  await expect(page.getByText("I’m charging")).toHaveCount(0);
  await doAnything("stop going on");
  await expect.poll(async () => (await ask("app.state", {})).settings.autoAdvance).toBe(false);
  await field(page, "Card number").focus();
  await page.keyboard.type("371449635392376");
  await expect(field(page, "Card number")).toHaveValue("3714 496353 92376");
  await expect(field(page, "Card number")).toBeFocused();
  await field(page, "Expiry").fill("0130");
  await field(page, "ZIP").fill("22222");
  await page.getByRole("radio", { name: "Mail" }).check();

  // The choice is made, not forgotten: without it an order that lacks the CVV is not sent.
  await page.getByRole("button", { name: "Charge $45.00" }).click();
  await expect(field(page, "CVV")).toBeFocused();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("switch", { name: "CVV not given" }).check();
  await page.getByRole("button", { name: "Charge $45.00" }).click();
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect(result(page)).toContainText("Amex ···· 2376 · mail order");
  // The bank let it through beside a check that failed: that is said first, and there is a way back.
  await expect(result(page)).toContainText("The bank approved it all the same");
  await expect(result(page).getByRole("button", { name: "Take it back" })).toBeVisible();
  await expect
    .poll(async () => (await ask("app.state", {})).settings)
    .toMatchObject({ channel: "mail", autoAdvance: false, sayThis: false });

  await electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setSize(1024, 700);
    window?.webContents.setZoomFactor(2);
  });
  await expect(result(page).getByRole("button", { name: "New order" })).toBeVisible();
  const cut = () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".frame-main, .header, .order, .screen, .stub-body")]
        .filter((part) => part.scrollWidth > part.clientWidth + 1)
        .map((part) => part.className),
    );
  await expect.poll(cut).toEqual([]);
  await page.reload();
  await expect(page.getByRole("radio", { name: "Mail" })).toBeChecked();
});
