import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

type Walls = Record<"rooms" | "packages" | "advice", unknown>;
interface CheckWalls {
  findBreaches(top: string, walls?: Walls): string[];
  arrowsBetween(top: string): [string, string][];
  figures(walls: Walls, arrows: [string, string][]): Record<"rooms" | "arrows" | "up" | "circles", number>;
}
const load = async <T>(file: string): Promise<T> => (await import(pathToFileURL(resolve("build", file)).href)) as T;
const { findBreaches, arrowsBetween, figures } = await load<CheckWalls>("check-walls.mjs");
const walls = await load<Walls>("walls.mjs");

let top: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "counterfoil-walls-"));
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

/** Files that import nothing, for others to import, and one with an import. Answers what is said about them. */
function plant(file: string, text: string, others: readonly string[] = []): string[] {
  const put = (name: string, content: string) => {
    mkdirSync(dirname(join(top, "src", name)), { recursive: true });
    writeFileSync(join(top, "src", name), content);
  };
  for (const other of others) put(other, "export const one = 1;\nexport type One = number;\n");
  put(file, text);
  return findBreaches(top);
}

describe("the walls", () => {
  it.each<[string, string, string, readonly string[], string, string]>([
    [
      "room to room",
      "main/payments/charge.ts",
      'import { one } from "../history/store";',
      ["main/history/store.ts"],
      "main/payments may not import main/history.",
      "What two rooms need belongs in a room that both may import",
    ],
    [
      "a type only",
      "main/receipts/receipt.ts",
      'import type { One } from "../journal/journal";',
      ["main/journal/journal.ts"],
      "main/receipts may not import main/journal.",
      "handed over by boot",
    ],
    [
      "a type named on the spot",
      "main/receipts/receipt.ts",
      'export type Row = import("../journal/journal").One;',
      ["main/journal/journal.ts"],
      "main/receipts may not import main/journal.",
      "handed over by boot",
    ],
    [
      "what is handed on",
      "main/receipts/receipt.ts",
      'export { one } from "../journal/journal";',
      ["main/journal/journal.ts"],
      "main/receipts may not import main/journal.",
      "handed over by boot",
    ],
    [
      "what is imported later",
      "main/receipts/receipt.ts",
      'export const later = () => import("../journal/journal");',
      ["main/journal/journal.ts"],
      "main/receipts may not import main/journal.",
      "handed over by boot",
    ],
    [
      "a processor behind the port",
      "main/payments/charge.ts",
      'import { one } from "../processors/payarc/index";',
      ["main/processors/payarc/index.ts"],
      "main/payments may not import main/processors/payarc.",
      "Services know the port",
    ],
    [
      "practice, from a processor",
      "main/processors/payarc/read.ts",
      'import { one } from "../../practice/faults";',
      ["main/practice/faults.ts"],
      "main/processors/payarc may not import main/practice.",
      "it shares no code",
    ],
    [
      "the shell, from a service",
      "main/boot/services.ts",
      'import { one } from "../shell/window";',
      ["main/shell/window.ts"],
      "main/boot may not import main/shell.",
      "Only index.ts knows the shell",
    ],
    [
      "electron outside of the shell",
      "main/payments/charge.ts",
      'import { app } from "electron";',
      [],
      "main/payments may not import electron, which belongs to main/shell",
      "Only the shell knows Electron",
    ],
    [
      "a package of another room",
      "main/journal/journal.ts",
      'import Database from "libsql";',
      [],
      "main/journal may not import libsql, which belongs to main/storage.",
      "",
    ],
    [
      "Node in the renderer",
      "renderer/parts/table.tsx",
      'import fs from "node:fs/promises";',
      [],
      "renderer/parts may not import node:fs",
      "The renderer has no network, disk or secrets: ask main.",
    ],
    [
      "main, from the renderer",
      "renderer/card/card-entry.ts",
      'import type { One } from "../../main/payments/charge";',
      ["main/payments/charge.ts"],
      "renderer/card may not import main/payments.",
      "What both sides need belongs in src/shared",
    ],
    [
      "another screen",
      "renderer/screens/holds/holds-screen.tsx",
      'import { one } from "../payments/payments-screen";',
      ["renderer/screens/payments/payments-screen.tsx"],
      "renderer/screens/holds may not import renderer/screens/payments.",
      "What two screens need belongs in payment, card, parts or stores.",
    ],
    [
      "another screen's styles, from styles",
      "renderer/screens/holds/holds.css",
      '@import "../payments/payments.css";',
      ["renderer/screens/payments/payments.css"],
      "renderer/screens/holds may not import renderer/screens/payments.",
      "What two screens need belongs in payment, card, parts or stores.",
    ],
    [
      "anybody, from shared",
      "shared/money.ts",
      'import { one } from "../main/base/clock";',
      ["main/base/clock.ts"],
      "shared may not import main/base.",
      "src/shared imports nobody",
    ],
    [
      "a library, from the preload",
      "preload/index.ts",
      'import { z } from "zod";',
      [],
      "preload may not import zod",
      "one named function a command",
    ],
    [
      "a package that nobody classified",
      "main/payments/charge.ts",
      'import { map } from "lodash/fp";',
      [],
      "nobody said who may import lodash",
      "add it to the packages of build/walls.mjs",
    ],
    [
      "a module of Node by its old name",
      "main/storage/database.ts",
      'import fs from "fs";',
      [],
      "nobody said who may import fs",
      "add it to the packages of build/walls.mjs",
    ],
    [
      "a package that has the name of what every object has",
      "main/payments/charge.ts",
      'import { map } from "constructor";',
      [],
      "nobody said who may import constructor",
      "add it to the packages of build/walls.mjs",
    ],
    [
      "require",
      "main/payments/charge.ts",
      'export const { app } = require("electron");',
      [],
      "main/payments may not import electron",
      "Only the shell knows Electron",
    ],
    [
      "import = require",
      "main/payments/charge.ts",
      'import electron = require("electron");',
      [],
      "main/payments may not import electron",
      "Only the shell knows Electron",
    ],
    [
      "a name worked out at run time",
      "main/payments/charge.ts",
      "export const load = (name: string) => import(name);",
      [],
      "worked out at run time",
      "write it down",
    ],
    [
      "Vite's own ways of importing",
      "renderer/parts/table.tsx",
      'export const all = import.meta.glob("../screens/**/*.tsx");',
      [],
      "worked out at run time",
      "write it down",
    ],
    [
      "tests, from the program",
      "main/payments/charge.ts",
      'import { one } from "../../../tests/fixtures/orders";',
      [],
      'main/payments/charge.ts:1: "../../../tests/fixtures/orders" is no file of src/',
      "src/ imports nothing from outside of it",
    ],
  ])("refuse %s", (_what, file, text, others, breach, advice) => {
    const said = plant(file, `${text}\n`, others);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`src/${file}:1: `);
    expect(said[0]).toContain(breach);
    expect(said[0]).toContain(advice);
  });

  it.each([
    "main/loyalty/points.ts",
    "renderer/screens/loyalty/loyalty-screen.tsx",
    "worker/index.ts",
    "main/extra.ts",
  ])("refuse a room that they do not know: src/%s", (file) => {
    const said = plant(file, 'import { z } from "zod";\n');
    expect(said).toEqual([expect.stringMatching(new RegExp(`^src/${file}: no room\\. .*name the new room there`))]);
  });

  it("refuse an import of a room that they do not know only once: for the room", () => {
    const said = plant("main/payments/charge.ts", 'import { one } from "../loyalty/points";\n', [
      "main/loyalty/points.ts",
    ]);
    expect(said).toEqual([expect.stringContaining("src/main/loyalty/points.ts: no room.")]);
  });

  it("say the line, and let through what the table names", () => {
    const text =
      'import { randomUUID } from "node:crypto";\nimport { one } from "../storage/database";\n\nimport "electron";\n';
    expect(plant("main/journal/journal.ts", text, ["main/storage/database.ts"])).toEqual([
      expect.stringContaining("src/main/journal/journal.ts:4: main/journal may not import electron"),
    ]);
  });

  it("throw where a file cannot be read, and pass over none in silence", () => {
    expect(() => plant("main/journal/journal.ts", "import {")).toThrow("src/main/journal/journal.ts cannot be read");
  });

  it("refuse a table in which a room may import one above it", () => {
    plant("shared/money.ts", "");
    const rooms = [
      { name: "shared", at: ["src/shared/"], imports: ["main/base"] },
      { name: "main/base", at: ["src/main/base/"], imports: [] },
    ];
    expect(findBreaches(top, { ...walls, rooms, packages: { zod: ["nowhere"] } })).toEqual([
      expect.stringContaining("shared stands above main/base or names no room"),
      expect.stringContaining("nowhere (zod) is no room"),
    ]);
  });
});

