// Checks an exported journal, without Counterfoil, without its key, with Node alone:
//
//   node build/check-journal.mjs "Journal 2026-11-29.jsonl" ["1234: 5f0c…" …]
//
// Each value after the file is one that stands on a printed close of a day: the number of rows, a colon, 64 hex digits;
// gaps do not matter. What a right answer proves, and what not, is in docs/journal-check.md, with the form of the file.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const START = "0".repeat(64);
const COLUMNS = "seq attempt nth step at final connection operation amount payment standing".split(" ");
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/**
 * What is wrong with the text of an export, given the printed values ("1234: 5f0c…"): a list of sentences, empty when all
 * holds; how many rows there are, of how many the text was shortened, and the value after the last.
 */
export function checkJournal(text, printed = []) {
  const lines = text.split("\n").filter((line) => line !== "");
  const wrong = [];
  const head = parsed(lines[0]);
  if (head?.counterfoil !== "journal" || head.version !== 1)
    return { wrong: ["This is no journal that Counterfoil exported, or its first line was changed."], rows: 0 };
  let value = START;
  let shortened = 0;
  let rows = 0;
  const values = new Map([[0, START]]);
  for (const line of lines.slice(1)) {
    const row = parsed(line);
    if (row === null) {
      wrong.push(`After row ${rows} stands a line that is no row.`);
      break;
    }
    if (row.seq !== rows + 1) {
      wrong.push(`After row ${rows} comes row ${row.seq}: rows are missing, were added or stand in another order.`);
      break;
    }
    rows = row.seq;
    value = sha256(JSON.stringify([value, ...COLUMNS.map((name) => row[name]), row.whole ?? sha256(row.body)]));
    if (row.whole !== undefined) shortened += 1;
    if (row.value !== value) {
      wrong.push(`Row ${rows} was changed.`);
      break;
    }
    values.set(rows, value);
  }
  if (wrong.length === 0 && rows !== head.rows)
    wrong.push(`The first line says ${head.rows} rows, and ${rows} are here: the end is missing, or rows were added.`);
  else if (wrong.length === 0 && value !== head.value)
    wrong.push("The first line says another value than the rows come to.");
  for (const one of printed) {
    const [, count, digits] = /^([\d,.]+):([0-9a-f]{64})$/i.exec(one.replaceAll(/\s/g, "")) ?? [];
    const at = Number(count?.replaceAll(/\D/g, ""));
    if (digits === undefined) wrong.push(`“${one}” is no printed value: the number of rows, a colon, 64 digits.`);
    else if (!values.has(at))
      wrong.push(`The printed value of ${at} rows cannot be checked: only ${values.size - 1} rows hold.`);
    else if (values.get(at) !== digits.toLowerCase())
      wrong.push(`The first ${at} rows are not those of the day on which that value was printed.`);
  }
  return { wrong, rows, shortened, value };
}

function parsed(line) {
  try {
    const found = JSON.parse(line);
    return typeof found === "object" ? found : null;
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [file, ...printed] = process.argv.slice(2);
  if (file === undefined) {
    console.error('Say which file: node check-journal.mjs "Journal 2026-11-29.jsonl" "1234: 5f0c…"');
    process.exit(2);
  }
  const { wrong, rows, shortened, value } = checkJournal(readFileSync(file, "utf8"), printed);
  for (const sentence of wrong) console.error(sentence);
  if (wrong.length > 0) process.exit(1);
  console.log(`${rows} rows follow each other unchanged. The value after the last is\n${value}`);
  if (shortened > 0)
    console.log(`Of ${shortened} rows a name was taken out on request; the text that is left of them is not proven.`);
  console.log(
    printed.length > 0
      ? "The printed values hold: up to there these are the rows of that day."
      : "Without a printed value this proves only that the file agrees with itself. Give the one from the close of a day.",
  );
}
