import { expect, test, type Page } from "@playwright/test";
import {
  shortcut,
  SHORTCUTS,
  type KeyName,
  type SectionName,
  type Shortcut,
} from "../../src/renderer/stores/shortcuts";

/** A check for every key of a section; the compiler names one that is missing. */
type Presses<S extends SectionName> = { readonly [K in KeyName<S>]: (press: () => Promise<void>) => Promise<void> };

function keyOf({ key, ctrl, alt }: Shortcut): string {
  if (alt) return `Alt+${key.toLowerCase()}`;
  return ctrl ? `Control+${key.toLowerCase()}` : key.length === 1 ? key.toLowerCase() : key;
}

/** Presses each key of a section, and checks what it did. */
export async function pressEach<S extends SectionName>(page: Page, section: S, presses: Presses<S>): Promise<void> {
  for (const name of Object.keys(SHORTCUTS[section]) as KeyName<S>[])
    await test.step(`${section}: ${String(name)}`, () =>
      presses[name](() => page.keyboard.press(keyOf(shortcut(section, name)))));
}

/** Closes the sheet that is open. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}
