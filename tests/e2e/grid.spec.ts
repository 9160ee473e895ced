import type { Page } from "@playwright/test";
import { expect, test, type App } from "./app";
import { VISA, typeOrder, verdict } from "./payarc";
import { ready } from "./scene";
import { windowOf } from "./sight";

/** The same things in the same places on every screen (docs/design.md, the grid). */

/** Where each part of the screen that is shown begins, by its left and upper edge; null where there is none. */
function places(): Record<string, string | null> {
  const parts = {
    title: "h1",
    count: ".page-count",
    bar: ".page-bar",
    list: ".table-scroll",
    // A list that is parted by days begins with the name of the first.
    row: ".table-heading, .table-row",
    panel: ".stub",
    heading: ".stub h2",
    money: ".stub-money",
    primary: ".stub-steps .button-primary",
  };
  const shown = document.querySelector("main:not([hidden])");
  return Object.fromEntries(
    Object.entries(parts).map(([part, selector]) => {
      const element = shown?.querySelector(selector);
      const { left, top, width } = element?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0 };
      // A title that is only heard has no place; a verdict stands behind its mark, another heading at the edge.
      if (width <= 1) return [part, null];
      const wide = part === "panel" ? ` ${Math.round(width)} wide` : "";
      return [part, `${part === "heading" ? "" : `${Math.round(left)},`}${Math.round(top)}${wide}`];
    }),
  );
}

const row = (page: Page, nth = 0) => page.locator(".table-row:visible").nth(nth);

async function open(page: Page, screen: string): Promise<void> {
  await page.getByRole("link", { name: screen, exact: true }).click();
  await expect(row(page)).toContainText(/\d{4}/);
}

/** What is shown, and how one comes there from the one before. */
const SCENES: readonly (readonly [string, (app: App) => Promise<void>])[] = [
  [
    "a result",
    async ({ page }) => {
      await typeOrder(page, "12500", VISA);
      await page.keyboard.press("Enter");
      await expect(verdict(page, "Approved")).toBeVisible();
    },
  ],
  ["the customers", ({ page }) => open(page, "Customers")],
  [
    "a customer",
    async ({ page }) => {
      await row(page, 2).click();
      await expect(page.getByRole("list", { name: "Cards on file" })).toBeVisible();
    },
  ],
  ["the payments", ({ page }) => open(page, "Payments")],
  [
    "a payment",
    async ({ page }) => {
      await row(page).click();
      await expect(page.getByRole("region", { name: "Story" })).toBeVisible();
    },
  ],
  [
    "the filters",
    async ({ page }) => {
      await page.getByRole("button", { name: "Filters" }).click();
      await expect(page.getByRole("combobox", { name: "Status" })).toBeFocused();
    },
  ],
  ["the holds", ({ page }) => open(page, "Holds")],
  [
    "a hold",
    async ({ page }) => {
      await row(page).click();
      await expect(page.getByRole("region", { name: "Story" })).toBeVisible();
    },
  ],
  ["the journal", ({ page }) => open(page, "Activity")],
  [
    "an attempt",
    async ({ page }) => {
      await row(page).click();
      await expect(page.getByRole("region", { name: "Steps" })).toBeVisible();
    },
  ],
  [
    "the settings",
    async ({ page }) => {
      await page.getByRole("link", { name: "Settings", exact: true }).click();
      await expect(page.getByRole("combobox", { name: "Connection" })).toBeVisible();
    },
  ],
];

for (const [width, height] of [
  [1440, 900],
  [1280, 800],
  [1024, 700],
] as const) {
  test(`${width}x${height}: every part stands where it stands on the other screens`, async ({ app }) => {
    await windowOf(app, width, height);
    const { page } = app;
    const seen = new Map<string, Map<string, string[]>>();
    for (const [name, come] of SCENES) {
      await come(app);
      await ready(page);
      for (const [part, place] of Object.entries(await page.evaluate(places))) {
        if (place === null) continue;
        const known = seen.get(part) ?? new Map<string, string[]>();
        seen.set(part, known.set(place, [...(known.get(place) ?? []), name]));
      }
    }
    const elsewhere = [...seen].filter(([, known]) => known.size > 1);
    expect(elsewhere.map(([part, known]) => [part, Object.fromEntries(known)])).toEqual([]);
    // Each part was seen more than once.
    expect([...seen].filter(([, known]) => [...known.values()].flat().length < 2).map(([part]) => part)).toEqual([]);
  });
}
