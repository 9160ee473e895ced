import { afterEach, beforeEach, expect, test } from "vitest";
import { cents } from "../../src/shared/money";
import {
  BY_TOKEN,
  CREDENTIALS,
  documented,
  order,
  PAYMENT_ID,
  payment,
  REFERENCE,
  reply,
  stage,
  TAKE,
  type Json,
  type Stage,
} from "../fixtures/justifi/server";

/**
 * The owner's document: the exact example bodies are sent, the exact example answers are read (docs/justifi.md, seed
 * 004).
 */
let here: Stage;
beforeEach(async () => void (here = await stage()));
afterEach(() => here.close());

const NOON = Date.UTC(2021, 0, 1, 12);

test("sign in, then create: the documented body, with our reference in its metadata", async () => {
  here.answer = reply(201, documented("created"));
  await here.processor().charge(order(), REFERENCE);
  expect(here.signIns.map(({ method, json, headers }) => [method, json, headers.authorization])).toEqual([
    ["POST", { client_id: CREDENTIALS.clientId, client_secret: CREDENTIALS.clientSecret }, undefined],
  ]);
  const [request] = here.requests;
  expect(request).toMatchObject({ method: "POST", url: "/v1/payments" });
  expect(request?.json).toEqual({
    ...(JSON.parse(documented("create-request")) as Json),
    metadata: { reference: REFERENCE },
  });
  expect(request?.headers).toMatchObject({
    authorization: "Bearer access-token-1",
    "idempotency-key": REFERENCE,
    "sub-account": CREDENTIALS.subAccount,
    "content-type": "application/json",
  });
  expect(request?.headers).not.toHaveProperty("seller-account");
});

test("the documented answer to it is about another amount and another card, so it proves nothing", async () => {
  here.answer = reply(201, documented("created"));
  expect(await here.processor().charge(order(), REFERENCE)).toMatchObject({
    kind: "unknown",
    why: "wrong_payment",
    payment: null,
  });
  expect(here.requests).toHaveLength(1);
});

test("create: the documented answer is an approval of what it is about", async () => {
  here.answer = reply(201, documented("created"));
  const outcome = await here.processor().charge(order({ amount: cents(10_000), source: BY_TOKEN }), REFERENCE);
  expect(here.requests[0]?.json).toMatchObject({ amount: 10_000, payment_method: { token: "pm_123xyz" } });
  expect(outcome).toMatchObject({ kind: "approved", amount: 10_000, httpStatus: 201 });
  expect(outcome.payment).toEqual({
    id: PAYMENT_ID,
    reference: null,
    amount: 10_000,
    amountApproved: null,
    amountCaptured: 10_000,
    amountRefunded: 0,
    currency: "USD",
    amountDisputed: null,
    amountRefundable: 10_000,
    tip: null,
    surcharge: null,
    fees: 150,
    net: null,
    status: "captured",
    statusRaw: "succeeded",
    captured: true,
    authCode: null,
    failureCode: null,
    failureMessage: null,
    hostCode: null,
    hostMessage: null,
    card: {
      // SECURITY: the document has its token here, which can be charged again.
      id: null,
      brand: "visa",
      brandRaw: "visa",
      last4: "4242",
      expMonth: null,
      expYear: null,
      holder: "Sylvia Fowles",
      fingerprint: "123abc",
      customerId: null,
      avs: null,
      cvv: "not told",
      zip: null,
      issuerName: null,
      issuerPhone: null,
      issuerCountry: null,
      cardType: null,
    },
    customerId: null,
    email: null,
    phone: null,
    description: "my order xyz",
    statementDescription: null,
    metadata: {},
    refunds: [],
    createdBy: null,
    createdAt: NOON,
    updatedAt: NOON,
    voidableUntil: NOON + 25 * 60_000,
  });
});

test("authorize only: manual capture", async () => {
  here.answer = reply(201, payment({ status: "authorized", captured: false, capture_strategy: "manual" }));
  const outcome = await here
    .processor()
    .charge(order({ amount: cents(10_000), source: BY_TOKEN, capture: false }), REFERENCE);
  expect(here.requests[0]?.json).toMatchObject({ capture_strategy: "manual" });
  expect(outcome).toMatchObject({
    kind: "authorized",
    amount: 10_000,
    payment: { status: "authorized", amountCaptured: 0 },
  });
});

