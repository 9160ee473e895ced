import { create } from "zustand";

type Sheet = "help" | "keys" | "practice" | "about" | "palette" | "accounts" | "notices";

/**
 * The sheet over everything, or none. `keys` and `practice` are Help, opened at that chapter.
 */
export const useOverlay = create<{ readonly shown: Sheet | null }>(() => ({ shown: null }));

export function openOverlay(shown: Sheet | null): void {
  useOverlay.setState({ shown });
}
