// Who may import whom, for every room under src/. What is not said here is not allowed (build/check-walls.mjs).
// A room stands below every room that it may import, so no circle can be written down.

/** A room of main may import these besides what is said of it, a room of the renderer `src/shared`. */
const EVERYWHERE_IN_MAIN = ["shared", "main/base"];

const shared = { name: "shared", at: ["src/shared/"], imports: [], holds: "what both sides agree on" };
const preload = { name: "preload", at: ["src/preload/"], imports: ["shared"], holds: "one function a command" };

/** The processors behind the port, each a room of its own. */
const ADAPTERS = ["PayArc", "JustiFi"].map((name) =>
  room(
    `main/processors/${name.toLowerCase()}`,
    ["main/processors/processor", "main/processors/wire"],
    `${name} behind the port`,
  ),
);

const main = [
  room("main/base", [], "clock, log, pacing, html"),
  room("main/storage", [], "opens every database"),
  room("main/search", ["main/storage"], "clues and typos"),
  room("main/keychain", [], "secrets, three verbs"),
  room("main/settings", ["main/storage"], "what a desk may set"),
  room("main/receipts", [], "what a receipt says"),
  { ...room("main/processors/processor", [], "the port"), at: ["src/main/processors/processor.ts"] },
  room("main/processors/wire", [], "one request, one answer"),
  ...ADAPTERS,
  room("main/updates", [], "what newer version is taken"),
  room("main/people", ["main/storage", "main/keychain"], "who may do what"),
  room("main/practice", ["main/storage"], "servers to practise with"),
  room("main/journal", ["main/storage"], "the rows of every attempt"),
  room("main/shared-book", ["main/keychain", "main/journal"], "the shop's other desks"),
  room("main/connections", ["main/keychain", "main/settings", "main/processors/processor"], "whose credentials"),
  room("main/payments", ["main/journal", "main/processors/processor"], "charge, guard, recovery"),
  room("main/customers", ["main/storage", "main/search", "main/processors/processor"], "the copy of the customers"),
  room(
    "main/history",
    ["main/storage", "main/search", "main/journal", "main/processors/processor"],
    "the copy of the payments",
  ),
  room("main/overview", ["main/storage", "main/journal", "main/history"], "figures of any time"),
];

/** Boot builds every room of main. The shell is what Electron shows of them; only index.ts knows it. */
const boot = room("main/boot", names(main), "builds the services");
const shell = room("main/shell", ["main/boot", "main/receipts", "main/updates"], "windows, printing");
const index = {
  ...room("main/index", [...names(main), "main/boot", "main/shell"], "the boot order"),
  at: ["src/main/index.ts", "src/main/load.ts", "src/main/work.ts"],
};

const SCREENS = ["order", "customers", "payments", "holds", "activity", "overview", "settings", "lock"].map(
  (name) => `screens/${name}`,
);
const bridge = {
  ...page("bridge", [], "asks main"),
  at: ["src/renderer/bridge.ts", "src/renderer/env.d.ts"],
};
const parts = page("parts", [], "buttons, fields, tables");
const stores = page("stores", ["bridge"], "one small store a subject");
const card = page("card", ["parts", "stores"], "where a card is typed");
const payment = page("payment", ["bridge", "parts", "stores", "card"], "payments and attempts");
const frame = page("frame", ["bridge", "parts", "stores", "card", "payment"], "rail, palette, tray");
const plots = page("plots", ["bridge", "parts", "stores"], "figures and plots");
const screens = SCREENS.map((name) =>
  page(name, ["bridge", "parts", "stores", "card", "payment", "plots"], "a screen"),
);
const app = {
  ...page("app", ["parts", "stores", "frame", ...SCREENS], "which screen is shown"),
  at: [
    "src/renderer/app.tsx",
    "src/renderer/early-keys.ts",
    "src/renderer/main.tsx",
    "src/renderer/first-markup.tsx",
    "src/renderer/index.html",
    "src/renderer/styles/",
  ],
};

/** Every room, the lowest first: `at` are its folder or its files, `imports` the rooms that it may import. */
export const rooms = [
  shared,
  preload,
  ...main,
  boot,
  shell,
  index,
  bridge,
  parts,
  stores,
  card,
  payment,
  frame,
  plots,
  ...screens,
  app,
];

