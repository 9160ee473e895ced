// Finds every import that build/walls.mjs does not allow. `node build/check-walls.mjs --figures` counts instead.
import { filesUnder, readImports } from "./imports.mjs";
import { root, startedAs } from "./paths.mjs";
import { main, say } from "./say.mjs";
import * as table from "./walls.mjs";

/** Every breach of the walls in `top`/src, each as one sentence for a person. Throws where a file cannot be parsed. */
export function findBreaches(top, walls = table) {
  const files = filesUnder(top, "src");
  const homeless = files
    .filter((file) => !isSetting(file) && !roomOf(walls, file))
    .map(
      (file) =>
        `${file}: no room. build/walls.mjs does not know this folder: put the file into a room that is there, or name ` +
        "the new room there with what it may import.",
    );
  return [...tableMistakes(walls), ...homeless, ...readImports(top, files).flatMap((each) => breach(walls, each))];
}

/** Each pair of rooms of which the first imports the second, as `[from, to]`, once and in the order of the table. */
export function arrowsBetween(top, walls = table) {
  const found = new Set(
    readImports(top, filesUnder(top, "src"))
      .filter(({ file }) => file)
      .map(({ from, file }) => [roomOf(walls, from)?.name, roomOf(walls, file)?.name].join(" ")),
  );
  const names = walls.rooms.map(({ name }) => name);
  return names.flatMap((from) =>
    names.filter((to) => to !== from && found.has(`${from} ${to}`)).map((to) => [from, to]),
  );
}

/** How many rooms and arrows there are, how many arrows run up the table, and how many circles of rooms there are. */
export function figures(walls, arrows) {
  const place = new Map(walls.rooms.map(({ name }, at) => [name, at]));
  const up = arrows.filter(([from, to]) => place.get(from) < place.get(to));
  return { rooms: place.size, arrows: arrows.length, up: up.length, circles: circles([...place.keys()], arrows) };
}

/** Rooms that reach each other make one circle. */
function circles(names, arrows) {
  const reach = new Map(names.map((name) => [name, reachable(name, arrows)]));
  const circleOf = (name) => names.filter((other) => reach.get(name).has(other) && reach.get(other).has(name));
  return new Set(names.map((name) => circleOf(name).join(" ")).filter((circle) => circle !== "")).size;
}

function reachable(name, arrows) {
  const seen = new Set();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [from, to] of arrows) {
      if (from === next && !seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
    }
  }
  return seen;
}

function roomOf(walls, file) {
  const fits = ({ at }) => at.some((place) => (place.endsWith("/") ? file.startsWith(place) : file === place));
  return walls.rooms.find(fits);
}

/** The compiler's settings of a side belong to no room and are imported by nobody. */
function isSetting(file) {
  return file.endsWith("/tsconfig.json");
}

function breach(walls, { from, line, name, file }) {
  const room = roomOf(walls, from);
  if (!room) {
    return []; // Said once for the file.
  }
  const said = (sentence) => [`${from}:${line}: ${sentence}`];
  if (name === null) {
    return said("the name of this import is worked out at run time and cannot be checked: write it down.");
  }
  if (!name.startsWith(".")) {
    return packageBreach(walls, room, name).flatMap(said);
  }
  if (!file) {
    return said(`"${name}" is no file of src/, and src/ imports nothing from outside of it.`);
  }
  const target = roomOf(walls, file);
  if (!target || target === room || room.imports.includes(target.name)) {
    return [];
  }
  return said(`${room.name} may not import ${target.name}. ${adviceOn(walls, room.name, target.name)}`);
}

function packageBreach(walls, room, name) {
  const [first, second] = name.split("/");
  const asked = name.startsWith("@") ? `${first}/${second}` : first;
  const allowed = Object.hasOwn(walls.packages, asked) ? walls.packages[asked] : undefined;
  if (!allowed) {
    return [
      `nobody said who may import ${asked}: add it to the packages of build/walls.mjs, with the rooms it is for.`,
    ];
  }
  if (allowed.includes(room.name)) {
    return [];
  }
  const advised = adviceOn(walls, room.name, asked);
  return [`${room.name} may not import ${asked}, which belongs to ${allowed.join(", ")}. ${advised}`.trim()];
}

function adviceOn(walls, from, to) {
  return walls.advice.find(([who, whom]) => who.test(from) && whom.test(to))?.[2] ?? "";
}

/** What is wrong with the table itself: a name that no room has, or a room that may import one above it. */
function tableMistakes({ rooms, packages }) {
  const names = rooms.map(({ name }) => name);
  const above = rooms.flatMap(({ name, imports }, at) =>
    imports
      .filter((each) => !names.slice(0, at).includes(each))
      .map((each) => `build/walls.mjs: ${name} stands above ${each} or names no room: a room imports those before it.`),
  );
  const nowhere = Object.entries(packages).flatMap(([name, allowed]) =>
    allowed.filter((each) => !names.includes(each)).map((each) => `build/walls.mjs: ${each} (${name}) is no room.`),
  );
  return [...above, ...nowhere];
}

if (startedAs(import.meta.url)) {
  await main(() => {
    if (process.argv.includes("--figures")) {
      const { rooms, arrows, up, circles: rings } = figures(table, arrowsBetween(root));
      say(`${rooms} rooms, ${arrows} arrows, ${up} arrows that run up, ${rings} circles`);
      return 0;
    }
    const found = findBreaches(root);
    found.forEach(say);
    return found.length > 0 ? 1 : 0;
  });
}
