import type { Locator, Page } from "@playwright/test";
import { typedCard } from "../fixtures/orders";
import { expect, hasRead, test, type App } from "./app";
import { typeOrder, verdict } from "./payarc";
import { goTo, workedDesk } from "./scene";
import { enterOn } from "./enter-on";

/**
 * Where the keys are after each thing that opens, is left or is done, on every screen, by keyboard alone: from where, by
 * what, to where. Each table is gone through in one app, from top to bottom.
 */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string | RegExp): Locator =>
  within.getByRole("button", { name, exact: true });
const dialog = (page: Page, name?: string | RegExp): Locator =>
  page.getByRole("dialog", name === undefined ? {} : { name });
const row = (page: Page, nth = 0): Locator => page.locator(".table-row:visible").nth(nth);
const openRow = (page: Page): Locator => page.locator('.table-row[aria-selected="true"]:visible');
const cards = (page: Page): Locator => page.getByRole("list", { name: "Cards on file" }).getByRole("listitem");

type Place = (page: Page) => Locator;
interface Line {
  readonly what: string;
  /** Where the focus is put before; null: where the line above left it. */
  readonly from: Place | null;
  readonly by: (page: Page) => Promise<void>;
  readonly to: Place;
}

/** `by` opens that sheet, which is left by Escape: the focus is where it was. */
function left(from: Place, by: string | ((page: Page) => Promise<void>), sheet: string | RegExp): Line {
  return {
    what: `${sheet} is left`,
    from,
    by: async (page) => {
      await (typeof by === "string" ? page.keyboard.press(by) : by(page));
      await expect(dialog(page, sheet)).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(dialog(page)).toHaveCount(0);
    },
    to: from,
  };
}
const leftByButton = (of: Place, sheet: string | RegExp): Line => left(of, "Enter", sheet);
const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** Frames are drawn by hand until the answered function is called: slow ones, as a busy computer has them. */
async function holdFrames(page: Page): Promise<{ draw: () => Promise<void>; letGo: () => Promise<void> }> {
  await page.evaluate(() => {
    const { requestAnimationFrame: request, cancelAnimationFrame: cancel } = window;
    const held = new Map<number, FrameRequestCallback>();
    let last = 1e9;
    window.requestAnimationFrame = (act) => (held.set(++last, act), last);
    window.cancelAnimationFrame = (id) => (held.delete(id), cancel.call(window, id));
    const draw = (): void => {
      const due = [...held];
      for (const [id, act] of due) if (held.delete(id)) act(performance.now());
    };
    const letGo = (): void => {
      Object.assign(window, { requestAnimationFrame: request, cancelAnimationFrame: cancel });
      draw();
    };
    Object.assign(window, { frames: { draw, letGo } });
  });
  const call = (name: "draw" | "letGo") => () =>
    page.evaluate((which) => (window as unknown as { frames: Record<string, () => void> }).frames[which]?.(), name);
  return { draw: call("draw"), letGo: call("letGo") };
}

async function go({ page }: App, table: readonly Line[]): Promise<void> {
  for (const { what, from, by, to } of table)
    await test.step(what, async () => {
      if (from) {
        await expect(from(page), `${what}: from`).toBeEnabled();
        await from(page).focus();
        await expect(from(page), `${what}: from`).toBeFocused();
      }
      await by(page);
      await expect(to(page), what).toBeFocused();
    });
}

/** The sheets that open over every screen. */
const ofTheFrame = (from: Place): Line[] => [
  left(from, "Control+k", "Do anything"),
  left(from, "F1", "Help"),
  left(from, "Control+o", "Accounts"),
  left(from, "F8", "Notices"),
];

