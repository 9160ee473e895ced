import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import pg from "pg";
import { systemClock, type Clock } from "../../src/main/base/clock";
import type { KeptBook } from "../../src/main/shared-book/access";
import type { OpenBook } from "../../src/main/shared-book/open-book";
import { desksWords } from "../../src/shared/words/desks";
import { startPostgres, type Postgres } from "../fixtures/postgres";
import { computer, PINS, staffed, type Computer } from "../fixtures/staff";
import { firstDesk, makeBank, openDesk } from "./kit";

/** One list of people for all desks: what passes through a real server, and what whoever owns it can do to it. */

let postgres: Postgres;
let kept: KeptBook;
let ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.end());
beforeEach(async () => {
  await postgres.query("DROP SCHEMA IF EXISTS counterfoil CASCADE");
  ({ kept } = await firstDesk(postgres));
});
afterEach(async () => {
  await Promise.all(ends.map((end) => end()));
  ends = [];
});

/** The looks without a word from the server are soon; all else is as it is. */
const quick: Clock = { ...systemClock, after: (ms, run) => systemClock.after(ms === 20_000 ? 100 : ms, run) };

interface Till {
  readonly at: Computer;
  readonly book: OpenBook;
}

/** A desk with people, on the book. Where nobody has a PIN it takes the shop's. */
async function till(name: string, clock: Clock = systemClock): Promise<Till> {
  let book: OpenBook | null = null;
  const at = computer(15, () => book?.peopleChanged());
  const people = { areShared: () => at.people.areShared(), meet: (...its: Parameters<Met>) => at.people.meet(...its) };
  const desk = openDesk(kept, makeBank(), name, name, { people, clock });
  book = desk.book;
  ends.push(async () => {
    await desk.close();
    at.remove();
  });
  await expect.poll(() => desk.book.seen().seen).toBe("seen");
  return { at, book: desk.book };
}
type Met = Computer["people"]["meet"];

/** Two desks with the same people, the owner signed in at both. */
async function shop(clock?: Clock) {
  const one = await till("Till 1", clock);
  const { ids } = await staffed(one.at.people);
  const two = await till("Till 2", clock);
  await expect.poll(() => names(two)).toEqual(names(one));
  await two.at.people.unlock(ids.owner, PINS.owner);
  return { one, two, ids };
}

const names = ({ at }: Till) =>
  at.people
    .list()
    .map(({ name }) => name)
    .sort();
const sentences = ({ book }: Till) => book.notices().map(({ sentence }) => sentence);
const versions = async () => {
  const { rows } = await postgres.query("SELECT version, body FROM counterfoil.people ORDER BY version");
  return rows as { version: string; body: Buffer }[];
};
/** What only the database's owner can do: past the triggers. */
const asOwner = (sql: string) => postgres.query(`SET session_replication_role = replica; ${sql}`);
const ann = "Ann";
const ALL = [ann, "Bob", "Fay", "Sue"];

describe("people of all desks", () => {
  it("SECURITY: a leaver who is signed in at the other desk is locked out there; what they were is in its record", async () => {
    const { one, two, ids } = await shop();
    await two.at.people.unlock(ids.supervisor, PINS.supervisor);
    await one.at.people.remove(ids.supervisor);
    await expect.poll(() => two.at.people.lockState().locked).toBe(true);
    await expect(two.at.people.unlock(ids.supervisor, PINS.supervisor)).rejects.toMatchObject({ code: "not_found" });
    expect(two.at.store.audit(1)).toMatchObject([{ what: "removed", who: "Ann at Till 1", of: "Sue" }]);
    expect([one, two].map(({ book }) => book.seen().people)).toEqual(["shared", "shared"]);
  });

  it("without the book everybody unlocks as last seen, and what was changed meanwhile counts once it is back", async () => {
    const { one, two, ids } = await shop();
    await postgres.stop("immediate");
    await expect.poll(() => two.book.seen().seen).toBe("not_seen");
    await two.at.people.unlock(ids.back_office, PINS.back_office);
    await one.at.people.remove(ids.back_office);
    await two.at.people.unlock(ids.owner, PINS.owner);
    await two.at.people.add({ name: "New", role: "front_desk", pin: "565656" });
    await two.at.people.unlock(ids.back_office, PINS.back_office);
    await postgres.start();
    for (const each of [one, two]) await expect.poll(() => names(each)).toEqual([ann, "Fay", "New", "Sue"]);
    expect(two.at.people.lockState().locked).toBe(true);
  });

  it("two desks that change at once: one is first, the other reads and changes after it; nothing is lost", async () => {
    const { one, two } = await shop();
    const before = (await versions()).length;
    const add = ({ at }: Till, name: string) => at.people.add({ name, role: "front_desk", pin: null });
    for (const round of [1, 2, 3, 4, 5]) await Promise.all([add(one, `One ${round}`), add(two, `Two ${round}`)]);
    for (const each of [one, two]) await expect.poll(() => names(each)).toHaveLength(14);
    const all = await versions();
    expect(all.map(({ version }) => Number(version))).toEqual(all.map((_row, at) => at + 1));
    expect(all.length).toBeGreaterThan(before);
  });

  it("SECURITY: rows are added by desks, and changed or removed by nobody, the owner included", async () => {
    await shop();
    const { host, port, login, database } = kept.address;
    const client = new pg.Client({ host, port, user: login, database, password: kept.password });
    await client.connect();
    for (const sql of ["UPDATE counterfoil.people SET desk = gen_random_uuid()", "DELETE FROM counterfoil.people"]) {
      await expect(client.query(sql), sql).rejects.toMatchObject({ code: "42501" });
      await expect(postgres.query(sql), sql).rejects.toThrow(/only added/);
    }
    await client.end();
    await expect(postgres.query("TRUNCATE counterfoil.people")).rejects.toThrow(/only added/);
  });
});

