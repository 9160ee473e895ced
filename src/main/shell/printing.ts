import { BrowserWindow, dialog, session as sessions, type Session, type WebContents } from "electron";
import { join } from "node:path";
import { Failure } from "../../shared/failure";
import { programWords } from "../../shared/words/program";
import { receiptWords as words } from "../../shared/words/receipt";
import type { Page } from "../receipts/page";

const MICRONS_PER_INCH = 25_400;
const ROLL_WIDTH = 80_000;
/** A roll is cut after the last line; printers refuse less than this. */
const ROLL_SHORTEST = 60_000;
const ROLL_LONGEST = 1_500_000;
/**
 * Print rounds sizes up that the layout on a screen does not: without this millimetre the last line may go to a second
 * page.
 */
const ROLL_SLACK = 1_000;
const PIXEL = MICRONS_PER_INCH / 96;
const LOAD_LIMIT_MS = 10_000;
const OUR_WORLD = 1_001;
/** SECURITY: each page to print has a window, which is a process, so a flood of asks must not open one each. */
const MOST_PAGES = 3;
let pages = 0;

/**
 * SECURITY: receipts may show what people typed, so their page may run no script, and has no preload, no network and no
 * storage.
 */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

interface Paper {
  /** Microns. */
  readonly width: number;
  readonly height: number;
}

/**
 * Prints a page on the printer that the person chooses. Resolves also when they cancel; throws Failure when it cannot
 * be printed.
 */
export async function printPage(page: Page): Promise<void> {
  await withPage(page, async (contents, paper) => {
    const why = await new Promise<string | null>((answer) => {
      const pageSize = page.paper === "letter" ? "Letter" : page.paper === "a4" ? "A4" : paper;
      // "default": the page's own @page rule says them; "none" would overrule it.
      const margins = { marginType: page.paper === "roll" ? ("none" as const) : ("default" as const) };
      contents.print({ pageSize, printBackground: true, margins }, (done, reason) => answer(done ? null : reason));
    });
    if (why !== null && !/cancel/i.test(why)) throw new Failure("refused", words.notPrinted);
  });
}

/** The page as a PDF, in bytes. */
async function pdfOf(page: Page): Promise<Uint8Array> {
  return withPage(page, (contents, { width, height }) =>
    contents.printToPDF({
      printBackground: true,
      pageSize: { width: width / MICRONS_PER_INCH, height: height / MICRONS_PER_INCH },
      // An @page rule goes before these.
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
    }),
  );
}

/**
 * Saves the page as a PDF where the person says, or in `folder` when given. Answers the path; null when they cancelled.
 * Throws what `write` throws.
 */
export async function savePdf(
  page: Page,
  folder: string | null,
  write: (path: string, bytes: Uint8Array) => Promise<unknown>,
): Promise<string | null> {
  const name = `${fileName(page.title)}.pdf`;
  let path: string;
  if (folder !== null) path = join(folder, name);
  else {
    const parent = BrowserWindow.getFocusedWindow();
    const options = { title: words.saveAs, defaultPath: name, filters: [{ name: "PDF", extensions: ["pdf"] }] };
    const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
    if (chosen.canceled || !chosen.filePath) return null;
    path = chosen.filePath;
  }
  const bytes = await pdfOf(page);
  await write(path, bytes);
  return path;
}

/** Loads the page in a hidden window, and closes that whatever happens. */
async function withPage<T>(page: Page, work: (contents: WebContents, paper: Paper) => Promise<T>): Promise<T> {
  if (pages >= MOST_PAGES) throw new Failure("refused", programWords.tooManyPages);
  const window = new BrowserWindow({
    show: false,
    // The width of the paper in CSS pixels, so that the height of a roll is known from the layout.
    width: Math.round(sizeOf(page.paper, 0).width / PIXEL),
    height: 400,
    useContentSize: true,
    webPreferences: {
      session: printSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      images: true,
      spellcheck: false,
      devTools: false,
    },
  });
  pages++;
  try {
    await within(
      LOAD_LIMIT_MS,
      window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(guarded(page.html)).toString("base64")}`),
    );
    return await work(
      window.webContents,
      sizeOf(page.paper, page.paper === "roll" ? await within(LOAD_LIMIT_MS, heightOf(window.webContents)) : 0),
    );
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure("internal", words.notDrawn, {}, { cause: error });
  } finally {
    window.destroy();
    pages--;
  }
}

/**
 * CSS pixels that the whole page needs. Asked from a world of our own, where the page's rule against scripts does not
 * reach.
 */
async function heightOf(contents: WebContents): Promise<number> {
  const height: unknown = await contents.executeJavaScriptInIsolatedWorld(OUR_WORLD, [
    { code: "Math.ceil(document.documentElement.getBoundingClientRect().height)" },
  ]);
  return typeof height === "number" && Number.isFinite(height) ? height : 0;
}

function sizeOf(paper: Page["paper"], contentHeight: number): Paper {
  if (paper === "letter") return { width: 8.5 * MICRONS_PER_INCH, height: 11 * MICRONS_PER_INCH };
  if (paper === "a4") return { width: 210_000, height: 297_000 };
  return {
    width: ROLL_WIDTH,
    height: Math.min(ROLL_LONGEST, Math.max(ROLL_SHORTEST, Math.ceil(contentHeight * PIXEL) + ROLL_SLACK)),
  };
}

function guarded(html: string): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  return html.includes("<head>") ? html.replace("<head>", `<head>${meta}`) : `${meta}${html}`;
}

let prepared: Session | null = null;

function printSession(): Session {
  if (prepared) return prepared;
  prepared = sessions.fromPartition("printing", { cache: false });
  prepared.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  prepared.setPermissionCheckHandler(() => false);
  prepared.on("will-download", (event) => event.preventDefault());
  prepared.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !details.url.startsWith("data:") }));
  return prepared;
}

/** A title as the name of a file on every system. */
function fileName(title: string): string {
  return (
    title
      .replaceAll(/[^\p{L}\p{N} ._-]+/gu, "-")
      .replace(/^[. -]+/, "")
      .slice(0, 80)
      .trim() || "receipt"
  );
}

function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
