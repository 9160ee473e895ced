import { create } from "zustand";
import type { DirectoryStatus } from "../../shared/contract";
import { ask, on } from "../bridge";

/** How complete the local copy of the customers is. */
export const useDirectory = create<{ readonly status: DirectoryStatus | null }>(() => ({ status: null }));

export function startDirectory(): void {
  const take = (status: DirectoryStatus): void => useDirectory.setState({ status });
  on("directory.changed", take);
  ask("directory.status", {}).then(take, () => undefined);
}
