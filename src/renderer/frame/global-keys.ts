import { useEffect } from "react";
import { useKeys } from "../parts/keys";
import { useScreens } from "../stores/app";
import { openOverlay } from "../stores/overlay";
import { go } from "../stores/route";
import { forEachScreen } from "../stores/screens";
import { bind } from "../stores/shortcuts";

/** The keys that work on every screen: the search box, the screens by their numbers, the palette, the sheet of keys. */
export function useGlobalKeys(): void {
  const screens = useScreens();
  useKeys(
    true,
    bind("everywhere", {
      search: focusSearch,
      ...forEachScreen((screen) => (screens.includes(screen) ? () => go(screen) : null)),
      palette: () => openOverlay("palette"),
      accounts: () => openOverlay("accounts"),
      help: () => openOverlay("help"),
      keys: () => openOverlay("keys"),
      notices: () => openOverlay("notices"),
    }),
  );
  useEffect(() => {
    // While Ctrl is held the rail shows the numbers of the screens.
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      document.documentElement.toggleAttribute("data-keys", key === "Control" || key === "Meta");
    };
    const onKeyUp = (): void => {
      document.documentElement.removeAttribute("data-keys");
    };
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("keyup", onKeyUp);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("keyup", onKeyUp);
    };
  }, []);
}

/** To the search box of the header; what is typed in it is selected. */
export function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>(".header input[type=search]");
  box?.focus();
  box?.select();
}
