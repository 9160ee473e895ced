import { afterEach, describe, expect, test } from "vitest";
import { openPractice, VISA, type AsItCame, type Practice } from "./till";

/** The practice PayArc over real HTTP: the documents' own flow, its answers' shapes, its manners. */

const NOW = Date.UTC(2026, 10, 21, 15);
let practice: Practice;
afterEach(() => practice.close());

describe("the flow of docs/payarc.md, seed 000, step by step", () => {
  for (const form of ["form", "json"] as const) {
    test(`create, tokenize, attach, charge, capture (${form})`, async () => {
      practice = await openPractice({ clock: () => NOW });
      const created = await practice.send("POST", "/customers", { email: "customer@xyz.com" }, form);
      expect(created.status).toBe(201);
      expect(created.body.data).toMatchObject({
        object: "customer",
        name: null,
        email: "customer@xyz.com",
        payment_overdue: null,
        source_id: null,
        created_at: "2026-11-21 15:00:00",
        readable_created_at: "1 second ago",
        card: { data: [] },
        charge: { data: [] },
      });
      expect(created.body.meta).toEqual({ include: ["card", "charge", "subscription", "invoice"], custom: [] });
      const customerId: string = created.body.data.id;
      expect(customerId).toMatch(/^[A-Za-z0-9]{16}$/);

      const token = await practice.send(
        "POST",
        "/tokens",
        { card_source: "INTERNET", card_number: VISA, exp_month: "12", exp_year: "2025", cvv: "999" },
        form,
      );
      expect(token.status).toBe(201);
      expect(token.body.data).toMatchObject({
        object: "Token",
        used: false,
        ip: null,
        tokenization_method: null,
        created_at: NOW / 1000,
      });
      expect(token.body.data.card.data).toMatchObject({
        object: "Card",
        address1: null,
        card_source: "INTERNET",
        is_default: 0,
        exp_month: "12",
        exp_year: "2025",
        is_verified: 0,
        brand: "V",
        last4digit: "5439",
        first6digit: 401200,
        avs_status: null,
        cvc_status: null,
        address_check_passed: 0,
        customer_id: null,
        created_at: NOW / 1000,
      });

      const attached = await practice.send("PATCH", `/customers/${customerId}`, { token_id: token.body.data.id }, form);
      expect(attached.status).toBe(200);
      expect(attached.body.data.card.data).toMatchObject([
        { id: token.body.data.card.data.id, is_default: 1, customer_id: customerId },
      ]);
      const cardId: string = attached.body.data.card.data[0].id;

      const again = await practice.send("PATCH", `/customers/${customerId}`, { token_id: token.body.data.id }, form);
      expect(again).toMatchObject({
        status: 404,
        body: {
          status: "error",
          code: 0,
          message: "The requested token_id is not valid or already used",
          status_code: 404,
        },
      });

      const order = {
        amount: "1200",
        customer_id: customerId,
        currency: "usd",
        statement_description: "statement description",
        email: "john.doe@example.com",
        phone_number: "5417543010",
        card_id: cardId,
        metadata: '{"FullCustomerName" : " John Smith", "CustomerID" : "1234567890"}',
        capture: "0",
      };
      const charge = await practice.send("POST", "/charges", order, form);
      expect(charge.status).toBe(201);
      expect(charge.body.data).toMatchObject({
        object: "Charge",
        amount: 1200,
        amount_refunded: 0,
        amount_captured: 0,
        amount_voided: 0,
        type: "Sale",
        captured: 0,
        status: "authorized",
        failure_code: null,
        charge_description: null,
        statement_description: "statement description",
        under_review: false,
        created_at: NOW / 1000,
        email: "john.doe@example.com",
        phone_number: "5417543010",
        card_level: "LEVEL1",
        sales_tax: null,
        surcharge: 0,
        refund: { data: [] },
        card: { data: { id: cardId, brand: "V", last4digit: "5439", customer_id: customerId } },
      });
      expect(charge.body.data.auth_code).toMatch(/^TAS\d{3}$/);
      expect(charge.body.meta).toEqual({ include: ["review"], custom: [] });

      const captured = await practice.send("POST", `/charges/${charge.body.data.id}/capture`, { amount: "1200" }, form);
      expect(captured.status).toBe(201);
      expect(captured.body.data).toMatchObject({
        status: "submitted_for_settlement",
        captured: 1,
        amount_captured: "1200",
        payarc_fees: 35,
        net_amount: 1165,
      });

      const read = await practice.send("GET", `/charges/${charge.body.data.id}?include=transaction_metadata`);
      expect(read.body.data).toMatchObject({ amount_captured: 1200, under_review: 0 });
      expect(
        read.body.data.transaction_metadata.data.map((each: AsItCame) => [each.object, each.key, each.value]),
      ).toEqual([
        ["TransactionMeta", "FullCustomerName", " John Smith"],
        ["TransactionMeta", "CustomerID", "1234567890"],
      ]);

      const customer = await practice.send("GET", `/customers/${customerId}`);
      expect(customer.body.data.charge.data).toMatchObject([
        { object: "Charge", amount: 1200, created_at: "2026-11-21 15:00:00", card: { data: [] } },
      ]);
      expect(practice.control.ledger()).toMatchObject([
        { amount: 1200, captured: 1200, status: "submitted_for_settlement", customerId },
      ]);
    });
  }
});