test("each sheet of every screen gives the focus back when it is left", async ({ app }) => {
  const { page } = app;
  await workedDesk(app);
  await expect(field(page, "Amount")).toBeFocused();
  await go(app, [
    {
      what: "a half-typed order",
      from: (now) => field(now, "Card number"),
      by: (now) => now.keyboard.type("401200"),
      to: (now) => field(now, "Card number"),
    },
    ...ofTheFrame((now) => field(now, "Card number")),
    left((now) => field(now, "Expiry"), "Alt+r", "Practice cards"),
    ...ofTheFrame((now) => now.getByRole("searchbox")),
    {
      what: "the order is parked",
      from: (now) => field(now, "Amount"),
      by: async (now) => {
        await now.keyboard.type("4500");
        await now.keyboard.press("Alt+p");
      },
      to: (now) => field(now, "Amount"),
    },
    leftByButton((now) => button(now, "Parked 1"), "Parked orders"),
    leftByButton((now) => button(now, /^Checking [1-9]/), /^Checking/),
  ]);

  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await hasRead(page);
  const next: Place = (now) => button(now, "New order");
  await go(app, [left(next, "r", "Receipt"), left(next, "s", "Save card"), left(next, "t", "Take it back")]);

  await goTo(app, "#/customers");
  await enterOn(row(page, 2));
  await expect(button(page, "Add card")).toBeEnabled();
  await go(app, [
    left(openRow, "a", "Add card"),
    ...ofTheFrame(openRow),
    leftByButton((now) => button(now, "Add card"), "Add card"),
    leftByButton((now) => button(cards(now).first(), "Replace"), /^Replace/),
    leftByButton((now) => button(cards(now).first(), "Remove"), /^Remove/),
    {
      what: "a sheet is opened and left before the page is drawn anew after another",
      from: (now) => button(cards(now).first(), "Remove"),
      by: async (now) => {
        const { draw, letGo } = await holdFrames(now);
        for (let at = 0; at < 2; at++) {
          await now.keyboard.press("Enter");
          await expect(dialog(now, /^Remove/)).toBeVisible();
          await now.keyboard.press("Escape");
          await expect(dialog(now)).toHaveCount(0);
          await draw();
          await expect(button(cards(now).first(), "Remove")).toBeFocused();
        }
        await letGo();
      },
      to: (now) => button(cards(now).first(), "Remove"),
    },
    leftByButton((now) => button(now, "Delete customer"), /^Delete/),
    { what: "Edit, with nothing changed", from: openRow, by: press("e", "Escape"), to: openRow },
    {
      what: "New customer, with nothing typed",
      from: openRow,
      by: press("n", "Escape"),
      to: (now) => now.locator(".table-row:focus"),
    },
  ]);

  await goTo(app, "#/payments");
  await enterOn(row(page));
  await expect(button(page, "Receipt")).toBeEnabled();
  await hasRead(page);
  await go(app, [
    left(openRow, "r", "Receipt"),
    left(openRow, "t", "Take it back"),
    leftByButton((now) => button(now, "Receipt"), "Receipt"),
    {
      what: "Filters are put away",
      from: (now) => button(now, "Filters"),
      by: press("Enter", "Escape"),
      to: (now) => button(now, "Filters"),
    },
    { what: "the search is left", from: openRow, by: press("/", "Escape"), to: openRow },
  ]);
  await page.getByRole("searchbox").fill("visa");
  await go(app, [leftByButton((now) => button(now, "Save filter"), "Save filter")]);

  await goTo(app, "#/holds");
  await enterOn(row(page));
  await expect(button(page.locator(".stub"), "Take it back")).toBeEnabled();
  await hasRead(page);
  await go(app, [
    left(openRow, "c", "Capture"),
    left(openRow, "t", "Take it back"),
    leftByButton((now) => button(row(now), /^Capture/), "Capture"),
    { what: "two are chosen", from: row, by: press("Space", "ArrowDown", "Space"), to: (now) => row(now, 1) },
    leftByButton((now) => button(now.locator(".page-bar"), /^Capture 2/), "Capture 2 holds"),
  ]);

  await goTo(app, "#/activity");
  await enterOn(row(page));
  await expect(button(page, "Stop checking")).toBeVisible();
  await hasRead(page);
  await go(app, [...ofTheFrame(openRow), leftByButton((now) => button(now, "Stop checking"), "Stop checking")]);
  await goTo(app, "#/activity/day");
  await go(app, [leftByButton((now) => button(now, "Close the day"), /^Close /)]);

  await goTo(app, "#/settings");
  await go(app, [
    leftByButton((now) => button(now, "Add account"), "Add account"),
    leftByButton((now) => button(now, "Reset practice data"), "Reset practice data?"),
    ...ofTheFrame((now) => field(now, "Desk name")),
  ]);

  const overview: Place = (now) => now.getByRole("region", { name: "Overview", exact: true });
  const settings: Place = (now) => now.getByRole("heading", { name: "Settings", exact: true });
  await goTo(app, "#/payments");
  await expect(row(page)).toBeFocused();
  await go(app, [
    { what: "a screen without a list: its page has the keys", from: null, by: press("Control+6"), to: overview },
    { what: "and those that scroll it", from: null, by: press("PageDown"), to: overview },
    { what: "nothing is chosen from the search", from: null, by: press("/", "Escape"), to: overview },
    { what: "the settings", from: null, by: press("Control+7"), to: settings },
  ]);
});

