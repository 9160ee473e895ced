import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";

const { findStrayWords, textsIn } = (await import(pathToFileURL(resolve("build/words.mjs")).href)) as {
  findStrayWords(top: string): string[];
  textsIn(file: string, source: string): { line: number; text: string }[];
};

let top: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "counterfoil-words-"));
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

function put(file: string, text: string): void {
  mkdirSync(dirname(join(top, file)), { recursive: true });
  writeFileSync(join(top, file), text);
}

const texts = (file: string, source: string): string[] => textsIn(file, source).map(({ text }) => text);

it.each([
  ["<p>No holds yet.</p>", "No holds yet."],
  ['<Button label="Close" />', "Close"],
  ['<Field title={wide ? "Name" : "N"} />', "Name"],
  ['<i aria-label="Cards on file" />', "Cards on file"],
  ["<p>{count} cards</p>", "cards"],
  ["<p>{`${sum} given back`}</p>", "… given back", []],
])("finds what a page says: %s", (jsx, text, found: unknown = [text]) => {
  expect(texts("src/renderer/screens/holds/holds-screen.tsx", `export const shown = ${jsx};`)).toEqual(found);
});

it.each([
  ['throw new Failure("bad_input", "Type a name.");', "Type a name."],
  ["const said = `${amount} was captured from ${name}.`;", "… was captured from …."],
  ['const words = { told: "The answer did not arrive" };', "The answer did not arrive"],
])("finds what main says: %s", (source, text) => {
  expect(texts("src/main/payments/charge.ts", source)).toEqual([text]);
});

it.each([
  'import { a } from "It is a file.";',
  'log.warn("The list could not be read.");',
  'throw new Error("Nothing may stand here.");',
  'database.prepare("SELECT id FROM rows WHERE name = ?");',
  'type Word = "Not known" | "It is known.";',
  'if (said === "Not found.") stop();',
  'const at = <i className="Big words" key="Enter" />;',
  'const keys = { park: "Escape" };',
  "// It is a remark.",
])("leaves what nobody reads: %s", (source) => {
  expect(texts("src/renderer/frame/palette.tsx", source)).toEqual([]);
});

it("lets a text stand in the words and in the practice servers, and nowhere else", () => {
  const text = 'export const said = "It is done.";\n';
  for (const file of ["src/shared/words/order.ts", "src/main/practice/door.ts", "src/main/b.ts"]) put(file, text);
  expect(findStrayWords(top)).toEqual([expect.stringMatching(/^src\/main\/b\.ts:1: “It is done\.” is read by people/)]);
});

it("wants files of words of at most 300 lines", () => {
  put("src/shared/words/order.ts", "\n".repeat(300));
  put("src/shared/words/day.ts", "\n".repeat(301));
  expect(findStrayWords(top)).toEqual([expect.stringMatching(/^src\/shared\/words\/day\.ts: 301 lines/)]);
});
