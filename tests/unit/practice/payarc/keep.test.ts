import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "vite";
import { openDatabase } from "../../../../src/main/storage/database";
import { startTrainingWorker } from "../../../../src/main/practice/payarc/start";
import { seededRandom } from "../../../../src/main/practice/payarc/random";
import { openPractice, VISA, type AsItCame } from "./till";

/** What the practice PayArc keeps, and above all what it does not. */

const NOW = Date.UTC(2026, 10, 21, 15);
const clock = () => NOW;
const key = "5a".repeat(32);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "training-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything in the database, decrypted, as text. */
function dump(file: string): string {
  const database = openDatabase({ file, key });
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[];
  const text = tables.map(({ name }) => JSON.stringify(database.prepare(`SELECT * FROM ${name}`).all())).join("\n");
  database.close();
  return text;
}

/** Every file of the folder whose name begins like this, as bytes. */
function bytes(prefix: string): Buffer {
  return Buffer.concat(
    readdirSync(folder)
      .filter((name) => name.startsWith(prefix))
      .map((name) => readFileSync(join(folder, name))),
  );
}

test("practice survives a restart, and a reset puts the practice data back", async () => {
  const database = { file: join(folder, "restart.db"), key };
  const first = await openPractice({ database, clock, seedCustomers: 30 });
  const list = async (till: typeof first, what: string) =>
    (await till.send("GET", `/${what}?limit=100`)).body.data as AsItCame[];
  const people = (rows: AsItCame[]) =>
    rows.map((row) => [row.id ?? row.customer_id, row.name, row.card.data.map((card: AsItCame) => card.id)]);
  const planted = { customers: people(await list(first, "customers")), charges: await list(first, "charges") };
  await first.send("POST", "/customers", { name: "New Person", email: "new@example.com" });
  const { id } = (
    await first.order(1200, { metadata: JSON.stringify({ reference: "r-1" }) }, { "Idempotency-Key": "k-1" })
  ).body.data;
  const token = await first.tokenOf(VISA);
  await first.close();

  const second = await openPractice({ database, clock, seedCustomers: 30 });
  expect(second.token).not.toBe(first.token);
  expect((await list(second, "customers"))[0]).toMatchObject({ name: "New Person" });
  expect(second.control.ledger()).toMatchObject([{ id, reference: "r-1" }]);
  expect((await second.order(1200, {}, { "Idempotency-Key": "k-1" })).body.data.id).toBe(id);
  expect((await second.send("POST", "/charges", { amount: 700, currency: "usd", token_id: token })).status).toBe(201);

  await second.reset();
  expect({ customers: people(await list(second, "customers")), charges: await list(second, "charges") }).toEqual(
    planted,
  );
  expect(second.control.ledger()).toEqual([]);
  // An id of before is never given to another charge afterwards.
  expect((await second.order(1200)).body.data.id).not.toBe(id);
  await second.close();
  await expect(openPractice({ database: { file: database.file, key: "00".repeat(32) } })).rejects.toThrow("database");
});

test("a file whose tables no version made is as unreadable as a damaged one", async () => {
  const database = { file: join(folder, "strange.db"), key };
  const strange = openDatabase(database);
  strange.exec("CREATE TABLE charges (id TEXT); CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT)");
  strange.close();
  await expect(openPractice({ database, clock, seedCustomers: 3 })).rejects.toThrow("database: wrong_key_or_corrupt");
});