const PAGES = [
  "renderer/card",
  "renderer/payment",
  "renderer/frame",
  "renderer/plots",
  ...names(screens),
  "renderer/app",
];
const PRACTICE = "main/practice";
const DISK = ["main/storage", "main/settings", "main/journal", "main/boot", "main/shell", "main/index"];

/** Every package of npm and every module of Node that src/ uses, and the rooms that may import it. */
export const packages = {
  electron: ["main/shell", "main/index", "preload"],
  "electron-log": ["main/shell"],
  "electron-updater": ["main/shell"],
  fflate: ["main/boot"],
  "electron-store": ["main/settings"],
  axios: ["main/processors/wire"],
  keytar: ["main/keychain"],
  libsql: ["main/storage"],
  pg: ["main/shared-book"],
  zod: [
    "shared",
    "main/connections",
    "main/customers",
    "main/history",
    "main/journal",
    "main/people",
    "main/shared-book",
    PRACTICE,
    ...names(ADAPTERS),
    "main/settings",
    "main/shell",
    "main/updates",
  ],
  "credit-card-type": ["shared"],
  "libphonenumber-js": ["shared"],
  react: ["renderer/parts", ...PAGES],
  "react-dom": ["renderer/app", "renderer/frame", "renderer/parts"],
  zustand: ["renderer/stores"],
  "d3-array": ["renderer/plots"],
  "@fontsource-variable/inter": ["renderer/app"],
  "node:crypto": [
    "main/history",
    "main/boot",
    "main/storage",
    "main/journal",
    "main/settings",
    "main/connections",
    "main/people",
    "main/shared-book",
    "main/updates",
    PRACTICE,
    "main/processors/wire",
    "main/processors/justifi",
    "main/index",
  ],
  "node:fs": [...DISK, "main/customers", "main/history", "main/processors/wire"],
  "node:path": DISK,
  "node:url": ["main/storage"],
  "node:buffer": ["main/storage"],
  "node:os": ["main/index"],
  "node:inspector": ["main/shell"],
  "node:http": ["main/processors/wire", PRACTICE],
  "node:https": ["main/processors/wire"],
  "node:net": ["main/processors/wire", PRACTICE],
  "node:stream": ["main/processors/wire"],
  "node:tls": ["main/processors/wire", "main/shared-book"],
  "node:module": ["main/index"],
  "node:vm": ["main/index", "main/shell"],
  "node:worker_threads": ["main/journal", PRACTICE],
};

/** Where a thing belongs, by who wanted to import whom: the first line that fits both names is said. */
export const advice = [
  [/^shared$/, /./, "src/shared imports nobody and no module of Node. What needs one belongs to main or the renderer."],
  [/^preload$/, /./, "src/preload is one named function a command. What thinks belongs to main or the renderer."],
  [/^renderer/, /^node:|^(electron|axios|keytar|libsql)/, "The renderer has no network, disk or secrets: ask main."],
  [/^renderer/, /^(main|preload)/, "What both sides need belongs in src/shared; the rest is asked through bridge.ts."],
  [/^main/, /^(renderer|preload)/, "What both sides need belongs in src/shared."],
  [/^renderer\/screens/, /^renderer\/screens/, "What two screens need belongs in payment, card, parts or stores."],
  [/^main\/processors/, /^main\/practice/, "Practice is an oracle: it shares no code with the adapters it proves."],
  [/^main\/practice/, /^main\/processors/, "Practice is an oracle: it shares no code with the adapters it proves."],
  [/^main/, /^main\/processors\/./, "Services know the port (processors/processor.ts), no processor behind it."],
  [/^main/, /^main\/shell/, "Only index.ts knows the shell. A service is given what it needs of it by boot."],
  [/^main/, /^electron$/, "Only the shell knows Electron. A service is given what it needs of it by boot."],
  [/^main/, /^main/, "What two rooms need belongs in a room that both may import; the rest is handed over by boot."],
  [/^renderer/, /^renderer/, "What two rooms need belongs in a room that both may import."],
];

function room(name, imports, holds) {
  const everywhere = EVERYWHERE_IN_MAIN.filter((each) => each !== name);
  return { name, at: [`src/${name}/`], imports: [...everywhere, ...imports], holds };
}

function page(name, imports, holds) {
  const inside = imports.map((each) => `renderer/${each}`);
  return { name: `renderer/${name}`, at: [`src/renderer/${name}/`], imports: ["shared", ...inside], holds };
}

function names(list) {
  return list.map(({ name }) => name);
}
