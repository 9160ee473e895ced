/** Where a window opens and comes back to. Pure, so that every arrangement of displays can be tried. */

/** A rectangle of the desktop, in points. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly box: Box;
  /** The smallest size that a person may give the window. */
  readonly least: { readonly width: number; readonly height: number };
}

const WANTED = { width: 1280, height: 800 };
/** Every screen can be used at this size (tests/e2e/window-place.spec.ts). */
const LEAST = { width: 960, height: 540 };
/** Each further window opens a little below and to the right of the one before. */
const STEP = 28;

/** One name for displays that stand in the same way, whatever order the system tells them in. */
export function arrangementOf(displays: readonly Box[]): string {
  return displays
    .map(({ x, y, width, height }) => `${width}x${height}+${x}+${y}`)
    .sort()
    .join(" ");
}

/**
 * Where a window stands: at its earlier place as far as that is in sight, else in the middle of the first work area.
 * The answer lies in one work area as a whole. `areas`: what the displays have besides task bars, the main one first.
 */
export function placeWindow(areas: readonly Box[], earlier: Box | null, windowsBefore = 0): Placement {
  const main = areas[0] ?? { x: 0, y: 0, ...WANTED };
  const found = earlier === null ? null : mostSeen(areas, earlier);
  const area = found ?? main;
  const least = { width: Math.min(LEAST.width, area.width), height: Math.min(LEAST.height, area.height) };
  const size = earlier ?? WANTED;
  const width = between(size.width, least.width, area.width);
  const height = between(size.height, least.height, area.height);
  const at = found && earlier ? earlier : middle(area, width, height);
  const step = windowsBefore * STEP;
  return {
    box: {
      x: between(at.x + step, area.x, area.x + area.width - width),
      y: between(at.y + step, area.y, area.y + area.height - height),
      width,
      height,
    },
    least,
  };
}

/** The work area that shows most of the box; null where none shows any of it. */
function mostSeen(areas: readonly Box[], box: Box): Box | null {
  let best: Box | null = null;
  let most = 0;
  for (const area of areas) {
    const wide = Math.min(box.x + box.width, area.x + area.width) - Math.max(box.x, area.x);
    const high = Math.min(box.y + box.height, area.y + area.height) - Math.max(box.y, area.y);
    const seen = wide > 0 && high > 0 ? wide * high : 0;
    if (seen > most) [best, most] = [area, seen];
  }
  return best;
}

function middle(area: Box, width: number, height: number): { x: number; y: number } {
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
  };
}

function between(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
