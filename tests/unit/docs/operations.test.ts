import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Every text that a person reads, as it stands in the code; a value in it is `${…}`. */
const WORDS = readdirSync("src/shared/words")
  .map((file) => readFileSync(`src/shared/words/${file}`, "utf8"))
  .join("\n");

/** What stands in the first column of "What it says, and what to do", without the sentences that are no quotes. */
const [, table = ""] =
  /^## What it says[^\n]*\n([^]*?)(?=^## |$(?![^]))/m.exec(readFileSync("docs/operations.md", "utf8")) ?? [];
const quoted = table
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, sentence = ""]) => sentence));

it("the sentences of docs/operations.md are quoted from the program", () => {
  expect(quoted.length).toBeGreaterThan(7);
  for (const sentence of quoted)
    for (const part of sentence.split("…").map((each) => each.trim()))
      expect(WORDS.includes(part) ? "" : `"${part}" of "${sentence}" is said nowhere`).toBe("");
});
