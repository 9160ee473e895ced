import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { capabilitiesOf, type Processor } from "../../src/main/processors/processor";
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
  if (operation === "capture") return processor.capture(PAYMENT_ID, AMOUNT, REFERENCE);
  return operation === "void"
    ? processor.void(PAYMENT_ID, AMOUNT, TAKE, REFERENCE)
    : processor.refund(PAYMENT_ID, AMOUNT, TAKE, REFERENCE);
}

const error = (code: string, more: Json = {}): Json => ({ error: { code, message: `Words about ${code}`, ...more } });
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
  ["refund", 201, refund({ status: "failed" }), { kind: "refused", why: "not_acceptable" }],

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
  ["sale", 409, error("idempotency_params_mismatch"), { kind: "refused", why: "not_acceptable" }],
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
  expect(await processor.capture("../../oauth", AMOUNT, REFERENCE)).toMatchObject({ kind: "refused", why: "not_sent" });
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
    message: "JustiFi has asked to slow down. Nothing was sent. Try again in a minute.",
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

test.each([
  ["succeeded", {}, "captured"],
  ["authorized", { captured: false }, "authorized"],
  ["canceled", {}, "voided"],
  ["failed", { captured: false }, "failed"],
  ["partially_refunded", { amount_refunded: 100 }, "partly_refunded"],
  ["fully_refunded", { amount_refunded: 10_000 }, "refunded"],
  ["refunded", { amount_refunded: 10_000 }, "refunded"],
  ["disputed", { amount_refundable: 0 }, "settled"],
  ["pending", {}, "unknown"],
  ["Succeeded", {}, "captured"],
  ["a word of tomorrow", {}, "unknown"],
])("a payment that is %s %j reads as %s", async (status, more, expected) => {
  here.answer = reply(200, payment({ status, ...more }));
  expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ status: expected, statusRaw: status });
});

const NOON = Date.UTC(2021, 0, 1, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
test.each<[string, number | null, Json, string]>([
  ["voided at once", 0, { captured: false }, "voided"],
  ["voided at the end of the 25 minutes", 25 * MINUTE, { captured: false }, "voided"],
  ["voided, and a note written an hour later", 85 * MINUTE, { captured: false }, "voided"],
  ["voided, and a note written three days later", 3 * DAY, { captured: false }, "voided"],
  ["lapsed on the seventh day", 7 * DAY, { captured: false }, "expired"],
  ["lapsed some hours before it", 6.2 * DAY, { captured: false }, "expired"],
  ["lapsed some hours after it", 7.8 * DAY, { captured: false }, "expired"],
  ["changed a month later, so nobody can tell", 30 * DAY, { captured: false }, "voided"],
  ["captured, then voided, and a note on the seventh day", 7 * DAY, { captured: true }, "voided"],
  ["not said whether it was captured", 7 * DAY, { captured: null }, "voided"],
  ["with money given back", 7 * DAY, { captured: false, amount_refunded: 5 }, "voided"],
  ["without the time of its last change", null, { captured: false }, "voided"],
  ["with a time that is none", null, { captured: false, updated_at: "a week later" }, "voided"],
  ["without the time when it was made", 7 * DAY, { captured: false, created_at: null }, "voided"],
])("a canceled payment, %s, reads by its times", async (_what, after, more, expected) => {
  here.answer = reply(
    200,
    payment({
      status: "canceled",
      amount_refundable: 0,
      updated_at: after === null ? null : new Date(NOON + after).toISOString(),
      ...more,
    }),
  );
  expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ status: expected, statusRaw: "canceled" });
});

test("a void that is answered as canceled is done, whatever its times say", async () => {
  here.answer = reply(
    200,
    payment({ status: "canceled", captured: false, updated_at: new Date(NOON + 7 * DAY).toISOString() }),
  );
  expect(await move("void")).toMatchObject({ kind: "approved" });
  here.answer = reply(
    201,
    payment({ status: "canceled", captured: false, updated_at: new Date(NOON + 7 * DAY).toISOString() }),
  );
  expect(await move("capture")).toMatchObject({ kind: "unknown", why: "unrecognised" });
});

test("MONEY: a refund that is still pending counts as given back; a failed one does not", async () => {
  const row = (amount: number, status: string): Json => ({
    id: `re_${amount}`,
    payment_id: PAYMENT_ID,
    amount,
    status,
  });
  here.answer = reply(
    200,
    payment({
      status: "partially_refunded",
      amount_refunded: 300,
      refunds: [row(300, "succeeded"), row(500, "pending"), row(700, "failed")],
    }),
  );
  expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ amountRefunded: 800 });
});