test("where the focus goes on when something opens, is done or is gone", async ({ app }) => {
  const { page, ask } = app;
  const typed =
    (name: string): Place =>
    (now) =>
      field(now, name);
  await expect(field(page, "Amount")).toBeFocused();
  await go(app, [
    { what: "More opens", from: typed("ZIP"), by: press("Alt+m"), to: typed("Cardholder name") },
    {
      what: "a field of one’s own is added",
      from: (now) => button(now, "+ Add a field"),
      by: press("Enter"),
      to: typed("Name of field 1"),
    },
    {
      what: "another is added: before the next key comes",
      from: (now) => button(now, "+ Add a field"),
      by: async (now) => {
        // In the very task of the press: a key from outside may come later.
        const name = button(now, "+ Add a field").evaluate(async (add: HTMLElement) => {
          add.click();
          await Promise.resolve();
          return document.activeElement?.getAttribute("aria-label");
        });
        expect(await name).toBe("Name of field 2");
        await enterOn(button(now, "Remove field 2"));
      },
      to: typed("Name of field 1"),
    },
    {
      what: "the last of them is removed",
      from: (now) => button(now, "Remove field 1"),
      by: press("Enter"),
      to: (now) => button(now, "+ Add a field"),
    },
    { what: "More closes over the hand", from: typed("Note"), by: press("Alt+m"), to: typed("Amount") },
    { what: "a stack begins", from: typed("ZIP"), by: press("Alt+k"), to: typed("Control total") },
    { what: "a stack ends", from: typed("Control total"), by: press("Alt+k"), to: typed("Amount") },
    { what: "the order is cleared", from: typed("ZIP"), by: press("Alt+l"), to: typed("Amount") },
  ]);

  const { id } = await ask("customers.create", { fields: { name: "Fanny Focus", email: "fanny@example.com" } });
  for (const number of ["4012000098765439", "5146315000000055"])
    await ask("cards.add", { customerId: id, card: typedCard({ number, cvv: "999", holder: null }), channel: "phone" });
  await page.keyboard.press("Control+2");
  const customer = page.getByRole("region", { name: "Customer", exact: true });
  const card =
    (nth: number, act: string): Place =>
    (now) =>
      button(cards(now).nth(nth), act);
  const typesCard = (digits: string) => async (now: Page) => {
    await now.keyboard.press("Enter");
    await expect(field(now, "Card number")).toBeFocused();
    await now.keyboard.type(digits);
    await now.keyboard.press("Enter");
    await expect(dialog(now)).toHaveCount(0);
  };
  const removes = (leaves: number) => async (now: Page) => {
    await now.keyboard.press("Enter");
    await enterOn(button(dialog(now), "Remove card"));
    await expect(dialog(now)).toHaveCount(0);
    await expect(cards(now)).toHaveCount(leaves);
  };
  await go(app, [
    {
      what: "a customer is found",
      from: null,
      by: async (now) => {
        await now.keyboard.press("/");
        await now.keyboard.type("fanny focus");
        await now.keyboard.press("Enter");
        await expect(customer.getByRole("heading", { name: "Fanny Focus" })).toBeVisible();
        await expect(cards(now)).toHaveCount(2);
      },
      to: openRow,
    },
    {
      what: "a card is added: its button",
      from: (now) => button(now, "Add card"),
      by: typesCard("4111111111111111122999985284"),
      to: (now) => button(now, "Add card"),
    },
    {
      what: "a default is made: the same card, first now",
      from: card(2, "Make default"),
      by: async (now) => {
        const last4 = (await cards(now).nth(2).textContent())?.match(/ending (\d{4})/)?.[1] ?? "";
        await now.keyboard.press("Enter");
        await expect(cards(now).first()).toContainText(`ending ${last4}`);
        await expect(cards(now).first()).toContainText("Default");
      },
      to: card(0, "Replace"),
    },
    {
      what: "and undone: the row",
      from: (now) => button(now, "Undo"),
      by: async (now) => {
        await now.keyboard.press("Enter");
        await expect(now.getByText("is the default again.")).toBeVisible();
      },
      to: openRow,
    },
    {
      what: "a card is replaced: the one in its place",
      from: card(1, "Replace"),
      by: typesCard("4242424242424242122912385284"),
      to: (now) => button(cards(now).filter({ hasText: "ending 4242" }), "Make default"),
    },
    {
      what: "a card is removed: the next",
      from: card(2, "Remove"),
      by: removes(2),
      to: (now) => cards(now).first().getByRole("button").first(),
    },
    {
      what: "one more: the last",
      from: card(1, "Remove"),
      by: removes(1),
      to: (now) => cards(now).first().getByRole("button").first(),
    },
    { what: "the last: Add card", from: card(0, "Remove"), by: removes(0), to: (now) => button(now, "Add card") },
    {
      what: "a customer is made: the new row",
      from: openRow,
      by: async (now) => {
        await now.keyboard.press("n");
        await expect(field(now, "Name")).toBeFocused();
        await now.keyboard.type("Fanny Further");
        await now.keyboard.press("Enter");
        await expect(customer.getByRole("heading", { name: "Fanny Further" })).toBeVisible();
      },
      to: (now) => openRow(now).filter({ hasText: "Fanny Further" }),
    },
    {
      what: "and deleted: the row in its place",
      from: (now) => button(now, "Delete customer"),
      by: async (now) => {
        await now.keyboard.press("Enter");
        await enterOn(button(dialog(now), "Delete customer"));
        await expect(dialog(now)).toHaveCount(0);
        await expect(now.getByRole("table", { name: "Customers" })).not.toContainText("Fanny Further");
      },
      to: (now) => now.locator(".table-row:focus"),
    },
  ]);

  await page.keyboard.press("Control+7");
  const connection: Place = (now) => now.getByRole("combobox", { name: "Connection" });
  await go(app, [
    {
      what: "an account is added: its credentials",
      from: (now) => button(now, "Add account"),
      by: async (now) => {
        await now.keyboard.press("Enter");
        await field(now, "Account name").fill("Web shop");
        await now.keyboard.press("Enter");
        await expect(connection(now).locator("option:checked")).toHaveText("Web shop");
      },
      to: (now) => field(now, "Bearer token"),
    },
    leftByButton((now) => button(now, "Edit account"), "Edit account"),
    leftByButton((now) => button(now, "Remove account"), /^Remove Web shop/),
    {
      what: "it is removed: the accounts",
      from: (now) => button(now, "Remove account"),
      by: async (now) => {
        await now.keyboard.press("Enter");
        await enterOn(button(dialog(now), "Remove account"));
        await expect(dialog(now)).toBeHidden();
      },
      to: connection,
    },
  ]);
});
