import { AxeBuilder } from "@axe-core/playwright";
import { expect, type App } from "./app";

/** What every screen must hold to, whatever it shows at the moment. */

/** Nothing for axe to find, in both themes. */
export async function passesAxe({ ask, page }: App): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await ask("settings.set", { theme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => [theme, id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}

/** At 200 % nothing is cut off at the side: what does not fit scrolls within the screen, up and down. */
export async function fitsAt200({ electron, page }: App): Promise<void> {
  const width = await page.evaluate(() => window.innerWidth);
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThan(width);
  expect(
    await page.evaluate(() =>
      [...document.querySelectorAll(".frame-main, .header, .page, .screen")]
        .filter((part) => part.scrollWidth > part.clientWidth + 1)
        .map((part) => part.className),
    ),
  ).toEqual([]);
}

/** Makes the window that large inside, in points at 100 %. */
export async function windowOf({ electron, page }: App, width: number, height: number): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
    [width, height] as const,
  );
  await expect.poll(() => page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([width, height]);
}
