import { expect, test, vi } from "vitest";
import type { AppState } from "../../../../src/shared/contract";
import type { PublicSettings } from "../../../../src/shared/settings";

const told = (settings: Partial<PublicSettings>) => ({ hours: 12, settings }) as unknown as AppState;

/** The page's store and main, as the page sees it, which answers what was asked first. */
async function page() {
  const waiting: ((answer: unknown) => void)[] = [];
  const command = () => new Promise((done) => waiting.push(done));
  let tell: (app: AppState) => void = () => undefined;
  const on = (_name: string, listener: (app: AppState) => void) => (tell = listener);
  const bridge = { "settings.set": command, "app.state": command, on };
  vi.stubGlobal("window", { counterfoil: bridge, matchMedia: () => ({ addEventListener: () => undefined }) });
  const shown = { theme: "" };
  vi.stubGlobal("document", { documentElement: { dataset: shown } });
  const { chooseSettings, startApp, useApp } = await import("../../../../src/renderer/stores/app");
  startApp();
  const answer = (value: unknown) => waiting.shift()?.({ ok: true, value });
  answer(told({ theme: "light", sayThis: true }));
  await vi.waitFor(() => expect(shown.theme).toBe("light"));
  const refuse = () => waiting.shift()?.({ ok: false, failure: { code: "refused", sentence: "No.", fields: {} } });
  return {
    chooseSettings,
    shown,
    tell: (app: AppState) => tell(app),
    answer,
    refuse,
    waiting,
    settings: () => useApp.getState().app?.settings,
  };
}

test("the latest choice stands, whatever is told of those before it, until one could not be written", async () => {
  const { chooseSettings, shown, tell, answer, refuse, waiting, settings } = await page();
  const first = chooseSettings({ theme: "dark" });
  expect(settings()).toEqual({ theme: "dark", sayThis: true });
  const second = chooseSettings({ theme: "light" });
  const third = chooseSettings({ sayThis: false });
  const last = { theme: "light", sayThis: false };
  // Main tells of the first one, then answers each.
  tell(told({ theme: "dark", sayThis: true }));
  expect(settings()).toEqual(last);
  answer({ theme: "dark", sayThis: true });
  await first;
  expect(settings()).toEqual(last);
  expect(shown.theme).toBe("light");
  answer({ theme: "light", sayThis: true });
  await second;
  expect(settings()).toEqual(last);
  refuse();
  await expect(third).rejects.toThrow("No.");
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  answer(told({ theme: "light", sayThis: true }));
  await vi.waitFor(() => expect(settings()).toEqual({ theme: "light", sayThis: true }));
});
