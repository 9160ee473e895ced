/** What every plot says. */
export const plotWords = {
  /** Fixed name (docs/design.md, names on the screen). */
  showAsTable: "Show as table",
  /** Heard before the points of a plot. */
  points: "Points, by the arrow keys",
} as const;
