// Finds texts that people read and that stand outside src/shared/words. `node build/words.mjs FILE` lists those of a file.
import fs from "node:fs";
import path from "node:path";
import { parseAst } from "vite";
import { filesUnder } from "./imports.mjs";
import { root, startedAs } from "./paths.mjs";
import { main, say } from "./say.mjs";

/** Where the texts belong, and the practice servers, whose texts are a processor's voice and not this program's. */
const HOME = "src/shared/words/";
const NOT_OURS = ["src/main/practice/"];
const MOST_LINES = 300;

/**
 * What is wrong with where the texts of `top`/src stand, as sentences for a person. Throws where a file cannot be
 * parsed.
 */
export function findStrayWords(top) {
  const code = filesUnder(top, "src").filter((each) => /\.tsx?$/.test(each) && !each.endsWith(".d.ts"));
  return code.flatMap((each) => {
    const source = fs.readFileSync(path.join(top, each), "utf8");
    if (each.startsWith(HOME)) return tooLong(each, source);
    if (NOT_OURS.some((folder) => each.startsWith(folder))) return [];
    return textsIn(each, source).map(
      ({ line, text }) => `${each}:${line}: “${text}” is read by people: it belongs into a file of ${HOME}.`,
    );
  });
}

function tooLong(file, source) {
  const lines = source.split("\n").length - 1;
  return lines > MOST_LINES ? [`${file}: ${lines} lines, and ${MOST_LINES} is the most: split it by subject.`] : [];
}

/** Every text of a source that people read: `[{ line, text }]`, with `…` where a value comes in. */
export function textsIn(file, source) {
  const found = [];
  // What both sides share and what the page says is for people; main also writes logs and asks databases.
  const seen = file.startsWith("src/renderer/") || file.startsWith("src/shared/");
  const add = (node, text) => {
    const told = text.replaceAll(VALUE, "…").replace(/\s+/g, " ").trim();
    found.push({ line: source.slice(0, node.start).split("\n").length, text: told });
  };
  walk(parseAst(source, { lang: file.endsWith(".tsx") ? "tsx" : "ts" }), (node, parents) => {
    if (node.type === "JSXText" && LETTERS.test(node.value) && SMALL.test(node.value)) add(node, node.value);
    const text = textOf(node);
    if (text === null || isForMachines(node, parents)) return;
    if (isSentence(text, seen) || (seen && isWord(text) && isShown(node, parents))) add(node, text);
  });
  return found;
}

