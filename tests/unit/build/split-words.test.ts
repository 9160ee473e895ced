import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { splitWords } from "../../../build/split-words";

let folder = "";
beforeEach(() => {
  folder = join(realpathSync(mkdtempSync(join(tmpdir(), "words-"))), "src");
  mkdirSync(join(folder, "shared", "words"), { recursive: true });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const WORDS = `
const end = ".";
export const shopWords = {
  title: "Shop",
  unused: "Never said",
  sum: ({ amount }: { amount: string }) => \`\${amount} in all\`,
  shelf: { top: "Top", low: "Low" },
} as const;
export const anyWords = {
  one: "The one",
  two: "The two",
} as const;
export const endWords = {
  said: "Said" + end,
} as const;
`;

/** What the page is made of with that page; its words stand in a file of their own. */
async function pageOf(...lines: readonly string[]) {
  writeFileSync(join(folder, "shared", "words", "shop.ts"), WORDS);
  writeFileSync(join(folder, "page.ts"), lines.join("\n"));
  const { plugin, usersOf } = splitWords([folder]);
  const made = await build({
    root: folder,
    configFile: false,
    logLevel: "error",
    plugins: [plugin],
    build: { write: false, minify: false, rollupOptions: { input: join(folder, "page.ts") } },
  });
  const [{ output } = { output: [] }] = Array.isArray(made) ? made : "output" in made ? [made] : [];
  return { code: output.map((file) => (file.type === "chunk" ? file.code : "")).join(""), usersOf };
}

it("puts a word into the page where it is used, and leaves the others out", async () => {
  const { code, usersOf } = await pageOf(
    'import { shopWords as words } from "./shared/words/shop";',
    'console.log(words.title, words.sum({ amount: "5" }), words.shelf.top);',
  );
  expect(code).toContain("Shop");
  expect(code).toContain("in all");
  expect(code).toContain("Top");
  expect(code).not.toContain("Never said");
  expect(code).not.toContain("The one");
  expect(usersOf("word:shopWords.title")).toEqual([join(folder, "page.ts")]);
  expect(usersOf("word:shopWords.unused")).toEqual([]);
});

it("keeps whole what words are taken from by any name, and what needs something else of its file", async () => {
  const { code } = await pageOf(
    'import { anyWords, endWords } from "./shared/words/shop";',
    'console.log(anyWords[location.hash as "one"], endWords.said);',
  );
  expect(code).toContain("The one");
  expect(code).toContain("The two");
  expect(code).toMatch(/"Said" \+ |Said\./);
});
