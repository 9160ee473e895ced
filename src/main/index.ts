import { app, BrowserWindow, dialog, Menu, session as sessions } from "electron";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { AccountId } from "../shared/account";
import { programWords } from "../shared/words/program";
import { systemClock } from "./base/clock";
import type { Services } from "./boot/services";
import { BadAddress, readAddresses } from "./connections/addresses";
import { readFirstSettings } from "./settings/first-settings";
import type { Settings } from "./settings/settings";
import { openBridge, type Bridge } from "./shell/bridge";
import { hideFromCaptures } from "./shell/captures";
import { lockContents, lockEnvironment, lockSession, lockSignals } from "./shell/lockdown";
import { openLog } from "./shell/log";
import { lookThroughWhenQuiet } from "./shell/look-through";
import { bringToFront } from "./shell/to-front";
import { makePrivate } from "./storage/private-folder";
import { declareScheme, pageRead, serveApp } from "./shell/protocol";
import type { Places } from "./shell/window-place";
import { openWindow, reviveAfterCrash, showHome, stayHome, useTheme } from "./shell/window";
import type { Windows, Work } from "./work";

/** The boot order, and nothing else. What must be set before Electron is ready comes first. */
function boot(): void {
  const profile = chooseUserData();
  if (!app.requestSingleInstanceLock({ newWindow: process.argv.includes("--new-window") })) {
    app.quit();
    return;
  }
  const userData = app.getPath("userData");
  // SECURITY: whatever this process writes is its owner's alone, the databases' logs too.
  process.umask(0o077);
  const problem = makePrivate(userData);
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    dialog.showErrorBox(programWords.cannotStart, problem);
    app.exit(1);
    return;
  }
  const log = openLog(join(userData, "logs"));
  // SECURITY: Electron would show the raw error in a dialog. A charge under way is not cut off for a slip elsewhere;
  // the journal is on the disk.
  process.on("uncaughtException", (error) => log.error("uncaught", error));
  process.on("unhandledRejection", (error) => log.error("unhandled", error));
  lockEnvironment(log);
  lockSignals(log);
  try {
    readAddresses(process.env, app.isPackaged);
  } catch (error) {
    if (!(error instanceof BadAddress)) throw error;
    // No window and no dialog: whoever set the variable reads the terminal they set it in.
    process.stderr.write(`${error.message}\n`);
    app.exit(1);
    return;
  }
  lockContents(log);
  declareScheme();
  // Electron would make one of its own for the first window; ours comes with the work (shell/menu.ts).
  Menu.setApplicationMenu(null);
  void app.whenReady().then(() => run(userData, profile, log));
}

/** `--user-data-dir` is a person's own choice of folder; its secrets must not mix with those of the ordinary one. */
function chooseUserData(): string | null {
  const chosen = app.commandLine.getSwitchValue("user-data-dir");
  if (chosen === "") return null;
  const folder = resolve(chosen);
  app.setPath("userData", folder);
  return createHash("sha256").update(folder).digest("hex").slice(0, 8);
}