test("SECURITY: no card number and no CVV on the disk, whatever was typed where", async () => {
  const file = join(folder, "secrets.db");
  const till = await openPractice({ database: { file, key }, clock, seedCustomers: 5 });
  const real = "4539578763621486";
  const code = "8461";
  const spaced = "4539 5787 6362 1486";
  const card = { card_number: real, cvv: code, card_holder_name: "Some Body", zip: "85284" };
  const { id: customerId } = (
    await till.send("POST", "/customers", { email: "s@example.com", name: spaced, description: `card ${real}` })
  ).body.data;
  await till.send("PATCH", `/customers/${customerId}`, { token_id: await till.tokenOf(real, { cvv: code }) }, "form");
  await till.tokenOf(real, { authorize_card: 1, cvv: code, address_line1: `card ${spaced}` });
  const order = await till.order(1200, {
    ...card,
    charge_description: `paid with ${spaced}`,
    statement_description: real,
    metadata: JSON.stringify({ note: real, reference: "kept" }),
  });
  expect(order.status).toBe(201);
  expect(
    (await till.send("POST", "/charges", { amount: 1500, currency: "usd", customer_id: customerId, cvv: code })).status,
  ).toBe(201);
  expect((await till.order(201_200, card)).status).toBe(201);
  expect((await till.order(1200, { ...card, cvv: "84613", card_holder_name: real })).status).toBe(422);
  expect((await till.order(1200, { ...card, card_number: "4539578763621487" })).status).toBe(409);
  await till.send("POST", `/charges/${order.body.data.id}/void`, { reason: "other", void_description: `was ${real}` });
  // A request cut off in the middle leaves nothing either.
  till.control.failNext({ path: "/charges" }, { kind: "reset", when: "after" });
  await till.order(1300, card).catch(() => undefined);
  const raw = bytes("secrets.db");
  await till.close();
  const plain = dump(file);
  expect(plain).toContain("kept");
  expect(plain).toContain("1486");
  for (const secret of [real, spaced, "4539578763621487", real.slice(0, -1), Buffer.from(real).toString("base64")]) {
    expect(plain).not.toContain(secret);
    expect(raw.includes(secret)).toBe(false);
  }
  expect(plain).not.toMatch(/(?<!\d)8461(?!\d)/);
  // The file is encrypted, and these checks can fail: what is kept is found in the dump and not in the file.
  for (const kept of ["kept", "s@example.com", "SQLite format 3"]) expect(raw.includes(kept)).toBe(false);
  expect(plain).toContain("s@example.com");
});

