import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { statusWords } from "../../../../src/renderer/payment/payment-words";
import { PaymentStatus } from "../../../../src/shared/payment";

/**
 * Every colour of the tokens on what it lies on, in both themes: what is read, what is a sign, what shows the focus (WCAG
 * 2.2, 1.4.1, 1.4.3 and 1.4.11; docs/accessibility.md cites this).
 */

const RENDERER = resolve(__dirname, "../../../../src/renderer");
const TEXT = 4.5;
const SIGN = 3;

type Rgb = readonly [number, number, number];
type Theme = ReadonlyMap<string, string>;
interface Rule {
  readonly where: string;
  readonly says: Readonly<Record<string, string>>;
}

const files = readdirSync(RENDERER, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".css"))
  .map((name) => ({ name, css: readFileSync(join(RENDERER, name), "utf8").replace(/\/\*.*?\*\//gsu, "") }));
/** The innermost blocks; what is around them (a media query) changes no colour. */
const rules: readonly Rule[] = files.flatMap(({ name, css }) =>
  [...css.matchAll(/([^{};]+)\{([^{}]*)\}/gu)].map(([, selector = "", body = ""]) => ({
    where: `${name} ${selector.trim().replaceAll(/\s+/gu, " ")}`,
    says: Object.fromEntries(
      body.split(";").flatMap((line) => {
        const [property, value] = line.split(/:(.*)/su);
        return property && value ? [[property.trim(), value.trim()]] : [];
      }),
    ),
  })),
);

function themeOf(selector: string): Theme {
  const rule = rules.find(({ where }) => where.endsWith(`tokens.css ${selector}`));
  if (!rule) throw new Error(`no tokens for ${selector}`);
  return new Map(Object.entries(rule.says));
}
const light = themeOf(":root");
const themes = { light, dark: new Map([...light, ...themeOf(':root[data-theme="dark"]')]) };

/** The colour of a token, laid on what is below it where one sees through it. */
function colour(theme: Theme, token: string, below: Rgb = [0, 0, 0]): Rgb {
  const value = theme.get(token) ?? "";
  const hex = /^#([\da-f]{6})$/u.exec(value)?.[1];
  if (hex !== undefined) return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
  const seen = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/u.exec(value);
  if (!seen) throw new Error(`${token} is no colour: ${value}`);
  const part = Number(seen[4]) / 100;
  return below.map((under, at) => Number(seen[at + 1]) * part + under * (1 - part)) as unknown as Rgb;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: Rgb, other: Rgb): number {
  const luminance = (rgb: Rgb): number => {
    const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

const GROUNDS = ["--paper", "--sheet", "--hover"];
const READ = [
  "--ink",
  "--ink-soft",
  "--ink-faint",
  "--accent-ink",
  "--good",
  "--bad",
  "--warn",
  "--practice",
  "--test",
];
const SIGNS = ["--good", "--bad", "--warn", "--line-strong", "--accent", "--visa"];
const VERDICTS = ["--good", "--bad", "--warn", "--practice", "--test"];

const tokenIn = (value: string | undefined): string | null => /^var\((--[\w-]+)\)$/u.exec(value ?? "")?.[1] ?? null;
const groundOf = ({ says }: Rule): string | null => tokenIn(says["background"]) ?? tokenIn(says["background-color"]);

describe.each(Object.entries(themes))("the %s theme", (_name, theme) => {
  const ratio = (upper: string, lower: string): number => {
    const ground = colour(theme, lower, colour(theme, "--sheet"));
    return Number(contrast(colour(theme, upper, ground), ground).toFixed(2));
  };
  const tooFaint = (pairs: readonly (readonly [string, string])[], least: number): string[] =>
    pairs
      .filter(([upper, lower]) => ratio(upper, lower) < least)
      .map(([upper, lower]) => `${upper} on ${lower}: ${ratio(upper, lower)}`);

  it("text can be read on all that it may lie on", () => {
    expect(
      tooFaint(
        READ.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
        TEXT,
      ),
    ).toEqual([]);
    expect(
      tooFaint(
        VERDICTS.flatMap((verdict) => [verdict, "--ink"].map((text) => [text, `${verdict}-wash`] as const)),
        TEXT,
      ),
    ).toEqual([]);
  });

  it("text can be read on the ground that its own rule gives it", () => {
    const bad = rules.flatMap((rule) => {
      const [text, ground] = [tokenIn(rule.says["color"]), groundOf(rule)];
      if (text === null || ground === null || ratio(text, ground) >= TEXT) return [];
      return [`${rule.where}: ${text} on ${ground}: ${ratio(text, ground)}`];
    });
    expect(bad).toEqual([]);
  });

  it("signs stand out from what they lie on, and from their own wash", () => {
    expect(
      tooFaint(
        [
          ...SIGNS.flatMap((sign) => GROUNDS.slice(0, 2).map((ground) => [sign, ground] as const)),
          ...VERDICTS.map((verdict) => [verdict, `${verdict}-wash`] as const),
          ["--line-strong", "--hover"],
        ],
        SIGN,
      ),
    ).toEqual([]);
  });

  it("what is drawn in a plot stands out from the sheet, and where two series cross, from each other", () => {
    expect(
      tooFaint(
        [
          ["--plot-bar", "--sheet"],
          ["--plot-line", "--sheet"],
          ["--plot-line", "--plot-bar"],
        ],
        SIGN,
      ),
    ).toEqual([]);
  });

  it("what has the focus is marked by a line that stands out everywhere", () => {
    expect(
      tooFaint(
        GROUNDS.map((ground) => ["--accent", ground] as const),
        SIGN,
      ),
    ).toEqual([]);
  });
});

it("the edge of a field at rest is one of those signs", () => {
  const edges = rules.flatMap(({ where, says }) => {
    const edge = says["border"] ?? says["border-bottom"] ?? "";
    return / \.(?:input|search-input|money-line)$/u.test(where) && edge !== "" ? [tokenIn(edge.split(" ").at(-1))] : [];
  });
  expect(edges).toHaveLength(3);
  for (const edge of edges) expect(SIGNS).toContain(edge);
});

it("no focus is shown by the soft ring alone", () => {
  const ringed = rules.filter(({ says }) => /var\(--ring\)/u.test(`${says["outline"]} ${says["box-shadow"]}`));
  expect(ringed.length).toBeGreaterThan(2);
  for (const { where, says } of ringed)
    expect(`${says["box-shadow"]} ${says["border-bottom-color"]}`, where).toContain("var(--accent)");
});

it("the series of a plot are told apart by their form, not by colour alone, and nothing of a plot has another colour", () => {
  const says = (selector: string): Rule["says"] =>
    Object.assign({}, ...rules.filter(({ where }) => where === `plots/plots.css ${selector}`).map((rule) => rule.says));
  expect(says(".plot-bar")).toEqual({ fill: "var(--plot-bar)" });
  // A broken line over filled bars, with rings that are hollow.
  expect(says(".plot-line")).toMatchObject({ fill: "none", stroke: "var(--plot-line)", "stroke-dasharray": "5 3" });
  expect(says(".plot-ring")).toMatchObject({ fill: "var(--sheet)", stroke: "var(--plot-line)" });
  const colours = rules
    .filter(({ where }) => where.startsWith("plots/"))
    .flatMap((rule) => [rule.says["fill"], rule.says["stroke"]].flatMap((value) => value ?? []));
  expect(colours.filter((value) => value !== "none" && tokenIn(value) === null)).toEqual([]);
});

it("each status is told by a word of its own and by a shape, never by colour alone", () => {
  const told = [
    ...PaymentStatus.options.map((status) => statusWords({ status, statusRaw: null })),
    statusWords({ status: "voided", statusRaw: null, reversed: true }),
  ];
  expect(told.map(({ word }) => word.trim()).filter(Boolean)).toHaveLength(told.length);
  expect(new Set(told.map(({ word }) => word)).size).toBe(told.length);
  const shapeOf = (tone: string): string => {
    const found = rules.filter(({ where }) =>
      [".fact-dot", `.fact-dot.tone-${tone}`].includes(where.split(" ")[1] ?? ""),
    );
    const { "border-radius": corner, rotate, border } = Object.assign({}, ...found.map(({ says }) => says));
    return JSON.stringify([corner, rotate, border]);
  };
  const tones = [...new Set(told.map(({ tone }) => tone))];
  expect(new Set(tones.map(shapeOf)).size).toBe(tones.length);
});
