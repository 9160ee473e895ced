import type { DeskSettings } from "../../shared/settings";

/** What of a window is asked here; a test gives its own. */
export interface Protectable {
  setContentProtection(on: boolean): void;
  isDestroyed(): boolean;
  readonly webContents: {
    getURL(): string;
    on(event: "did-navigate" | "did-navigate-in-page", listener: () => void): unknown;
  };
}

/** The screens on which a card can be typed: the order, which is also the first one, and a customer's cards. */
const CARD_SCREENS = /^(#\/?((order|customers)([/?].*)?)?)?$/;

/**
 * Keeps a window out of pictures and recordings of the screen, always or where cards are typed, as the desk has set.
 * Answers what applies a changed setting. Electron can do that on Windows and macOS; elsewhere it does nothing
 * (docs/security.md, what does not hold).
 */
export function hideFromCaptures(window: Protectable, setting: () => DeskSettings["captures"]): () => void {
  let hidden = false;
  const apply = (): void => {
    if (window.isDestroyed()) return;
    const chosen = setting();
    const hide = chosen === "never_shown" || (chosen === "not_cards" && isCardScreen(window.webContents.getURL()));
    if (hide !== hidden) window.setContentProtection((hidden = hide));
  };
  window.webContents.on("did-navigate", apply);
  window.webContents.on("did-navigate-in-page", apply);
  apply();
  return apply;
}

function isCardScreen(address: string): boolean {
  const at = address.indexOf("#");
  return CARD_SCREENS.test(at < 0 ? "" : address.slice(at));
}
