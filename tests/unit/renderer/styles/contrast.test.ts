import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** WCAG 2.2, 1.4.3 and 1.4.11, of the colours of src/renderer/styles/tokens.css; docs/accessibility.md cites this. */
const css = readFileSync("src/renderer/styles/tokens.css", "utf8");
const THEMES = { light: coloursOf(":root {"), dark: coloursOf(':root[data-theme="dark"] {') };

const TEXT = ["ink", "ink-soft", "ink-faint", "accent-ink", "good", "bad", "warn", "practice", "test"];
const GROUNDS = ["paper", "sheet"];
const WASHES = ["good", "bad", "warn", "practice", "test"];
const FILLS = [
  ["ink-on-fill", "fill"],
  ["ink-on-fill", "fill-hover"],
  ["accent-on", "accent"],
  ["idle-ink", "idle"],
] as const;

for (const [theme, colours] of Object.entries(THEMES)) {
  const ratio = (one: string, other: string): number => contrast(colours(one), colours(other));

  it(`${theme}: every text has 4.5 to 1 on what it may stand on`, () => {
    const pairs = [
      ...TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
      ...WASHES.map((name) => [name, `${name}-wash`] as const),
      ...WASHES.map((name) => ["ink", `${name}-wash`] as const),
      ...FILLS,
    ];
    const low = pairs.filter(([text, ground]) => ratio(text, ground) < 4.5);
    expect(low.map(([text, ground]) => `${text} on ${ground}: ${ratio(text, ground).toFixed(2)}`)).toEqual([]);
  });

  it(`${theme}: the line of the focus and the edge of a switch have 3 to 1`, () => {
    for (const ground of GROUNDS)
      for (const line of ["accent", "line-strong"]) expect(`${ratio(line, ground) >= 3} ${line}`).toBe(`true ${line}`);
  });
}

/** The colours of one block, by name; throws for a name that is not a plain colour there. */
function coloursOf(block: string): (name: string) => readonly number[] {
  const from = css.slice(css.indexOf(block));
  const text = from.slice(0, from.indexOf("\n}"));
  return (name) => {
    const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(text)?.[1];
    if (hex === undefined) throw new Error(`no colour --${name} in ${block}`);
    return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  };
}

/** WCAG's own formula (relative luminance), 1 to 21. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [light = 0, dark = 0] = [one, other].map(luminance).toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
