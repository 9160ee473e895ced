import { expect, type Locator } from "@playwright/test";

/** Presses Enter on something once it can be pressed: a hand sees what is dim, `press` of a locator does not. */
export async function enterOn(place: Locator): Promise<void> {
  await expect(place).toBeEnabled();
  await place.press("Enter");
}
