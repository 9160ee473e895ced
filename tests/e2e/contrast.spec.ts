import type { Locator } from "@playwright/test";
import { expect, test } from "./app";

/** A system in high contrast takes away our grounds and shadows. */

/** The line and the ground that tell a thing apart. */
const look = (place: Locator) =>
  place.evaluate((element) => {
    const { outlineStyle, outlineWidth, borderTopStyle, backgroundColor } = getComputedStyle(element);
    return { outline: `${outlineStyle} ${outlineWidth}`, border: borderTopStyle, ground: backgroundColor };
  });

test("in high contrast the focus, a switch, and what is chosen are told by lines", async ({ app }) => {
  const { page } = app;
  await page.emulateMedia({ forcedColors: "active" });
  const amount = page.getByLabel("Amount", { exact: true });
  await expect(amount).toBeFocused();
  expect(await look(amount)).toMatchObject({ outline: "solid 4px" });
  expect(await look(page.locator(".rail-link[aria-current]"))).toMatchObject({ outline: "solid 2px" });

  await page.keyboard.press("Control+7");
  await expect(page.getByRole("textbox", { name: "Merchant name" })).toBeVisible();
  const screen = page.locator("main.screen:not([hidden])");
  const marks = (which: string) => [
    screen.locator(`.segment-input${which} + .segment-words`).first(),
    screen.locator(`.switch${which}`).first(),
  ];
  const chosen = await Promise.all(marks(":checked").map(look));
  const others = await Promise.all(marks(":not(:checked)").map(look));
  expect([chosen[1]?.border, others[1]?.border]).toEqual(["solid", "solid"]);
  for (const [at, { ground }] of chosen.entries()) expect(ground).not.toBe(others[at]?.ground);
});
