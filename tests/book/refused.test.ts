import { afterAll, beforeAll, expect, it } from "vitest";
import { desksWords } from "../../src/shared/words/desks";
import { sharedBookWords } from "../../src/shared/words/shared-book";
import { startPostgres, type Postgres } from "../fixtures/postgres";
import { ACCOUNT, firstDesk, makeBank, openDesk, orderOf, type Desk } from "./kit";

/** A book that answers, and says no. */

let postgres: Postgres;
let desk: Desk;
let cents = 1_000;

beforeAll(async () => {
  postgres = await startPostgres();
  desk = openDesk((await firstDesk(postgres)).kept, makeBank(), "Till 1", "Ana");
});
afterAll(async () => {
  await desk.close();
  await postgres.end();
});

const seen = () => desk.book.seen();
const SEEN = { seen: "seen", sentence: null, waiting: 0, people: "own" };

it.each([
  [
    "can only be read",
    "ALTER ROLE ALL SET default_transaction_read_only = on",
    "BEGIN READ WRITE; ALTER ROLE ALL RESET default_transaction_read_only; COMMIT",
  ],
  [
    "takes no claim from this login",
    "REVOKE EXECUTE ON FUNCTION counterfoil.announce FROM counterfoil_desk",
    "GRANT EXECUTE ON FUNCTION counterfoil.announce TO counterfoil_desk",
  ],
  [
    "has other tables",
    "ALTER FUNCTION counterfoil.announce RENAME TO its_own",
    "ALTER FUNCTION counterfoil.its_own RENAME TO announce",
  ],
])(
  "MONEY: that %s shows no other desk, while charges go on, and does again once it takes them",
  async (_how, harm, mend) => {
    await expect.poll(seen).toEqual(SEEN);
    await postgres.query(harm);
    // Who is connected already goes by the settings of before.
    if (harm.includes("read_only"))
      await postgres.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'counterfoil'",
      );
    const { kind } = await desk.payments.of(ACCOUNT).charge(orderOf("4242", ++cents));
    expect(kind).toBe("outcome");
    await expect.poll(seen).toMatchObject({ seen: "not_seen", sentence: sharedBookWords.refuses });
    await postgres.query(mend);
    await expect.poll(seen).toEqual(SEEN);
    expect((await postgres.query("SELECT FROM counterfoil.claim WHERE state = 'took'")).rowCount).toBe(cents - 1_000);
  },
);

it("MONEY: that takes no rows says that other desks may miss some, until it does", async () => {
  await expect.poll(seen).toEqual(SEEN);
  await postgres.query("REVOKE INSERT ON counterfoil.row FROM counterfoil_desk");
  await desk.payments.of(ACCOUNT).charge(orderOf("4242", ++cents));
  await expect.poll(seen).toMatchObject({ seen: "not_seen", sentence: sharedBookWords.notTaken, waiting: 3 });
  expect(seen().sentence).not.toBe(desksWords.full);
  await postgres.query(
    "GRANT INSERT (month, attempt, nth, desk, seq, at, account, body) ON counterfoil.row TO counterfoil_desk",
  );
  await expect.poll(seen).toEqual(SEEN);
});
