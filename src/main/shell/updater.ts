import { app } from "electron";
import type { AppUpdater, UpdateCheckResult } from "electron-updater";
import type { ProviderRuntimeOptions } from "electron-updater/out/providers/Provider";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { updateWords } from "../../shared/words/updates";
import type { Log } from "../base/log";
import { mustBeSigned, OfferRefused, readOffer } from "../updates/offer";
import type { UpdateEngine, UpdatesPlace } from "../updates/updates";

/**
 * electron-updater, loaded only when it is asked for: it would slow the start. null: this copy is of no package that it
 * can replace. SECURITY: what is offered is signed, and looked at, before the library sees a word of it.
 */
export async function openUpdater(
  place: UpdatesPlace,
  { userData, log }: { readonly userData: string; readonly log: Log },
): Promise<UpdateEngine | null> {
  const [library, { GenericProvider }] = await Promise.all([
    import("electron-updater"),
    import("electron-updater/out/providers/GenericProvider"),
  ]);

  class SignedProvider extends GenericProvider {
    constructor(_options: unknown, updating: AppUpdater, runtime: ProviderRuntimeOptions) {
      super({ provider: "generic", url: place.root }, updating, runtime);
    }

    protected override async httpRequest(url: URL): Promise<string | null> {
      const beside = new URL(url);
      beside.pathname += ".sig";
      const told = (await super.httpRequest(url)) ?? "";
      mustBeSigned(told, (await super.httpRequest(beside)) ?? "", place.key);
      return told;
    }

    override async getLatestVersion(): ReturnType<InstanceType<typeof GenericProvider>["getLatestVersion"]> {
      const told = await super.getLatestVersion();
      readOffer(told);
      return told;
    }
  }

  const updater: AppUpdater = app.isPackaged ? library.autoUpdater : unpacked(new library.DebUpdater(), userData);
  updater.logger = log;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  // SECURITY: an older version may have a hole that was closed since.
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  // Its list of blocks is signed by nobody.
  updater.disableDifferentialDownload = true;
  // macOS has another way of installing, which nobody has seen yet.
  if (!(updater instanceof library.BaseUpdater) || !updater.isUpdaterActive()) return null;
  updater.setFeedURL({ provider: "custom", updateProvider: SignedProvider });

  return {
    look: async () => {
      const found: UpdateCheckResult | null = await updater.checkForUpdates();
      return found?.isUpdateAvailable ? readOffer(found.updateInfo) : null;
    },
    fetch: async () => {
      try {
        await updater.downloadUpdate();
      } catch (error) {
        if (codeOf(error) === "ERR_CHECKSUM_MISMATCH") throw new OfferRefused(updateWords.changed);
        throw error;
      }
    },
    installAtEnd: () => {
      // By then the journal is closed, with all databases. Where it is not installed the old one starts again.
      app.once("quit", () => {
        if (!updater.install(true, app.isPackaged) && app.isPackaged) app.relaunch();
      });
    },
  };
}

/** For tests: a copy that was never packed has no file of electron-builder's that says where downloads are kept. */
function unpacked<T extends AppUpdater>(updater: T, userData: string): T {
  const file = join(userData, "app-update.yml");
  writeFileSync(file, "updaterCacheDirName: counterfoil-updater\n");
  updater.forceDevUpdateConfig = true;
  updater.updateConfigPath = file;
  return updater;
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : null;
}
