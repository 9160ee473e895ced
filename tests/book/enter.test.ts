import { afterAll, beforeAll, describe, expect, it } from "vitest";
import pg from "pg";
import { enter, type KeptBook } from "../../src/main/shared-book/access";
import { bookVersion, makeBook, makeLogin } from "../../src/main/shared-book/init";
import { STEPS } from "../../src/main/shared-book/schema";
import { desksWords } from "../../src/shared/words/desks";
import { startPostgres, type Postgres } from "../fixtures/postgres";
import { firstDesk } from "./kit";

let postgres: Postgres;
let first: KeptBook;
let words: string;

beforeAll(async () => {
  postgres = await startPostgres();
  ({ kept: first, words } = await firstDesk(postgres));
});
afterAll(() => postgres.end());

describe("entering the book", () => {
  const asked = () => ({ address: postgres.address, password: postgres.password, words: null, certificate: null });

  it.each([
    ["not an address", "address", desksWords.addressForm],
    ["postgresql://a:secret@127.0.0.1/shop", "address", desksWords.addressPassword],
    ["postgresql://127.0.0.1/shop", "address", desksWords.addressName],
    ["postgresql://a@127.0.0.1/shop?sslmode=disable", "address", desksWords.addressExtras],
    ["postgresql://a@127.0.0.1:1/shop", "address", desksWords.notReached],
  ])("%s is refused at its field", async (address, field, sentence) => {
    await expect(enter({ ...asked(), address }, null)).rejects.toMatchObject({
      sentence,
      fields: { [field]: sentence },
    });
  });

  it("a wrong password, a wrong database, wrong words and none are refused at their fields", async () => {
    const refused = (change: object, field: string, sentence: string) =>
      expect(enter({ ...asked(), words, ...change }, null), field).rejects.toMatchObject({
        fields: { [field]: sentence },
      });
    await refused({ password: "no" }, "password", desksWords.passwordWrong);
    await refused({ address: postgres.address.replace("/shop", "/none") }, "address", desksWords.noSuchDatabase);
    await refused({ words: null }, "words", desksWords.wordsNeeded);
    await refused({ words: "0000-0000-0000-0000-0000-0000-0000" }, "words", desksWords.wordsWrong);
    await refused({ words: "short" }, "words", desksWords.wordsForm);
  });

  it("a login that book:init made comes in, and may make nothing", async () => {
    const { address, password } = first;
    const own = `postgresql://${address.login}@${address.host}:${address.port}/${address.database}`;
    const { kept } = await enter({ address: own, password, words: words.toLowerCase(), certificate: null }, null);
    expect(kept.address.login).toBe(address.login);
  });

  it("a book of an older program gets what it lacks, and the logins of before may use it", async () => {
    await postgres.query("CREATE DATABASE earlier");
    const { port, password } = postgres;
    const admin = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "earlier" });
    await admin.connect();
    await makeBook(admin, STEPS.slice(0, 1));
    const { login, password: its } = await makeLogin(admin);
    const own = { address: `postgresql://${login}@127.0.0.1:${port}/earlier`, password: its };
    await expect(enter({ ...asked(), ...own }, null)).rejects.toMatchObject({ sentence: desksWords.older });
    await makeBook(admin);
    await admin.end();
    const { kept } = await enter({ ...asked(), ...own }, null);
    const desk = new pg.Client({ host: "127.0.0.1", port, user: login, password: its, database: "earlier" });
    await desk.connect();
    const add = "INSERT INTO counterfoil.people (version, desk, body) VALUES (1, gen_random_uuid(), '')";
    expect((await desk.query(add)).rowCount).toBe(1);
    expect(kept.address.login).toBe(login);
    await desk.end();
  });

  it("an older program refuses a newer book with a sentence; steps are made once, in order", async () => {
    await postgres.query("CREATE DATABASE later");
    const { port, password } = postgres;
    const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "later" });
    await client.connect();
    const more = [...STEPS, "CREATE TABLE extra (a int)"];
    await makeBook(client);
    await makeBook(client, more);
    await makeBook(client, more);
    expect(await bookVersion(client)).toBe(STEPS.length + 1);
    await client.end();
    await expect(
      enter({ ...asked(), address: postgres.address.replace("/shop", "/later") }, null),
    ).rejects.toMatchObject({ sentence: desksWords.newer });
  });
});