describe("what the owner of the database can do", () => {
  it("SECURITY: reads no name, no role, no hash of a PIN and no pepper in a dump", async () => {
    const { one } = await shop();
    const dump = await postgres.dump();
    expect(dump).toContain("COPY counterfoil.people");
    const rows = await versions();
    expect(rows.length).toBeGreaterThan(0);
    const hashes = one.at.store.load()?.people.flatMap(({ pin, id }) => [pin?.hash ?? "", pin?.salt ?? "", id]) ?? [];
    expect(hashes.filter((each) => each.length >= 32)).toHaveLength(12);
    for (const secret of [...hashes, "front_desk", "supervisor", "peppers", '"Fay"'])
      for (const text of [dump, ...rows.map(({ body }) => body.toString("latin1"))])
        expect(text.includes(secret), secret).toBe(false);
  });

  it("SECURITY: a row that is forged, or an old one put above the others, is not used, and is told", async () => {
    const { one, two, ids } = await shop();
    await one.at.people.remove(ids.front_desk);
    await expect.poll(() => names(two)).not.toContain("Fay");
    const before = await versions();
    const [first] = before;
    for (const [nth, body] of [first?.body.toString("hex") ?? "", "00".repeat(400)].entries())
      await postgres.query(
        `INSERT INTO counterfoil.people (version, desk, body) VALUES (${before.length + 1 + nth}, gen_random_uuid(), '\\x${body}');
         NOTIFY counterfoil, 'people x'`,
      );
    for (const each of [one, two]) {
      await expect.poll(() => sentences(each)).toEqual([desksWords.peopleForged]);
      expect(names(each)).toEqual([ann, "Bob", "Sue"]);
    }
    // The shop goes on: the next true version is beyond the false ones.
    await one.at.people.add({ name: "New", role: "front_desk", pin: null });
    await expect.poll(() => names(two)).toContain("New");
    await two.at.people.setPin({ id: ids.owner, current: PINS.owner, pin: "989898" });
    await expect.poll(() => one.at.people.lockState().locked).toBe(true);
    await one.at.people.unlock(ids.owner, "989898");
  });

  it("SECURITY: a row put in another's place is not used, and a desk that knows better puts it right", async () => {
    const { one, two, ids } = await shop(quick);
    await one.at.people.remove(ids.front_desk);
    await expect.poll(() => names(two)).not.toContain("Fay");
    const count = (await versions()).length;
    await asOwner(
      `UPDATE counterfoil.people SET body = (SELECT body FROM counterfoil.people WHERE version = 1) WHERE version = ${count}`,
    );
    await expect.poll(async () => (await versions()).length).toBeGreaterThan(count);
    await expect.poll(() => [...sentences(one), ...sentences(two)]).toContain(desksWords.peopleForged);
    const three = await till("Till 3");
    await expect.poll(() => names(three)).toEqual([ann, "Bob", "Sue"]);
  });

  it("SECURITY: a book restored from yesterday brings no leaver back, without any word of it from the server", async () => {
    const { one, two, ids } = await shop(quick);
    const yesterday = (await versions()).length;
    expect(names(two)).toEqual(ALL);
    await one.at.people.remove(ids.front_desk);
    await expect.poll(() => names(two)).not.toContain("Fay");
    await asOwner(`DELETE FROM counterfoil.people WHERE version > ${yesterday}`);
    await expect.poll(async () => (await versions()).length).toBeGreaterThan(yesterday);
    const three = await till("Till 3");
    for (const each of [one, two, three]) await expect.poll(() => names(each)).toEqual([ann, "Bob", "Sue"]);
    // All of it gone: the shop's own desks write it again.
    await asOwner("DELETE FROM counterfoil.people");
    await expect.poll(async () => (await versions()).length).toBeGreaterThan(0);
    expect(names(one)).toEqual([ann, "Bob", "Sue"]);
  });

  it("SECURITY: with nothing but a false row in the book no desk's list begins there", async () => {
    await postgres.query(
      "INSERT INTO counterfoil.people (version, desk, body) VALUES (9223372036854775807, gen_random_uuid(), '\\x00')",
    );
    const one = await till("Till 1");
    await staffed(one.at.people);
    await expect.poll(() => sentences(one)).toEqual([desksWords.peopleForged]);
    expect(await versions()).toHaveLength(1);
    expect(one.book.seen().people).toBe("own");
  });
});
