import { _electron, expect, test as base, type ElectronApplication, type Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { CommandName, CounterfoilBridge, InputOf, OutputOf } from "../../src/shared/contract";
import { openDisplay } from "./display";
import { ACTION_LIMIT_MS } from "./limits";
import { forgetSecrets, type Kept, keep, secretsOf } from "./secrets";

export { expect } from "@playwright/test";

/** The project's folder. */
export const root = resolve(__dirname, "../..");
const START_LIMIT_MS = 2 * ACTION_LIMIT_MS;
const CLOSE_LIMIT_MS = ACTION_LIMIT_MS;
/** How long an app that did not start is asked how far it came. */
const SILENT_MS = 5_000;
/** A virtual display has no graphics card: untold, each start would try one twice and then do without as well. */
const NO_CARD = process.platform === "linux" ? ["--disable-gpu"] : [];

export interface StartOptions {
  /** A user-data folder to start in; that of the test when not given. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** The running app and its first window. */
export interface App {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Asks a command by the bridge, as the screens do. Throws the failure's sentence. */
  ask<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /**
   * Closes the windows and waits for the end; kills after a limit and then fails, because an app that hangs is a
   * defect.
   */
  close(): Promise<void>;
  /** kill -9, for crashes. */
  kill(): Promise<void>;
}

/** What a first start has read of the practice server, with the secrets of these files. */
interface Practice {
  readonly folder: string;
  readonly secrets: readonly Kept[];
}

const PRACTICE_FILES = ["training.db", "directory.db", "history.db"];
const PRACTICE_KEYS = ["training key", "directory key", "history key"];

export interface Fixtures {
  /** Nothing was read of the practice server yet: a start does that then, and takes twice as long. */
  readonly firstDay: boolean;
  /** A new folder, with nothing in it but what the first day has read in Training; gone after the test. */
  readonly userData: string;
  /** Starts the built app; what the test leaves running is closed after it. */
  readonly start: (options?: StartOptions) => Promise<App>;
  /** The app in Training, in a new folder. */
  readonly app: App;
}

export interface WorkerFixtures {
  readonly display: string | null;
  /** Made for the first test of a day that asks for it. */
  readonly practice: () => Promise<Practice>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // Playwright reads the names of the first argument, so there must be one that can be taken apart.
  // A display for each worker: focus and clipboard belong to a whole display, and another test may be at work there.
  display: [
    async ({ browserName: _unused }, use) => {
      const display = process.platform === "linux" ? await openDisplay("1600x1000") : null;
      await use(display?.name ?? null);
      display?.close();
    },
    { scope: "worker" },
  ],
  practice: [
    async ({ display }, use) => {
      // What was taken today is of yesterday once it is midnight.
      const made = new Map<string, Promise<Practice>>();
      await use(() => {
        const day = new Date().toDateString();
        const read = made.get(day) ?? readPractice(display);
        made.set(day, read);
        return read;
      });
      for (const read of made.values()) await forget((await read).folder);
    },
    { scope: "worker" },
  ],
  firstDay: [process.env["COUNTERFOIL_FIRST_DAY"] !== undefined, { option: true }],
  userData: async ({ firstDay, practice }, use) => {
    const folder = newFolder();
    if (!firstDay) {
      const { folder: from, secrets } = await practice();
      for (const file of PRACTICE_FILES) cpSync(join(from, file), join(folder, file));
      await keep(folder, secrets);
    }
    await use(folder);
    await forget(folder);
  },
  start: async ({ userData, display }, use, testInfo) => {
    const running: App[] = [];
    await use(async (options = {}) => {
      const env = { ...(display === null ? {} : { DISPLAY: display }), ...options.env };
      const app = await startApp({ userData, ...options, env });
      running.push(app);
      return app;
    });
    for (const app of running) {
      if (testInfo.status !== testInfo.expectedStatus)
        await picture(app, testInfo.outputPath(`window-${running.indexOf(app)}.png`));
      await app.close();
    }
  },
  app: async ({ start }, use) => {
    await use(await start());
  },
});

const newFolder = (): string => mkdtempSync(join(tmpdir(), "counterfoil-e2e-"));

/** Starts the app on its first day and waits until it has read all of the practice server. */
async function readPractice(display: string | null): Promise<Practice> {
  const folder = newFolder();
  const app = await startApp({ userData: folder, env: display === null ? {} : { DISPLAY: display } });
  await expect.poll(async () => (await app.ask("history.status", {})).state).toBe("ready");
  await app.close();
  const secrets = (await secretsOf(folder)).filter(({ name }) => PRACTICE_KEYS.includes(name));
  return { folder, secrets };
}

async function forget(folder: string): Promise<void> {
  await forgetSecrets(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Starts the built app in its own user-data folder and waits until its window has an answer from the services. */
export async function startApp({
  userData,
  env = {},
  args = [],
}: StartOptions & { readonly userData: string }): Promise<App> {
  const electron = await launch({ userData, env, args });
  try {
    electron.context().setDefaultTimeout(ACTION_LIMIT_MS);
    const page = await electron.firstWindow({ timeout: START_LIMIT_MS });
    await page.waitForFunction(() => document.readyState === "complete" && "counterfoil" in window);
    const app = drive(electron, page, userData);
    const { account } = await app.ask("app.state", {});
    if (account.id === "training") await practiceIsRead(page);
    return app;
  } catch (error) {
    const state = await stateOf(electron);
    electron.process().kill("SIGKILL");
    throw new Error(`the app did not start (${state}); its log:\n${readLog(userData)}`, { cause: error });
  }
}

/**
 * The practice customers are read once the page is there, and a hand that waits for nothing would look for somebody who is
 * not among them yet. Where they are not read, as behind a lock, nothing is waited for.
 */
async function practiceIsRead(page: Page): Promise<void> {
  const state = (): Promise<string> =>
    page.evaluate(async () => {
      const { counterfoil } = window as unknown as { counterfoil: CounterfoilBridge };
      const status = await counterfoil["directory.status"]({});
      return status.ok ? status.value.state : "not told";
    });
  await expect.poll(state, { timeout: START_LIMIT_MS, intervals: [50] }).not.toMatch(/^(empty|loading)$/);
}

/** How far a start has come that does not go on, for whoever reads why a test failed. */
async function stateOf(electron: ElectronApplication): Promise<string> {
  const silent = new Promise<string>((tell) => setTimeout(tell, SILENT_MS, "main does not answer"));
  const told = electron.evaluate(({ app, BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows().map(({ webContents }) => webContents);
    const each = windows.map(
      (one) => `${one.getURL()}${one.isLoading() ? " loading" : ""}${one.isCrashed() ? " crashed" : ""}`,
    );
    return `ready: ${app.isReady()}, windows: ${each.join(", ") || "none"}`;
  });
  return Promise.race([told.catch((error: unknown) => String(error)), silent]);
}

/** The app's own log, redacted by the app itself. Empty when there is none. */
export function readLog(userData: string): string {
  const file = join(userData, "logs", "counterfoil.log");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function launch({ userData, env, args }: Required<StartOptions>): Promise<ElectronApplication> {
  // With its folder named here, Playwright finds the runtime by itself and holds the app's start until it is attached.
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] ??= dirname(executable());
  // An address that was set for something else must not reach the app.
  const inherited = Object.fromEntries(
    Object.entries(process.env as Record<string, string>).filter(([name]) => !/^COUNTERFOIL_\w+_URL$/.test(name)),
  );
  return _electron.launch({
    args: [...NO_CARD, `--user-data-dir=${userData}`, root, ...args],
    cwd: root,
    env: { ...inherited, ...env },
    chromiumSandbox: hasSandbox(),
    timeout: START_LIMIT_MS,
  });
}

/** How to start the app without Playwright, in that folder. */
export function launching(userData: string): { command: string; args: string[] } {
  return {
    command: executable(),
    args: [...(hasSandbox() ? [] : ["--no-sandbox"]), ...NO_CARD, `--user-data-dir=${userData}`, root],
  };
}

/** Chromium has no sandbox for root; for everyone else the app runs as it ships. */
function hasSandbox(): boolean {
  const said = process.env["COUNTERFOIL_SANDBOX"];
  return said === undefined ? process.getuid?.() !== 0 : said === "full";
}

let found: string | undefined;

function executable(): string {
  found ??=
    process.env["COUNTERFOIL_ELECTRON"] ??
    execFileSync("npm", ["run", "-s", "electron:path"], { cwd: root, encoding: "utf8" }).trim();
  return found;
}

function drive(electron: ElectronApplication, page: Page, userData: string): App {
  const child = electron.process();
  let ended = child.exitCode !== null;
  const end = new Promise<void>((done) => {
    child.once("exit", () => {
      ended = true;
      done();
    });
  });
  const endsWithin = (limitMs: number): Promise<boolean> =>
    new Promise((answer) => {
      const timer = setTimeout(() => answer(false), limitMs);
      void end.then(() => {
        clearTimeout(timer);
        answer(true);
      });
    });
  return {
    electron,
    page,
    userData,
    ask: (name, input) => askFrom(page, name, input),
    close: async () => {
      if (ended) return;
      // Not electron.close(): that one kills quietly, and an app that does not end would never be noticed.
      void electron.evaluate(({ app }) => app.quit()).catch(() => {});
      if (await endsWithin(CLOSE_LIMIT_MS)) return;
      child.kill("SIGKILL");
      await end;
      throw new Error(`the app did not end within ${CLOSE_LIMIT_MS} ms and was killed`);
    },
    kill: async () => {
      child.kill("SIGKILL");
      if (!ended) await end;
    },
  };
}

/** Asks a command from that page. Throws the failure's sentence. */
export async function askFrom<N extends CommandName>(page: Page, name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const answer = await page.evaluate(
    async ([asked, given]) => {
      const bridge = (window as unknown as { counterfoil: CounterfoilBridge }).counterfoil;
      const command = bridge[asked] as (
        input: unknown,
      ) => Promise<{ ok: true; value: unknown } | { ok: false; failure: { sentence: string } }>;
      return command(given);
    },
    [name, input] as [CommandName, unknown],
  );
  expect(answer.ok || answer.failure.sentence, `${name} is answered`).toBe(true);
  return (answer as { value: OutputOf<N> }).value;
}

interface HeapSnapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[] } };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

/**
 * Every text in the memory of the first window's page. The snapshot begins with a garbage collection, so what is found
 * is held on to.
 */
export async function heapStrings(app: App, file: string): Promise<string[]> {
  await app.electron.evaluate(async ({ BrowserWindow }, path) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error("no window");
    await contents.takeHeapSnapshot(path);
  }, file);
  return stringsIn(file);
}

/** Every text in a heap snapshot that was written to that file. */
export function stringsIn(file: string): string[] {
  const { snapshot, nodes, strings } = JSON.parse(readFileSync(file, "utf8")) as HeapSnapshot;
  // The names of what is in memory, and not those of places: a list of 10,000 has one that is called 9997.
  const { length: size } = snapshot.meta.node_fields;
  const name = snapshot.meta.node_fields.indexOf("name");
  const named = new Set<number>();
  for (let at = name; at < nodes.length; at += size) named.add(nodes[at] ?? -1);
  return strings.filter((_text, index) => named.has(index));
}

/** Waits until every result in sight could be read: no key puts one away before (parts/read-first.ts). */
export async function hasRead(page: Page): Promise<void> {
  // What lies under a sheet is out of sight.
  const unread = () =>
    page.evaluate(() => {
      const sheet = [...document.querySelectorAll(".veil")].at(-1);
      return (sheet ?? document).querySelectorAll("[data-unread]").length;
    });
  await expect.poll(unread).toBe(0);
}

/**
 * Presses keys so many ms apart, by the times that the keys carry: what is quick for the page is then quick on a slow
 * computer too. Answers the time of the last one, epoch ms.
 */
export async function pressQuickly(page: Page, keys: readonly string[], apartMs: number): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  const beganAt = Date.now();
  const sent = keys.flatMap((key, at) => {
    const timestamp = (beganAt + at * apartMs) / 1_000;
    const enter = { key, code: "Enter", text: "\r", windowsVirtualKeyCode: 13 };
    const down = key === "Enter" ? enter : { key, text: key };
    return [
      devtools.send("Input.dispatchKeyEvent", { ...down, type: "keyDown", timestamp }),
      devtools.send("Input.dispatchKeyEvent", { ...down, text: "", type: "keyUp", timestamp }),
    ];
  });
  await Promise.all(sent);
  return beganAt + (keys.length - 1) * apartMs;
}

async function picture(app: App, path: string): Promise<void> {
  await app.page.screenshot({ path, timeout: ACTION_LIMIT_MS }).catch(() => {});
}
