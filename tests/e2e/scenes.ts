import type { Locator, Page } from "@playwright/test";
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

const VISA = "4012000098765439";
const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const dialog = (page: Page): Locator => page.getByRole("dialog").last();
const region = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
const rows = (page: Page): Locator => page.locator(".table-row:visible");
const heading = (page: Page, name: string): Locator =>
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
}

/** The page anew, at that address. */
export async function goTo({ page }: App, address: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, address);
  await page.reload();
  await page.waitForFunction(() => "counterfoil" in window);
  await expect(page.locator("main:visible")).toBeVisible();
}

/** Types an order with a new card, as a person does, without the last Enter. */
async function type(page: Page, amount: string, card = `${VISA}122999985284`): Promise<void> {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type(amount);
  await page.keyboard.press("Enter");
  await page.keyboard.type(card);
}

async function charge(page: Page, amount: string, verdict: string): Promise<void> {
  await type(page, amount);
  await page.keyboard.press("Enter");
  await expect(heading(page, verdict)).toBeVisible();
}

/** Nothing is being read any more. */
async function ready(page: Page): Promise<void> {
  await expect(page.getByText(/^(Loading|Reading|Making|Opening|Counting)/)).toHaveCount(0);
}

async function list(app: App, screen: string): Promise<void> {
  await goTo(app, `#/${screen}`);
  await expect(rows(app.page).first()).toContainText(/\d/);
  await ready(app.page);
}

async function openRow(app: App, screen: string, nth = 0): Promise<void> {
  await list(app, screen);
  await rows(app.page).nth(nth).click();
  await expect(app.page.locator(".facts:visible").first()).toBeVisible();
  await ready(app.page);
}

/** Opens the sheet by that button of the stub, or of all the screen. */
async function sheet(page: Page, button: string | RegExp, within: Page | Locator = page): Promise<void> {
  await within.getByRole("button", { name: button }).first().click();
  await expect(dialog(page)).toBeVisible();
  await ready(page);
}

const stub = (page: Page): Locator => page.locator("main:visible .stub");

const order = (name: string, come: (app: App) => Promise<void>): Scene => ({
  name: `order-${name}`,
  come: async (app) => {
    await goTo(app, "#/order");
    await expect(field(app.page, "Amount")).toBeFocused();
    await come(app);
  },
});

/** An order that ends in that verdict, by the amount in cents that the practice processor knows. */
const ends = (name: string, amount: string, verdict: string): Scene =>
  order(name, ({ page }) => charge(page, amount, verdict));

/** The same with a sheet over it, opened by its key. */
const sheetOf = (name: string, amount: string, key: string): Scene =>
  order(name, async ({ page }) => {
    await charge(page, amount, "Approved");
    await expect(page.locator("[data-unread]")).toHaveCount(0);
    await page.keyboard.press(key);
    await expect(dialog(page)).toBeVisible();
    await ready(page);
  });

const ORDERS: readonly Scene[] = [
  { ...order("empty", async () => {}), main: true },
  order("typing", ({ page }) => type(page, "12500", `${VISA}122999`)),
  { ...ends("approved", "12500", "Approved"), main: true },
  order("charged-before", async ({ page }) => {
    await type(page, "12500");
    await page.keyboard.press("Enter");
    await expect(page.locator(".verdict-word:visible")).toBeVisible();
  }),
  sheetOf("receipt", "12600", "r"),
  sheetOf("save-card", "12700", "s"),
  sheetOf("take-it-back", "12800", "t"),
  ends("declined", "201200", "Declined"),
  ends("partly-approved", "300000", "Partly approved"),
  ends("reversed", "301000", "Reversed"),
  order("authorized", async ({ page }) => {
    await page.getByRole("switch", { name: "Authorize only" }).check();
    await field(page, "Amount").focus();
    await charge(page, "8800", "Authorized");
  }),
  order("sending", async ({ page }) => {
    await type(page, "500800");
    await page.keyboard.press("Enter");
    await expect(page.locator(".verdict-word:visible")).toHaveText(/^Sending/);
  }),
  order("search", async ({ page }) => {
    await page.getByRole("searchbox", { name: "Find customer" }).fill("602 555");
    await expect(page.getByRole("option").first()).toBeVisible();
  }),
  order("customer", async ({ page }) => {
    await page.getByRole("searchbox", { name: "Find customer" }).fill("rosa diaz");
    await page.getByRole("option", { name: "Rosa Diaz" }).click();
    await field(page, "Amount").fill("42.00");
    await expect(page.locator(".on-file-card").first()).toBeVisible();
  }),
  order("more", ({ page }) => page.getByRole("button", { name: "More" }).click()),
  ends("checking", "500300", "Checking"),
  order("still-being-checked", async ({ page }) => {
    await type(page, "500300");
    await page.keyboard.press("Enter");
    await expect(page.locator(".verdict-word:visible")).toBeVisible();
  }),
];

const CUSTOMERS: readonly Scene[] = [
  { name: "customers", main: true, come: (app) => list(app, "customers") },
  {
    name: "customer",
    main: true,
    come: async (app) => {
      await openRow(app, "customers", 2);
      await expect(app.page.getByRole("list", { name: "Cards on file" })).toBeVisible();
    },
  },
  {
    name: "customer-edit",
    come: async (app) => {
      await openRow(app, "customers", 2);
      await app.page.getByRole("button", { name: "Edit", exact: true }).click();
      await expect(field(app.page, "Name")).toBeVisible();
    },
  },
  {
    name: "customer-new",
    come: async (app) => {
      await list(app, "customers");
      await app.page.getByRole("button", { name: "New customer" }).click();
      await expect(field(app.page, "Name")).toBeVisible();
    },
  },
  {
    name: "customer-add-card",
    come: async (app) => {
      await openRow(app, "customers", 2);
      await sheet(app.page, "Add card", stub(app.page));
    },
  },
  {
    name: "customer-remove-card",
    come: async (app) => {
      await openRow(app, "customers", 2);
      await sheet(app.page, "Remove", stub(app.page));
    },
  },
];

