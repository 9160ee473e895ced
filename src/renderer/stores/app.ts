import { create } from "zustand";
import type { AppState } from "../../shared/contract";
import type { AccountId, Capability } from "../../shared/account";
import type { PublicSettings } from "../../shared/settings";
import { rateOn, type SurchargeRate } from "../../shared/surcharge";
import { ask, asFailure, on } from "../bridge";
import { setHours } from "./hours";
import { setTheme } from "./theme";
import { SCREENS, type Screen } from "./screens";

/** What the program says about itself: account, capabilities, notices, settings. null until it has said so. */
export const useApp = create<{ readonly app: AppState | null; readonly trouble: string | null }>(() => ({
  app: null,
  trouble: null,
}));

/** Reads the state once and listens from then on. */
export function startApp(): void {
  on("app.changed", takeApp);
  ask("app.state", {}).then(takeApp, (error: unknown) => useApp.setState({ trouble: asFailure(error).sentence }));
}

/** The choices that are being written, oldest first. */
const chosen = new Set<Partial<PublicSettings>>();

/** Takes the state over that a command answered (accounts.use, accounts.connect). */
export function takeApp(told: AppState): void {
  // It may have been told before the last choice was made.
  const app = { ...told, settings: Object.assign({}, told.settings, ...chosen) };
  setTheme(app.settings.theme);
  setHours(app.hours);
  useApp.setState({ app, trouble: null });
}

/** Writes settings and takes the answer over. Throws a Failure. */
export async function changeSettings(change: Partial<PublicSettings>): Promise<void> {
  const settings = await ask("settings.set", change);
  const { app } = useApp.getState();
  if (app) takeApp({ ...app, settings });
}

/** The same, but the change holds while it is written, whatever older is told; and what holds is read where it could not be. */
export function chooseSettings(change: Partial<PublicSettings>): Promise<void> {
  const { app } = useApp.getState();
  chosen.add(change);
  if (app) takeApp(app);
  return changeSettings(change)
    .catch((error: unknown) => {
      ask("app.state", {}).then(takeApp, () => undefined);
      throw error;
    })
    .finally(() => chosen.delete(change));
}

/** How the window's account adds surcharges; null where it cannot, where they are off, or not confirmed for it. */
export function surchargeRate(app: AppState | null): SurchargeRate | null {
  return app?.capabilities.includes("surcharge") ? rateOn(app.settings.surcharge, app.account.id) : null;
}

/** True when the window's account can do it; false until that is known. */
export function useCan(capability: Capability): boolean {
  return useApp(({ app }) => app?.capabilities.includes(capability) ?? false);
}

/** The same, but true until it is known: for what would otherwise come into the page a moment after it. */
export function useMayCan(capability: Capability): boolean {
  return useApp(({ app }) => app === null || app.capabilities.includes(capability));
}

/**
 * The screens that the account has something to show on; all of them until that is known. Their numbers stay what
 * they are.
 */
export function useScreens(): readonly Screen[] {
  return screensThatShow(useKeepsCustomers());
}

/** The same outside of a component. */
export function screensOf(app: AppState | null): readonly Screen[] {
  return screensThatShow(keepsCustomers(app));
}

function screensThatShow(customers: boolean): readonly Screen[] {
  return customers ? SCREENS : SCREENS.filter((screen) => screen !== "customers");
}

/** False when it is known that the account keeps no customers. */
export function useKeepsCustomers(): boolean {
  return useApp(({ app }) => keepsCustomers(app));
}

function keepsCustomers(app: AppState | null): boolean {
  return app === null || app.capabilities.includes("customers");
}

/** Changes the window to another account. Throws a Failure, and nothing has changed, when that cannot be used. */
export async function changeAccount(id: AccountId): Promise<void> {
  takeApp(await ask("accounts.use", { id }));
}
