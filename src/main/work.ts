import { app, powerMonitor, session as sessions, systemPreferences } from "electron";
import { homedir, release, type as osName, userInfo } from "node:os";
import { join } from "node:path";
import type { AccountId } from "../shared/account";
import { systemHours, weekStartOf } from "../shared/times";
import { systemClock } from "./base/clock";
import type { Log } from "./base/log";
import { createHandlers } from "./boot/commands";
import type { NewsShell } from "./boot/news";
import { createServices, type Services } from "./boot/services";
import { proveInWorker } from "./journal/prove-in-worker";
import { loadKeytar, openKeychain } from "./keychain/keychain";
import { startJustiFiTrainingWorker } from "./practice/justifi/start";
import { startTrainingWorker } from "./practice/payarc/start";
import { makeElectronStore } from "./settings/electron-settings";
import { openSettings, type Settings } from "./settings/settings";
import { answerCommand, checkEvent } from "./shell/answer";
import type { Behind } from "./shell/bridge";
import { showChecking } from "./shell/badge";
import { chooseFile } from "./shell/choose-file";
import { showContextMenu } from "./shell/context-menu";
import { readLicences } from "./shell/licences";
import { isDebuggable, isSandboxed } from "./shell/lockdown";
import { readLog } from "./shell/log";
import { setMenu, type MenuActs } from "./shell/menu";
import { isInFront, showNotification } from "./shell/notifications";
import { dropOldLines } from "./shell/old-lines";
import { fileServices } from "./shell/open-outside";
import { printPage, savePdf } from "./shell/printing";
import { openUpdater } from "./shell/updater";
import { useTheme } from "./shell/window";
import { writeWholeFile } from "./storage/whole-file";

declare const ELECTRON_MAJOR: number;

/** What the work needs of the windows, which were there first. */
export interface Windows {
  newWindow(account?: AccountId): void;
  readonly showAt: NewsShell["showAt"];
  readonly menu: MenuActs;
}

/** What the windows get of the work. */
export interface Work {
  readonly settings: Settings;
  readonly services: Promise<Services>;
  readonly behind: Behind;
}

/**
 * Everything behind the windows. index.ts reads this file once the first page is there: nothing here is needed for the
 * first field, and it is most of the program. `shown` resolves when a page is there and was answered, or will not be.
 */
export function startWork(options: {
  /** Where the built program lies: the folder of its first file. */
  readonly program: string;
  readonly userData: string;
  /** Of `--user-data-dir`; null for the ordinary folder. */
  readonly profile: string | null;
  readonly log: Log;
  readonly shown: Promise<void>;
  readonly windows: Windows;
}): Work {
  const { program, userData, profile, log, shown, windows } = options;
  const settings = openSettings({ folder: userData, now: Date.now(), log, makeStore: makeElectronStore });
  useTheme(settings.desk().theme);
  settings.onChange(() => useTheme(settings.desk().theme));
  const services = createServices({
    userData,
    shown,
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
    prover: proveInWorker(join(program, "journal-worker.js"), (line) => log.warn(line)),
    startTraining: (training) => startTrainingWorker(join(program, "training-worker.js"), training),
    startJustiFiTraining: (training) => startJustiFiTrainingWorker(join(program, "training-worker.js"), training),
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
        showAt: windows.showAt,
      },
      openWindow: windows.newWindow,
      badge: showChecking,
      contextMenu: showContextMenu,
      about: async () => ({
        folder: userData,
        node: process.versions.node,
        licences: await readLicences(join(program, ".."), log),
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
  setMenu(windows.menu);
  void services.then(
    ({ people, networkBack }) => {
      // SECURITY: a screen that sleeps or is locked may have somebody else before it when it wakes.
      for (const event of ["suspend", "lock-screen"] as const) powerMonitor.on(event as "suspend", people.lock);
      powerMonitor.on("resume", () => {
        people.lock();
        networkBack();
      });
    },
    () => undefined,
  );
  void shown.then(() => dropOldLines(join(userData, "logs"), settings.desk().logDays, Date.now()));
  let mayHear: Behind["mayHear"] = () => true;
  services.then(
    ({ people }) => (mayHear = people.mayHear),
    () => undefined,
  );
  return { settings, services, behind: { answerCommand, checkEvent, handlers, mayHear: (name) => mayHear(name) } };
}

/** Who is signed in to this computer, for the journal. */
function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