describe("customers and cards", () => {
  test("fields: kept, changed, cleared, refused at the field", async () => {
    practice = await openPractice({ clock: () => NOW });
    const { id } = (
      await practice.send("POST", "/customers", {
        name: "Liam O'Brien",
        email: "liam@example.com",
        zip: "06840",
        phone: "2035550100",
        city: "St. Louis",
      })
    ).body.data;
    expect(
      (await practice.send("PATCH", `/customers/${id}`, { phone: "", description: "Prefers mornings" })).body.data,
    ).toMatchObject({ name: "Liam O'Brien", zip: "06840", phone: null, description: "Prefers mornings" });
    expect(
      (await practice.send("PATCH", `/customers/${id}`, { name: null, email: "new@example.com" }, "json")).body.data,
    ).toMatchObject({ name: null, email: "new@example.com" });
    expect(
      (
        await practice.send("PATCH", `/customers/${id}`, {
          send_email_address: "books@example.com",
          cc_email_address: "owner@example.com",
        })
      ).body.data,
    ).toMatchObject({ send_email_address: "books@example.com", cc_email_address: "owner@example.com" });
    expect((await practice.send("PATCH", `/customers/${id}`, { cc_email_address: "" })).body.data).toMatchObject({
      send_email_address: "books@example.com",
      cc_email_address: null,
    });
    expect(
      (await practice.send("PATCH", `/customers/${id}`, { send_email_address: "books" })).body.errors,
    ).toHaveProperty("send_email_address");
    const refused = await practice.send(
      "PATCH",
      `/customers/${id}`,
      { phone: "(203) 555-0100", zip: "K1A 0B1", name: "x".repeat(51) },
      "form",
    );
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: { phone: [expect.any(String)], zip: [expect.any(String)], name: [expect.any(String)] } },
    });
    expect(await practice.send("POST", "/customers", {})).toMatchObject({
      status: 422,
      body: { errors: { email: ["The email field is required."] } },
    });
  });

  test("default card: the first one attached, then whichever is said; removing it leaves none", async () => {
    practice = await openPractice({ clock: () => NOW });
    const { id } = (await practice.send("POST", "/customers", { email: "a@example.com" })).body.data;
    for (const card of [VISA, "5146315000000055"])
      await practice.send("PATCH", `/customers/${id}`, { token_id: await practice.tokenOf(card) });
    const cards = async () =>
      (await practice.send("GET", `/customers/${id}`)).body.data.card.data as {
        id: string;
        last4digit: string;
        is_default: number;
      }[];
    expect((await cards()).map((card) => [card.last4digit, card.is_default])).toEqual([
      ["0055", 0],
      ["5439", 1],
    ]);
    const newer = (await cards())[0]?.id ?? "";
    await practice.send("PATCH", `/customers/${id}`, { default_card_id: newer }, "form");
    expect((await cards()).map((card) => card.is_default)).toEqual([1, 0]);
    expect(
      (await practice.send("PATCH", `/customers/${id}`, { default_card_id: "nobodys" })).body.errors,
    ).toHaveProperty("default_card_id");
    const charged = await practice.send("POST", "/charges", { amount: 900, currency: "usd", customer_id: id });
    expect(charged.body.data.card.data).toMatchObject({ id: newer, customer_id: id, cvc_status: null });
    expect(await practice.send("DELETE", `/customers/${id}/cards/${newer}`)).toMatchObject({ status: 204, text: "" });
    expect((await cards()).map((card) => card.is_default)).toEqual([0]);
    expect((await practice.send("POST", "/charges", { amount: 900, currency: "usd", customer_id: id })).status).toBe(
      404,
    );
    expect(
      (await practice.send("POST", "/charges", { amount: 900, currency: "usd", customer_id: id, card_id: newer }))
        .status,
    ).toBe(404);
    // A charge keeps its card.
    expect((await practice.send("GET", `/charges/${charged.body.data.id}`)).body.data.card.data.last4digit).toBe(
      "0055",
    );
    expect((await practice.send("DELETE", `/customers/${id}`)).status).toBe(204);
    expect((await practice.send("GET", `/customers/${id}`)).status).toBe(404);
  });

  test("fingerprints agree where number, expiry and holder do (docs/payarc.md 19)", async () => {
    practice = await openPractice({ clock: () => NOW });
    const print = async (more: Record<string, unknown>) =>
      (
        await practice.send("POST", "/tokens", {
          card_source: "PHONE",
          card_number: VISA,
          exp_month: "12",
          exp_year: "2029",
          ...more,
        })
      ).body.data.card.data.fingerprint as string;
    expect(await print({ cvv: "999" })).toBe(await print({}));
    expect(await print({ exp_year: "2030" })).not.toBe(await print({}));
    expect(await print({ card_number: "5146315000000055" })).not.toBe(await print({}));
  });
});