test("list: numbers as last four, a bank account, and a status that is not over", async () => {
  here.answer = reply(200, documented("list"));
  const page = await here.processor().listPayments(null, 50);
  expect(here.requests[0]).toMatchObject({ method: "GET", url: "/v1/payments?limit=50", body: "" });
  expect(here.requests[0]?.headers).toMatchObject({ "sub-account": CREDENTIALS.subAccount });
  expect(page).toMatchObject({ next: null, total: null });
  expect(page.items).toMatchObject([
    {
      id: "py_xyz",
      status: "unknown",
      statusRaw: "pending",
      failureCode: "credit_card_number_invalid",
      failureMessage: "Credit Card Number Invalid (Failed LUHN checksum)",
      card: {
        brand: "visa",
        brandRaw: "Visa",
        last4: "4242",
        holder: "Amanda Kessel",
        expMonth: "05",
        expYear: "2042",
        fingerprint: "4guAJNkVA3lRLVlanNVoBK",
        avs: "street unchecked, zip unchecked",
      },
    },
    { id: "py_xyz", card: { brand: "unknown", brandRaw: "Wells Fargo", last4: "1111", holder: "Phil Kessel" } },
  ]);
});

test("list: the cursor of a page leads to the next one", async () => {
  const listed = JSON.parse(documented("list")) as { page_info: Json };
  const cursor = String(listed.page_info["end_cursor"]);
  here.answer = reply(200, { ...listed, page_info: { ...listed.page_info, has_next: true } });
  const processor = here.processor();
  const first = await processor.listPayments(null, 2);
  expect(first.next).toBe(`2.${cursor}`);
  here.answer = reply(200, { ...listed, data: [] });
  expect(await processor.listPayments(first.next, 2)).toEqual({ items: [], next: null, total: null });
  expect(here.requests[1]?.url).toBe(`/v1/payments?limit=2&after_cursor=${encodeURIComponent(cursor)}`);
});

test("get", async () => {
  here.answer = reply(200, documented("got"));
  const found = await here.processor().getPayment(PAYMENT_ID);
  expect(here.requests[0]).toMatchObject({ method: "GET", url: `/v1/payments/${PAYMENT_ID}` });
  expect(here.requests[0]?.headers).not.toHaveProperty("sub-account");
  expect(found).toMatchObject({ id: PAYMENT_ID, amount: 10_000, status: "captured", card: { last4: "4242" } });
});

