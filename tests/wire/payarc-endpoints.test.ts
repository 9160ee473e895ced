import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Processor } from "../../src/main/processors/processor";
import { cents } from "../../src/shared/money";
import {
  CARD,
  charge,
  CHARGE_ID,
  documented,
  order,
  REFERENCE,
  reply,
  stage,
  TAKE,
  type Stage,
} from "../fixtures/payarc/server";
import { bookOf, tipsOf } from "../fixtures/port";

/** Every endpoint over real HTTP, in both body forms where there is a body (docs/payarc.md 1 and 5). */
let here: Stage;

beforeEach(async () => void (here = await stage()));

afterEach(() => here.close());

const customer = () => documented("000-customer-created.json");
const token = () => documented("000-token.json");

const id = "KPxMADVnxMV4nNjp";

const refundObject = {
  data: {
    object: "Refund",
    id: "x9bQvpYvxBOYOqyB",
    refund_amount: "500",
    currency: "usd",
    status: "partial_refund",
    charge_id: CHARGE_ID,
  },
};

interface Case {
  readonly name: string;
  readonly answer: unknown;
  readonly call: (processor: Processor) => Promise<unknown>;
  readonly sent: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly kind?: string;
  readonly idempotent?: boolean;
}

const cases: readonly Case[] = [
  {
    name: "create a customer",
    answer: customer(),
    call: (p) =>
      bookOf(p).create({
        name: "Seán O'Brien",
        email: "sean@example.com",
        addressLine1: "1 Main St",
        zip: "06840",
        phone: null,
      }),
    sent: "POST /v1/customers",
    fields: { name: "Seán O'Brien", email: "sean@example.com", address_1: "1 Main St", zip: "06840" },
  },
  {
    name: "create a customer with addresses for invoices",
    answer: customer(),
    call: (p) =>
      bookOf(p).create({
        email: "sean@example.com",
        invoiceEmail: "books@example.com",
        invoiceCopy: "owner@example.com",
      }),
    sent: "POST /v1/customers",
    fields: {
      email: "sean@example.com",
      send_email_address: "books@example.com",
      cc_email_address: "owner@example.com",
    },
  },
  {
    name: "empty one of them",
    answer: customer(),
    call: (p) => bookOf(p).update(id, { invoiceCopy: null }),
    sent: `PATCH /v1/customers/${id}`,
    fields: { cc_email_address: "" },
  },
  {
    name: "update a customer",
    answer: customer(),
    call: (p) => bookOf(p).update(id, { addressLine2: "2nd Floor", description: null }),
    sent: `PATCH /v1/customers/${id}`,
    fields: { address_2: "2nd Floor", description: "" },
  },
  {
    name: "tokenize",
    answer: token(),
    call: (p) => bookOf(p).createToken(CARD, "mail", false),
    sent: "POST /v1/tokens",
    fields: { card_source: "MAIL", card_number: CARD.number, exp_month: "12", exp_year: "2025", cvv: "999" },
  },
  {
    name: "attach",
    answer: customer(),
    call: (p) => bookOf(p).attachCard(`cus_${id}`, "tok_8YmNlwY0qY0mwEq0"),
    sent: `PATCH /v1/customers/${id}`,
    fields: { token_id: "8YmNlwY0qY0mwEq0" },
  },
  {
    name: "set the default card",
    answer: customer(),
    call: (p) => bookOf(p).setDefaultCard(id, "P19v20v519L10M5y"),
    sent: `PATCH /v1/customers/${id}`,
    fields: { default_card_id: "P19v20v519L10M5y" },
  },
  {
    name: "charge a customer's default card with CVV",
    answer: charge(),
    call: (p) =>
      p.charge(
        order({
          source: { kind: "customer", customerId: id, cardId: null, cvv: "999" },
          metadata: {},
          statementDescription: null,
          email: null,
          phone: null,
        }),
        REFERENCE,
      ),
    sent: "POST /v1/charges",
    fields: {
      amount: "1200",
      customer_id: id,
      cvv: "999",
      currency: "usd",
      capture: "1",
      metadata: `{"reference":"${REFERENCE}"}`,
    },
    kind: "approved",
    idempotent: true,
  },
  {
    name: "authorize a keyed card with everything",
    answer: charge({ status: "authorized", captured: "0", amount_captured: 0, card: { data: { last4digit: "5439" } } }),
    call: (p) =>
      p.charge(
        order({
          source: {
            kind: "card",
            card: {
              ...CARD,
              expMonth: "01",
              holder: "Ann Bo",
              addressLine1: "8320 A St",
              city: "Tempe",
              state: "AZ",
              zip: "85284",
              country: "US",
            },
          },
          capture: false,
          channel: "phone",
          description: "Order 7",
          receipts: { email: false, sms: false },
          tip: cents(100),
          surcharge: cents(36),
          rules: { avs: 5, binLocation: 2, binCardType: 3 },
          level2: { purchaseOrder: "PO-1", salesTax: cents(0), customerRef: "C7" },
          metadata: { Desk: "1" },
        }),
        REFERENCE,
      ),
    sent: "POST /v1/charges",
    fields: {
      amount: "1200",
      card_source: "PHONE",
      card_number: CARD.number,
      exp_month: "01",
      exp_year: "2025",
      cvv: "999",
      card_holder_name: "Ann Bo",
      currency: "usd",
      statement_description: "statement description",
      charge_description: "Order 7",
      email: "john.doe@example.com",
      phone_number: "5417543010",
      address_line1: "8320 A St",
      city: "Tempe",
      state: "AZ",
      zip: "85284",
      country: "US",
      capture: "0",
      tip_amount: "100",
      surcharge: "36",
      do_not_send_email_to_customer: "yes",
      do_not_send_sms_to_customer: "yes",
      avs_parameters: "5",
      bin_location_parameters: "2",
      bin_card_type_parameters: "4",
      card_level: "LEVEL2",
      purchase_order: "PO-1",
      sales_tax: "0",
      customer_ref_id: "C7",
      metadata: `{"Desk":"1","reference":"${REFERENCE}"}`,
    },
    kind: "authorized",
    idempotent: true,
  },
  {
    name: "charge a token",
    answer: charge(),
    call: (p) =>
      p.charge(
        order({
          source: { kind: "token", tokenId: "8YmNlwY0qY0mwEq0" },
          zip: "85284",
          metadata: {},
          statementDescription: null,
          email: null,
          phone: null,
        }),
        REFERENCE,
      ),
    sent: "POST /v1/charges",
    fields: {
      amount: "1200",
      token_id: "8YmNlwY0qY0mwEq0",
      zip: "85284",
      currency: "usd",
      capture: "1",
      metadata: `{"reference":"${REFERENCE}"}`,
    },
    kind: "approved",
    idempotent: true,
  },
  {
    name: "capture in part",
    answer: charge({ status: "partially_submitted_for_settlement", amount_captured: "700" }),
    call: (p) => p.capture(CHARGE_ID, cents(700), "USD", REFERENCE),
    sent: `POST /v1/charges/${CHARGE_ID}/capture`,
    fields: { amount: "700" },
    kind: "approved",
    idempotent: true,
  },
  {
    name: "void",
    answer: charge({ status: "void", amount_voided: 1200 }),
    call: (p) => p.void(`ch_${CHARGE_ID}`, cents(1200), "USD", { ...TAKE, description: "Typed twice" }, REFERENCE),
    sent: `POST /v1/charges/${CHARGE_ID}/void`,
    fields: { reason: "requested_by_customer", void_description: "Typed twice" },
    kind: "approved",
    idempotent: true,
  },
  {
    name: "refund",
    answer: refundObject,
    call: (p) =>
      p.refund(
        CHARGE_ID,
        cents(500),
        "USD",
        { reason: "duplicate", description: "Typed twice", receipts: { email: false, sms: true } },
        REFERENCE,
      ),
    sent: `POST /v1/charges/${CHARGE_ID}/refunds`,
    fields: {
      amount: "500",
      reason: "duplicate",
      description: `Typed twice [ref ${REFERENCE.slice(0, 8)}]`,
      do_not_send_email_to_customer: "yes",
    },
    kind: "approved",
    idempotent: true,
  },
  {
    name: "adjust the tip",
    answer: charge({ tip_amount: 150 }),
    call: (p) => tipsOf(p)(CHARGE_ID, cents(150), "USD", REFERENCE),
    sent: `POST /v1/charges/${CHARGE_ID}/tip_adjustment`,
    fields: { tip: "150" },
    kind: "approved",
    idempotent: true,
  },
];