describe("manners", () => {
  test("errors in every shape of docs/payarc.md 4.1", async () => {
    practice = await openPractice({ clock: () => NOW });
    expect(
      await practice.send("GET", "/customers", undefined, "json", { Authorization: "Bearer of-another-place" }),
    ).toMatchObject({ status: 401, body: { error: "Unauthenticated." } });
    expect(await practice.send("GET", "/customers/Nobody")).toMatchObject({
      status: 404,
      body: { status: "error", code: 0, status_code: 404, exception: expect.any(String) },
    });
    expect(await practice.send("GET", "/nothing")).toMatchObject({ status: 404 });
    expect(await practice.send("PUT", "/customers")).toMatchObject({
      status: 405,
      body: { errors: "Method Not Allowed!" },
    });
    expect(await practice.send("POST", "/customers", {}, "json", { Accept: "text/html" })).toMatchObject({
      status: 302,
      text: expect.stringContaining("<html>"),
    });
    expect(
      (
        await fetch(`${practice.url}/api/v1/customers`, {
          headers: { Authorization: `Bearer ${practice.token}`, Accept: "application/json" },
        })
      ).status,
    ).toBe(404);
    const broken = await fetch(`${practice.url}/v1/customers`, {
      method: "POST",
      body: "{",
      headers: {
        Authorization: `Bearer ${practice.token}`,
        Accept: "application/json",
        "Content-Type": "application/json",
      },
    });
    expect(broken.status).toBe(422);
  });

  test("so many requests a minute for each endpoint, told in headers; then 429", async () => {
    let now = NOW;
    practice = await openPractice({ clock: () => now, requestsPerMinute: 3 });
    const left = async () => (await practice.send("GET", "/charges?limit=1")).headers.get("x-ratelimit-remaining");
    expect([await left(), await left(), await left()]).toEqual(["2", "1", "0"]);
    const refused = await practice.send("GET", "/charges");
    expect(refused).toMatchObject({ status: 429, body: { message: "Too Many Attempts.", status_code: 429 } });
    expect(refused.headers.get("x-ratelimit-limit")).toBe("3");
    expect(refused.headers.get("retry-after")).toBe("60");
    expect((await practice.send("GET", "/customers")).status).toBe(200);
    now += 60_000;
    expect(await left()).toBe("2");
  });

  test("filters that nobody documented are ignored; 10 a page unless asked, 100 at most", async () => {
    practice = await openPractice({ clock: () => NOW, seedCustomers: 120 });
    const found = await practice.send("GET", "/customers?email=nobody@example.com&search=zzz");
    expect(found.body.meta.pagination).toMatchObject({
      total: 120,
      count: 10,
      per_page: 10,
      current_page: 1,
      total_pages: 12,
    });
    expect((await practice.send("GET", "/customers?limit=1000&page=2")).body.meta.pagination).toMatchObject({
      count: 20,
      per_page: 100,
      current_page: 2,
    });
  });
});
