import { strFromU8, unzipSync } from "fflate";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { createReport, type AboutComputer, type ReportSources } from "../../../src/main/boot/report";

const folder = mkdtempSync(join(tmpdir(), "counterfoil-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

const about = (log: string): AboutComputer => ({
  versions: { Electron: "45.4.1", Linux: "6.1" },
  log,
  names: ["/home/ann", "ann"],
});
const sources = (more: Partial<ReportSources> = {}): ReportSources => ({
  version: "1.2.0",
  accounts: () => ["payarc_live: has credentials"],
  notices: () => ["The journal of Ann’s Bakery is in /home/ann/.config/Counterfoil"],
  checking: () => 1,
  names: () => ["Ann’s Bakery"],
  about: async () =>
    about("2026-11-29 info payarc POST charges 201 56 ms\nwarn card 4012000098765439 of /home/ann/x\n"),
  chooseFile: async (name) => join(folder, name),
  clock: { wall: () => Date.UTC(2026, 10, 29, 12) },
  ...more,
});

it("SECURITY: says what helps, and no card number, secret, account's name or user's folder", async () => {
  const text = await createReport(sources()).read();
  for (const said of [
    "Counterfoil 1.2.0",
    "Electron 45.4.1",
    "payarc_live: has credentials",
    "1 payment is being",
    "POST charges",
  ])
    expect(text).toContain(said);
  for (const secret of ["4012000098765439", "Ann", "/home/ann"]) expect(text).not.toContain(secret);
});

it("saves just what was read, and the last 500 lines of a long log", async () => {
  const log = Array.from({ length: 600 }, (_, line) => `line ${line}.`).join("\n");
  const report = createReport(sources({ about: async () => about(log) }));
  await expect(report.save()).rejects.toThrow("no report yet");
  const text = await report.read();
  expect(text).toContain("line 100.");
  expect(text).not.toContain("line 99.");
  const path = (await report.save()) ?? "";
  expect(path).toMatch(/\.zip$/);
  // Nothing else is in it.
  const saved = Object.entries(unzipSync(readFileSync(path))).map(([name, bytes]) => [name, strFromU8(bytes)]);
  expect(saved).toEqual([["counterfoil-report-2026-11-29.txt", text]]);
});

it("answers null where the person called it off", async () => {
  const report = createReport(sources({ chooseFile: async () => null }));
  await report.read();
  expect(await report.save()).toBeNull();
});
