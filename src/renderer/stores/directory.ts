import { create } from "zustand";
import type { DirectoryStatus } from "../../shared/contract";
import { ask, on } from "../bridge";

/** How complete the local copy of the customers is. */
export const useDirectory = create<{ readonly status: DirectoryStatus | null }>(() => ({ status: null }));

/** Reads how the copy of the customers stands, and follows every change. */
export function startDirectory(): void {
  on("directory.changed", take);
  rereadDirectory();
}

/** What has been read: once it is another, a search that was typed meanwhile has another answer. */
export const readSoFar = ({ status }: { readonly status: DirectoryStatus | null }): string =>
  status ? `${status.state} ${status.count}` : "";

/** Asks again how complete it is. */
export function rereadDirectory(): void {
  ask("directory.status", {}).then(take, () => undefined);
}

function take(status: DirectoryStatus): void {
  useDirectory.setState({ status });
}
