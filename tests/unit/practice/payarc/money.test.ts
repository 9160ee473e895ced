import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openPractice, VISA, type Practice } from "./till";

/** Money in the practice PayArc: captures, voids, refunds and new charges; the ledger tells the truth. */
const DAY = 86_400_000;
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

describe("capture", () => {
  test("whole, in part, once", async () => {
    const whole = await charge(5000, { capture: 0 });
    expect((await post(whole, "capture")).body.data).toMatchObject({
      status: "submitted_for_settlement",
      amount_captured: "5000",
    });
    expect((await post(whole, "capture", { amount: 5000 })).status).toBe(201);
    expect((await post(whole, "capture", { amount: 100 })).status).toBe(409);
    const part = await charge(5000, { capture: 0 });
    expect((await post(part, "capture", { amount: 5001 })).status).toBe(409);
    expect((await post(part, "capture", { amount: 2000 })).body.data).toMatchObject({
      status: "partially_submitted_for_settlement",
      amount: 5000,
      amount_captured: "2000",
    });
    expect(practice.control.ledger().map((line) => line.captured)).toEqual([5000, 2000]);
    now += DAY;
    expect((await read(part)).status).toBe("settled");
  });

  test("a hold lapses after seven days; a void releases it; tip_amount needs the amount", async () => {
    const old = await charge(5000, { capture: 0 });
    now += 7 * DAY;
    expect((await read(old)).status).toBe("authorization_expired");
    expect(await post(old, "capture", { amount: 5000 })).toMatchObject({ status: 409 });
    const hold = await charge(5000, { capture: 0 });
    expect((await post(hold, "capture", { tip_amount: 100 })).body.errors).toEqual({
      amount: ["The amount field is required."],
    });
    expect((await post(hold, "void", { reason: "other" })).body.data).toMatchObject({
      status: "void",
      amount_voided: 5000,
      net_amount: 0,
      void_reason: "other",
    });
    expect((await post(hold, "capture")).status).toBe(409);
  });
});

describe("void and refund (docs/payarc.md 9)", () => {
  test("a void needs a reason and comes before settlement, once", async () => {
    const id = await charge(1200);
    expect((await post(id, "void")).body).toMatchObject({
      message: "The given data was invalid.",
      errors: { reason: ["The reason field is required."] },
    });
    expect((await post(id, "void", { reason: "requested by customer" })).status).toBe(422);
    expect((await post(id, "void", { reason: "duplicate", void_description: "twice" })).status).toBe(201);
    expect(await post(id, "void", { reason: "duplicate" })).toMatchObject({
      status: 409,
      body: { message: "Reversal Not Allowed." },
    });
    const settled = await charge(1200);
    now += DAY;
    expect(await post(settled, "void", { reason: "other" })).toMatchObject({
      status: 409,
      body: { message: "Reversal Not Allowed." },
    });
  });

  test("refunding an unsettled charge voids all of it, whatever was asked for, and can be repeated", async () => {
    const id = await charge(200);
    expect(await post(id, "refunds", { amount: 75 })).toMatchObject({
      status: 201,
      body: { data: { object: "Charge", status: "void", amount_voided: 75, amount_refunded: 0 } },
    });
    expect(practice.control.ledger()).toMatchObject([{ captured: 0, refunded: 0, status: "void" }]);
    expect((await post(id, "refunds", { amount: 25 })).body.data).toMatchObject({ status: "void", amount_voided: 25 });
    expect(await post(id, "void", { reason: "other" })).toMatchObject({
      status: 409,
      body: { message: "Reversal Not Allowed." },
    });
  });

  test("a settled charge: parts, the rest, and no more", async () => {
    const id = await charge(1000);
    now += DAY;
    expect((await post(id, "refunds", { amount: 300, description: "abc" })).status).toBe(422);
    const part = await post(id, "refunds", {
      amount: 300,
      reason: "requested_by_customer",
      description: "One of them broke",
    });
    expect(part).toMatchObject({
      status: 201,
      body: {
        data: {
          object: "Refund",
          refund_amount: "300",
          status: "partial_refund",
          currency: "usd",
          charge_id: id,
          reason: "requested_by_customer",
        },
      },
    });
    expect(await read(id)).toMatchObject({
      status: "partial_refund",
      amount_refunded: 300,
      is_refunded: 1,
      refund: { data: [{ object: "Refund", refund_amount: 300 }] },
    });
    expect("id" in (await read(id)).refund.data[0]).toBe(false);
    expect(await post(id, "refunds", { amount: 701 })).toMatchObject({
      status: 409,
      body: { message: "Amount requested is not available for Refund  " },
    });
    expect((await post(id, "refunds")).body.data).toMatchObject({ refund_amount: "700", status: "refunded" });
    expect((await post(id, "refunds")).status).toBe(409);
    expect(practice.control.ledger()).toMatchObject([{ captured: 1000, refunded: 1000, refunds: [300, 700] }]);
  });

  test("a declined charge gives nothing back", async () => {
    const id = await charge(201_200);
    expect((await post(id, "refunds")).status).toBe(409);
    expect((await post(id, "void", { reason: "other" })).status).toBe(409);
  });

  test("a refund sent twice is two refunds: no key is honoured there", async () => {
    const id = await charge(1000);
    now += DAY;
    for (let time = 0; time < 2; time++)
      await practice.send("POST", `/charges/${id}/refunds`, { amount: 100 }, "json", { "Idempotency-Key": "r" });
    expect(practice.control.ledger()).toMatchObject([{ refunds: [100, 100] }]);
  });

  test("a tip, until it settles", async () => {
    const id = await charge(1000);
    expect((await post(id, "tip_adjustment", { tip: 150 })).body.data).toMatchObject({ amount: 1000, tip_amount: 150 });
    expect((await post(id, "tip_adjustment")).status).toBe(422);
    now += DAY;
    expect((await post(id, "tip_adjustment", { tip: 200 })).status).toBe(409);
  });
});

