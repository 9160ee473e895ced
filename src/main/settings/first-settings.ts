import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DeskSettings } from "../../shared/settings";
import type { WindowPlace } from "./settings";

/** What the first window needs to know before the settings themselves are read (settings.ts). */
export interface FirstSettings {
  readonly theme: DeskSettings["theme"];
  readonly captures: DeskSettings["captures"];
  windowPlace(arrangement: string): WindowPlace | null;
}

const THEMES: readonly unknown[] = ["system", "light", "dark"] satisfies DeskSettings["theme"][];
const CAPTURES: readonly unknown[] = ["shown", "not_cards", "never_shown"] satisfies DeskSettings["captures"][];

/**
 * Reads the few settings of the first window by hand: the store and the schemas of all settings take longer than the
 * window. Whatever is no setting counts as its default here too. Does not throw, and writes nothing.
 */
export function readFirstSettings(folder: string): FirstSettings {
  const file = objectIn(() => JSON.parse(readFileSync(join(folder, "settings.json"), "utf8")) as unknown);
  const desk = objectIn(() => file["desk"]);
  const places = objectIn(() => file["windows"]);
  return {
    theme: THEMES.includes(desk["theme"]) ? (desk["theme"] as DeskSettings["theme"]) : "system",
    captures: CAPTURES.includes(desk["captures"]) ? (desk["captures"] as DeskSettings["captures"]) : "shown",
    windowPlace: (arrangement) => {
      const place = objectIn(() => places[arrangement]);
      return isPlace(place) ? place : null;
    },
  };
}

function objectIn(read: () => unknown): Readonly<Record<string, unknown>> {
  try {
    const found = read();
    return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function isPlace(found: object): found is WindowPlace {
  const { x, y, width, height, maximized } = found as Record<string, unknown>;
  const isWithin = (value: unknown, least: number): boolean =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= 100_000;
  return (
    isWithin(x, -100_000) &&
    isWithin(y, -100_000) &&
    isWithin(width, 1) &&
    isWithin(height, 1) &&
    typeof maximized === "boolean"
  );
}
