import { expect, type App } from "./app";
import {
  chargeWithoutAnswer,
  dialog,
  field,
  goTo,
  list,
  openRow,
  ready,
  region,
  rows,
  sheet,
  stub,
  type Scene,
} from "./scene";

/** The screens with a list, what opens beside it, and the sheets over both. */

export const CUSTOMERS: readonly Scene[] = [
  { name: "customers", main: true, come: (app) => list(app, "customers") },
  {
    name: "customer",
    main: true,
    come: async (app) => {
      // One who has paid.
      await list(app, "customers");
      await app.page.getByRole("searchbox", { name: "Find customer" }).fill("alexander jones");
      await app.page.getByRole("option", { name: "Alexander Jones" }).first().click();
      await expect(stub(app.page).getByRole("list", { name: "Cards on file" })).toBeVisible();
      await expect(stub(app.page)).toContainText("$163.00");
      await ready(app.page);
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
    name: "customer-leave",
    come: async (app) => {
      await openRow(app, "customers", 2);
      await app.page.getByRole("button", { name: "Edit", exact: true }).click();
      await field(app.page, "Description").fill("Pays by phone");
      await app.page.keyboard.press("Escape");
      await expect(dialog(app.page)).toBeVisible();
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
    name: "customer-replace-card",
    come: async (app) => {
      await openRow(app, "customers", 2);
      await sheet(app.page, "Replace", stub(app.page));
    },
  },
  {
    name: "customer-delete",
    come: async (app) => {
      await openRow(app, "customers", 2);
      await sheet(app.page, "Delete customer", stub(app.page));
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

/** The newest payment of that status, opened. */
async function openStatus(app: App, status: string): Promise<void> {
  const { page } = app;
  await list(app, "payments");
  await page.getByRole("button", { name: /^Filters/ }).click();
  await page.getByRole("combobox", { name: "Status" }).selectOption({ label: status });
  await page.keyboard.press("Escape");
  await expect(rows(page).first()).toContainText(status);
  await rows(page).first().click();
  await expect(region(page, "Story")).toBeVisible();
  await ready(page);
}

export const PAYMENTS: readonly Scene[] = [
  { name: "payments", main: true, come: (app) => list(app, "payments") },
  {
    name: "payment",
    main: true,
    come: async (app) => {
      await openRow(app, "payments", 3);
      await expect(app.page.getByRole("region", { name: "Story" })).toBeVisible();
    },
  },
  { name: "payment-refunded", come: (app) => openStatus(app, "Refunded") },
  {
    name: "payment-refund",
    come: async (app) => {
      await openStatus(app, "Settled");
      await sheet(app.page, "Take it back", stub(app.page));
      await expect(dialog(app.page).getByRole("textbox").first()).toBeVisible();
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
      await ready(app.page);
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

export const HOLDS: readonly Scene[] = [
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

export const ACTIVITY: readonly Scene[] = [
  { name: "activity", main: true, come: (app) => list(app, "activity") },
  { name: "attempt", main: true, come: (app) => openRow(app, "activity", 1) },
  {
    name: "attempt-stop-checking",
    come: async (app) => {
      await chargeWithoutAnswer(app);
      await openRow(app, "activity");
      await sheet(app.page, "Stop checking", stub(app.page));
    },
  },
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
  {
    name: "day-close-dialog",
    come: async (app) => {
      await goTo(app, "#/activity");
      await app.page.getByRole("radio", { name: "Day close" }).check({ force: true });
      await expect(app.page.locator(".day-money").first()).toBeVisible();
      await sheet(app.page, "Close the day");
    },
  },
];
