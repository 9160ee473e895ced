import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeptBook } from "../../src/main/shared-book/access";
import { emptyFields } from "../../src/renderer/stores/order-fields";
import { desksWords } from "../../src/shared/words/desks";
import { startPostgres, type Postgres } from "../fixtures/postgres";
import { openDoor } from "./door";
import { ACCOUNT, backUp, firstDesk, makeBank, memoryFile, nextDesk, openDesk, orderOf, type Desk } from "./kit";

/** What a book that went back in time, or a journal that was damaged, gets again. */

let postgres: Postgres;
let first: KeptBook;
let words: string;
const desks: Desk[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  ({ kept: first, words } = await firstDesk(postgres));
});
afterAll(async () => {
  await Promise.all(desks.map((desk) => desk.close()));
  await postgres.end();
});

const seen = (desk: Desk) => expect.poll(() => desk.book.seen()).toMatchObject({ seen: "seen", waiting: 0 });

function open(...asked: Parameters<typeof openDesk>): Desk {
  const desk = openDesk(...asked);
  desks.push(desk);
  return desk;
}

const order = (typed: string) => ({
  id: randomUUID(),
  account: ACCOUNT,
  typed,
  customer: null,
  choice: { kind: "default" as const },
  fields: { ...emptyFields("phone"), metadata: [] },
  zip: "",
});

const parkedAt = async (desk: Desk) => (await desk.book.parked()).map(({ typed }) => typed).sort();

describe("a parked order", () => {
  it("MONEY: comes back into a restored book; one that was taken up does not", async () => {
    const bank = makeBank();
    const lasting = { id: randomUUID(), parkedFile: memoryFile() };
    const ana = open(first, bank, "Till 1", "Ana", lasting);
    const ben = open(await nextDesk(postgres, words), bank, "Till 2", "Ben");
    await Promise.all([seen(ana), seen(ben)]);
    const [taken, stays, later, gone] = [order("1100"), order("2200"), order("3300"), order("4400")];
    await ana.book.park(taken);
    await ana.book.park(stays);
    const goBack = await backUp(postgres);
    await Promise.all([seen(ana), seen(ben)]);
    await ana.book.park(later);
    await ana.book.park(gone);
    await ben.book.takeUp({ id: taken.id, how: "resume" });
    await ben.book.takeUp({ id: gone.id, how: "resume" });
    const left = [later.typed, stays.typed].sort();
    expect(await parkedAt(ben)).toEqual(left);

    await goBack();
    await Promise.all([seen(ana), seen(ben)]);
    await expect.poll(() => parkedAt(ben)).toEqual(left);
    expect(await parkedAt(ana)).toEqual(left);
    await expect(ana.book.takeUp({ id: taken.id, how: "resume" })).rejects.toMatchObject({
      sentence: desksWords.parkedTaken({ who: "Ben", desk: "Till 2" }),
    });

    // Ana's desk has heard who took up the other two: it does not park them again.
    for (const { id } of [taken, gone]) await expect.poll(() => lasting.parkedFile.read()).not.toContain(id);
    // The desk that parked it was closed meanwhile, and its order comes back with it.
    await ana.close();
    desks.splice(desks.indexOf(ana), 1);
    await goBack();
    const again = open(first, bank, "Till 1", "Ana", lasting);
    await seen(again);
    await expect.poll(() => parkedAt(ben)).toEqual(left);
    const rows = await postgres.query("SELECT count(*)::int AS count FROM counterfoil.parked");
    expect(rows.rows).toEqual([{ count: 5 }]);
  });

  it("MONEY: that is taken up while its desk comes to the book is not parked again by that desk", async () => {
    const lasting = { id: randomUUID(), parkedFile: memoryFile() };
    const ben = open(await nextDesk(postgres, words), makeBank(), "Till 2", "Ben");
    const before = open(first, makeBank(), "Till 1", "Ana", lasting);
    await Promise.all([seen(before), seen(ben)]);
    const parked = order("6600");
    await before.book.park(parked);
    await before.close();
    desks.splice(desks.indexOf(before), 1);
    expect(await parkedAt(ben)).toContain("6600");
    const { port, password } = postgres;
    const lock = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "shop" });
    await lock.connect();
    await lock.query("BEGIN; LOCK TABLE counterfoil.claim");
    const ana = open(first, makeBank(), "Till 1", "Ana", lasting);
    // By then it has looked at the parked orders, and is not done with looking.
    const waiting = "SELECT FROM pg_locks WHERE relation = 'counterfoil.claim'::regclass AND NOT granted";
    await expect.poll(async () => (await lock.query(waiting)).rowCount).toBe(1);
    await ben.book.takeUp({ id: parked.id, how: "resume" });
    await lock.end();
    await seen(ana);
    await expect.poll(() => lasting.parkedFile.read()).not.toContain(parked.id);
  });

  it("SECURITY: lies sealed on the desk that parked it", async () => {
    const parkedFile = memoryFile();
    const ana = open(first, makeBank(), "Till 1", "Ana", { parkedFile });
    await seen(ana);
    await ana.book.park({ ...order("5500"), zip: "85284", fields: { ...order("").fields, holder: "Rosalind" } });
    const text = (await parkedFile.read()) ?? "";
    const bodies = [...text.matchAll(/"body":"([^"]+)"/g)].map(([, body = ""]) => Buffer.from(body, "base64"));
    expect(bodies).toHaveLength(1);
    for (const secret of ["Rosalind", "85284", "Main street", "Ana"])
      expect(
        [text, ...bodies.map(String)].some((all) => all.includes(secret)),
        secret,
      ).toBe(false);
  });
});