describe.each(["form", "json"] as const)("bodies as %s", (bodies) => {
  test.each(cases)("$name", async ({ answer, call, sent, fields, kind, idempotent }) => {
    here.answer = reply(201, answer);
    const outcome = await call(here.processor({ bodies }));
    const [request] = here.requests;
    expect(here.requests).toHaveLength(1);
    expect(`${request?.method} ${request?.url}`).toBe(sent);
    expect(request?.fields).toEqual(fields);
    expect(request?.headers["content-type"]).toBe(
      bodies === "form" ? "application/x-www-form-urlencoded" : "application/json",
    );
    expect(request?.headers["idempotency-key"]).toBe(idempotent ? REFERENCE : undefined);
    if (kind) expect(outcome).toMatchObject({ kind });
  });
});

test.each([null, 2, 3, 4] as const)(
  "a surcharge is named in cents as a part of the amount, and always voids prepaid and debit cards (rule of the desk: %s)",
  async (binCardType) => {
    here.answer = reply(201, charge({ amount: 12_875, amount_approved: 12_875, amount_captured: 12_875 }));
    const plain = order({
      source: { kind: "customer", customerId: id, cardId: "P19v20v519L10M5y", cvv: null },
      amount: cents(12_875),
      metadata: {},
      statementDescription: null,
      email: null,
      phone: null,
      rules: { avs: null, binLocation: null, binCardType },
    });
    await here.processor().charge({ ...plain, surcharge: cents(375) }, REFERENCE);
    await here.processor().charge(plain, REFERENCE);
    const fields = {
      amount: "12875",
      customer_id: id,
      card_id: "P19v20v519L10M5y",
      currency: "usd",
      capture: "1",
      metadata: `{"reference":"${REFERENCE}"}`,
    };
    expect(here.requests[0]?.fields).toEqual({ ...fields, surcharge: "375", bin_card_type_parameters: "4" });
    expect(here.requests[1]?.fields).toEqual({
      ...fields,
      ...(binCardType === null ? {} : { bin_card_type_parameters: String(binCardType) }),
    });
  },
);

