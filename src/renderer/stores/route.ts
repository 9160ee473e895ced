import { create } from "zustand";
import { on } from "../bridge";
import { SCREENS, type Screen } from "./screens";

export interface Route {
  readonly screen: Screen;
  /** What is open on that screen: a customer's or a payment's id, "new", or null. */
  readonly id: string | null;
}

/** The screen that is shown and what is open on it; the address is `#/customers/ID`. */
export const useRoute = create<Route>(() => readRoute(window.location.hash));

/** `#/payments/abc` -> screen and id. Anything unknown is the order screen. */
function readRoute(hash: string): Route {
  const [, name = "", id = ""] = hash.split("/");
  const screen = SCREENS.find((known) => known === name);
  return screen ? { screen, id: id === "" ? null : decodeURIComponent(id) } : { screen: "order", id: null };
}

/** Where a link leads to a screen, or to one thing on it. */
export function hrefOf(screen: Screen, id: string | null = null): string {
  return id === null ? `#/${screen}` : `#/${screen}/${encodeURIComponent(id)}`;
}

/** Goes to a screen, or to one thing on it. */
export function go(screen: Screen, id: string | null = null): void {
  window.location.hash = hrefOf(screen, id);
  // The hashchange event comes a task later, and the screen should be there in this frame.
  useRoute.setState({ screen, id });
}

/** Goes where main sends this window: to what somebody opened from a notice. */
export function startRoute(): void {
  on("app.go", ({ screen, id }) => go(screen, id));
}

window.addEventListener("hashchange", () => useRoute.setState(readRoute(window.location.hash)));
