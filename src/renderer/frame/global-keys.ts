import { useEffect } from "react";
import { keepsCustomers, useApp } from "../stores/app";
import { openOverlay } from "../stores/overlay";
import { go, SCREENS } from "../stores/route";
import { isDialogOpen, plainKey } from "../parts/keys";

/**
 * Keys that work on every screen: "/" to the search box, Ctrl+1 to Ctrl+6 to the screens, Ctrl+K the palette, "?" the
 * keys.
 */
export function useGlobalKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && !isDialogOpen()) {
        const screen = /^[1-6]$/.test(event.key) ? SCREENS[Number(event.key) - 1] : undefined;
        if (screen && (screen !== "customers" || keepsCustomers(useApp.getState().app))) {
          event.preventDefault();
          go(screen);
        } else if (event.key.toLowerCase() === "k") {
          event.preventDefault();
          openOverlay("palette");
        }
      } else if (plainKey(event) === "/" || (event.key === "/" && isAmount(event.target))) {
        event.preventDefault();
        focusSearch();
      } else if (plainKey(event) === "?" || (event.key === "?" && isAmount(event.target))) {
        event.preventDefault();
        openOverlay("keys");
      }
      document.documentElement.toggleAttribute("data-keys", event.key === "Control" || event.key === "Meta");
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

/** A slash means nothing in a field that holds only digits, so there it also goes to the search box. */
function isAmount(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.dataset["digitsOnly"] !== undefined;
}

export function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>(".header input[type=search]");
  box?.focus();
  box?.select();
}