test("49 pairs go over the wire as 50 with our reference, and no more", async () => {
  here.answer = reply(201, charge());
  const own = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`field ${at}`, "x".repeat(100)]));
  await here.processor().charge(order({ metadata: own(49) }), REFERENCE);
  expect(JSON.parse(here.requests[0]?.fields["metadata"] ?? "")).toEqual({ ...own(49), reference: REFERENCE });
  expect(await here.processor().charge(order({ metadata: own(50) }), REFERENCE)).toMatchObject({
    kind: "refused",
    why: "not_sent",
    fields: { metadata: expect.stringContaining("At most 49") },
  });
  expect(await here.processor().charge(order({ metadata: { ["x".repeat(21)]: "" } }), REFERENCE)).toMatchObject({
    kind: "refused",
    fields: { metadata: "A name has at most 20 characters; this one has 21." },
  });
  expect(here.requests).toHaveLength(1);
});

test("in JSON, amounts are whole numbers and everything else is text", async () => {
  here.answer = reply(201, charge());
  await here
    .processor({ bodies: "json" })
    .charge(order({ source: { kind: "card", card: { ...CARD, zip: "06840" } } }), REFERENCE);
  const body: unknown = JSON.parse(here.requests[0]?.body ?? "");
  expect(body).toMatchObject({
    amount: 1200,
    capture: 1,
    exp_month: "12",
    exp_year: "2025",
    cvv: "999",
    zip: "06840",
    card_number: CARD.number,
    phone_number: "5417543010",
  });
});

test("deletes take an empty answer", async () => {
  here.answer = reply(204, "");
  const processor = here.processor();
  await bookOf(processor).deleteCard(id, "P19v20v519L10M5y");
  await bookOf(processor).delete(id);
  expect(here.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `DELETE /v1/customers/${id}/cards/P19v20v519L10M5y`,
    `DELETE /v1/customers/${id}`,
  ]);
});

test("check is one cheap call", async () => {
  here.answer = reply(200, { data: [], meta: { pagination: { total: 0 } } });
  await here.processor().check();
  expect(here.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /v1/charges?limit=1"]);
});
