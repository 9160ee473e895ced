import { create } from "zustand";
import { on } from "../bridge";

type Sheet = "help" | "keys" | "practice" | "report" | "about" | "palette" | "accounts" | "notices";

/**
 * The sheet over everything, or none. `keys` and `practice` are Help, opened at that chapter.
 */
export const useOverlay = create<{ readonly shown: Sheet | null }>(() => ({ shown: null }));

/** Opens what is chosen in the menu bar. */
export function startMenu(): void {
  on("menu.chosen", openOverlay);
}

/** Shows a sheet in the place of any other; null: none. */
export function openOverlay(shown: Sheet | null): void {
  useOverlay.setState({ shown });
}
