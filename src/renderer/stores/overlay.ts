import { create } from "zustand";

type Sheet = "keys" | "palette" | "accounts";

/** The sheet over everything: the keys, the palette, the accounts, or none. */
export const useOverlay = create<{ readonly shown: Sheet | null }>(() => ({ shown: null }));

export function openOverlay(shown: Sheet | null): void {
  useOverlay.setState({ shown });
}
