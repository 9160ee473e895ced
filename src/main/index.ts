import { app, BrowserWindow, dialog, powerMonitor, session as sessions, systemPreferences } from "electron";
import { createHash } from "node:crypto";
import { homedir, release, type as osName, userInfo } from "node:os";
import { join, resolve } from "node:path";
import type { AccountId } from "../shared/account";
import type { EventName } from "../shared/contract";
import { systemHours, weekStartOf } from "../shared/times";
import { programWords } from "../shared/words/program";
import { createHandlers } from "./boot/commands";
import { BadAddress, readAddresses } from "./connections/addresses";
import { loadKeytar, openKeychain } from "./keychain/keychain";
import { createServices, type Services } from "./boot/services";
import { systemClock } from "./base/clock";
import { startJustiFiTrainingWorker } from "./practice/justifi/start";
import { startTrainingWorker } from "./practice/payarc/start";
import { makeElectronStore } from "./settings/electron-settings";
import { openSettings } from "./settings/settings";
import { openBridge, type Bridge } from "./shell/bridge";
import { hideFromCaptures } from "./shell/captures";
import { chooseFile } from "./shell/choose-file";
import { showContextMenu } from "./shell/context-menu";
import { isDebuggable, isSandboxed, lockContents, lockEnvironment, lockSession, lockSignals } from "./shell/lockdown";
import { readLicences } from "./shell/licences";
import { openLog, readLog } from "./shell/log";
import { dropOldLines } from "./shell/old-lines";
import { setMenu } from "./shell/menu";
import { fileServices } from "./shell/open-outside";
import { bringToFront, isInFront, showNotification } from "./shell/notifications";
import { printPage, savePdf } from "./shell/printing";
import { makePrivate } from "./storage/private-folder";
import { writeWholeFile } from "./storage/whole-file";
import { declareScheme, serveApp } from "./shell/protocol";
import type { Places } from "./shell/window-place";
import { openUpdater } from "./shell/updater";
import { openWindow, reviveAfterCrash, showHome, stayHome, useTheme } from "./shell/window";

