import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Services } from "../../src/main/boot/services";
import { dayOf } from "../../src/shared/history";
import { makeAuthority } from "../fixtures/authority";
import { desksWords } from "../../src/shared/words/desks";
import { startPostgres, type Postgres } from "../fixtures/postgres";
import { servicesWithoutShell } from "../fixtures/services-without-shell";
import { PINS, staffed } from "../fixtures/staff";
import { heardOf, orderOf } from "./kit";

let postgres: Postgres;
const folder = mkdtempSync(join(tmpdir(), "counterfoil-desks-"));
const open: Services[] = [];

/** All of main, as the app builds it. */
async function desk(name: string, secrets = new Map<string, string>(), settings = new Map<string, unknown>()) {
  const services = await servicesWithoutShell({ folder: join(folder, name), secrets, settings });
  open.push(services);
  services.settings.set("training", { deskName: name });
  await services.connections.prepare("training");
  return services;
}

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await Promise.all(open.map((services) => services.close()));
  await postgres.end();
  rmSync(folder, { recursive: true, force: true });
});

it("two whole programs: connected by words, warned of each other, and seen again after a restart", async () => {
  const secrets = new Map<string, string>();
  const settings = new Map<string, unknown>();
  const first = await desk("Till 1", secrets, settings);
  expect(first.state("training").desks).toEqual({ seen: "not_used", sentence: null, waiting: 0, people: "own" });
  const access = { address: postgres.address, password: postgres.password, certificate: null };
  const { words, state } = await first.desks.connect({ ...access, words: null });
  expect(words).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
  expect(state).toMatchObject({ address: `postgresql://127.0.0.1:${postgres.port}/shop`, hasWords: true });
  expect(first.desks.words()).toEqual({ words });

  const second = await desk("Till 2");
  await second.desks.connect({ ...access, words });
  await expect.poll(() => second.state("training").desks.seen).toBe("seen");
  await expect.poll(() => first.state("training").desks.seen).toBe("seen");

  const heard: string[] = [];
  second.onEvent((name, value) => {
    if (name === "desks.heard") heard.push((value as { what: string }).what);
  });
  const id = randomUUID();
  expect((await first.payments.of("training").charge(orderOf("4242", 4_321, [], id))).kind).toBe("outcome");
  await heardOf(postgres, id);
  expect(await second.payments.of("training").charge(orderOf("4242", 4_321))).toMatchObject({
    kind: "duplicate",
    earlier: [{ by: "ana", elsewhere: { desk: "Till 1", rightNow: false } }],
  });
  await expect.poll(() => heard).toContain("payments");
  await expect.poll(() => second.desks.takenBy([id])).toEqual({ [id]: { operator: "ana", desk: "Till 1" } });
  // Each has a practice processor of its own, so the other one's charge is listed nowhere.
  const none = { count: 0, amount: 0 };
  const NONE = { taken: none, held: none, notListed: none, notKnown: none };
  const one = { count: 1, amount: 4_321 };
  const sums = async (its: Services) => (await its.of("training").history.dayClose(dayOf(Date.now()))).byDesk;
  expect((await sums(first))[0]).toEqual({ desk: "Till 1", here: true, ...NONE, taken: one });
  const elsewhere = { desk: "Till 1", here: false, ...NONE, notListed: one };
  await expect.poll(async () => (await sums(second))[0]).toEqual(elsewhere);

  // SECURITY: nothing of it is in the settings, and the admin's password is kept nowhere.
  expect(JSON.stringify([...settings])).not.toMatch(/counterfoil_desk|127\.0\.0\.1/);
  expect(JSON.stringify([...secrets])).not.toContain(postgres.password);
  await first.close();
  open.splice(open.indexOf(first), 1);
  const again = await desk("Till 1", secrets, settings);
  await expect
    .poll(() => again.state("training").desks)
    .toEqual({ seen: "seen", sentence: null, waiting: 0, people: "own" });
  expect(again.desks.state().others.map(({ name }) => name)).not.toContain("Till 1");

  // MONEY: whoever takes the settings away does not take the desk out of the book: it is still asked, and asks.
  await again.close();
  open.splice(open.indexOf(again), 1);
  settings.clear();
  const anew = await desk("Till 1", secrets, settings);
  await expect.poll(() => anew.state("training").desks.seen).toBe("seen");
  expect(settings.get("sharedBook")).toMatchObject({ used: true });
  // Its own charge is not another desk's, whatever the book calls it now.
  expect((await sums(anew)).filter(({ here, desk: by }) => !here && by === "Till 1")).toEqual([]);
  expect(await anew.desks.leave()).toMatchObject({ seen: "not_used", address: null });
  expect(secrets.has("shared book")).toBe(false);
});