describe("a row of the journal that cannot be read", () => {
  it("MONEY: is left out and told; every other one is in the book, once, also what is charged later", async () => {
    const bank = makeBank();
    const door = await openDoor(postgres.port);
    door.cut();
    const desk = randomUUID();
    const ana = open({ ...first, address: { ...first.address, port: door.port } }, bank, "Till 1", "Ana", { id: desk });
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    for (const [at, id] of ids.entries()) await ana.payments.of(ACCOUNT).charge(orderOf(`810${at}`, 2_300, [], id));
    // The row that closed the second charge has another time, and the first of the third is no text.
    ana.database.exec("DROP TRIGGER row_never_changes");
    ana.database.exec(`UPDATE row SET at = at + 1 WHERE attempt = '${ids[1]}' AND nth = 2`);
    ana.database.exec(`UPDATE row SET body = CAST(x'7b61ff62' AS TEXT) WHERE attempt = '${ids[2]}' AND nth = 0`);
    const { journal } = ana;
    const behind = journal.after(0, 100);
    expect(behind.rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 8, 9]);
    expect(behind).toMatchObject({ lost: [6, 7], upTo: 9 });

    door.mend();
    const inBook = async () =>
      (
        await postgres.query(`SELECT seq::int AS seq FROM counterfoil.row WHERE desk = '${desk}' ORDER BY seq`)
      ).rows.map(({ seq }) => seq as number);
    await expect.poll(inBook).toEqual([1, 2, 3, 4, 5, 8, 9]);
    expect(ana.book.seen().sentence).toBe(desksWords.leftOut({ count: 2 }));
    const before = ana.journal.newest();
    const unread = { duplicateOf: [], unknown: ids.slice(1) };
    await ana.payments.of(ACCOUNT).charge({ ...orderOf("8109", 2_301), overrides: unread });
    const added = Array.from({ length: ana.journal.newest() - before }, (_, at) => before + 1 + at);
    expect(added).toHaveLength(3);
    await expect.poll(inBook).toEqual([1, 2, 3, 4, 5, 8, 9, ...added]);
    await door.close();
  });
});
