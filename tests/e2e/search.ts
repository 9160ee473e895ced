import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type v8 from "node:v8";
import { heapStrings, stringsIn, type App } from "./app";

/** The search for secrets wherever a program leaves traces (docs/security.md, "No trace"). */

export interface Needle {
  /** What the search calls it. */
  readonly what: string;
  readonly text: string;
}

/** A text of fewer signs than this counts only by itself: four digits are also a piece of many numbers. */
const SHORT = 6;
/** Fewer signs of base64 than this stand in other texts by chance. */
const LEAST_BASE64 = 6;

/** Whether a text holds the needle. */
export function holds(text: string, { text: needle }: Needle): boolean {
  if (!text.includes(needle)) return false;
  return needle.length >= SHORT || new RegExp(`(?<![0-9A-Za-z.])${needle}(?![0-9A-Za-z])`).test(text);
}

/** What of the needles the texts hold, each once. */
export function searchTexts(texts: readonly string[], needles: readonly Needle[]): string[] {
  const found = needles.filter((needle) => texts.some((text) => holds(text, needle)));
  return [...new Set(found.map(({ what }) => what))];
}

/** Base64 of those bytes within a longer text: it begins at any of three places of a group. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2]
    .map((before) => {
      const written = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
      return written.slice([0, 2, 3][before], Math.floor((before + bytes.length) / 3) * 4);
    })
    .filter((form) => form.length >= LEAST_BASE64);
}

interface Forms {
  readonly needle: Needle;
  readonly exact: readonly string[];
  /** In small letters. */
  readonly hex: string;
}

function formsOf(needle: Needle): Forms {
  const bytes = Buffer.from(needle.text);
  const ways = [bytes, Buffer.from(needle.text, "utf16le")];
  // A key is written in hex; its bytes alone are as good.
  const raw = /^[0-9a-f]{64}$/.test(needle.text) ? Buffer.from(needle.text, "hex") : null;
  const exact = [...ways, ...(raw ? [raw] : [])].flatMap(inBase64);
  return { needle, exact: raw ? [...exact, raw.toString("latin1")] : exact, hex: bytes.toString("hex") };
}

/** What of them those bytes hold: in 8-bit text, UTF-16, base64 or hex. */
function searchBytes(bytes: Buffer, forms: readonly Forms[]): string[] {
  const plain = bytes.toString("latin1");
  const wide = plain.replaceAll("\0", "");
  const small = plain.toLowerCase();
  return forms
    .filter(
      ({ needle, exact, hex }) =>
        holds(plain, needle) ||
        holds(wide, needle) ||
        small.includes(hex) ||
        exact.some((form) => plain.includes(form)),
    )
    .map(({ needle }) => needle.what);
}

/** Every file under the folder that holds one of them, and which. */
export function searchFiles(folder: string, needles: readonly Needle[]): string[] {
  const forms = needles.map(formsOf);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) =>
      [...new Set(searchBytes(readFileSync(file), forms))].map((what) => `${what} in ${relative(folder, file)}`),
    );
}

/** The processes of the app of that folder, by what they were started with: the folder's name is in it. */
function processesOf(userData: string): { pid: string; command: string }[] {
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .map((pid) => ({ pid, command: orEmpty(() => readFileSync(`/proc/${pid}/cmdline`, "latin1")) }))
    .filter(({ command }) => command.includes(userData));
}