describe("the figures of the walls", () => {
  it("count arrows that run up, and circles", () => {
    plant("main/base/clock.ts", 'import { one } from "../journal/journal";\n');
    plant("main/journal/journal.ts", 'import type { One } from "../base/clock";\nimport "../../shared/money";\n', [
      "shared/money.ts",
    ]);
    const arrows = arrowsBetween(top);
    expect(arrows).toEqual([
      ["main/base", "main/journal"],
      ["main/journal", "shared"],
      ["main/journal", "main/base"],
    ]);
    expect(figures(walls, arrows)).toMatchObject({ arrows: 3, up: 1, circles: 1 });
  });
});

it("are told in docs/architecture.md as they are", () => {
  const rooms = walls.rooms as { name: string; imports: string[] }[];
  const told = readFileSync("docs/architecture.md", "utf8");
  const rows = [...told.matchAll(/^\| `([\w/.]+)`(?:, `([\w/.]+)`)? \| ([^|]+) \|/gm)].flatMap(
    ([, one = "", other, imports = ""]) => [one, ...(other ? [other] : [])].map((name) => ({ name, imports })),
  );
  const wordsOf = (name: string): string[] => {
    const room = rooms.find((each) => each.name === `main/${name}` || each.name === `renderer/${name}`);
    const plain = room?.imports.filter((each) => each !== "shared" && each !== "main/base") ?? [];
    return plain.map((each) => each.replace(/^(main|renderer)\//, "")).toSorted();
  };
  // Boot may import every room but the shell: a sentence says so.
  const checked = rows.filter(({ name }) => wordsOf(name).length > 0 && name !== "boot");
  expect(checked.length).toBeGreaterThan(12);
  for (const { name, imports } of checked) {
    const said = [...imports.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word.replace(/\.ts$/, "")).toSorted();
    expect(said, name).toEqual(wordsOf(name));
  }
});
