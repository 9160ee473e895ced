import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Processor } from "../../src/main/processors/processor";
import { adviceFor } from "../../src/shared/advice";
import { cents } from "../../src/shared/money";
import type { Outcome } from "../../src/shared/outcome";
import {
  BY_TOKEN,
  CARD,
  order,
  payment,
  PAYMENT_ID,
  REFERENCE,
  reply,
  stage,
  TAKE,
  type Json,
  type Stage,
} from "../fixtures/justifi/server";

/** Every kind of answer, and the outcome it proves. One request for each, always. */
let here: Stage;
let processor: Processor;

beforeAll(async () => void (here = await stage()));

beforeEach(() => {
  here.requests.splice(0);
  // A 429 holds the line up for the rest of the minute: each test has a line of its own.
  processor = here.processor();
});

afterAll(() => here.close());

type Operation = "sale" | "hold" | "capture" | "void" | "refund";

const AMOUNT = cents(10_000);

function move(operation: Operation): Promise<Outcome> {
  if (operation === "sale" || operation === "hold")
    return processor.charge(order({ amount: AMOUNT, source: BY_TOKEN, capture: operation === "sale" }), REFERENCE);
  if (operation === "capture") return processor.capture(PAYMENT_ID, AMOUNT, "USD", REFERENCE);
  return operation === "void"
    ? processor.void(PAYMENT_ID, AMOUNT, "USD", TAKE, REFERENCE)
    : processor.refund(PAYMENT_ID, AMOUNT, "USD", TAKE, REFERENCE);
}

const error = (code: string, more: Json = {}): Json => ({
  error: { code, message: `Words about ${code}`, ...more },
});

const declined = (reason: string, network?: string): Json =>
  error("card_declined", {
    decline_code: reason,
    ...(network && { network: "VISA", network_error_code: network, network_error_category: null }),
  });

const refund = (changes: Json = {}): Json => ({
  id: "re_1",
  type: "refund",
  data: { id: "re_1", payment_id: PAYMENT_ID, amount: 10_000, status: "succeeded", ...changes },
  page_info: null,
});

const hold = payment({ status: "authorized", captured: false });

