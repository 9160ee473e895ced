import { useEffect } from "react";
import { isKey } from "../parts/keyboard-layout";
import { useKeys } from "../parts/keys";
import { useScreens } from "../stores/app";
import { lockNow } from "../stores/lock";
import { openOverlay } from "../stores/overlay";
import { go } from "../stores/route";
import { forEachScreen } from "../stores/screens";
import { bind, shortcut } from "../stores/shortcuts";

/**
 * The keys that work on every screen while it is `shown`: the search box, the screens by their numbers, the palette, the
 * sheet of keys, and the lock.
 */
export function useGlobalKeys(shown: boolean): void {
  const screens = useScreens();
  useKeys(
    shown,
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
    if (!shown) return undefined;
    // Wherever the hand is, also in a dialog and a field.
    const onKeyDown = (event: KeyboardEvent): void => {
      const { ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
      if (!isKey(event, shortcut("everywhere", "lock").key) || altKey || shiftKey || repeat || !(ctrlKey || metaKey))
        return;
      event.preventDefault();
      lockNow();
    };
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [shown]);
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
