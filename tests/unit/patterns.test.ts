import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";
import { withoutCardNumbers } from "../../src/shared/card-numbers";
import { redact } from "../../src/shared/redact";

/**
 * A text that somebody sends must not be able to stop the program: every pattern takes time in proportion to the text.
 * Each pattern of main and of what both sides share is tried on many texts that are bad for patterns of its kind, and
 * on a megabyte of the worst of them.
 */
const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["src/main", "src/shared"];

interface Found {
  readonly where: string;
  readonly pattern: RegExp;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

function patternsIn(file: string): Found[] {
  const found: Found[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    if (typeof node !== "object" || node === null) return;
    const { regex, start } = node as { regex?: { pattern: string; flags: string }; start?: number };
    if (regex) found.push({ where: `${file} at ${start ?? 0}`, pattern: new RegExp(regex.pattern, regex.flags) });
    for (const each of Object.values(node)) visit(each);
  };
  visit(parseSync(file, readFileSync(join(ROOT, file), "utf8")).program.body);
  return found;
}

/** One that repeats nothing without end cannot take long. */
const isLong = ({ pattern: { source } }: Found): boolean => /[+*]|\{\d+,\}/.test(source);

const PATTERNS = [
  ...new Map(
    FOLDERS.flatMap(sources)
      .flatMap(patternsIn)
      .filter(isLong)
      .map((found) => [String(found.pattern), found]),
  ).values(),
];

/** Signs of which patterns are made, alone and in pairs, and the words of the pattern itself. */
function badTexts({ source }: RegExp): { start: string; pump: string; end: string }[] {
  const words = [...new Set(source.replaceAll(/\\./g, " ").match(/[A-Za-z0-9]{2,}/g) ?? [])].slice(0, 12);
  const signs = [..." 01aZ-./_@'\"\\,:=\n$+({&#|é"];
  const pumps = [
    ...signs,
    ...words,
    "1 ",
    "1.",
    "1,",
    "a ",
    "a.",
    "a@",
    '\\"',
    "%20",
    "1-",
    ...words.map((each) => `${each} `),
    ...words.map((each) => `${each}="`),
  ];
  const starts = [
    "",
    "1",
    "+1",
    "20",
    "12",
    "a",
    '"',
    ...words.slice(0, 4),
    ...words.slice(0, 4).map((each) => `${each}="`),
  ];
  return starts.flatMap((start) =>
    pumps.flatMap((pump) => ["", "!", " ", "\u0000"].map((end) => ({ start, pump, end }))),
  );
}

const build = ({ start, pump, end }: { start: string; pump: string; end: string }, length: number): string =>
  `${start}${pump.repeat(Math.ceil(length / pump.length))}${end}`;

/** Ms that the processor worked on one run, the least of three when it is not short: others may be busy beside us. */
function time(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < 3; at++) {
    const from = process.cpuUsage();
    run();
    least = Math.min(least, process.cpuUsage(from).user / 1000);
    if (least < 2) break;
  }
  return least;
}

/** Ms for one run of something short. */
function timeShort(run: () => unknown): number {
  const many = 500;
  return Math.max(
    1e-4,
    time(() => {
      for (let at = 0; at < many; at++) run();
    }) / many,
  );
}

/** A thousand times the text may take a thousand times as long, and generously more; a million times is far beyond. */
const MOST_TIMES = 20_000;
/** Below this nobody waits, in ms. */
const NOTHING = 30;

/** The text on which a pattern takes more time than in proportion; null when there is none. */
function slowOn(pattern: RegExp): string | null {
  const run = (text: string) => time(() => text.replace(pattern, ""));
  let worst = { bad: { start: "", pump: " ", end: "" }, took: 0 };
  for (const bad of badTexts(pattern)) {
    // One that is worse than quadratic shows here, before it can hang the test.
    if (run(build(bad, 400)) > NOTHING) return JSON.stringify(bad);
    const took = run(build(bad, 6_000));
    if (took > NOTHING) return JSON.stringify(bad);
    if (took > worst.took) worst = { bad, took };
  }
  // In proportion is ten times as long; by the square, a hundred times. A megabyte of the latter would take for ever.
  const tenfold = run(build(worst.bad, 60_000));
  if (tenfold > NOTHING && tenfold > 40 * worst.took) return JSON.stringify(worst.bad);
  const long = build(worst.bad, 1_000_000);
  const short = build(worst.bad, 1_000);
  const took = run(long);
  if (took <= NOTHING) return null;
  return took / timeShort(() => short.replace(pattern, "")) > MOST_TIMES ? JSON.stringify(worst.bad) : null;
}

describe("every pattern takes time in proportion to the text", () => {
  it.each(PATTERNS)("$pattern ($where)", ({ pattern }) => expect(slowOn(pattern)).toBeNull());

  it.each([/eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,2}/g, /^(?:\+?1[\s.-]*)?[\d\s().-]+$/, /\s+$/, /^\S+@\S+$/])(
    "%s would be found",
    (pattern) => expect(slowOn(pattern)).not.toBeNull(),
  );

  it("they are found where they stand", () => expect(PATTERNS.length).toBeGreaterThan(40));

  it("none is put together from text, but for the paths of the practice servers", () => {
    const made = FOLDERS.flatMap(sources).filter((file) => readFileSync(join(ROOT, file), "utf8").includes("RegExp("));
    expect(made.map((file) => file.replaceAll("\\", "/")).toSorted()).toEqual([
      "src/main/practice/justifi/routes.ts",
      "src/main/practice/payarc/routes.ts",
    ]);
  });
});

describe("the redactor", () => {
  const TEXTS = [
    "eyJ",
    "eyJ.",
    'token="',
    "bearer ",
    "4012 ",
    "1",
    '\\"',
    "cvv=",
    '"password":"\\\\',
    "-",
    "123456789012-",
    "{",
  ];

  it.each(TEXTS)("a megabyte of %j takes a thousand times as long as a thousandth of it, or little more", (pump) => {
    const [long, short] = [1_000_000, 1_000].map((length) => pump.repeat(Math.ceil(length / pump.length)));
    if (long === undefined || short === undefined) throw new Error();
    const took = time(() => redact(long, long.length));
    if (took > NOTHING) expect(took / timeShort(() => redact(short))).toBeLessThan(MOST_TIMES);
    // And nobody asks for a megabyte: what is longer than its limit is cut first.
    expect(redact(long).length).toBeLessThanOrEqual(64_000 * 4);
  });
});

describe("the finder of card numbers", () => {
  const TEXTS = ["4", "4012 ", "4012000098765439", "4,,,", "6", "62 ", "0129 ", "4\u00ad", "\u00ad", "٤", "④", "四"];

  it.each(TEXTS)("a megabyte of %j takes a thousand times as long as a thousandth of it, or little more", (pump) => {
    const [long, short] = [1_000_000, 1_000].map((length) => pump.repeat(Math.ceil(length / pump.length)));
    if (long === undefined || short === undefined) throw new Error();
    const took = time(() => withoutCardNumbers(long));
    if (took > NOTHING) expect(took / timeShort(() => withoutCardNumbers(short))).toBeLessThan(MOST_TIMES);
  });
});
