import { mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { expect, root, type App } from "../e2e/app";
import { palettePng, type Picture } from "./palette-png";

const FOLDER = join(root, "docs", "screens");
/** The paper between the pictures of a sheet, light as in the light theme, and how wide it is in pixels. */
const PAPER = 0xcfccc3;
const GAP = 8;
const COLUMNS = 3;

export const THEMES = ["light", "dark"] as const;

/** Whose desk the pictures show. */
export const MERCHANT = {
  name: "Meridian Dental",
  address: "8320 S Hardy Dr\nTempe, AZ 85284",
  phone: "(602) 555-0143",
  statementDescription: "MERIDIAN DENTAL",
  receiptPolicy: "Refunds within 30 days.",
};

/** What the window shows in that theme, at whatever zoom, without a pointer and a caret. */
export async function photograph(app: App, theme: (typeof THEMES)[number]): Promise<Picture> {
  const { page } = app;
  const { operator } = await app.ask("app.state", {});
  await app.ask("settings.set", { theme });
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
  if (operator === userInfo().username) await page.evaluate(callAna, operator);
  return shoot(app);
}

/** What the window shows at this moment. */
export async function shoot({ page, electron }: App): Promise<Picture> {
  await page.mouse.move(1, 1);
  // Not by a style element, which the page's own rules refuse.
  await electron.evaluate(async ({ BrowserWindow }) => {
    await BrowserWindow.getAllWindows()[0]?.webContents.insertCSS("* { caret-color: transparent !important; }");
  });
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
  });
  const { width, height, bitmap } = await electron.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    if (!picture) throw new Error("no window");
    return { ...picture.getSize(), bitmap: picture.toBitmap().toString("base64") };
  });
  // Four bytes a pixel: blue, green, red and how much of it is seen.
  const bytes = new Uint8Array(Buffer.from(bitmap, "base64"));
  return { width, height, pixels: new Uint32Array(bytes.buffer).map((pixel) => pixel & 0xffffff) };
}

/** Whoever takes the pictures is no part of them: the operator is Ana. */
function callAna(operator: string): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    text.nodeValue =
      text.nodeValue === operator ? "Ana" : (text.nodeValue?.replace(`${operator} · `, "Ana · ") ?? null);
  }
}

export function keep(name: string, picture: Picture): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.png`), palettePng(picture));
}

/** Many pictures of one size as one, three in a line. */
export function keepSheet(name: string, pictures: readonly Picture[]): void {
  const [first] = pictures;
  if (!first) throw new RangeError("no picture for the sheet");
  const width = COLUMNS * (first.width + GAP) + GAP;
  const height = Math.ceil(pictures.length / COLUMNS) * (first.height + GAP) + GAP;
  const pixels = new Uint32Array(width * height).fill(PAPER);
  pictures.forEach((picture, nth) => {
    const left = GAP + (nth % COLUMNS) * (first.width + GAP);
    const top = GAP + Math.floor(nth / COLUMNS) * (first.height + GAP);
    for (let y = 0; y < picture.height; y++)
      pixels.set(picture.pixels.subarray(y * picture.width, (y + 1) * picture.width), (top + y) * width + left);
  });
  keep(name, { width, height, pixels });
}

/** At half its size: each pixel is the mean of four. For 200 %, where a letter is then as large as at 100 %. */
export function half({ width, height, pixels }: Picture): Picture {
  const [wide, high] = [width >> 1, height >> 1];
  const mean = (x: number, y: number, shift: number): number => {
    let sum = 0;
    for (const at of [y * width + x, y * width + x + 1, (y + 1) * width + x, (y + 1) * width + x + 1])
      sum += ((pixels[at] ?? 0) >> shift) & 255;
    return sum >> 2;
  };
  const halved = new Uint32Array(wide * high);
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++)
      halved[y * wide + x] = (mean(2 * x, 2 * y, 16) << 16) | (mean(2 * x, 2 * y, 8) << 8) | mean(2 * x, 2 * y, 0);
  return { width: wide, height: high, pixels: halved };
}
