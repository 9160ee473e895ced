import { expect, type App } from "./app";
import { chargeWithoutAnswer, dialog, field, goTo, ready, region, sheet, type Scene } from "./scene";

/** The settings, and what opens over any screen. */

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

export const SETTINGS: readonly Scene[] = [
  { name: "settings", main: true, come: settings },
  section("Surcharge"),
  section("Network"),
  section("Training"),
  {
    name: "settings-connect-payarc",
    come: async (app) => {
      await settings(app);
      await app.page.getByRole("combobox", { name: "Connection" }).selectOption({ label: "PayArc test" });
      await expect(field(app.page, "Bearer token")).toBeVisible();
    },
  },
  {
    name: "settings-connect-justifi",
    come: async (app) => {
      await settings(app);
      await app.page.getByRole("combobox", { name: "Connection" }).selectOption({ label: "JustiFi test" });
      await expect(field(app.page, "Client ID")).toBeVisible();
    },
  },
  {
    name: "settings-edit-account",
    come: async (app) => {
      await settings(app);
      await sheet(app.page, "Edit account");
    },
  },
  {
    name: "settings-reset",
    come: async (app) => {
      await settings(app);
      await sheet(app.page, "Reset practice data");
    },
  },
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
    await ready(app.page);
  },
});

/** What opens over any screen. */
export const FRAME: readonly Scene[] = [
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
  {
    name: "about",
    come: async (app) => {
      await goTo(app, "#/order");
      await app.page.keyboard.press("Control+k");
      await app.page.keyboard.type("licence");
      await expect(app.page.getByRole("option", { name: "About Counterfoil" })).toBeVisible();
      await app.page.keyboard.press("Enter");
      await expect(app.page.getByRole("article", { name: "About Counterfoil", exact: true })).toBeVisible();
    },
  },
  byKey("notices", "F8"),
  {
    name: "parked",
    come: async (app) => {
      await goTo(app, "#/order");
      for (const cents of ["6400", "11850"]) {
        await expect(field(app.page, "Amount")).toBeFocused();
        await app.page.keyboard.type(cents);
        await app.page.keyboard.press("Alt+p");
        await expect(field(app.page, "Amount")).toHaveValue("");
      }
      await app.page.getByRole("button", { name: /^Parked [1-9]/ }).click();
      await expect(dialog(app.page)).toBeVisible();
    },
  },
  {
    name: "checking",
    come: async (app) => {
      await chargeWithoutAnswer(app);
      await goTo(app, "#/order");
      await app.page.getByRole("button", { name: /^Checking [1-9]/ }).click();
      await expect(dialog(app.page)).toBeVisible();
    },
  },
];