describe("practice people", () => {
  test("250 by default: believable, varied, and the same every time", async () => {
    const till = await openPractice({ clock, seedCustomers: 250, requestsPerMinute: 1000 });
    const again = await openPractice({ clock, seedCustomers: 250, random: seededRandom("other") });
    const rows: AsItCame[] = [];
    for (const page of [1, 2, 3]) rows.push(...(await till.send("GET", `/customers?limit=100&page=${page}`)).body.data);
    expect(rows).toHaveLength(250);
    expect((await again.send("GET", "/customers?limit=100")).body.data).toEqual(rows.slice(0, 100));
    const names: string[] = rows.map((row) => row.name);
    const cards: AsItCame[] = rows.flatMap((row) => row.card.data);
    expect(new Set(names).size).toBeGreaterThan(200);
    expect(names.filter((name) => name === "Mary Smith")).toHaveLength(2);
    for (const shape of [/O'Brien/, / [A-Z]$/, /[áéíóúñöüëç]/i, /\w-\w/, /&|Bakery|Café/])
      expect(
        names.some((name) => shape.test(name)),
        String(shape),
      ).toBe(true);
    for (const row of rows) {
      if (row.email !== null) expect(row.email).toMatch(/^[a-z0-9.]+@example\.(com|org|net)$/);
      if (row.phone !== null) expect(row.phone).toMatch(/^\d{3}55501\d\d$/);
    }
    expect(rows.some((row) => row.customer_id !== undefined && row.id === undefined)).toBe(true);
    expect(rows.some((row) => row.id !== undefined && row.real_id !== undefined)).toBe(true);
    expect(new Set(rows.map((row) => row.card.data.length))).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(cards.map((card) => card.brand))).toEqual(new Set(["V", "M", "X", "R", "J"]));
    expect(new Set(cards.map((card) => typeof card.created_at))).toEqual(new Set(["number", "object"]));
    const month = (card: AsItCame) => Date.UTC(Number(card.exp_year), Number(card.exp_month), 1);
    expect(cards.filter((card) => month(card) <= NOW).length).toBeGreaterThan(5);
    expect(cards.filter((card) => month(card) > NOW && month(card) <= NOW + 60 * 86_400_000).length).toBeGreaterThan(5);
    expect(
      rows.some((row) => row.card.data.length > 1 && row.card.data.every((card: AsItCame) => card.is_default === 0)),
    ).toBe(true);
    for (const row of rows)
      expect(row.card.data.filter((card: AsItCame) => card.is_default === 1).length).toBeLessThan(2);
    expect(new Set(cards.map((card) => card.id)).size).toBe(cards.length);
    await till.close();
    await again.close();
  });

  test("the last thirty days have every kind of payment", async () => {
    const till = await openPractice({ clock, seedCustomers: 250 });
    const rows: AsItCame[] = [];
    for (const page of [1, 2]) rows.push(...(await till.send("GET", `/charges?limit=100&page=${page}`)).body.data);
    expect(rows).toHaveLength(120);
    const times = rows.map((row) => row.created_at as number);
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    expect(Math.max(...times)).toBeLessThan(NOW / 1000);
    expect(Math.min(...times)).toBeGreaterThan(NOW / 1000 - 31 * 86_400);
    const of = (status: string) => rows.filter((row) => row.status === status);
    for (const status of [
      "submitted_for_settlement",
      "settled",
      "authorized",
      "authorization_expired",
      "void",
      "refunded",
      "partial_refund",
      "failed_by_gateway",
    ])
      expect(of(status).length, status).toBeGreaterThan(0);
    const hours = of("authorized").map((row) => 168 - (NOW / 1000 - row.created_at) / 3600);
    expect(hours.filter((left) => left < 48)).toHaveLength(1);
    expect(of("settled").some((row) => NOW / 1000 - row.created_at < 48 * 3600)).toBe(true);
    expect(rows.some((row) => row.failure_code === null && ["A", "N"].includes(row.card.data.avs_status))).toBe(true);
    const part = of("partial_refund")[0];
    expect(part.refund.data[0].refund_amount).toBe(part.amount_refunded);
    expect((await till.send("POST", `/charges/${part.id}/refunds`, {})).body.data).toMatchObject({
      object: "Refund",
      status: "refunded",
    });
    // The past goes on living: what was captured yesterday can be refunded in part, a hold can be captured.
    expect((await till.send("POST", `/charges/${of("authorized")[0].id}/capture`)).status).toBe(201);
    await till.close();
  });

  test("3,000 customers, to the last page", async () => {
    const database = { file: join(folder, "many.db"), key };
    const till = await openPractice({ database, clock, seedCustomers: 3_000 });
    const last = await till.send("GET", "/customers?limit=100&page=30");
    expect(last.body.meta.pagination).toMatchObject({ total: 3_000, count: 100, total_pages: 30 });
    await till.close();
  });
});

describe("in its worker thread", () => {
  test("starts, answers, resets, closes; data stays; a wrong key is told", async () => {
    // Inside the project, so that the built file finds libsql.
    const out = resolve("node_modules/.cache", `training-worker-${process.pid}`);
    await build({
      configFile: false,
      logLevel: "silent",
      ssr: { external: ["libsql"], noExternal: true },
      build: {
        ssr: resolve("src/main/practice/worker.ts"),
        outDir: out,
        rollupOptions: { external: ["libsql"], output: { format: "cjs", entryFileNames: "training-worker.cjs" } },
      },
    });
    const file = join(out, "training-worker.cjs");
    const database = { file: join(folder, "worker.db"), key };
    try {
      const names = async (training: { url: string; token: string }) => {
        const response = await fetch(`${training.url}/v1/customers?limit=1`, {
          headers: { Authorization: `Bearer ${training.token}`, Accept: "application/json" },
        });
        return ((await response.json()) as AsItCame).data.map((row: AsItCame) => row.name);
      };
      const create = (training: { url: string; token: string }) =>
        fetch(`${training.url}/v1/customers`, {
          method: "POST",
          body: new URLSearchParams({ name: "From Worker" }),
          headers: { Authorization: `Bearer ${training.token}`, Accept: "application/json" },
        });
      const first = await startTrainingWorker(file, { database, seedCustomers: 20 });
      expect(await names(first)).toEqual(["Rosa Diaz"]);
      await create(first);
      await first.close();
      await first.close();
      await expect(names(first)).rejects.toThrow();
      const second = await startTrainingWorker(file, { database });
      expect(await names(second)).toEqual(["From Worker"]);
      await second.reset();
      expect(await names(second)).toEqual(["Rosa Diaz"]);
      await second.close();
      await expect(startTrainingWorker(file, { database: { ...database, key: "00".repeat(32) } })).rejects.toThrow(
        /database/,
      );
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});