it("a desk that connects takes the shop's people, locks out who leaves, and keeps the last list when it leaves", async () => {
  await postgres.query("CREATE DATABASE people");
  const address = postgres.address.replace(/shop$/, "people");
  const access = { address, password: postgres.password, certificate: null };
  const first = await desk("Till 3");
  const { ids } = await staffed(first.people);
  const { words } = await first.desks.connect({ ...access, words: null });
  const [secrets, settings] = [new Map<string, string>(), new Map<string, unknown>()];
  const second = await desk("Till 4", secrets, settings);
  const own = second.people.person().id;
  await second.people.setPin({ id: own, current: null, pin: PINS.owner });
  await second.people.add({ name: "Zoe", role: "front_desk", pin: "999999" });
  await expect(second.desks.connect({ ...access, words: "0000".repeat(7) })).rejects.toMatchObject({
    fields: { words: expect.any(String) as string },
  });
  expect(second.people.list()).toHaveLength(2);

  await second.desks.connect({ ...access, words });
  expect(second.people.lockState().locked).toBe(true);
  expect(second.people.list()).toEqual(first.people.list());
  expect(second.state("training").desks).toMatchObject({ people: "shared" });
  await expect(second.people.unlock(own, PINS.owner)).rejects.toMatchObject({ code: "not_found" });
  await expect.poll(() => [first, second].map(({ desks }) => desks.seen().seen)).toEqual(["seen", "seen"]);
  await second.people.unlock(ids.supervisor, PINS.supervisor);
  const told: string[] = [];
  second.onEvent((name) => void told.push(name));
  await first.people.remove(ids.supervisor);
  await expect.poll(() => second.people.lockState().locked).toBe(true);
  expect(told).toContain("lock.changed");
  // What people did is in the journals, and no entry that the book waits for.
  expect([first, second].map(({ desks }) => desks.seen().waiting)).toEqual([0, 0]);
  expect(second.state("training")).toMatchObject({ notices: [], lock: { locked: true } });

  await second.people.unlock(ids.owner, PINS.owner);
  await second.desks.leave();
  expect(second.people.list().map(({ name }) => name)).toEqual(["ana", "Fay", "Bob"]);
  await second.close();
  open.splice(open.indexOf(second), 1);
  const again = await desk("Till 4", secrets, settings);
  expect(again.people.lockState().locked).toBe(true);
  await again.people.unlock(ids.front_desk, PINS.front_desk);

  // SECURITY: where the shop's list is gone and something else stands there, nobody is let in by it.
  const client = new pg.Client({
    connectionString: address.replace("postgres@", `postgres:${encodeURIComponent(postgres.password)}@`),
  });
  await client.connect();
  await first.close();
  open.splice(open.indexOf(first), 1);
  await client.query(
    "SET session_replication_role = replica; UPDATE counterfoil.people SET body = decode(md5(body), 'hex')",
  );
  await client.end();
  const third = await desk("Till 5");
  await third.people.setPin({ id: third.people.person().id, current: null, pin: PINS.owner });
  await expect(third.desks.connect({ ...access, words })).rejects.toMatchObject({ sentence: desksWords.peopleForged });
  expect(third.desks.seen()).toMatchObject({ seen: "not_used", people: "own" });
  expect(third.people.list()).toMatchObject([{ name: "ana", hasPin: true }]);
});

it("SECURITY: another computer's book is spoken to with TLS alone, by its own certificate or a known authority", async () => {
  const authority = makeAuthority(folder, "/CN=Shop authority", "DNS:book.test");
  const copy = join(folder, "tls");
  const secure = await startPostgres({ tls: { key: authority.key.toString(), certificate: authority.cert } });
  const { enter } = await import("../../src/main/shared-book/access");
  const asked = (certificate: string | null) =>
    enter({ address: secure.address, password: secure.password, words: null, certificate }, null);
  try {
    // Signed by that authority, but for another name.
    await expect(asked(authority.ca)).rejects.toMatchObject({ fields: { certificate: expect.any(String) as string } });
    const [own = ""] = authority.cert.split(/(?<=-----END CERTIFICATE-----\n)/);
    expect((await asked(own + authority.ca)).made).not.toBeNull();
    await expect(asked("no certificate")).rejects.toMatchObject({
      fields: { certificate: expect.any(String) as string },
    });
  } finally {
    await secure.end();
    rmSync(copy, { recursive: true, force: true });
  }
  // A certificate asks for TLS, and a server without it gets nothing.
  await expect(
    enter(
      {
        address: postgres.address,
        password: postgres.password,
        words: null,
        certificate: readFileSync(authority.caFile, "utf8"),
      },
      null,
    ),
  ).rejects.toMatchObject({ code: "tls" });
});

it("npm run book:init makes a book and logins for desks", async () => {
  await postgres.query("CREATE DATABASE made");
  const address = postgres.address.replace(/shop$/, "made");
  const env = { ...process.env, PGPASSWORD: postgres.password };
  const run = () => promisify(execFile)(process.execPath, ["build/book-init.mjs", address, "--logins", "2"], { env });
  const { stdout } = await run();
  expect(stdout).toContain("The book is of version 2 now.");
  const logins = [...stdout.matchAll(/address +(\S+)\n +password +(\S+)/g)].map(([, login = "", password = ""]) => ({
    address: login,
    password,
  }));
  expect(logins).toHaveLength(2);
  const { enter } = await import("../../src/main/shared-book/access");
  const [one, other] = await Promise.all(logins.map(({ address: its, password }) => ({ address: its, password })));
  const { made } = await enter({ ...(one ?? { address: "", password: "" }), words: null, certificate: null }, null);
  expect(
    (await enter({ ...(other ?? { address: "", password: "" }), words: made, certificate: null }, null)).made,
  ).toBeNull();
  expect((await run()).stdout).toContain("The book is of version 2 already.");
});