const TABLE: readonly (readonly [Operation, number, unknown, Partial<Outcome>])[] = [
  ["sale", 201, payment(), { kind: "approved" }],
  ["sale", 201, payment({ metadata: { reference: REFERENCE } }), { kind: "approved" }],
  ["sale", 200, payment(), { kind: "approved" }],
  ["hold", 201, hold, { kind: "authorized" }],
  ["capture", 201, payment(), { kind: "approved" }],
  ["void", 200, payment({ status: "canceled" }), { kind: "approved" }],
  ["void", 200, payment({ status: "canceled", captured: false }), { kind: "approved" }],
  ["refund", 201, refund(), { kind: "approved" }],
  ["refund", 201, refund({ status: "pending" }), { kind: "approved" }],

  // A yes about something else, or one that contradicts itself.
  ["sale", 201, hold, { kind: "unknown", why: "unrecognised" }],
  ["hold", 201, payment(), { kind: "unknown", why: "unrecognised" }],
  ["hold", 201, payment({ status: "authorized", captured: true }), { kind: "unknown", why: "unrecognised" }],
  ["sale", 201, payment({ status: "pending" }), { kind: "unknown", why: "unrecognised" }],
  ["sale", 201, payment({ status: "settled" }), { kind: "unknown", why: "unrecognised" }],
  ["sale", 201, payment({ status: null }), { kind: "unknown", why: "unrecognised" }],
  ["sale", 201, payment({ error_code: "card_declined" }), { kind: "unknown", why: "unrecognised" }],
  ["sale", 201, payment({ amount_refunded: 1 }), { kind: "unknown", why: "unrecognised" }],
  ["sale", 201, payment({ captured: "perhaps" }), { kind: "unknown", why: "unreadable" }],
  ["sale", 201, payment({ error_code: {} }), { kind: "unknown", why: "unreadable" }],
  ["sale", 201, payment({ amount: 10_000.5 }), { kind: "unknown", why: "unreadable" }],
  ["sale", 201, payment({ amount: 1000 }), { kind: "unknown", why: "wrong_payment" }],
  ["sale", 201, payment({ currency: "cad" }), { kind: "unknown", why: "wrong_payment" }],
  ["sale", 201, payment({ metadata: { reference: "another" } }), { kind: "unknown", why: "wrong_payment" }],
  ["sale", 201, { ...payment(), error: { code: "card_declined" } }, { kind: "unknown", why: "unreadable" }],
  ["sale", 201, { ...payment(), error: "Your card was declined" }, { kind: "unknown", why: "unreadable" }],
  ["sale", 201, { ...payment(), error: null }, { kind: "approved" }],
  ["sale", 201, { ...payment(), errors: [{ code: "card_declined" }] }, { kind: "unknown", why: "unreadable" }],
  ["refund", 201, { ...refund(), success: false }, { kind: "unknown", why: "unreadable" }],
  ["sale", 201, { ...payment(), errors: [], success: true }, { kind: "approved" }],
  ["sale", 201, { ...payment(), type: "refund" }, { kind: "unknown", why: "unreadable" }],
  ["sale", 201, payment().data, { kind: "unknown", why: "unreadable" }],
  ["sale", 201, "", { kind: "unknown", why: "unreadable" }],
  ["sale", 204, "", { kind: "unknown", why: "unreadable" }],
  ["sale", 201, "<html>", { kind: "unknown", why: "unreadable" }],
  ["sale", 302, "", { kind: "unknown", why: "unreadable" }],
  ["capture", 201, payment({ id: "py_other" }), { kind: "unknown", why: "wrong_payment" }],
  ["capture", 201, payment({ amount: 500 }), { kind: "unknown", why: "wrong_payment" }],
  ["capture", 201, hold, { kind: "unknown", why: "unrecognised" }],
  ["void", 200, payment(), { kind: "unknown", why: "unrecognised" }],
  ["refund", 201, payment({ status: "fully_refunded" }), { kind: "unknown", why: "unreadable" }],
  ["refund", 201, refund({ amount: 1 }), { kind: "unknown", why: "wrong_payment" }],
  ["refund", 201, refund({ payment_id: "py_other" }), { kind: "unknown", why: "wrong_payment" }],
  ["refund", 201, refund({ metadata: { reference: REFERENCE } }), { kind: "approved" }],
  ["refund", 201, refund({ metadata: { reference: "another" } }), { kind: "unknown", why: "wrong_payment" }],
  ["refund", 201, refund({ status: "maybe" }), { kind: "unknown", why: "unrecognised" }],
  ["refund", 201, refund({ status: "failed" }), { kind: "refused", why: "not_acceptable", inOurWords: true }],

  // Declines: 402, by reason, by code, by network code; a failed payment.
  ["sale", 402, error("card_declined"), { kind: "declined", code: "card_declined", amount: AMOUNT }],
  ["sale", 402, declined("insufficient_funds", "116"), { kind: "declined", code: "insufficient_funds" }],
  ["sale", 402, error("card_declined", { network_error_code: "005" }), { kind: "declined", code: "005" }],
  ["hold", 402, error("expired_card"), { kind: "declined", code: "expired_card" }],
  ["sale", 402, error("some_code_of_tomorrow"), { kind: "declined", code: "some_code_of_tomorrow" }],
  ["sale", 402, { error: "Your card was declined" }, { kind: "declined", message: "Your card was declined" }],
  ["sale", 422, error("insufficient_funds"), { kind: "declined" }],
  [
    "sale",
    201,
    payment({ status: "failed", captured: false, error_code: "card_declined" }),
    { kind: "declined", code: "card_declined" },
  ],
  [
    "sale",
    201,
    payment({ status: "failed", captured: false, error_code: "gateway_timeout_error" }),
    { kind: "unknown", why: "unrecognised" },
  ],
  ["sale", 201, payment({ status: "failed", captured: true }), { kind: "unknown", why: "unrecognised" }],
  ["capture", 400, error("charge_expired_for_capture"), { kind: "declined", code: "charge_expired_for_capture" }],
  ["sale", 402, "", { kind: "unknown", why: "unreadable" }],
  ["sale", 402, { error: {} }, { kind: "unknown", why: "unreadable" }],
  ["sale", 402, { ...error("card_declined"), ...payment() }, { kind: "unknown", why: "unreadable" }],
  ["void", 402, error("card_declined"), { kind: "refused" }],

  // Trouble behind JustiFi says nothing about the card.
  ["sale", 402, error("gateway_error"), { kind: "unknown", why: "server_error" }],
  ["sale", 402, error("gateway_timeout_error"), { kind: "unknown", why: "server_error" }],
  [
    "sale",
    402,
    error("card_declined", { decline_code: "gateway_error_please_retry" }),
    { kind: "unknown", why: "server_error" },
  ],
  ["sale", 400, error("internal_server_error"), { kind: "unknown", why: "server_error" }],
  ["sale", 500, error("internal_server_error"), { kind: "unknown", why: "server_error" }],
  ["sale", 503, "<html>", { kind: "unknown", why: "server_error" }],
  ["sale", 429, error("gateway_rate_limit_error"), { kind: "unknown", why: "rate_limited" }],

  // The same key again (docs/justifi.md 2).
  ["sale", 409, error("idempotency_request_in_progress"), { kind: "unknown", why: "possible_duplicate" }],
  ["refund", 409, error("idempotency_concurrent_request"), { kind: "unknown", why: "possible_duplicate" }],
  ["sale", 409, error("gateway_idempotency_error"), { kind: "unknown", why: "possible_duplicate" }],
  ["sale", 422, error("idempotency_request_in_progress"), { kind: "unknown", why: "possible_duplicate" }],
  ["sale", 409, "", { kind: "unknown", why: "possible_duplicate" }],
  ["sale", 409, error("idempotency_params_mismatch"), { kind: "refused", why: "not_acceptable", inOurWords: true }],
  ["sale", 422, error("idempotency_params_mismatch"), { kind: "refused", why: "not_acceptable" }],
  [
    "sale",
    403,
    { error: { code: "not_authorized", message: "Duplicate record" } },
    { kind: "unknown", why: "possible_duplicate" },
  ],

  // Refusals.
  [
    "sale",
    400,
    error("full_pan_not_allowed"),
    { kind: "refused", why: "not_acceptable", fields: { number: expect.stringContaining("Customer Success") } },
  ],
  [
    "sale",
    400,
    error("sub_account_header_required", { param: "base" }),
    { kind: "refused", message: expect.stringContaining("sub account") },
  ],
  [
    "sale",
    422,
    error("amount_below_minimum"),
    { kind: "refused", fields: { amount: expect.stringContaining("$0.50") } },
  ],
  [
    "sale",
    422,
    error("amount_above_maximum"),
    { kind: "refused", fields: { amount: expect.stringContaining("$1,000,000.00") } },
  ],
  ["sale", 422, error("postal_code_invalid"), { kind: "refused", fields: { zip: "Words about postal_code_invalid" } }],
  ["sale", 422, error("card_name_required"), { kind: "refused", fields: { holder: "Words about card_name_required" } }],
  ["sale", 422, error("month_invalid"), { kind: "refused", fields: { expiry: "Words about month_invalid" } }],
  [
    "sale",
    404,
    error("payment_method_not_found"),
    { kind: "refused", fields: { token: "Words about payment_method_not_found" } },
  ],
  [
    "sale",
    422,
    error("invalid_parameter", { param: "statement_descriptor" }),
    { kind: "refused", fields: { statementDescription: "Words about invalid_parameter" } },
  ],
  ["sale", 400, "", { kind: "unknown", why: "unreadable" }],
  ["sale", 403, "", { kind: "refused" }],
  ["sale", 418, error("teapot"), { kind: "unknown", why: "unrecognised" }],
  ["capture", 422, error("payment_already_captured"), { kind: "unknown", why: "possible_duplicate" }],
  [
    "void",
    422,
    error("payment_outside_void_window"),
    { kind: "refused", message: expect.stringContaining("25 minutes") },
  ],
  [
    "refund",
    422,
    error("refund_exceeds_amount_available"),
    { kind: "refused", fields: { amount: "Words about refund_exceeds_amount_available" } },
  ],
  ["refund", 422, error("payment_fully_refunded"), { kind: "refused" }],
  ["refund", 422, error("refund_in_progress"), { kind: "unknown", why: "server_error" }],
];

