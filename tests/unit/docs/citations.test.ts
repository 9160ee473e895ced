import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
const read = (file: string): string => readFileSync(file, "utf8");

const SOURCES = ["src", "build"].flatMap(filesIn).filter((file) => /\.(ts|tsx|mjs|css)$/.test(file));
const DOCUMENTS = [
  ...readdirSync(".").filter((file) => file.endsWith(".md")),
  ...filesIn("docs").filter((file) => file.endsWith(".md")),
];

/** A comment that goes on in the next line is one text. */
const joined = (text: string): string => text.replace(/\n\s*(?:\*|\/\/)? ?/g, " ");

/** The numbers that a document can be cited by: of its headings ("4.1") and of its table's first column ("| 5 |"). */
function numbersOf(document: string): Set<string> {
  const found = read(document).matchAll(/^(?:#+ (\d+(?:\.\d+)?)\b|\| (\d+) \|)/gm);
  return new Set([...found].map(([, heading, row]) => heading ?? row ?? ""));
}

function brokenSections(file: string): string[] {
  const cited = joined(read(file)).matchAll(/(docs\/[\w/.-]+\.md),? (?:sections? |points? )?(\d+(?:\.\d+)?)\b/g);
  return [...cited]
    .filter(([, document = "", number = ""]) => existsSync(document) && !numbersOf(document).has(number))
    .map(([said]) => said);
}

function brokenPaths(file: string): string[] {
  const cited = joined(read(file)).matchAll(/(?<![\w/.@-])(?:docs|src|tests|build)\/[\w/.-]*\w(?![\w*{…<])/g);
  return [...new Set([...cited].map(([path]) => path))].filter((path) => !existsSync(path) && !isFileOfTheNames(path));
}

/** `src/main/payments/charge` for `charge.ts`: a path without its ending names a file or several. */
function isFileOfTheNames(path: string): boolean {
  const folder = dirname(path);
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(`${basename(path)}.`));
}

function brokenLinks(document: string): string[] {
  return [...read(document).matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(document), target)));
}

describe("what is cited is there", () => {
  it("has something to look at", () => {
    expect(SOURCES.filter((file) => read(file).includes("docs/")).length).toBeGreaterThan(50);
    expect(DOCUMENTS.length).toBeGreaterThan(10);
    expect(numbersOf("docs/payarc.md")).toContain("4.1");
  });

  it("is told where it is not", () => {
    const folder = mkdtempSync(join(tmpdir(), "counterfoil-citations-"));
    const file = join(folder, "a.md");
    writeFileSync(file, "// As docs/payarc.md\n// 99.9 says, and src/main/nowhere.ts does. [more](other.md)\n");
    const said = [brokenSections(file), brokenPaths(file), brokenLinks(file)];
    rmSync(folder, { recursive: true });
    expect(said).toEqual([["docs/payarc.md 99.9"], ["src/main/nowhere.ts"], ["other.md"]]);
  });

  it.each(["docs", "src", "tests", "build"])("paths that begin with %s/ are files or folders", (top) => {
    const broken = [...SOURCES, ...DOCUMENTS].flatMap((file) =>
      brokenPaths(file)
        .filter((path) => path.startsWith(`${top}/`))
        .map((path) => `${file}: ${path}`),
    );
    expect(broken).toEqual([]);
  });

  it("sections by their number are headings of the document, or rows of its table", () => {
    const broken = [...SOURCES, ...DOCUMENTS].flatMap((file) => brokenSections(file).map((said) => `${file}: ${said}`));
    expect(broken).toEqual([]);
  });

  it("links between documents lead to files", () => {
    expect(DOCUMENTS.flatMap((file) => brokenLinks(file).map((link) => `${file}: ${link}`))).toEqual([]);
  });
});
