// Draws docs/architecture.svg from the imports as they are. `npm run draw` writes it; lint says when it is out of date.
import fs from "node:fs";
import path from "node:path";
import { instance } from "@viz-js/viz";
import { arrowsBetween } from "./check-walls.mjs";
import { LEGEND, STYLE, TIP, TITLE } from "./draw-style.mjs";
import { root, startedAs } from "./paths.mjs";
import { main } from "./say.mjs";
import { rooms } from "./walls.mjs";

export const PICTURE = path.join("docs", "architecture.svg");

/** Nearly every room imports these: they are drawn as floors, without arrows. */
const FLOORS = ["main/base", "shared"];
/** These import nearly every room of main: boot has one arrow to all of them, index to the shell and boot. */
const BUILDERS = ["main/boot", "main/index"];
const HEART = "main/payments";
const EDGE = 24;
const BOX_HEIGHT = 40;
const FLOOR_HEIGHT = 44;

/** The picture as the text of an SVG file. The same imports make the same text. */
export async function drawArchitecture(top) {
  const viz = await instance();
  const boxes = roomBoxes();
  const arrows = drawn(arrowsBetween(top));
  const inMain = boxes.filter(({ name }) => name.startsWith("main/") && !FLOORS.includes(name));
  const page = place(viz, [boxes.filter(({ name }) => name.startsWith("renderer/"))], arrows);
  const desk = place(
    viz,
    [inMain.filter(({ name }) => isHigh(name)), inMain.filter(({ name }) => !isHigh(name))],
    arrows,
  );

  const width = Math.max(desk.width, page.width + 480) + 2 * EDGE;
  const pageTop = 64;
  const deskTop = pageTop + page.height + 100;
  const baseTop = deskTop + desk.height;
  const sharedTop = baseTop + FLOOR_HEIGHT + 28;
  const height = sharedTop + FLOOR_HEIGHT + EDGE;
  const pageLeft = width - EDGE - page.width;
  const preload = boxes.find(({ name }) => name === "preload");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${num(width)} ${num(height)}" role="img">`,
    `<title>${TITLE}</title>`,
    `<style>${STYLE}</style>`,
    TIP,
    rect("paper", 0, 0, width, height),
    text("name title left", EDGE, 42, TITLE),
    ...LEGEND.map((line, at) => text("legend left", EDGE, pageTop + 26 + at * 21, line)),
    rect("side", pageLeft, pageTop, page.width, page.height + 26),
    text("left", pageLeft + 12, pageTop + 18, "src/renderer: what people see"),
    move(pageLeft, pageTop + 20, page.svg),
    move(pageLeft + page.width / 2, deskTop - 44, boxSvg({ ...preload, x: 0, y: 0 })),
    rect("side", EDGE, deskTop, width - 2 * EDGE, desk.height + FLOOR_HEIGHT + 14),
    text("left", EDGE + 12, deskTop + 18, "src/main: network, disk and secrets"),
    move((width - desk.width) / 2, deskTop, desk.svg),
    floor(boxes, "main/base", EDGE + 14, baseTop, width - 2 * EDGE - 28),
    floor(boxes, "shared", EDGE, sharedTop, width - 2 * EDGE),
    "</svg>",
    "",
  ].join("\n");
}

/** A box for each room; the screens, of which none knows another, are one. */
function roomBoxes() {
  const isScreen = ({ name }) => name.startsWith("renderer/screens/");
  const screens = rooms.filter(isScreen).map(({ name }) => name.split("/").at(-1));
  const sized = ({ name, holds }) => {
    const label = name.split("/").slice(1).join("/") || name;
    return { name, label, holds, width: Math.ceil(Math.max(label.length * 7.9, holds.length * 5.7)) + 20 };
  };
  return [
    ...rooms.filter((room) => !isScreen(room)).map(sized),
    sized({ name: "renderer/screens", holds: screens.join(", ") }),
  ];
}

function drawn(arrows) {
  const fold = (name) => (name.startsWith("renderer/screens/") ? "renderer/screens" : name);
  const kept = arrows
    .map((arrow) => arrow.map(fold))
    .filter(([from, to]) => from !== to && !FLOORS.includes(to) && (!BUILDERS.includes(from) || isHigh(to)));
  const pairs = new Map(kept.map((pair) => [pair.join(" "), pair]));
  return [...pairs.values()].map(([from, to]) => ({ from, to }));
}