const PAYMENTS: readonly Scene[] = [
  { name: "payments", main: true, come: (app) => list(app, "payments") },
  {
    name: "payment",
    main: true,
    come: async (app) => {
      await openRow(app, "payments", 3);
      await expect(app.page.getByRole("region", { name: "Story" })).toBeVisible();
    },
  },
  {
    name: "payments-filters",
    come: async (app) => {
      await list(app, "payments");
      await app.page.getByRole("button", { name: /^Filters/ }).click();
      await app.page.getByRole("combobox", { name: "Status" }).selectOption({ index: 1 });
      await ready(app.page);
    },
  },
  {
    name: "payments-nothing-found",
    come: async (app) => {
      await list(app, "payments");
      await app.page.getByRole("searchbox").fill("nobody of this name");
      await expect(app.page.locator(".state:visible")).toBeVisible();
    },
  },
  {
    name: "payments-all-accounts",
    come: async (app) => {
      await list(app, "payments");
      await app.page.getByRole("switch", { name: "All accounts" }).check();
      await expect(app.page.locator(".all-accounts .sheet").first()).toBeVisible();
      await ready(app.page);
    },
  },
  {
    name: "payment-receipt",
    come: async (app) => {
      await openRow(app, "payments", 3);
      await sheet(app.page, "Receipt", stub(app.page));
    },
  },
  {
    name: "payment-take-it-back",
    come: async (app) => {
      await openRow(app, "payments", 3);
      await sheet(app.page, "Take it back", stub(app.page));
    },
  },
];

const HOLDS: readonly Scene[] = [
  { name: "holds", main: true, come: (app) => list(app, "holds") },
  {
    name: "hold",
    main: true,
    come: async (app) => {
      await openRow(app, "holds");
      await expect(app.page.getByRole("region", { name: "Story" })).toBeVisible();
    },
  },
  {
    name: "hold-capture",
    come: async (app) => {
      await openRow(app, "holds");
      await sheet(app.page, /^Capture/, stub(app.page));
    },
  },
  {
    name: "holds-capture-chosen",
    come: async (app) => {
      await list(app, "holds");
      for (const nth of [0, 1]) await rows(app.page).nth(nth).getByRole("checkbox").check();
      await sheet(app.page, /^Capture/, app.page.locator(".page-bar"));
    },
  },
];

const ACTIVITY: readonly Scene[] = [
  { name: "activity", main: true, come: (app) => list(app, "activity") },
  { name: "attempt", main: true, come: (app) => openRow(app, "activity", 1) },
  {
    name: "day-close",
    main: true,
    come: async (app) => {
      await goTo(app, "#/activity");
      await app.page.getByRole("radio", { name: "Day close" }).check({ force: true });
      await expect(app.page.locator(".day-money").first()).toBeVisible();
      await ready(app.page);
    },
  },
];

async function settings(app: App): Promise<void> {
  await goTo(app, "#/settings");
  await expect(app.page.getByRole("combobox", { name: "Connection" })).toBeVisible();
}

const section = (name: string): Scene => ({
  name: `settings-${name.toLowerCase().replaceAll(" ", "-")}`,
  come: async (app) => {
    await settings(app);
    await region(app.page, name).evaluate((element) => element.scrollIntoView({ block: "start" }));
  },
});

const SETTINGS: readonly Scene[] = [
  { name: "settings", main: true, come: settings },
  section("Receipts"),
  section("Network"),
  section("Training"),
  {
    name: "settings-add-account",
    come: async (app) => {
      await settings(app);
      await sheet(app.page, "Add account");
    },
  },
];

const byKey = (name: string, key: string): Scene => ({
  name,
  come: async (app) => {
    await goTo(app, "#/order");
    await expect(field(app.page, "Amount")).toBeFocused();
    await app.page.keyboard.press(key);
    await expect(dialog(app.page)).toBeVisible();
  },
});

/** What opens over any screen. */
const FRAME: readonly Scene[] = [
  {
    name: "accounts",
    come: async (app) => {
      await goTo(app, "#/order");
      await app.page.locator(".account-button").click();
      await expect(dialog(app.page)).toBeVisible();
    },
  },
  {
    name: "palette",
    come: async (app) => {
      await goTo(app, "#/order");
      await app.page.keyboard.press("Control+k");
      await expect(dialog(app.page)).toBeVisible();
    },
  },
  byKey("keys", "?"),
  byKey("help", "F1"),
  byKey("notices", "F8"),
  {
    name: "checking",
    come: async (app) => {
      await goTo(app, "#/order");
      await app.page.getByRole("button", { name: /^Checking [1-9]/ }).click();
      await expect(dialog(app.page)).toBeVisible();
    },
  },
];

/** The scenes by where they are; those of one place can be gone through in one desk that has worked. */
export const PLACES = {
  order: ORDERS,
  customers: CUSTOMERS,
  payments: PAYMENTS,
  holds: HOLDS,
  activity: ACTIVITY,
  settings: SETTINGS,
  frame: FRAME,
} as const;

export const SCENES: readonly Scene[] = Object.values(PLACES).flat();
