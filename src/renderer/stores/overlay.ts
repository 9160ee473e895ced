import { create } from "zustand";

/** The sheet over everything: the keys, the palette, or none. */
export const useOverlay = create<{ readonly shown: "keys" | "palette" | null }>(() => ({ shown: null }));

export function openOverlay(shown: "keys" | "palette" | null): void {
  useOverlay.setState({ shown });
}