function isHigh(name) {
  return name === "main/shell" || BUILDERS.includes(name);
}

/** Graphviz says where the boxes and arrows of one side stand. `groups`: the second, if there is one, is framed. */
function place(viz, [own, framed = []], arrows) {
  const boxes = new Map([...own, ...framed].map((box) => [box.name, box]));
  const node = ({ name, width }) => ({ name, attributes: { width: width / 72, height: BOX_HEIGHT / 72 } });
  const all = framed.length > 0 ? [{ from: "main/boot", to: HEART, all: true }] : [];
  const inside = [...arrows, ...all].filter(({ from, to }) => boxes.has(from) && boxes.has(to));
  const { objects, edges, bb } = viz.renderJSON({
    graphAttributes: { compound: true, nodesep: 0.2, ranksep: 0.46, margin: 0, pad: 0 },
    nodeAttributes: { shape: "box", fixedsize: true, label: "" },
    edges: inside.map(({ from, to, all: toAll }) => ({
      tail: from,
      head: to,
      attributes: toAll ? { lhead: "cluster_all", class: "arrow all" } : { class: "arrow" },
    })),
    nodes: own.map(node),
    subgraphs: [
      {
        name: "cluster_side",
        graphAttributes: { margin: 14 },
        nodes: own.map(node),
        subgraphs:
          framed.length > 0 ? [{ name: "cluster_all", graphAttributes: { margin: 12 }, nodes: framed.map(node) }] : [],
      },
    ],
  });
  const [, , width, height] = bb.split(",").map(Number);
  const flip = (pair) => {
    const [x, y] = pair.split(",").map(Number);
    return [x, height - y];
  };
  const frames = objects
    .filter(({ name }) => name === "cluster_all")
    .map((frame) => {
      const [left, bottom, right, up] = frame.bb.split(",").map(Number);
      return rect("inner", left, height - up, right - left, up - bottom);
    });
  const curves = edges.map((edge) => curve(edge, flip));
  const stands = objects
    .filter(({ pos }) => pos)
    .map(({ name, pos }) => {
      const [x, y] = flip(pos);
      return boxSvg({ ...boxes.get(name), x, y });
    });
  return { width, height, svg: [...frames, ...curves, ...stands].join("\n") };
}

/** Graphviz writes an arrow as its end, then the points of a Bézier curve. */
function curve({ pos, class: name }, flip) {
  const points = pos.split(" ");
  const [first, ...rest] = points.slice(1).map(flip);
  const end = flip(points[0].replace("e,", ""));
  const curved = `M${spot(first)}C${rest.map(spot).join(" ")}L${spot(end)}`;
  return `<path class="${name}" d="${curved}" marker-end="url(#tip)"/>`;
}

function boxSvg({ name, label, holds, width, x, y }) {
  const look = name === HEART ? "room heart" : "room";
  return [
    rect(look, x - width / 2, y - BOX_HEIGHT / 2, width, BOX_HEIGHT),
    text("name", x, y - 3, label),
    text("", x, y + 12, holds),
  ].join("\n");
}

function floor(boxes, name, x, y, width) {
  const { label, holds } = boxes.find((box) => box.name === name);
  const middle = x + width / 2;
  return [
    rect("floor", x, y, width, FLOOR_HEIGHT),
    text("name", middle, y + 19, label),
    text("", middle, y + 35, holds),
  ].join("\n");
}

function rect(look, x, y, width, height) {
  return `<rect class="${look}" x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" rx="6"/>`;
}

function text(look, x, y, words) {
  return `<text class="${look}" x="${num(x)}" y="${num(y)}">${words}</text>`;
}

function move(x, y, svg) {
  return `<g transform="translate(${num(x)} ${num(y)})">\n${svg}\n</g>`;
}

function spot([x, y]) {
  return `${num(x)} ${num(y)}`;
}

function num(value) {
  return String(Math.round(value * 10) / 10);
}

if (startedAs(import.meta.url)) {
  await main(async () => fs.writeFileSync(path.join(root, PICTURE), await drawArchitecture(root)));
}
