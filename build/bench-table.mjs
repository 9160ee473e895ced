// What `npm run bench` makes of the figures of its measures: a verdict for each, and one table.

/**
 * One figure of a measure. `ours`: what the program takes, in `unit`; `baseline`: the same of `against`, taken in turns
 * in the same run. `sizes`: what it takes at so many rows, where growth is measured; then `ours` is that of the largest.
 * `goal`: at most so much of one of these; `why` says in a sentence why it is missed, where that is known.
 * @typedef {{ what: string, unit: string, ours: number, baseline?: number, against?: string,
 *   sizes?: Record<string, number>, goal?: { most: number, of: "ours" | "ratio" | "beyond" | "exponent" },
 *   why?: string }} Figure
 */

/**
 * Everything that can be said of a figure. `ratio`: ours by the baseline; `beyond`: what ours has over it; `exponent`: 0
 * is flat, 1 grows with the rows; `met` is null where there is no goal.
 */
export function judged(figure) {
  const { ours, baseline, sizes, goal } = figure;
  const said = {
    ...figure,
    ratio: baseline ? ours / baseline : null,
    beyond: baseline === undefined ? null : ours - baseline,
    exponent: sizes ? exponentOf(sizes) : null,
  };
  return { ...said, met: goal ? said[goal.of] !== null && rounded(said[goal.of]) <= goal.most : null };
}

/**
 * By which power of the rows something grows: the slope of the straight line through the points, both logarithmic.
 * Answers null with fewer than two sizes.
 */
export function exponentOf(sizes) {
  // What takes less than a hundredth of a unit is noise.
  const points = Object.entries(sizes).map(([rows, took]) => [Math.log(Number(rows)), Math.log(Math.max(took, 0.01))]);
  if (points.length < 2) return null;
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** The table, a line each. `measures`: name, title and judged figures of each measure, in the order shown. */
export function tableOf(measures) {
  const lines = ["| | Counterfoil | beside it | | goal | |", "|---|---|---|---|---|---|"];
  for (const { title, figures, broke } of measures) {
    if (broke) lines.push(`| **${title}** | | | | | not measured: ${broke} |`);
    else lines.push(`| **${title}** | | | | | |`, ...figures.map(rowOf));
  }
  return lines;
}

function rowOf(figure) {
  const { what, unit, ours, baseline, against, sizes, why, met } = figure;
  const beside = baseline === undefined ? "" : `${amount(baseline, unit)} (${against})`;
  const own = sizes
    ? Object.entries(sizes)
        .map(([rows, took]) => `${short(Number(rows))}: ${amount(took, unit)}`)
        .join(", ")
    : amount(ours, unit);
  const verdict = met === null ? "" : met ? "met" : `MISSED${why ? `: ${why}` : ""}`;
  return `| ${what} | ${own} | ${beside} | ${derived(figure)} | ${goalWords(figure)} | ${verdict} |`;
}

function derived({ ratio, beyond, exponent, goal, unit }) {
  if (exponent !== null) return `exponent ${rounded(exponent).toFixed(2)}`;
  if (goal?.of === "beyond" && beyond !== null) return `${amount(beyond, unit)} more`;
  return ratio === null ? "" : `${rounded(ratio).toFixed(2)} times`;
}

function goalWords({ goal, unit }) {
  if (!goal) return "";
  const { most, of } = goal;
  if (of === "ratio") return `${most} times`;
  if (of === "exponent") return `exponent ${most}`;
  return of === "beyond" ? `${amount(most, unit)} more` : amount(most, unit);
}

function rounded(number) {
  return Math.round(number * 100) / 100;
}

function amount(number, unit) {
  const digits = Math.abs(number) >= 100 || Number.isInteger(number) ? 0 : Math.abs(number) >= 10 ? 1 : 2;
  return `${number.toLocaleString("en-US", { maximumFractionDigits: digits })} ${unit}`.trim();
}

function short(rows) {
  return rows >= 1e6 ? `${rows / 1e6} M` : rows >= 1e3 ? `${rows / 1e3} k` : String(rows);
}