declare const ELECTRON_MAJOR: number;

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
  const settings = openSettings({ folder: userData, now: Date.now(), log, makeStore: makeElectronStore });
  useTheme(settings.desk().theme);
  settings.onChange(() => useTheme(settings.desk().theme));
  dropOldLines(join(userData, "logs"), settings.desk().logDays, Date.now());
  app.on("browser-window-created", (_event, window) =>
    settings.onChange(hideFromCaptures(window, () => settings.desk().captures)),
  );
  // SECURITY: in memory: no cache, no cookies, no storage of the page ever reaches the disk.
  const session = sessions.fromPartition("terminal", { cache: false });
  const locked = lockSession(session, log);
  serveApp(session, join(__dirname, "../renderer"));

  let tellShown = (): void => undefined;
  const services = createServices({
    userData,
    shown: new Promise((shown) => (tellShown = shown)),
    version: app.getVersion(),
    keychain: openKeychain({ load: loadKeytar, log, profile }),
    settings,
    log,
    operator: operatorName(),
    hours: systemHours({
      platform: process.platform,
      locale: app.getSystemLocale(),
      env: process.env,
      mac: (name) => systemPreferences.getUserDefault(name, "boolean"),
    }),
    weekStart: weekStartOf(app.getSystemLocale()),
    runtime: {
      electron: process.versions.electron ?? "none",
      chrome: process.versions["chrome"] ?? "none",
      supportedMajor: ELECTRON_MAJOR,
      sandboxed: isSandboxed(),
      packaged: app.isPackaged,
      debuggable: isDebuggable,
    },
    env: process.env,
    // Another session than the page's, whose own proxy leads nowhere.
    proxyFor: (address) => sessions.defaultSession.resolveProxy(address),
    clock: systemClock,
    startTraining: (training) => startTrainingWorker(join(__dirname, "training-worker.js"), training),
    startJustiFiTraining: (training) => startJustiFiTrainingWorker(join(__dirname, "training-worker.js"), training),
    shell: {
      print: printPage,
      // For the demo and the tests: no dialog.
      savePdf: (page) =>
        savePdf(page, process.env["COUNTERFOIL_RECEIPTS_DIR"] ?? null, (path, bytes) =>
          writeWholeFile(path, async (file) => (await file.writeFile(bytes), path)),
        ),
      ...fileServices,
      chooseFile: (name) => chooseFile(name, process.env["COUNTERFOIL_RECEIPTS_DIR"] ?? null),
      news: {
        inFront: isInFront,
        notify: (note) => showNotification(note, log),
        showAt: ({ account, ...at }) => {
          const there = BrowserWindow.getAllWindows().find((window) => accountOf.get(window)?.() === account);
          if (!there)
            return newWindow(account, `#/${at.screen}${at.id === null ? "" : `/${encodeURIComponent(at.id)}`}`);
          bringToFront(there);
          bridge.tell(there.webContents, "app.go", at);
        },
      },
      openWindow: (account) => newWindow(account),
      contextMenu: showContextMenu,
      about: async () => ({
        folder: userData,
        node: process.versions.node,
        licences: await readLicences(join(__dirname, ".."), log),
      }),
      report: async () => ({
        versions: {
          Electron: process.versions.electron ?? "none",
          Chromium: process.versions["chrome"] ?? "none",
          Node: process.versions.node,
          [osName()]: release(),
          Sandbox: isSandboxed() ? "on" : "off",
        },
        log: await readLog(join(userData, "logs")),
        names: [userData, homedir(), operatorName()],
      }),
      openUpdater: (place) => openUpdater(place, { userData, log }),
      quit: () => app.quit(),
    },
  });
  const handlers = services.then(createHandlers);
  // Every command then answers with a sentence; the window stays, so that there is somebody to read it.
  handlers.catch((error: unknown) => log.error("boot: the services could not be built", error));
  let mayHear = (_name: EventName): boolean => true;
  const bridge = openBridge(handlers, log, (name) => mayHear(name));
  const places: Places = { get: settings.windowPlace, keep: settings.keepWindowPlace };
  /** On that account; without one on that of the window in front, or the one used last. */
  function newWindow(account?: AccountId, hash = ""): void {
    const front = BrowserWindow.getFocusedWindow();
    const own = account ?? (front ? accountOf.get(front)?.() : undefined);
    const opening = { bridge, services, session, places, log, hash, ...(own === undefined ? {} : { account: own }) };
    void openTerminal(opening).then(tellShown);
  }
  await locked;
  newWindow(accountIn(process.argv));
  setMenu({
    newWindow: () => newWindow(),
    open: (window, sheet) => bridge.tell(window.webContents, "menu.chosen", sheet),
  });

  app.on("second-instance", (_event, argv) => {
    const [first] = BrowserWindow.getAllWindows();
    if (!first || argv.includes("--new-window")) newWindow(accountIn(argv));
    else bringToFront(first);
  });
  app.on("activate", () => {
    if (BrowserWindow.getAllWindows().length === 0) newWindow();
  });
  app.on("window-all-closed", () => app.quit());
  closeOnQuit(services, log);

  const built = await services.catch(() => null);
  if (!built) return;
  mayHear = built.people.mayHear;
  built.onEvent((name, value, account) => {
    bridge.emit(name, value, account);
    if (name === "app.changed") for (const window of BrowserWindow.getAllWindows()) names.get(window)?.();
  });
  // SECURITY: a screen that sleeps or is locked may have somebody else before it when it wakes.
  for (const event of ["suspend", "lock-screen"] as const) powerMonitor.on(event as "suspend", built.people.lock);
  powerMonitor.on("resume", () => {
    built.people.lock();
    built.networkBack();
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
}): Promise<void> {
  const { bridge, services, session, places, log, hash } = options;
  const window = openWindow({ session, preload: join(__dirname, "../preload/index.js"), title: "Counterfoil", places });
  const served = services.then(async (built) => {
    if (options.account !== undefined) await built.connections.prepare(options.account);
    return built.openWindow(options.account);
  });
  bridge.admit(window.webContents, served);
  void Promise.all([services, served]).then(
    ([built, { account: shown }]) => nameWindow(window, built, shown),
    () => undefined,
  );
  reviveAfterCrash(window, log);
  stayHome(window, log);
  return showHome(window, hash).catch((error: unknown) =>
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

/** The journal and the databases are closed before the process ends, within a time limit. */
function closeOnQuit(services: Promise<Services>, log: ReturnType<typeof openLog>): void {
  let closing = false;
  app.on("will-quit", (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    const limit = new Promise<void>((over) => void setTimeout(over, 5_000));
    const closed = services
      .then((built) => built.close())
      .catch((error: unknown) => log.error("boot: closing failed", error));
    void Promise.race([closed, limit]).then(() => app.exit(0));
  });
}

/** Who is signed in to this computer, for the journal. */
function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}

boot();
