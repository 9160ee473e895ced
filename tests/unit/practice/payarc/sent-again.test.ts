import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openPractice, VISA, type Practice } from "./till";

/** Money in the practice PayArc: once per key, and faults on purpose; the ledger tells the truth. */
let now: number;

let practice: Practice;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 21, 15);
  practice = await openPractice({ clock: () => now });
});

afterEach(() => practice.close());

const charge = async (amount: number, more: Record<string, unknown> = {}): Promise<string> =>
  (await practice.order(amount, more)).body.data.id;

const read = async (id: string) => (await practice.send("GET", `/charges/${id}`)).body.data;

const post = (id: string, what: string, fields: Record<string, unknown> = {}) =>
  practice.send("POST", `/charges/${id}/${what}`, fields);

describe("idempotency (docs/payarc.md 12)", () => {
  test("the same key answers the original charge though the body differs", async () => {
    const key = { "Idempotency-Key": "1f4e" };
    const first = await practice.order(1200, {}, key);
    const second = await practice.order(9900, { card_number: "5146315000000055" }, key);
    expect(second.status).toBe(201);
    expect(second.body.data).toEqual(first.body.data);
    expect(practice.control.ledger()).toMatchObject([{ amount: 1200, idempotencyKey: "1f4e" }]);
  });

  test("a decline is answered again; a new key tries again", async () => {
    const first = await practice.order(201_200, {}, { "Idempotency-Key": "a" });
    const again = await practice.order(1200, {}, { "Idempotency-Key": "a" });
    expect(again.body.data).toEqual(first.body.data);
    expect((await practice.order(1200, {}, { "Idempotency-Key": "b" })).body.data.failure_code).toBeNull();
  });

  test("a request that was not acceptable is not remembered", async () => {
    expect((await practice.order(1200, { currency: "USD" }, { "Idempotency-Key": "c" })).status).toBe(422);
    expect((await practice.order(1200, {}, { "Idempotency-Key": "c" })).status).toBe(201);
  });

  test("twenty at once with one key: one charge, one answer", async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => practice.order(1200, {}, { "Idempotency-Key": "d" })),
    );
    expect(new Set(replies.map((reply) => reply.body.data.id)).size).toBe(1);
    expect(practice.control.ledger()).toHaveLength(1);
  });

  test("without a key every request is a charge", async () => {
    await Promise.all([practice.order(1200), practice.order(1200)]);
    expect(practice.control.ledger()).toHaveLength(2);
  });

  test("duplicate detection for all amounts, when asked for", async () => {
    await practice.close();
    practice = await openPractice({ clock: () => now, duplicateWindowMs: 120_000 });
    await practice.order(1200);
    expect((await practice.order(1200)).body.data).toMatchObject({
      status: "Possible Duplicate Request",
      failure_code: "D0008",
      amount_approved: 0,
    });
    expect((await practice.order(1300)).body.data.failure_code).toBeNull();
    now += 121_000;
    expect((await practice.order(1200)).body.data.failure_code).toBeNull();
  });
});

describe("faults on purpose", () => {
  const order = () =>
    practice.order(1200).catch((error: unknown) => (error instanceof Error ? error : new Error("what")));
  const match = { method: "POST", path: "/charges" };
  const count = () => practice.control.ledger().length;

  test("before: PayArc did not act; after: it did", async () => {
    const { failNext } = practice.control;
    for (const when of ["before", "after"] as const) {
      const taken = when === "after" ? 1 : 0;
      for (const fault of [
        { kind: "reset", when },
        { kind: "redirect", when },
        { kind: "status", when, status: 500 },
        { kind: "status", when, status: 502, body: "html" },
        { kind: "status", when, status: 503, body: "empty" },
        { kind: "status", when, status: 429 },
      ] as const) {
        const before = count();
        failNext(match, fault);
        const reply = await order();
        if (fault.kind === "reset") expect(reply).toBeInstanceOf(Error);
        else expect(reply).toMatchObject({ status: fault.kind === "redirect" ? 302 : fault.status });
        expect(count() - before, JSON.stringify(fault)).toBe(taken);
      }
    }
    expect(practice.control.faultsWaiting()).toBe(0);
    expect((await practice.order(1200)).status).toBe(201);
  });

  test("answers that cannot be read, or are about another charge", async () => {
    const { failNext } = practice.control;
    const other = await charge(500);
    failNext(match, { kind: "malformed" });
    expect(await order()).toMatchObject({ status: 201, body: undefined });
    failNext(match, { kind: "truncated" });
    expect(await order()).toBeInstanceOf(Error);
    failNext(match, { kind: "empty" });
    expect(await order()).toMatchObject({ status: 201, text: "" });
    expect(practice.control.ledger()).toHaveLength(4);
    failNext({ path: /capture$/ }, { kind: "wrong_charge" });
    const hold = await charge(700, { capture: 0 });
    const captured = await post(hold, "capture");
    expect(captured.body.data.id).not.toBe(hold);
    expect((await read(hold)).status).toBe("submitted_for_settlement");
    expect(other).not.toBe(hold);
  });

  test("silence, and a delay before acting", async () => {
    practice.control.failNext(match, { kind: "silence", when: "after" });
    const patience = new AbortController();
    const body = new URLSearchParams({
      amount: "1",
      currency: "usd",
      card_number: VISA,
      exp_month: "12",
      exp_year: "2029",
    });
    const silent = fetch(`${practice.url}/v1/charges`, {
      method: "POST",
      body,
      headers: { Authorization: `Bearer ${practice.token}`, Accept: "application/json" },
      signal: patience.signal,
    });
    while (count() === 0) await practice.send("GET", "/charges?limit=1");
    patience.abort();
    await expect(silent).rejects.toThrow();
    expect(count()).toBe(1);
    practice.control.failNext(match, { kind: "delay", when: "before", ms: 30 });
    expect(await order()).toMatchObject({ status: 201 });
    expect(count()).toBe(2);
  });

  test("the line goes down and comes back at the same place", async () => {
    await practice.control.lineDown();
    expect(await order()).toBeInstanceOf(Error);
    await practice.control.lineUp();
    expect(await order()).toMatchObject({ status: 201 });
    expect(practice.control.requests().filter((seen) => seen.path === "/charges")).toMatchObject([
      { method: "POST", status: 201 },
    ]);
  });
});
