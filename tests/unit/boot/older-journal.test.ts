import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cents } from "../../../src/shared/money";
import { dayOf } from "../../../src/shared/history";
import { keyedOrder } from "../../fixtures/orders";
import { wholeProgram, type WholeProgram } from "../../fixtures/whole-program";

let program: WholeProgram;
const copy = mkdtempSync(join(tmpdir(), "counterfoil-yesterday-"));
beforeAll(async () => {
  program = await wholeProgram();
});
afterAll(async () => {
  await program.end();
  rmSync(copy, { recursive: true, force: true });
});

const copyJournal = (from: string, to: string): void => {
  for (const name of readdirSync(from).filter((each) => each.startsWith("journal.db")))
    cpSync(join(from, name), join(to, name));
};
const told = (): string[] =>
  program.services
    .state("training")
    .notices.flatMap(({ id, sentence }) => (id.startsWith("journal") ? [sentence] : []));

it("MONEY: a journal of yesterday that was put back is told once a day was closed since", async () => {
  const day = dayOf(Date.now() - 24 * 60 * 60 * 1000);
  await program.restart(() => copyJournal(program.folder, copy));
  await program.handlers["payments.charge"](keyedOrder({ amount: cents(1_200) }), program.window);
  const { mark, exceptions } = await program.handlers["activity.dayClose"]({ day }, program.window);
  await program.handlers["activity.closeDay"]({ day, mark, exceptions: exceptions.length }, program.window);
  await program.restart();
  expect(told()).toEqual([]);
  await program.restart(() => {
    for (const name of readdirSync(program.folder))
      if (name.startsWith("journal.db")) rmSync(join(program.folder, name));
    copyJournal(copy, program.folder);
  });
  expect(told()).toEqual([expect.stringContaining("an older copy of it was put back")]);
});