describe("a new charge", () => {
  test("who pays: exactly one", async () => {
    const none = await practice.send("POST", "/charges", { amount: 1200, currency: "usd" });
    expect(Object.keys(none.body.errors)).toEqual(["customer_id", "token_id", "card_number"]);
    const token = await practice.tokenOf(VISA);
    expect((await practice.order(1200, { token_id: token })).status).toBe(422);
    expect((await practice.send("POST", "/charges", { amount: 1200, currency: "usd", token_id: token })).status).toBe(
      201,
    );
    expect(await practice.send("POST", "/charges", { amount: 1200, currency: "usd", token_id: token })).toMatchObject({
      status: 404,
      body: { message: "The requested token_id is not valid or already used" },
    });
  });

  test("what is not acceptable is said at its field", async () => {
    const wrong: Record<string, unknown>[] = [
      { amount: "12.5" },
      { amount: 0 },
      { amount: 100_000_000 },
      { currency: "USD" },
      { capture: 2 },
      { statement_description: "abcd" },
      { email: "a@b" },
      { phone_number: "1" },
      { phone_number: "541-754-3010" },
      { avs_parameters: 7 },
      { bin_location_parameters: 3 },
      { bin_card_type_parameters: 5 },
      { metadata: "{" },
      { metadata: "[1]" },
      { metadata: JSON.stringify({ ["k".repeat(21)]: "v" }) },
      { metadata: JSON.stringify({ k: "v".repeat(101) }) },
      { exp_month: "1" },
      { exp_month: "13" },
      { card_number: "4111" },
      { cvv: "12" },
      { card_holder_name: "R2D2" },
      { card_level: "LEVEL2", purchase_order: "1" },
    ];
    for (const more of wrong) {
      const reply = await practice.order(1200, more);
      expect(reply, JSON.stringify(more)).toMatchObject({
        status: 422,
        body: { status: "error", message: "The given data was invalid.", status_code: 422 },
      });
      expect(reply.text).not.toContain(VISA);
    }
    expect(practice.control.ledger()).toEqual([]);
  });

  test("the descriptor is cut, description dropped, the rest comes back", async () => {
    const level2 = {
      card_level: "LEVEL2",
      purchase_order: "PO1",
      sales_tax: "0",
      address_line1: "8320",
      zip: "85284",
      customer_ref_id: "R1",
    };
    const { data } = (
      await practice.order(1200, {
        statement_description: "A very long descriptor indeed",
        description: "gone",
        charge_description: "kept",
        tip_amount: 50,
        surcharge: 7,
        external_order_id: "9",
        ...level2,
      })
    ).body;
    expect(data).toMatchObject({
      statement_description: "A very long descriptor in",
      charge_description: "kept",
      tip_amount: 50,
      surcharge: 7,
      external_order_id: "9",
      card_level: "LEVEL2",
      purchase_order: "PO1",
      sales_tax: "0",
    });
    expect(JSON.stringify(data)).not.toContain("gone");
  });

  test("metadata as JSON text or as an object, given back on include only, newest first", async () => {
    await practice.order(1200, { metadata: JSON.stringify({ reference: "one" }) });
    now += 1000;
    await practice.order(1300, { metadata: { reference: "two" } });
    const plain = await practice.send("GET", "/charges?limit=100");
    expect(plain.body.data.map((each: { amount: number }) => each.amount)).toEqual([1300, 1200]);
    expect("transaction_metadata" in plain.body.data[0]).toBe(false);
    const full = await practice.send("GET", "/charges?limit=1&page=2&include=transaction_metadata,extra_metadata");
    expect(full.body.data[0].transaction_metadata.data).toMatchObject([
      { object: "TransactionMeta", key: "reference", value: "one" },
    ]);
    expect(full.body.meta.pagination).toEqual({
      total: 2,
      count: 1,
      per_page: 1,
      current_page: 2,
      total_pages: 2,
      links: { previous: "/?page=1" },
    });
  });

  test("Google Pay: base64 of the JSON text of the token (docs/payarc.md, seed 001), in both body forms", async () => {
    const token = JSON.stringify({ signature: "x", protocolVersion: "ECv1", signedMessage: "{}" });
    const encrypted = Buffer.from(JSON.stringify(token), "utf-8").toString("base64");
    for (const form of ["json", "form"] as const) {
      const reply = await practice.send(
        "POST",
        "/charges/google/sale",
        { encrypted_data: encrypted, amount: "9", currency: "usd", capture: "0" },
        form,
      );
      expect(reply).toMatchObject({
        status: 201,
        body: { data: { amount: 9, status: "authorized", card: { data: { card_source: "INTERNET" } } } },
      });
    }
    for (const wrong of [token, Buffer.from("{}").toString("base64"), Buffer.from("nonsense").toString("base64")]) {
      expect(
        (await practice.send("POST", "/charges/google/sale", { encrypted_data: wrong, amount: 900, currency: "usd" }))
          .body.errors,
      ).toHaveProperty("encrypted_data");
    }
  });
});
