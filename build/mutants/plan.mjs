import fs from "node:fs";
import path from "node:path";
import { root } from "../paths.mjs";
import { changesIn } from "./changes.mjs";

/** The files that decide about money. */
const ROOMS = ["src/main/payments", "src/main/journal", "src/main/processors", "src/main/history/day-close.ts"];
const SHARED = /^src\/shared\/(money|outcome|payment|surcharge|card|advice[^/]*)\.ts$/;

/** Every change in every file that decides about money: { file, kind, start, end, to, line, place }. */
export function allChanges(only = "") {
  return filesOfMoney()
    .filter((file) => file.includes(only))
    .flatMap((file) =>
      changesIn(fs.readFileSync(path.join(root, file), "utf8")).map((change) => ({ file, ...change })),
    );
}

export function filesOfMoney() {
  return fs
    .readdirSync(path.join(root, "src"), { recursive: true })
    .map((file) => path.posix.join("src", file.split(path.sep).join("/")))
    .filter((file) => file.endsWith(".ts") && (SHARED.test(file) || ROOMS.some((room) => isIn(file, room))))
    .sort();
}

function isIn(file, room) {
  return file === room || file.startsWith(`${room}/`);
}

/** `count` of them, the same for the same seed. Each family of kinds has the same chance, however many it has. */
export function drawn(changes, count, seed) {
  const next = mulberry32(seed);
  const families = new Map();
  for (const change of changes) {
    const family = familyOf(change.kind);
    families.set(family, [...(families.get(family) ?? []), change]);
  }
  const found = [];
  while (found.length < count && families.size > 0) {
    const [name, family] = [...families][Math.floor(next() * families.size)];
    found.push(...family.splice(Math.floor(next() * family.length), 1));
    if (family.length === 0) families.delete(name);
  }
  return found;
}

function familyOf(kind) {
  if (/^(&&|\|\|) for/.test(kind)) return "and, or";
  if (kind.startsWith("!") && !kind.includes("for")) return "not";
  if (kind.includes("?")) return "sides";
  if (kind.includes("emptied")) return "emptied";
  return / for (true|false)/.test(kind) ? "booleans" : / for /.test(kind) ? "operators" : kind;
}

/** Random numbers (0 <= x < 1) that are the same again for the same seed. */
function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * The tests to ask about a change, in rounds: the cheapest first, and the last round has all. `survey`: for each test
 * { id, file, ms, hits }. A round: [{ file, ids }].
 */
export function rounds(change, survey, budgets = [1500, 8000, Number.POSITIVE_INFINITY]) {
  const place = `${change.file}#${change.place}`;
  const near = path.basename(change.file, ".ts");
  const cost = ({ file, ms }) => ms + (file.includes(near) ? 0 : 150);
  const left = survey.filter(({ hits }) => hits.includes(place)).sort((a, b) => cost(a) - cost(b));
  const answer = [];
  for (const budget of budgets) {
    const round = new Map();
    let spent = 0;
    while (left.length > 0) {
      const { id, file, ms } = left[0];
      // To load a file takes about half a second.
      spent += ms + (round.has(file) ? 0 : 500);
      if (round.size > 0 && spent > budget) break;
      left.shift();
      round.set(file, [...(round.get(file) ?? []), id]);
    }
    if (round.size > 0) answer.push({ tests: [...round].map(([file, ids]) => ({ file, ids })), ms: spent });
  }
  return answer;
}
