import ElectronStore from "electron-store";
import type { SettingsStore, StoreOptions } from "./settings";

/** The store of the real app. Its own file, because electron-store reaches for Electron, which plain Node has not. */
export function makeElectronStore(options: StoreOptions): SettingsStore {
  return new ElectronStore({ ...options, clearInvalidConfig: false });
}
