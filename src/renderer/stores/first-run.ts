import { create } from "zustand";
import { changeSettings, useApp } from "./app";
import { go } from "./route";

/** The guide of the first run, step by step. `offer`: it may be begun, and nothing waits for it. */
const STEPS = ["offer", "names", "order", "declined", "connect"] as const;
export type FirstRunStep = (typeof STEPS)[number];

const useStep = create<{ readonly step: FirstRunStep | null }>(() => ({ step: null }));

/** Where the guide is; null while it is not shown. It practises in Training, whose money is not real. */
export function useFirstRun(): FirstRunStep | null {
  const step = useStep((state) => state.step);
  const due = useApp(({ app }) => app !== null && !app.settings.guided && app.account.id === "training");
  return step ?? (due ? "offer" : null);
}

/** Begins the guide on the order screen, also for somebody who has left or done it before. */
export function startFirstRun(): void {
  go("order");
  toFirstRunStep("names");
}

/** The guide goes on to that step. */
export function toFirstRunStep(step: FirstRunStep): void {
  useStep.setState({ step });
}

/** Ends the guide, wherever it is. It does not come again by itself. */
export function leaveFirstRun(): void {
  useStep.setState({ step: null });
  useApp.setState(({ app }) => ({ app: app ? { ...app, settings: { ...app.settings, guided: true } } : null }));
  // Where this cannot be kept, the guide is offered again at the next start, and that is all.
  changeSettings({ guided: true }).catch(() => undefined);
}