test("update: the documented body, after what is there has been read", async () => {
  here.answer = (request, response) =>
    reply(200, documented(request.method === "PATCH" ? "updated" : "got"))(request, response);
  const changed = await here
    .processor()
    .updatePayment?.(PAYMENT_ID, { description: "order_xyz new description", metadata: {} });
  expect(here.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET /v1/payments/${PAYMENT_ID}`,
    `PATCH /v1/payments/${PAYMENT_ID}`,
  ]);
  expect(here.requests[1]?.json).toEqual(JSON.parse(documented("update-request")));
  expect(here.requests[1]?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(changed).toMatchObject({ id: PAYMENT_ID, description: "order xyz new description" });
});

test("update: metadata is merged, whatever is in it, and our reference cannot be changed", async () => {
  const there = { reference: REFERENCE, operator: "ana", deep: { kept: [1] } };
  here.answer = (request, response) =>
    reply(200, payment({ metadata: request.method === "PATCH" ? (request.json as Json)["metadata"] : there }))(
      request,
      response,
    );
  const changed = await here
    .processor()
    .updatePayment?.(PAYMENT_ID, { metadata: { table: "7", reference: "another" } });
  expect(here.requests[1]?.json).toEqual({ metadata: { ...there, table: "7" } });
  // What is no text is shown as it is there, and kept as it is there.
  expect(changed?.metadata).toEqual({ reference: REFERENCE, operator: "ana", deep: '{"kept":[1]}', table: "7" });
});

test("update: null removes a pair, and nothing but it", async () => {
  const there = { reference: REFERENCE, operator: "ana", table: "7", empty: "", none: null, seats: 4 };
  here.answer = (request, response) =>
    reply(200, payment({ metadata: request.method === "PATCH" ? (request.json as Json)["metadata"] : there }))(
      request,
      response,
    );
  const changed = await here
    .processor()
    .updatePayment?.(PAYMENT_ID, { metadata: { table: null, reference: null, gone: null } });
  expect(here.requests[1]?.json).toEqual({
    metadata: { reference: REFERENCE, operator: "ana", empty: "", none: null, seats: 4 },
  });
  expect(changed).toMatchObject({
    reference: REFERENCE,
    metadata: { reference: REFERENCE, operator: "ana", empty: "", none: "null", seats: "4" },
  });
});

test.each([[{}], [{ reference: "" }], [{ reference: null }], [{ reference: { a: 1 } }]])(
  "metadata %j holds no reference of ours",
  async (metadata) => {
    here.answer = reply(200, payment({ metadata }));
    expect(await here.processor().getPayment(PAYMENT_ID)).toMatchObject({ reference: null });
  },
);

test("capture: no body, the whole amount", async () => {
  here.answer = reply(201, documented("captured"));
  const outcome = await here.processor().capture(PAYMENT_ID, cents(10_000), "USD", REFERENCE);
  expect(here.requests[0]).toMatchObject({ method: "POST", url: `/v1/payments/${PAYMENT_ID}/capture`, body: "" });
  expect(here.requests[0]?.headers["idempotency-key"]).toBe(REFERENCE);
  expect(outcome).toMatchObject({ kind: "approved", amount: 10_000, payment: { id: PAYMENT_ID, status: "captured" } });
});

test("capture: 200 is the answer to a key that has captured before", async () => {
  here.answer = reply(200, documented("captured"));
  expect(await here.processor().capture(PAYMENT_ID, cents(10_000), "USD", REFERENCE)).toMatchObject({
    kind: "approved",
    amount: 10_000,
  });
});

test("void: no body, status canceled", async () => {
  here.answer = reply(200, payment({ status: "canceled", amount_refundable: 0 }));
  const outcome = await here.processor().void(PAYMENT_ID, cents(10_000), "USD", TAKE, REFERENCE);
  expect(here.requests[0]).toMatchObject({ method: "POST", url: `/v1/payments/${PAYMENT_ID}/void`, body: "" });
  expect(outcome).toMatchObject({
    kind: "approved",
    amount: 10_000,
    payment: { status: "voided", statusRaw: "canceled" },
  });
});

test("refund: the documented body, with our reference in its metadata", async () => {
  here.answer = reply(201, documented("refunded"));
  await here.processor().refund("py_xyz", cents(10_000), "USD", { ...TAKE, description: "string" }, REFERENCE);
  expect(here.requests[0]).toMatchObject({ method: "POST", url: "/v1/payments/py_xyz/refunds" });
  expect(here.requests[0]?.json).toEqual({
    ...(JSON.parse(documented("refund-request")) as Json),
    metadata: { reference: REFERENCE },
  });
  expect(here.requests[0]?.headers["idempotency-key"]).toBe(REFERENCE);
});

test("refund: the documented answer is about $1.00", async () => {
  here.answer = reply(201, documented("refunded"));
  const processor = here.processor();
  expect(await processor.refund("py_xyz", cents(100), "USD", TAKE, REFERENCE)).toMatchObject({
    kind: "approved",
    amount: 100,
  });
  expect(await processor.refund("py_xyz", cents(10_000), "USD", TAKE, REFERENCE)).toMatchObject({
    kind: "unknown",
    why: "wrong_payment",
  });
});

test.each([
  ["requested_by_customer", "customer_request"],
  ["duplicate", "duplicate"],
  ["fraudulent", "fraudulent"],
  ["other", undefined],
] as const)("refund: our reason %s is theirs %s", async (ours, theirs) => {
  here.answer = reply(201, documented("refunded"));
  await here.processor().refund("py_xyz", cents(100), "USD", { ...TAKE, reason: ours }, REFERENCE);
  expect(here.requests[0]?.json).toHaveProperty("amount", 100);
  expect((here.requests.at(0) as { json: Json }).json["reason"]).toBe(theirs);
});

test("balance transactions are the payment's ledger", async () => {
  here.answer = reply(200, documented("ledger"));
  const lines = await here.processor().ledger?.("py_2644edn");
  expect(here.requests[0]).toMatchObject({
    method: "GET",
    url: "/v1/payments/py_2644edn/payment_balance_transactions?limit=100",
  });
  expect(lines).toEqual([
    {
      id: "pbt_123xyz",
      kind: "fee_refund",
      amount: 40_145,
      balance: 53_550,
      currency: "USD",
      sourceId: "fee_6Vt2jlZZVh",
      at: NOON,
    },
  ]);
});

test("balance transactions on several pages are one ledger, and a page that stands still is no end", async () => {
  const line = (JSON.parse(documented("ledger")) as { data: Json[] }).data[0] ?? {};
  const pages = [
    { data: [line, { ...line, id: "pbt_2", amount: -100 }], page_info: { has_next: true, end_cursor: "a=" } },
    { data: [{ ...line, id: "pbt_3" }], page_info: { has_next: false, end_cursor: "b=" } },
  ];
  here.answer = (request, response) =>
    reply(200, pages[request.url.includes("after_cursor=a%3D") ? 1 : 0])(request, response);
  const processor = here.processor();
  expect((await processor.ledger?.("py_2644edn"))?.map(({ id, amount }) => [id, amount])).toEqual([
    ["pbt_123xyz", 40_145],
    ["pbt_2", -100],
    ["pbt_3", 40_145],
  ]);
  here.answer = reply(200, pages[0]);
  await expect(processor.ledger?.("py_2644edn")).rejects.toMatchObject({ code: "unreadable" });
});
