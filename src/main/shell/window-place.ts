import { screen, type BrowserWindow } from "electron";
import { arrangementOf, placeWindow, type Box, type Placement } from "./placement";

/** Where windows were, by the arrangement of the displays. */
export interface Places {
  get(arrangement: string): (Box & { readonly maximized: boolean }) | null;
  keep(arrangement: string, place: Box & { readonly maximized: boolean }): void;
}

/** Moving a window tells of every point on the way; displays that change tell in several steps. */
const SETTLED_MS = 400;

/** Where the next window opens on the displays of this moment. */
export function placeNow(places: Places, windowsBefore: number): Placement & { readonly maximized: boolean } {
  const earlier = places.get(arrangementNow());
  return { ...placeWindow(areasNow(), earlier, windowsBefore), maximized: earlier?.maximized ?? false };
}

/** Keeps where the window is, and brings it back into sight when displays come and go. */
export function followDisplays(window: BrowserWindow, places: Places): void {
  let moved: NodeJS.Timeout | undefined;
  let changed: NodeJS.Timeout | undefined;
  /** Of the displays on which the window was last moved; what the system does to it while they change is no wish. */
  let arrangement = arrangementNow();

  const keep = (): void => {
    clearTimeout(moved);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen() || arrangement !== arrangementNow())
      return;
    places.keep(arrangement, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const keepSoon = (): void => {
    clearTimeout(moved);
    moved = setTimeout(keep, SETTLED_MS);
  };
  const comeBack = (): void => {
    const before = arrangement;
    arrangement = arrangementNow();
    if (window.isDestroyed() || window.isFullScreen()) return;
    const bounds = window.getNormalBounds();
    // Where only a task bar came or went, a second window stays beside the first.
    const earlier = arrangement === before ? null : places.get(arrangement);
    const { box, least } = placeWindow(areasNow(), earlier ?? bounds);
    window.setMinimumSize(least.width, least.height);
    if (!window.isMaximized() && arrangementOf([box]) !== arrangementOf([bounds])) window.setBounds(box);
  };
  const comeBackSoon = (): void => {
    clearTimeout(changed);
    changed = setTimeout(comeBack, SETTLED_MS);
  };

  for (const event of ["resize", "move", "maximize", "unmaximize"] as const) window.on(event as "move", keepSoon);
  window.on("close", keep);
  screen.on("display-added", comeBackSoon);
  screen.on("display-removed", comeBackSoon);
  screen.on("display-metrics-changed", comeBackSoon);
  window.once("closed", () => {
    clearTimeout(moved);
    clearTimeout(changed);
    screen.removeListener("display-added", comeBackSoon);
    screen.removeListener("display-removed", comeBackSoon);
    screen.removeListener("display-metrics-changed", comeBackSoon);
  });
}

function arrangementNow(): string {
  return arrangementOf(screen.getAllDisplays().map(({ bounds }) => bounds));
}

/** The main display's first. */
function areasNow(): Box[] {
  const main = screen.getPrimaryDisplay();
  return [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)].map(({ workArea }) => workArea);
}
