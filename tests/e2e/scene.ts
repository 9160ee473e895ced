import type { Locator, Page } from "@playwright/test";
import type { Notice } from "../../src/shared/contract";
import { cents } from "../../src/shared/money";
import { keyedOrder, typedCard } from "../fixtures/orders";
import { expect, type App } from "./app";

/**
 * Every screen and its main states in Training, each reached from anywhere. The pictures of docs/screens, axe and 200 %
 * go through all of them.
 */
export interface Scene {
  /** Names the picture: "payments-filters". */
  readonly name: string;
  /** The screen's own picture; the small sizes are taken of these. */
  readonly main?: true;
  readonly come: (app: App) => Promise<void>;
}

export const VISA = "4012000098765439";
export const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
export const dialog = (page: Page): Locator => page.getByRole("dialog").last();
export const region = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
export const rows = (page: Page): Locator => page.locator(".table-row:visible");
export const heading = (page: Page, name: string): Locator =>
  region(page, "Result").getByRole("heading", { name, exact: true });

/** A desk that has worked: one payment, one hold, and one charge whose answer is still missing. */
export async function workedDesk({ ask, page }: App): Promise<void> {
  await ask("settings.set", { guided: true });
  const charges = [
    keyedOrder({ amount: cents(4400) }),
    keyedOrder({ amount: cents(7300), capture: false }),
    keyedOrder({ amount: cents(500_300), card: typedCard({ number: "5146315000000055", cvv: "998" }) }),
  ];
  for (const one of charges) await ask("payments.charge", one);
  await page.reload();
  await expect.poll(async () => (await ask("directory.status", {})).state).toBe("ready");
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
}

/** The page anew, at that address; neither the guide nor what another scene has set is there. */
export async function goTo({ ask, page }: App, address: string): Promise<void> {
  await ask("settings.set", { guided: true, surcharge: null, channel: "phone" });
  const { notices } = await ask("app.state", {});
  for (const { id, news } of notices) if (news) await ask("news.read", { id });
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, address);
  await page.reload();
  await page.waitForFunction(() => "counterfoil" in window);
  await expect(page.locator("main:visible")).toBeVisible();
}

/** Types an order with a new card, as a person does, without the last Enter. */
export async function type(page: Page, amount: string, card = `${VISA}122999985284`): Promise<void> {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type(amount);
  await page.keyboard.press("Enter");
  await page.keyboard.type(card);
}

export async function charge(page: Page, amount: string, verdict: string): Promise<void> {
  await type(page, amount);
  await page.keyboard.press("Enter");
  await expect(heading(page, verdict)).toBeVisible();
}

/** Nothing is being read any more. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator(".state[role=status]:visible")).toHaveCount(0);
  await expect(page.getByText(/^(Loading|Reading|Making|Opening|Counting)/)).toHaveCount(0);
}

/** A charge whose answer is still missing, for as long as a scene takes. */
export async function chargeWithoutAnswer({ ask }: App): Promise<void> {
  await ask("payments.charge", keyedOrder({ amount: cents(500_300) }));
}

/** What the window is told to show as notices, from now on. */
export async function tell({ ask, electron }: App, notices: readonly Notice[]): Promise<void> {
  const state = await ask("app.state", {});
  await electron.evaluate(
    ({ BrowserWindow }, told) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as
        | (Electron.WebContents & { toldNotices?: readonly unknown[] })
        | undefined;
      if (!contents) return;
      const name = "counterfoil:event:app.changed";
      if (!contents.toldNotices) {
        const send = contents.send.bind(contents);
        // What main tells of itself meanwhile does not take them away.
        contents.send = (channel, ...values: object[]) =>
          send(channel, ...values.map((one) => (channel === name ? { ...one, notices: contents.toldNotices } : one)));
      }
      contents.toldNotices = told.notices;
      contents.send(name, told.state);
    },
    { state, notices },
  );
}

export async function list(app: App, screen: string): Promise<void> {
  await goTo(app, `#/${screen}`);
  await expect(rows(app.page).first()).toContainText(/\d/);
  await ready(app.page);
}

export async function openRow(app: App, screen: string, nth = 0): Promise<void> {
  await list(app, screen);
  await rows(app.page).nth(nth).click();
  await expect(app.page.locator(".facts:visible").first()).toBeVisible();
  await ready(app.page);
}

/** Opens the sheet by that button of the stub, or of all the screen. */
export async function sheet(page: Page, button: string | RegExp, within: Page | Locator = page): Promise<void> {
  await within.getByRole("button", { name: button }).first().click();
  await expect(dialog(page)).toBeVisible();
  await ready(page);
}

export const stub = (page: Page): Locator => page.locator("main:visible .stub");
