import type { PublicSettings } from "../../shared/settings";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
let wish: PublicSettings["theme"] = "system";

/** Puts the wished theme on the page; "system" follows the machine, also when it changes later. */
export function setTheme(theme: PublicSettings["theme"]): void {
  wish = theme;
  document.documentElement.dataset["theme"] = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
}

dark.addEventListener("change", () => setTheme(wish));