test.each(
  TABLE.map(
    (row, at) =>
      [`${at}: ${row[0]} ${row[1]} ${JSON.stringify(row[2]).replaceAll(/\s+/g, " ").slice(0, 90)}`, ...row] as const,
  ),
)("%s", async (_name, operation, status, body, expected) => {
  here.answer = reply(status, body);
  const outcome = await move(operation);
  expect(outcome).toMatchObject(expected);
  expect(here.requests).toHaveLength(1);
  // Whatever it is, there are words for it.
  const advice = adviceFor(outcome, operation === "sale" || operation === "hold" ? "charge" : operation);
  expect(advice.happened).not.toBe("");
});

test("what would be refused anyway is not sent", async () => {
  here.answer = reply(201, payment());
  const noName = { ...CARD, holder: null };
  for (const [changes, field] of [
    [{ amount: cents(49), source: BY_TOKEN }, "amount"],
    [{ source: { kind: "card", card: noName } }, "holder"],
    [{ source: { kind: "card", card: { ...CARD, zip: null } } }, "zip"],
    [{ source: BY_TOKEN, statementDescription: "Joe's Cafe" }, "statementDescription"],
    [{ source: { kind: "token", tokenId: "../x" } }, "token"],
    [{ source: BY_TOKEN, metadata: { reference: "x" } }, "metadata"],
    [{ source: BY_TOKEN, tip: cents(100) }, "tip"],
    [{ source: BY_TOKEN, surcharge: cents(100) }, "surcharge"],
    [{ source: BY_TOKEN, level2: { purchaseOrder: "PO 7", salesTax: cents(0), customerRef: null } }, "purchaseOrder"],
  ] as const) {
    const outcome = await processor.charge(order(changes), REFERENCE);
    expect(outcome).toMatchObject({ kind: "refused", why: "not_sent", fields: { [field]: expect.any(String) } });
  }
  expect(
    await processor.charge(
      order({ source: { kind: "customer", customerId: "x", cardId: null, cvv: null } }),
      REFERENCE,
    ),
  ).toMatchObject({ kind: "refused", why: "not_sent" });
  expect(await processor.capture("../../oauth", AMOUNT, "USD", REFERENCE)).toMatchObject({
    kind: "refused",
    why: "not_sent",
  });
  expect(here.requests).toEqual([]);
});

test("after a 429 no charge is sent for a while, and the sentence says why", async () => {
  here.answer = (_request, response) => {
    response.writeHead(429, { "retry-after": "60" });
    response.end();
  };
  expect(await move("sale")).toMatchObject({ kind: "unknown", why: "rate_limited" });
  expect(await move("sale")).toMatchObject({
    kind: "refused",
    why: "not_sent",
    message: expect.stringMatching(
      /^JustiFi asked to wait until \d\d:\d\d:\d\d\. Nothing was sent\. Try again then\.$/,
    ) as string,
  });
  expect(here.requests).toHaveLength(1);
});

test("the last four of a typed card are compared with those of the answer", async () => {
  here.answer = reply(201, payment({ amount: 1000, amount_refundable: 1000 }));
  expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "unknown", why: "wrong_payment" });
  expect(
    await processor.charge(
      order({ source: { kind: "card", card: { ...CARD, number: "4242424242424242" } } }),
      REFERENCE,
    ),
  ).toMatchObject({ kind: "approved" });
});
