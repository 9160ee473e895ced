import { create } from "zustand";
import type { ExportProgress, HistoryStatus } from "../../shared/history";
import { ask, on } from "../bridge";
import { setHoldsDue } from "./badges";

/** How complete the local copy of the payments is, and the file that is being written. */
export const useHistory = create<{ readonly status: HistoryStatus | null; readonly writing: ExportProgress | null }>(
  () => ({ status: null, writing: null }),
);

/** Reads the state once and follows it; the rail's badge is counted from the same copy. */
export function startHistory(): void {
  on("history.changed", takeHistory);
  on("export.progress", (writing) => useHistory.setState({ writing: writing.finished ? null : writing }));
  rereadHistory();
}

/** Asks again how complete it is. */
export function rereadHistory(): void {
  ask("history.status", {}).then(takeHistory, () => undefined);
}

/** Takes the state over that a command answered. */
export function takeHistory(status: HistoryStatus): void {
  useHistory.setState({ status });
  setHoldsDue(status.holdsDue);
}
