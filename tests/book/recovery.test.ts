import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { startPostgres, type Postgres } from "../fixtures/postgres";
import { ACCOUNT, firstDesk, makeBank, nextDesk, openDesk, orderOf, type Bank, type Desk } from "./kit";

/** What docs/operations.md says of a standby that takes over, and of going back to a point in time, done for once. */

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** A server that keeps what is written for others, and two desks that use it. */
async function shop(settings: readonly string[]) {
  const primary = await startPostgres({ durable: true, settings: ["wal_level=replica", ...settings] });
  ended.push(() => primary.end());
  const { kept, words } = await firstDesk(primary);
  const bank = makeBank();
  const ana = openDesk(kept, bank, "Till 1", "Ana");
  const ben = openDesk(await nextDesk(primary, words), bank, "Till 2", "Ben");
  ended.push(
    () => ana.close(),
    () => ben.close(),
  );
  await Promise.all([seen(ana), seen(ben)]);
  return { primary, bank, ana, ben };
}

const seen = (desk: Desk) =>
  expect.poll(() => desk.book.seen()).toMatchObject({ seen: "seen", sentence: null, waiting: 0 });

const charge = async (desk: Desk, last4: string): Promise<string> => {
  const id = randomUUID();
  expect((await desk.payments.of(ACCOUNT).charge(orderOf(last4, 4_400, [], id))).kind).toBe("outcome");
  return id;
};

/** A copy of a running server, as a base backup makes it. Answers its folder. */
async function copyOf(server: Postgres, name: string, args: readonly string[] = []): Promise<string> {
  const folder = `${server.data}-${name}`;
  const from = `host=127.0.0.1 port=${server.port} user=postgres`;
  await server.program("pg_basebackup", ["-D", folder, "-d", from, "-X", "stream", "-c", "fast", ...args]);
  return folder;
}

/** Every row of both journals is in the book once, and a charge that nobody remembers is asked about. */
async function whole(server: Postgres, bank: Bank, desks: readonly [Desk, Desk]): Promise<void> {
  await Promise.all(desks.map(seen));
  const rows = await server.query("SELECT attempt || ' ' || nth AS its FROM counterfoil.row");
  const book = (rows.rows as { its: string }[]).map(({ its }) => its).sort();
  const journals = desks.flatMap(({ journal }) =>
    journal.after(0, 10_000).rows.map(({ attempt, nth }) => `${attempt} ${nth}`),
  );
  expect(book).toEqual(journals.sort());
  const before = bank.taken.length;
  const [ana, ben] = desks;
  const { last4 = "" } = bank.taken.at(-1) ?? {};
  expect((await ben.payments.of(ACCOUNT).charge(orderOf(last4, 4_400))).kind).toBe("duplicate");
  expect((await ana.payments.of(ACCOUNT).charge(orderOf(last4, 4_400))).kind).toBe("duplicate");
  expect(bank.taken).toHaveLength(before);
}

it("a standby that lacks the last charges takes over, and gets them from the desks", async () => {
  const { primary, bank, ana, ben } = await shop([]);
  const folder = await copyOf(primary, "standby", ["-R"]);
  const standby = await startPostgres({ data: folder });
  ended.push(() => standby.end());
  await charge(ana, "5001");
  await Promise.all([seen(ana), seen(ben)]);
  const count = async (server: Postgres) =>
    (await server.query("SELECT count(*)::int AS count FROM counterfoil.row")).rows[0] as { count: number };
  await expect.poll(() => count(standby)).toEqual({ count: 3 });
  // The standby is behind when the primary dies.
  await standby.stop();
  await charge(ana, "5002");
  await charge(ben, "5003");
  await Promise.all([seen(ana), seen(ben)]);
  await primary.stop("immediate");
  await charge(ben, "5004");
  // It comes up under the primary's address; as long as it only reads, desks go on without it.
  const next = await startPostgres({ data: folder, port: primary.port });
  ended.push(() => next.end());
  await charge(ana, "5005");
  expect(await count(next)).toEqual({ count: 3 });
  await next.query("SELECT pg_promote()");
  await whole(next, bank, [ana, ben]);
  expect(await count(next)).toEqual({ count: 15 });
});

it("a book that goes back to a point in time gets what is missing from the desks", async () => {
  // PostgreSQL runs as nobody there, and writes into it.
  const archive = mkdtempSync(join(tmpdir(), "counterfoil-archive-"));
  chmodSync(archive, 0o777);
  ended.push(async () => rmSync(archive, { recursive: true, force: true }));
  const { primary, bank, ana, ben } = await shop(["archive_mode=on", `archive_command=cp %p ${archive}/%f`]);
  await charge(ana, "6001");
  const folder = await copyOf(primary, "base");
  await charge(ben, "6002");
  await Promise.all([seen(ana), seen(ben)]);
  const now = await primary.query("SELECT clock_timestamp()::text AS now");
  const { now: point } = now.rows[0] as { now: string };
  await charge(ana, "6003");
  await charge(ben, "6004");
  await Promise.all([seen(ana), seen(ben)]);
  await primary.query("SELECT pg_switch_wal()");
  await primary.stop("fast");
  writeFileSync(`${folder}/recovery.signal`, "");
  const back = await startPostgres({
    data: folder,
    port: primary.port,
    settings: [
      `restore_command=cp ${archive}/%f %p`,
      `recovery_target_time=${point}`,
      "recovery_target_action=promote",
    ],
  });
  ended.push(() => back.end());
  await whole(back, bank, [ana, ben]);
  const { rows } = await back.query(
    "SELECT count(*)::int AS count FROM counterfoil.row WHERE received > (SELECT pg_postmaster_start_time())",
  );
  // It was before the last two charges that it went back to.
  expect(rows).toEqual([{ count: 6 }]);
});
