import { expect, test } from "@playwright/test";
import { SCREEN_WORDS } from "../../src/renderer/stores/screens";
import { openInChromium } from "./in-chromium";

const chromium = process.env["COUNTERFOIL_CHROMIUM"];

/**
 * Close to what ships: each screen of the built renderer once in a current Chromium (the Electron of these tests has an
 * old one).
 */
test.describe("in Debian's current Chromium", () => {
  test.skip(chromium === undefined, "COUNTERFOIL_CHROMIUM names no Chromium here (on Ubuntu it is a snap)");

  test("every screen opens, and an order goes through", async () => {
    const terminal = await openInChromium(chromium ?? "");
    const { page, complaints } = terminal;
    try {
      // The order screen is the first, and the last to be opened.
      for (const name of Object.values(SCREEN_WORDS).toReversed()) {
        await page.getByRole("link", { name }).click();
        await expect(page.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
        await expect(page.getByRole("main")).toBeVisible();
      }
      await page.getByRole("textbox", { name: "Amount" }).click();
      await page.keyboard.type("12500");
      await page.keyboard.press("Enter");
      await page.keyboard.type("4012000098765439122999985284");
      await page.keyboard.press("Enter");
      await expect(
        page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Approved" }),
      ).toBeVisible();
      expect(complaints).toEqual([]);
    } finally {
      await terminal.close();
    }
  });
});
