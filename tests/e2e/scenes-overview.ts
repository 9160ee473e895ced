import { expect, type App } from "./app";
import { goTo, ready, type Scene } from "./scene";

/** The Overview: its figures, and what can be opened in it. */

async function overview(app: App): Promise<void> {
  await goTo(app, "#/overview");
  await expect(app.page.getByRole("figure", { name: "Taken by hour" })).toBeVisible();
  await ready(app.page);
}

export const OVERVIEW: readonly Scene[] = [
  { name: "overview", main: true, come: overview },
  {
    name: "overview-30-days",
    come: async (app) => {
      await overview(app);
      await app.page.getByRole("combobox", { name: "When" }).selectOption("Last 30 days");
      await expect(app.page.getByRole("figure", { name: "Taken by day" })).toBeVisible();
    },
  },
  {
    name: "overview-parts",
    come: async (app) => {
      await overview(app);
      await app.page.getByRole("combobox", { name: "When" }).selectOption("This year");
      await expect(app.page.getByRole("figure", { name: "Taken by week" })).toBeVisible();
      await app.page.locator(".overview").evaluate((element) => element.scrollTo(0, element.scrollHeight));
    },
  },
  {
    name: "overview-table",
    come: async (app) => {
      await overview(app);
      await app.page.getByRole("combobox", { name: "When" }).selectOption("Last 7 days");
      const figure = app.page.getByRole("figure", { name: "Taken by day" });
      await figure.getByRole("button", { name: "Show as table" }).click();
      await expect(figure.getByRole("table")).toBeVisible();
    },
  },
  {
    name: "overview-between",
    come: async (app) => {
      await overview(app);
      await app.page.getByRole("combobox", { name: "When" }).selectOption("Between two days");
      await expect(app.page.getByRole("alert")).toContainText("Choose both days.");
    },
  },
];