async function run(userData: string, profile: string | null, log: ReturnType<typeof openLog>): Promise<void> {
  const first = readFirstSettings(userData);
  useTheme(first.theme);
  let settings: Settings | null = null;
  const early: { readonly window: BrowserWindow; readonly apply: () => void }[] = [];
  app.on("browser-window-created", (_event, window) => {
    const apply = hideFromCaptures(window, () => settings?.desk().captures ?? first.captures);
    if (settings) window.once("closed", settings.onChange(apply));
    else early.push({ window, apply });
  });
  // SECURITY: in memory: no cache, no cookies, no storage of the page ever reaches the disk.
  const session = sessions.fromPartition("terminal", { cache: false });
  serveApp(session, join(__dirname, "../renderer"), lockSession(session, log));

  let tellShown = (): void => undefined;
  const shown = new Promise<void>((done) => (tellShown = done));
  const work: Promise<Work> = pageRead(session)
    .then(() => import("./work"))
    .then(({ startWork }) =>
      startWork({ program: __dirname, userData, profile, log, shown, windows: { newWindow, showAt, menu } }),
    );
  const services = work.then((there) => there.services);
  // Every command then answers with a sentence; the window stays, so that there is somebody to read it.
  services.catch((error: unknown) => log.error("boot: the services could not be built", error));
  const bridge = openBridge(
    work.then(({ behind }) => behind),
    log,
    lookThroughWhenQuiet(systemClock),
  );
  const places: Places = {
    get: (arrangement) => (settings ? settings.windowPlace(arrangement) : first.windowPlace(arrangement)),
    keep: (arrangement, place) => void work.then((there) => there.settings.keepWindowPlace(arrangement, place)),
  };
  /** On that account; without one on that of the window in front, or the one used last. */
  function newWindow(account?: AccountId, hash = ""): void {
    const front = BrowserWindow.getFocusedWindow();
    const own = account ?? (front ? accountOf.get(front)?.() : undefined);
    // SECURITY: where somebody has to unlock it first, nothing invites to type before.
    const atOrder = !existsSync(join(userData, "people.db"));
    const opening = {
      bridge,
      services,
      session,
      places,
      log,
      hash,
      atOrder,
      ...(own === undefined ? {} : { account: own }),
    };
    const loaded = openTerminal(opening);
    // What its account reads anew begins after the page has its first answer.
    void Promise.allSettled([loaded, services]).then(() => setImmediate(tellShown));
  }
  const showAt: Windows["showAt"] = ({ account, ...at }) => {
    const there = BrowserWindow.getAllWindows().find((window) => accountOf.get(window)?.() === account);
    if (!there) return newWindow(account, `#/${at.screen}${at.id === null ? "" : `/${encodeURIComponent(at.id)}`}`);
    bringToFront(there);
    bridge.tell(there.webContents, "app.go", at);
  };
  const menu: Windows["menu"] = {
    newWindow: () => newWindow(),
    open: (window, sheet) => bridge.tell(window.webContents, "menu.chosen", sheet),
  };
  newWindow(accountIn(process.argv));

  app.on("second-instance", (_event, argv) => {
    // A start while this one ends (a charge under way is waited for) would open a window that is closed at once.
    if (isEnding) return app.relaunch({ args: argv.slice(1) });
    const [there] = BrowserWindow.getAllWindows();
    if (!there || argv.includes("--new-window")) newWindow(accountIn(argv));
    else bringToFront(there);
  });
  app.on("activate", () => {
    if (BrowserWindow.getAllWindows().length === 0) newWindow();
  });
  app.on("window-all-closed", () => app.quit());
  closeOnQuit(services, log);

  const begun = await work.catch(() => null);
  if (!begun) return;
  settings = begun.settings;
  for (const { window, apply } of early) {
    const end = settings.onChange(apply);
    if (window.isDestroyed()) end();
    else window.once("closed", end);
    apply();
  }
  const built = await services.catch(() => null);
  built?.onEvent((name, value, account) => {
    bridge.emit(name, value, account);
    if (name === "app.changed") for (const window of BrowserWindow.getAllWindows()) names.get(window)?.();
  });
}

/** Resolves when its page is there, or will not be. */
function openTerminal(options: {
  readonly bridge: Bridge;
  readonly services: Promise<Services>;
  readonly session: Electron.Session;
  readonly places: Places;
  readonly log: ReturnType<typeof openLog>;
  readonly account?: AccountId;
  /** The screen that it begins on; empty: the first. */
  readonly hash: string;
  readonly atOrder: boolean;
}): Promise<void> {
  const { bridge, services, session, places, log, hash } = options;
  const window = openWindow({ session, preload: join(__dirname, "../preload/index.js"), title: "Counterfoil", places });
  const served = services.then(async (built) => {
    if (options.account !== undefined) void built.connections.prepare(options.account);
    return built.openWindow(options.account);
  });
  bridge.admit(window.webContents, served);
  void Promise.all([services, served]).then(
    ([built, { account: shown }]) => nameWindow(window, built, shown),
    () => undefined,
  );
  reviveAfterCrash(window, log);
  stayHome(window, log);
  return showHome(window, hash, options.atOrder).catch((error: unknown) =>
    log.error("boot: the window's page could not be loaded", error),
  );
}

/** The account that the program was started for: "Training" in the menu of its icon (build/package/config.mjs). */
function accountIn(argv: readonly string[]): AccountId | undefined {
  return argv.includes("--training") ? "training" : undefined;
}

/** The account that each window belongs to. */
const accountOf = new WeakMap<BrowserWindow, () => AccountId>();
/** What gives each window its title. */
const names = new WeakMap<BrowserWindow, () => void>();

/** The account is named in the title too, where the task bar shows it; real money says so there. */
function nameWindow(window: BrowserWindow, services: Services, shown: () => AccountId): void {
  const name = (): void => {
    if (window.isDestroyed()) return;
    const { account } = services.state(shown());
    window.setTitle(programWords.window({ account: account.name, live: account.environment === "live" }));
  };
  accountOf.set(window, shown);
  names.set(window, name);
  name();
}

/** Nothing is opened any more. */
let isEnding = false;

/** The journal and the databases are closed before the process ends, within a time limit. */
function closeOnQuit(services: Promise<Services>, log: ReturnType<typeof openLog>): void {
  app.on("will-quit", (event) => {
    // MONEY: who asks again, by a second Ctrl Q or a second signal, cuts off nothing that is being closed.
    event.preventDefault();
    if (isEnding) return;
    isEnding = true;
    const limit = new Promise<void>((over) => void setTimeout(over, 5_000));
    const closed = services
      .then((built) => built.close())
      .catch((error: unknown) => log.error("boot: closing failed", error));
    void Promise.race([closed, limit]).then(() => app.exit(0));
  });
}

boot();
