import { frameWords } from "../../shared/words/frame";

/** The screens, in the order of the rail. The number of each is its key with Ctrl. */
export const SCREENS = ["order", "customers", "payments", "holds", "activity", "overview", "settings"] as const;
export type Screen = (typeof SCREENS)[number];

/** What the rail and the palette call each; these names are fixed (docs/design.md, names on the screen). */
export const SCREEN_WORDS: Readonly<Record<Screen, string>> = frameWords.screens;

/** One thing for each screen; `number` counts from 1. */
export function forEachScreen<T>(make: (screen: Screen, number: number) => T): Readonly<Record<Screen, T>> {
  return Object.fromEntries(SCREENS.map((screen, at) => [screen, make(screen, at + 1)])) as Record<Screen, T>;
}
