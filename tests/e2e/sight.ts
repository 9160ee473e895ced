import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, type App } from "./app";

/** What every screen must hold to, whatever it shows at the moment. */

/** The short form, half of what the builder puts into a page, and it does so twice. */
const AXE = readFileSync(
  require.resolve("axe-core/axe.min.js", { paths: [require.resolve("@axe-core/playwright")] }),
  "utf8",
);

/**
 * What axe finds in the page as it is: each rule's name with the elements that break it. `rules`: these alone.
 * Half a megabyte of axe is put into the page when it is not there yet, and not at every asking.
 */
export async function axeFinds(page: Page, rules?: readonly string[]): Promise<string[]> {
  for (const frame of page.frames()) if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(AXE);
  const builder = new AxeBuilder({ page, axeSource: ";" }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await (rules === undefined ? builder : builder.withRules([...rules])).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Nothing for axe to find, in both themes. `name`: what is looked at, for the failure. */
export async function passesAxe({ ask, page }: App, name = "the page"): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await ask("settings.set", { theme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    // Only colours differ in the dark.
    const found = await axeFinds(page, theme === "light" ? undefined : ["color-contrast"]);
    expect(found, `${name}, ${theme}`).toEqual([]);
  }
}

/** At 200 % nothing is cut off at the side: what does not fit scrolls within the screen, up and down. */
export async function fitsAt200({ electron, page }: App): Promise<void> {
  const width = await page.evaluate(() => window.innerWidth);
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThan(width);
  const cut = () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".frame-main, .header, .page, .screen")]
        .filter((part) => part.scrollWidth > part.clientWidth + 1)
        .map((part) => part.className),
    );
  // What is drawn by the width of its place is drawn anew a frame later.
  await expect.poll(cut).toEqual([]);
}

/** Makes the window that large inside, in points at 100 %, and zooms the page. */
export async function windowOf({ electron, page }: App, width: number, height: number, zoom = 1): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, [wide, high, factor]) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setContentSize(wide, high);
      window?.webContents.setZoomFactor(factor);
    },
    [width, height, zoom] as const,
  );
  await expect
    .poll(() => page.evaluate(() => [window.innerWidth, window.innerHeight]))
    .toEqual([width / zoom, height / zoom]);
}

/**
 * Runs in the page: what is cut at the side, by its words, what scrolls sideways, and words that are higher than their
 * button. A line of many filters may be scrolled, a notice is read in full by its key; a name in a list is cut only
 * where its column has no more room.
 */
export function cutText(): string[] {
  // What lies under a sheet is out of sight.
  const place = [...document.querySelectorAll(".veil")].at(-1) ?? document;
  const seen = (element: HTMLElement): boolean =>
    // The second name is that of an older Chromium.
    element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true }) &&
    element.closest(".heard-only, .page-bar, .notice") === null;
  const wide = (element: HTMLElement): boolean => element.scrollWidth > element.clientWidth + 1;
  const scrollers = ".screen, .page, .stub-body, .modal, .table-scroll, .header, .rail, .search-found";
  const boxes = [...place.querySelectorAll<HTMLElement>(scrollers)].filter((box) => seen(box) && wide(box));
  const words = "h1, h2, h3, p, dt, dd, button, label, th, td, li, .pill, .cut, .kbd, .segment-words, .account-button";
  const high = (element: HTMLElement): boolean => element.scrollHeight > element.clientHeight + 1;
  const cut = [...place.querySelectorAll<HTMLElement>(words)].filter(
    (element) =>
      seen(element) && (wide(element) || (element.matches(".button") && high(element))) && element.clientWidth > 0,
  );
  const scrolled = [...place.querySelectorAll<HTMLElement>(".stub-body")].filter(
    (body) => seen(body) && body.scrollHeight > body.clientHeight,
  );
  const halves = scrolled.flatMap((body) => {
    const { top, bottom } = body.getBoundingClientRect();
    const [above = 0, , below = 0] = [...body.style.clipPath.matchAll(/-?[\d.]+(?=px)/g)].map(Number);
    const edges = body.querySelector(".dialog-buttons") ? [] : [top + Math.max(0, above), bottom - below];
    const heading = body.querySelector("h2")?.getBoundingClientRect();
    if (body.scrollTop === 0 && above > 0) return [`the beginning of the stub: ${heading?.top ?? top}`];
    if (below > 60) return [`${below} px at the foot of the stub`];
    const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const cutLines: string[] = [];
    while (texts.nextNode()) {
      if (texts.currentNode.parentElement?.closest(".stub-close")) continue;
      range.selectNodeContents(texts.currentNode);
      const lines = [...range.getClientRects()];
      if (lines.some((line) => edges.some((edge) => line.top < edge - 1 && line.bottom > edge + 1)))
        cutLines.push(`half a line: ${texts.currentNode.nodeValue}`);
    }
    return cutLines;
  });
  return [
    ...halves,
    ...boxes.map((box) => `${box.className} scrolls sideways`),
    ...cut.map((element) => `cut: ${element.tagName.toLowerCase()}.${element.className} ${element.textContent}`),
  ];
}

/**
 * Runs in the page: what scrolls up and down at this moment, by its class; of the uppermost sheet, or else of the screen.
 * A field of many lines is read by whoever types in it.
 */
export function whatScrolls(): string[] {
  const top = [...document.querySelectorAll<HTMLElement>(".veil")].at(-1) ?? document.body;
  return [top, ...top.querySelectorAll<HTMLElement>(":not(textarea)")]
    .filter(
      (element) =>
        element.checkVisibility() &&
        getComputedStyle(element).visibility === "visible" &&
        ["auto", "scroll"].includes(getComputedStyle(element).overflowY) &&
        element.scrollHeight > element.clientHeight + 1,
    )
    .map(({ className }) => className);
}