/** What is in the files that the app has open for writing, wherever they lie, deleted ones too. Linux only. */
export function searchOpenFiles(userData: string, needles: readonly Needle[]): string[] {
  const forms = needles.map(formsOf);
  const found = processesOf(userData).flatMap(({ pid }) =>
    orEmptyList(() => readdirSync(`/proc/${pid}/fd`)).flatMap((fd) => {
      const link = `/proc/${pid}/fd/${fd}`;
      return orEmptyList(() => {
        const path = readlinkSync(link);
        const flags = /flags:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/fdinfo/${fd}`, "utf8"))?.[1] ?? "0";
        // Memory that processes share is no file of a disk.
        if (/^\/(dev\/shm|memfd:)/.test(path) || !statSync(link).isFile() || !(Number.parseInt(flags, 8) & 3))
          return [];
        return searchBytes(readFileSync(link), forms).map((what) => `${what} in ${path}`);
      });
    }),
  );
  return [...new Set(found)];
}

/** Who would write a crash of that app to the disk: the processes that watch for one. Linux only. */
export function crashWatchers(userData: string): string[] {
  return processesOf(userData)
    .map(({ command }) => command.split("\0")[0] ?? "")
    .filter((program) => program.includes("crashpad"));
}

/** Where Chromium keeps what was typed, the words it learned and the pages of before. */
const STORES = /(^|\/)(Web Data|Login Data|Custom Dictionary|Autofill|History|Top Sites|Sessions|IndexedDB)[^/]*$/;

/** Every file of Chromium's stores under the folder. */
export function storesIn(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).filter((name) => STORES.test(name));
}

/** Every dump of a crash under the folder. */
export function dumpsIn(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    /\.dmp$|(^|\/)core(\.\d+)?$/.test(name),
  );
}

/** What the page's memory holds of them. */
export async function searchPage(app: App, file: string, needles: readonly Needle[]): Promise<string[]> {
  return searchLiving(await heapStrings(app, file), needles);
}

/** What is held on to in the main process: a snapshot begins with a garbage collection. */
export async function searchMain({ electron }: App, file: string, needles: readonly Needle[]): Promise<string[]> {
  await electron.evaluate((_electron, path) => {
    if (!process.mainModule) throw new Error("no main module");
    const { writeHeapSnapshot } = process.mainModule.require("node:v8") as typeof v8;
    writeHeapSnapshot(path);
  }, file);
  return searchLiving(stringsIn(file), needles);
}

function searchLiving(texts: readonly string[], needles: readonly Needle[]): string[] {
  if (texts.length < 5_000) throw new Error("no snapshot of a program that lives");
  return searchTexts(texts, needles);
}

/** The clipboard, and on X11 a second one of what is selected: Electron's newest types know only the first. */
interface Clipboards {
  readText(which: "clipboard" | "selection"): string | Promise<string>;
  writeText(text: string, which: "clipboard" | "selection"): void | Promise<void>;
}

/** What the titles of the windows and both clipboards hold of them. */
export async function searchDesktop({ electron }: App, needles: readonly Needle[]): Promise<string[]> {
  const places = await electron.evaluate(async ({ BrowserWindow, clipboard }) => {
    const both = clipboard as unknown as Clipboards;
    const windows = BrowserWindow.getAllWindows();
    return {
      "a title": windows.flatMap((window) => [window.getTitle(), window.webContents.getTitle()]),
      "the clipboard": [await both.readText("clipboard")],
      "the selection": [await both.readText("selection")],
    };
  });
  return Object.entries(places).flatMap(([place, texts]) =>
    searchTexts(texts, needles).map((what) => `${what} in ${place}`),
  );
}

/** Puts a text on each clipboard in place of what other programs, and other tests, put there. */
export async function fillClipboards({ electron }: App, clipboard: string, selection: string): Promise<void> {
  await electron.evaluate(
    async (its, texts) => {
      const both = its.clipboard as unknown as Clipboards;
      await both.writeText(texts.clipboard, "clipboard");
      await both.writeText(texts.selection, "selection");
    },
    { clipboard, selection },
  );
}

/** What an assistive program is told of them. */
export async function searchTree({ page }: App, needles: readonly Needle[]): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  await devtools.detach();
  // What is said, and not the numbers of the nodes.
  const said = nodes.flatMap(({ name, value, description, properties = [] }) => [
    ...[name, value, description].map((one) => String(one?.value ?? "")),
    ...properties.map((one) => String(one.value.value ?? "")),
  ]);
  return searchTexts(said, needles);
}

function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return ""; // A process that has ended meanwhile.
  }
}

function orEmptyList(read: () => string[]): string[] {
  try {
    return read();
  } catch {
    return [];
  }
}
