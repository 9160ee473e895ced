import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Services } from "../../src/main/boot/services";
import { sharedBookWords } from "../../src/shared/words/shared-book";
import { startPostgres, type Postgres } from "../fixtures/postgres";
import { servicesWithoutShell } from "../fixtures/services-without-shell";
import { ACCOUNT, firstDesk, heardOf, makeBank, nextDesk, openDesk, orderOf, type Desk } from "./kit";

/** Two that go by one desk's id: a copied computer, or a journal of yesterday. */

let postgres: Postgres;
const folder = mkdtempSync(join(tmpdir(), "counterfoil-strangers-"));
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.end();
  rmSync(folder, { recursive: true, force: true });
});

it("MONEY: a copied desk is told as soon as one of the two charges, and is warned once it has connected anew", async () => {
  const [secrets, settings] = [new Map<string, string>(), new Map<string, unknown>()];
  const start = async (name: string, kept = secrets, set = settings): Promise<Services> => {
    const services = await servicesWithoutShell({ folder: join(folder, name), secrets: kept, settings: set });
    await services.connections.prepare("training");
    return services;
  };
  const seen = (services: Services) => expect.poll(() => services.state("training").desks.seen).toBe("seen");
  const told = (services: Services) =>
    services.state("training").notices.filter(({ sentence }) => sentence === sharedBookWords.strangers).length;
  await postgres.query("CREATE DATABASE copied");
  const access = {
    address: postgres.address.replace(/shop$/, "copied"),
    password: postgres.password,
    certificate: null,
  };
  const first = await start("first");
  const { words } = await first.desks.connect({ ...access, words: null });
  await first.close();
  cpSync(join(folder, "first"), join(folder, "second"), { recursive: true });
  const one = await start("first");
  const other = await start("second", new Map(secrets), new Map(settings));
  await seen(one);
  await seen(other);
  expect([told(one), told(other)]).toEqual([0, 0]);

  const id = randomUUID();
  await one.payments.of("training").charge(orderOf("4242", 4_321, [], id));
  await expect.poll(() => told(other)).toBe(1);
  expect(told(one)).toBe(0);

  await other.desks.leave();
  await other.desks.connect({ ...access, words });
  await seen(other);
  expect(told(other)).toBe(0);
  expect(await other.payments.of("training").charge(orderOf("4242", 4_321))).toMatchObject({ kind: "duplicate" });
  await one.close();
  await other.close();
});

it("MONEY: a journal of yesterday is told, and does not withdraw what it has forgotten", async () => {
  const { kept, words } = await firstDesk(postgres);
  const [bank, id, attempt] = [makeBank(), randomUUID(), randomUUID()];
  bank.next = { delay: 0, lost: true };
  const before = openDesk(kept, bank, "Till 1", "Ana", { id });
  const isSeen = (desk: Desk) => expect.poll(() => desk.book.seen()).toMatchObject({ seen: "seen", waiting: 0 });
  await isSeen(before);
  await before.payments.of(ACCOUNT).charge(orderOf("4242", 5_000, [], attempt));
  await heardOf(postgres, attempt);
  await isSeen(before);
  expect(before.book.notices()).toEqual([]);
  await before.close();
  await postgres.query("UPDATE counterfoil.claim SET opened = opened - interval '2 minutes'");

  const after = openDesk(kept, bank, "Till 1", "Ana", { id });
  await isSeen(after);
  expect(after.book.notices()).toMatchObject([{ sentence: sharedBookWords.strangers }]);
  const ben = openDesk(await nextDesk(postgres, words), bank, "Till 2", "Ben");
  await isSeen(ben);
  expect(ben.book.notices()).toEqual([]);
  expect(await ben.payments.of(ACCOUNT).charge(orderOf("4242", 5_000))).toMatchObject({
    kind: "duplicate",
    earlier: [{ attemptId: attempt, status: "unknown" }],
  });
  await after.close();
  await ben.close();
});
