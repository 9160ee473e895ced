import { strFromU8, unzipSync } from "fflate";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./app";
import { fitsAt200, passesAxe } from "./sight";
import { enterOn } from "./enter-on";

/** Help in the real window, by keyboard alone: found, read, and left to where the hand was. */

const help = (page: Page): Locator => page.getByRole("dialog", { name: "Help" });
const search = (page: Page): Locator => help(page).getByRole("combobox", { name: "Search in Help" });
const read = (page: Page, name: string): Locator => help(page).getByRole("article", { name, exact: true });
const amount = (page: Page): Locator => page.getByRole("textbox", { name: "Amount", exact: true });

test("F1 opens it over what is typed, a word finds the page, and Esc goes back to the field", async ({ app }) => {
  const { page } = app;
  await expect(amount(page)).toBeFocused();
  await page.keyboard.type("1234");
  await page.keyboard.press("F1");
  await expect(search(page)).toBeFocused();
  for (const [clue, title] of [
    ["internet", "The internet or the processor is away"],
    ["double", "A payment was charged twice"],
    ["chargeback", "A customer disputes a payment"],
    ["stuck", "A payment stays Checking"],
    ["wrong amount", "The wrong amount was charged"],
    ["reversed", "Reversed"],
  ] as const) {
    await search(page).fill(clue);
    await expect(help(page).getByRole("option", { name: title, exact: true }), clue).toBeVisible();
  }
  await search(page).fill("chargeback");
  await expect(read(page, "A customer disputes a payment")).toBeVisible();
  await search(page).fill("zeppelin");
  await expect(help(page)).toContainText("No topic has these words.");
  await search(page).fill("");
  await page.keyboard.press("ArrowDown");
  await expect(read(page, "Give money back")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(read(page, "Give money back")).toBeFocused();
  await passesAxe(app);
  await page.keyboard.press("Escape");
  await expect(help(page)).toHaveCount(0);
  await expect(amount(page)).toBeFocused();
  await expect(amount(page)).toHaveValue("12.34");
});

test("it has the practice cards of both processors, and a button in sight", async ({ app }) => {
  const { page } = app;
  await expect(amount(page)).toBeFocused();
  await page.getByRole("button", { name: "Help", exact: true }).click();
  await search(page).fill("practice cards");
  const practice = read(page, "Practice cards");
  await expect(practice.getByRole("heading", { name: "Practice with PayArc" })).toBeVisible();
  await expect(practice.getByRole("heading", { name: "Practice with JustiFi" })).toBeVisible();
  await expect(practice.locator("dd").first()).toBeVisible();
  await passesAxe(app);
});

test("the guide of the first run is called again from it", async ({ app: { page } }) => {
  await expect(amount(page)).toBeFocused();
  await page.keyboard.press("F1");
  await enterOn(help(page).getByRole("button", { name: "Guide: your first order" }));
  await expect(help(page)).toHaveCount(0);
  await expect(page.getByText("Who you are")).toBeVisible();
});

test("a report shows itself first, without a card number, and what is saved is what was read", async ({
  start,
  userData,
}) => {
  const app = await start({ env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  const { page } = app;
  await expect(amount(page)).toBeFocused();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("report");
  await expect(page.getByRole("option", { name: "Save a report" })).toBeVisible();
  await page.keyboard.press("Enter");
  const report = help(page).getByRole("region", { name: "The report" });
  await expect(report).toContainText(`Counterfoil ${(await app.ask("app.state", {})).version}`);
  await expect(report).toContainText("training: practice");
  await expect(report).not.toContainText(userData);
  const shown = await report.evaluate((part) => part.textContent);
  await enterOn(help(page).getByRole("button", { name: "Save report" }));
  await expect(page.getByText(/^Saved as .*counterfoil-report-.*\.zip$/)).toBeVisible();
  const [name = ""] = readdirSync(userData).filter((each) => each.startsWith("counterfoil-report"));
  const saved = Object.values(unzipSync(readFileSync(join(userData, name))));
  expect(saved.map((bytes) => strFromU8(bytes))).toEqual([shown]);
  await passesAxe(app);
});

test("About tells version, runtime, where the data lies, and the licences of what is in the program", async ({
  app,
}) => {
  const { page } = app;
  await expect(amount(page)).toBeFocused();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("licence");
  await expect(page.getByRole("option", { name: "About Counterfoil" })).toBeVisible();
  await page.keyboard.press("Enter");
  const about = read(page, "About Counterfoil");
  const { version, runtime } = await app.ask("app.state", {});
  await expect(about).toContainText(`Version${version}`);
  await expect(about).toContainText(`Electron ${runtime.electron}, Chromium ${runtime.chrome}, Node `);
  await expect(about).toContainText(app.userData);
  for (const name of ["react", "axios", "libsql", "electron", "@fontsource-variable/inter"])
    await expect(about.locator("summary", { hasText: new RegExp(`^${name} \\d`) })).toHaveCount(1);
  // What only builds or tests the program is not in it.
  for (const name of ["vitest", "typescript", "@playwright/test"])
    await expect(about.locator("summary", { hasText: new RegExp(`^${name} \\d`) })).toHaveCount(0);
  await about.locator("summary", { hasText: /^zod \d/ }).click();
  await expect(about.locator("details[open] pre")).toContainText("Permission is hereby granted");
  await passesAxe(app);
  await fitsAt200(app);
});