/** Stands for a value that comes into a text. */
const VALUE = "\ue000";
const LETTERS = /\p{L}{2}/u;
/** Two words beside each other. */
const WORDS = /\p{L}[’'\p{L}]*[,;:]? +[“(]?[\p{L}\ue000]/u;
const CAPITAL = /^[“( ]*\p{Lu}/u;
const SMALL = /\p{Ll}/u;
const END = /[.?!:…]”?\s*$/u;
const SQL =
  /\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|FROM|WHERE|ORDER BY|GROUP BY|AND|COALESCE|NOT NULL)\b/;
const PATHS = /^(app|https?):|^M[\d.]|^[\w.-]+\/[\w./-]+$|^(GET|POST|PUT|PATCH|DELETE|Bearer|Basic|CASE|img-src) /;

/** Four words in a row are a part of a sentence, also without a capital. In main they are more often of a log. */
const PART = /(\p{L}[’'\p{L}]* +){3}\p{L}/u;
const KEYS = /^(Enter|Escape|Backspace|Delete|Tab|Home|End|Slash|Space)$/;
const NETWORKS = /^(Visa|Mastercard|Amex|Discover|Diners|Maestro|Elo)$/;

/** The text of a literal or a template; null for anything else. */
function textOf(node) {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node.type !== "TemplateLiteral") return null;
  return node.quasis.map(({ value }) => value.cooked ?? value.raw).join(VALUE);
}

function isSentence(text, seen) {
  return (
    WORDS.test(text) &&
    SMALL.test(text) &&
    (CAPITAL.test(text) || END.test(text) || (seen && PART.test(text))) &&
    !SQL.test(text) &&
    !PATHS.test(text)
  );
}

function isWord(text) {
  return /^\p{Lu}[\p{Ll}]+…?$/u.test(text) && !KEYS.test(text) && !NETWORKS.test(text);
}

/** Attributes and properties of which a word alone is read. */
const SHOWN =
  /^(aria-label|aria-description|label|title|placeholder|alt|text|word|words|heading|hint|note|description|sentence|message|name|button|act|empty|what|children|confirm|said|happened|next|say)$/;

/** A word alone is read where it stands in the page, in an attribute or a property that is shown. */
function isShown(node, parents) {
  for (let at = parents.length - 1; at >= 0; at -= 1) {
    const above = parents[at];
    if (["ConditionalExpression", "LogicalExpression", "ParenthesizedExpression"].includes(above.type)) continue;
    if (above.type === "JSXExpressionContainer") {
      const holder = parents[at - 1];
      return holder.type !== "JSXAttribute" || SHOWN.test(nameOf(holder.name));
    }
    if (above.type === "JSXAttribute") return SHOWN.test(nameOf(above.name));
    if (above.type === "Property") return above.value === (parents[at + 1] ?? node);
    return false;
  }
  return false;
}

/** Attributes, properties and calls whose texts nobody reads. */
const MACHINE =
  /^(className|class|id|key|type|style|d|viewBox|href|src|rel|role|points|autoComplete|query|sql|accept)$/;
const MACHINE_CALLS =
  /^(log|warn|info|error|debug|querySelector|querySelectorAll|matchMedia|prepare|exec|RegExp|require)$/;
/** Codes and phrases of others, and keys as they are printed on the keyboard. */
const MACHINE_LISTS = /^(codes|phrases|shown)$/;
const ERRORS = /^(Error|TypeError|RangeError|URL)$/;

function isForMachines(node, parents) {
  const above = parents.at(-1);
  if (!above) return true;
  if (/^(Import|ExportNamed|ExportAll|TS)/.test(above.type) && above.type !== "TSAsExpression") {
    return above.type !== "TSSatisfiesExpression" && above.type !== "TSNonNullExpression";
  }
  if (above.type === "TaggedTemplateExpression" || above.type === "SwitchCase") return true;
  if (above.type === "ExpressionStatement") return true;
  if (above.type === "BinaryExpression" && above.operator !== "+") return true;
  if (above.type === "MemberExpression") return true;
  if (above.type === "Property" && above.key === node) return true;
  return parents.some((each) => {
    if (each.type === "Property") return MACHINE_LISTS.test(nameOf(each.key));
    if (each.type === "JSXAttribute") return MACHINE.test(nameOf(each.name));
    if (each.type === "NewExpression") return ERRORS.test(nameOf(each.callee));
    if (each.type !== "CallExpression") return false;
    // An error's own text, as the program's makers read it.
    return each.callee.type === "Super" || MACHINE_CALLS.test(nameOf(each.callee));
  });
}

function nameOf(node) {
  if (node.type === "MemberExpression") return nameOf(node.property);
  if (node.type === "JSXNamespacedName") return `${node.namespace.name}:${node.name.name}`;
  return node.name ?? (typeof node.value === "string" ? node.value : "");
}

function walk(node, visit, parents = []) {
  visit(node, parents);
  const inside = [...parents, node];
  for (const [name, value] of Object.entries(node)) {
    if (name === "parent") continue;
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each && typeof each.type === "string" && each.type !== "TemplateElement") walk(each, visit, inside);
    }
  }
}

if (startedAs(import.meta.url)) {
  await main(() => {
    const files = process.argv.slice(2);
    for (const file of files) {
      const texts = textsIn(file, fs.readFileSync(path.join(root, file), "utf8"));
      texts.forEach(({ line, text }) => say(`${file}:${line}: ${text}`));
    }
    const found = files.length > 0 ? [] : findStrayWords(root);
    found.forEach((line) => say(line));
    return found.length > 0 ? 1 : 0;
  });
}