test.each([12.5, -500, "5.00"])(
  "MONEY: a sum given back of %j is not understood, so the payment’s state is not known",
  async (sum) => {
    here.answer = reply(200, payment({ amount_refunded: sum }));
    expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ status: "unknown" });
    here.answer = reply(200, payment({ amount_refundable: sum }));
    expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ status: "unknown" });
  },
);

test("MONEY: a list with a row that cannot be read, or one that says there is more and not where, is no list", async () => {
  here.answer = reply(200, { type: "array", data: [payment().data, { id: "py_2" }], page_info: { has_next: false } });
  await expect(processor.listPayments(null, 50)).rejects.toMatchObject({ code: "unreadable" });
  here.answer = reply(200, { type: "array", data: [payment().data], page_info: { has_next: true, end_cursor: null } });
  await expect(processor.listPayments(null, 50)).rejects.toMatchObject({ code: "unreadable" });
  here.answer = reply(200, { type: "array", data: [payment().data] });
  await expect(processor.listPayments(null, 1)).rejects.toMatchObject({ code: "unreadable" });
  await expect(processor.listPayments(null, 2)).resolves.toMatchObject({ next: null });
});

test("customers, cards on file and tips are not offered, and the list for the windows says what is", async () => {
  expect(processor.customers).toBeNull();
  expect(processor.adjustTip).toBeNull();
  expect(capabilitiesOf(processor).sort()).toEqual([
    "avs_result",
    "card_needs_name",
    "edit_payment",
    "keyed_card",
    "ledger",
    "payment_token",
    "refund_unsettled",
    "void",
  ]);
});

const METHOD: Json = {
  id: "pm_123xyz",
  status: "valid",
  invalid_reason: null,
  card: {
    id: "pm_123xyz",
    acct_last_four: "4242",
    brand: "Visa",
    name: "Amanda Kessel",
    token: "pm_123xyz",
    month: "5",
    year: "2042",
  },
  customer_id: "cust_xyz",
  signature: "4guAJNkVA3lRLVlanNVoBK",
};
const VISA = { brand: "visa", last4: "4242", fingerprint: "4guAJNkVA3lRLVlanNVoBK", invalid: null };
test.each<[string, Json, unknown]>([
  ["a card", {}, VISA],
  [
    "a last four as a number, with a zero that is lost in it",
    { card: { brand: "visa", acct_last_four: 42 } },
    { ...VISA, last4: "0042" },
  ],
  ["no id of its own, but the token in the card", { id: undefined }, VISA],
  [
    "a bank account",
    { card: undefined, bank_account: { brand: "Wells Fargo", account_number_last4: 1111 } },
    { ...VISA, brand: "unknown", last4: "1111" },
  ],
  ["no signature", { signature: null }, { ...VISA, fingerprint: null }],
  [
    "invalid, with a reason",
    { status: "invalid", invalid_reason: "card_expired" },
    { ...VISA, invalid: "card_expired" },
  ],
  ["invalid, without one", { status: "invalid" }, { ...VISA, invalid: "" }],
  ["a reason without the word", { invalid_reason: "card_expired" }, VISA],
  ["a status of tomorrow", { status: "under_moon" }, VISA],
  [
    "a full number where the last four belong",
    { card: { brand: "visa", acct_last_four: "4242424242424242" } },
    { ...VISA, last4: null },
  ],
  ["another method than the one asked for", { id: "pm_other" }, null],
  ["neither card nor account", { card: null }, null],
])("the card behind a token: %s", async (_what, changes, expected) => {
  here.answer = reply(200, {
    id: "pm_123xyz",
    type: "payment_method",
    data: { ...METHOD, ...changes },
    page_info: null,
  });
  expect(await processor.tokenCard?.("pm_123xyz")).toEqual(expected);
  expect(here.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
    ["GET", "/v1/payment_methods/pm_123xyz", ""],
  ]);
});

test("SECURITY: a token is in no payment that is read, in no word of a refusal, and in no line of the log", async () => {
  here.lines.splice(0);
  here.answer = reply(404, error("payment_method_not_found", { message: "No payment method pm_123xyz" }));
  const no = await move("sale");
  await expect(processor.tokenCard?.("pm_123xyz")).rejects.toMatchObject({ code: "not_found" });
  here.answer = reply(201, payment({ payment_method: METHOD }));
  const yes = await move("sale");
  here.answer = reply(200, payment({ payment_method: METHOD }));
  const read = await processor.getPayment(PAYMENT_ID);
  expect(yes.payment?.card).toMatchObject({ id: null, last4: "4242", fingerprint: "4guAJNkVA3lRLVlanNVoBK" });
  expect(here.lines).toContainEqual(expect.stringContaining("GET payment_methods/{token} 404"));
  for (const kept of [no, yes, read, here.lines]) expect(JSON.stringify(kept)).not.toContain("pm_123xyz");
});
