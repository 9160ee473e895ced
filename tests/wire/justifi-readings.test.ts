import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { capabilitiesOf, type Processor } from "../../src/main/processors/processor";
import { cents } from "../../src/shared/money";
import { refundable } from "../../src/shared/payment";
import {
  BY_TOKEN,
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

/** How a payment, a list and a card read, of every kind of answer. */
let here: Stage;
let processor: Processor;

beforeAll(async () => void (here = await stage()));

beforeEach(() => {
  here.requests.splice(0);
  // A 429 holds the line up for the rest of the minute: each test has a line of its own.
  processor = here.processor();
});

afterAll(() => here.close());

const AMOUNT = cents(10_000);
const byToken = order({ amount: AMOUNT, source: BY_TOKEN, capture: true });

test.each([
  ["succeeded", {}, "captured"],
  ["authorized", { captured: false }, "authorized"],
  ["canceled", {}, "voided"],
  ["failed", { captured: false }, "failed"],
  ["partially_refunded", { amount_refunded: 100 }, "partly_refunded"],
  ["fully_refunded", { amount_refunded: 10_000 }, "refunded"],
  ["refunded", { amount_refunded: 10_000 }, "refunded"],
  // MONEY: the sum decides; the word may be an older one, or stand for both.
  ["refunded", { amount_refunded: 100 }, "partly_refunded"],
  ["succeeded", { amount_refunded: 100 }, "partly_refunded"],
  ["succeeded", { amount_refunded: 10_000 }, "refunded"],
  ["partially_refunded", { amount_refunded: 10_000 }, "refunded"],
  ["canceled", { amount_refunded: 100 }, "voided"],
  ["disputed", { amount_refundable: 0 }, "disputed"],
  ["partially_disputed", {}, "partly_disputed"],
  ["succeeded", { disputed: true }, "disputed"],
  ["succeeded", { amount_disputed: 100 }, "partly_disputed"],
  ["succeeded", { amount_disputed: 10_000 }, "disputed"],
  ["succeeded", { amount_disputed: 9_900, amount_refunded: 100 }, "disputed"],
  ["disputed", { amount_disputed: 9_899, amount_refunded: 100 }, "partly_disputed"],
  ["succeeded", { amount_disputed: "a part" }, "unknown"],
  ["succeeded", { disputes: [{ status: "needs_response", amount: 4_000 }] }, "partly_disputed"],
  ["succeeded", { disputes: [{ status: "open", amount_cents: 4_000 }] }, "partly_disputed"],
  [
    "succeeded",
    {
      disputes: [
        { status: "lost", amount: 6_000 },
        { status: "under_review", amount: 4_000 },
      ],
    },
    "disputed",
  ],
  [
    "succeeded",
    {
      disputes: [
        { status: "won", amount: 6_000 },
        { status: "lost", amount: 4_000 },
      ],
    },
    "partly_disputed",
  ],
  ["succeeded", { amount_disputed: 4_000, disputes: [{ status: "won", amount: 4_000 }] }, "captured"],
  ["succeeded", { disputed: true, disputes: [{ amount: 4_000 }, { amount: "a part" }] }, "disputed"],
  ["partially_disputed", { amount_disputed: 2_500 }, "partly_disputed"],
  ["succeeded", { disputes: [{ id: "dp_1", status: "needs_response" }] }, "disputed"],
  ["succeeded", { disputes: [{ id: "dp_1", status: "lost" }] }, "disputed"],
  ["succeeded", { disputes: [{ id: "dp_1", status: "a word of tomorrow" }] }, "disputed"],
  ["succeeded", { disputes: ["dp_1"] }, "disputed"],
  ["succeeded", { disputed: false, amount_disputed: 0, disputes: [] }, "captured"],
  ["succeeded", { disputed: true, disputes: [{ id: "dp_1", status: "won" }] }, "captured"],
  ["succeeded", { disputes: [{ status: "won" }, { status: "under_review" }] }, "disputed"],
  ["disputed", { disputes: [{ status: "won" }] }, "disputed"],
  ["partially_refunded", { amount_refunded: 100, disputed: true }, "disputed"],
  ["fully_refunded", { amount_refunded: 10_000, disputed: true }, "disputed"],
  ["authorized", { captured: false, disputed: true }, "unknown"],
  ["failed", { captured: false, disputed: true }, "unknown"],
  ["canceled", { disputed: true }, "voided"],
  ["pending", {}, "unknown"],
  ["Succeeded", {}, "captured"],
  ["a word of tomorrow", {}, "unknown"],
])("a payment that is %s %j reads as %s", async (status, more, expected) => {
  here.answer = reply(200, payment({ status, ...more }));
  expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ status: expected, statusRaw: status });
});

test.each([
  [{ amount_disputed: 2_500 }, 2_500],
  [
    {
      disputes: [
        { status: "lost", amount: 1_000 },
        { status: "under_review", amount: 500 },
      ],
    },
    1_500,
  ],
  // Of two sums the larger.
  [{ amount_disputed: 2_500, disputes: [{ status: "lost", amount: 1_000 }] }, 2_500],
  [{ amount_disputed: 500, disputes: [{ status: "lost", amount: 1_000 }] }, 1_000],
  [{ amount_disputed: 2_500, disputes: [{ status: "won", amount: 2_500 }] }, null],
  [{ disputed: true }, null],
  [{}, null],
])("of a payment with %j %s is disputed", async (more, expected) => {
  here.answer = reply(200, payment({ status: "succeeded", ...more }));
  expect((await processor.getPayment(PAYMENT_ID)).amountDisputed).toBe(expected);
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
  expect(await processor.void(PAYMENT_ID, AMOUNT, "USD", TAKE, REFERENCE)).toMatchObject({ kind: "approved" });
  here.answer = reply(
    201,
    payment({ status: "canceled", captured: false, updated_at: new Date(NOON + 7 * DAY).toISOString() }),
  );
  expect(await processor.capture(PAYMENT_ID, AMOUNT, "USD", REFERENCE)).toMatchObject({
    kind: "unknown",
    why: "unrecognised",
  });
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

test("MONEY: that something was given back and not how much, so the payment’s state is not known", async () => {
  here.answer = reply(200, payment({ amount_refunded: 0, refunded: true }));
  expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ status: "unknown" });
  here.answer = reply(200, payment({ amount_refunded: 0, status: "partially_refunded" }));
  const part = await processor.getPayment(PAYMENT_ID);
  expect([part.status, refundable(part)]).toEqual(["partly_refunded", 0]);
  here.answer = reply(200, payment({ amount_refunded: 0, status: "fully_refunded", refunded: true }));
  expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ status: "refunded", amountRefunded: 10_000 });
  here.answer = reply(200, payment({ amount_refunded: 0, status: "canceled", refunded: true }));
  expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ status: "voided", amountRefunded: 0 });
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

test.each([1_796_014_986, "1796014986", "2026-11-30 05:03:06 UTC", "2026-11-30T05:03:06Z"])(
  "MONEY: the time %j is read: a payment without a time is on no day",
  async (created_at) => {
    here.answer = reply(200, payment({ created_at }));
    expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ createdAt: 1_796_014_986_000 });
  },
);

test("MONEY: a page with nothing in it is no end where the list says how it goes on", async () => {
  const empty = (page_info: Json) => void (here.answer = reply(200, { type: "array", data: [], page_info }));
  empty({ has_next: true, end_cursor: "b" });
  expect(await processor.listPayments("1.a", 50)).toMatchObject({ items: [], next: "2.b" });
  for (const info of [{ has_next: true, end_cursor: "a" }, { has_next: true }, { end_cursor: "b" }]) {
    empty(info);
    expect(await processor.listPayments("1.a", 50)).toMatchObject({ items: [], next: null });
  }
});

test("MONEY: a list with a row that cannot be read, or one that says there is more and not where, is no list", async () => {
  here.answer = reply(200, { type: "array", data: [payment().data, { id: "py_2" }], page_info: { has_next: false } });
  await expect(processor.listPayments(null, 50)).rejects.toMatchObject({ code: "unreadable" });
  here.answer = reply(200, { type: "array", data: [payment().data], page_info: { has_next: true, end_cursor: null } });
  await expect(processor.listPayments(null, 50)).rejects.toMatchObject({ code: "unreadable" });
  here.answer = reply(200, { type: "array", data: [payment().data] });
  await expect(processor.listPayments(null, 1)).rejects.toMatchObject({ code: "unreadable" });
  await expect(processor.listPayments(null, 2)).resolves.toMatchObject({ next: null });
  // A short page that says how it goes on and not whether is no end: a server gives as many rows as it likes.
  here.answer = reply(200, { type: "array", data: [payment().data], page_info: { end_cursor: "b" } });
  await expect(processor.listPayments(null, 50)).resolves.toMatchObject({ next: "2.b" });
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
  here.answer = reply(404, {
    error: { code: "payment_method_not_found", message: "No payment method pm_123xyz" },
  });
  const no = await processor.charge(byToken, REFERENCE);
  await expect(processor.tokenCard?.("pm_123xyz")).rejects.toMatchObject({ code: "not_found" });
  here.answer = reply(201, payment({ payment_method: METHOD }));
  const yes = await processor.charge(byToken, REFERENCE);
  here.answer = reply(200, payment({ payment_method: METHOD }));
  const read = await processor.getPayment(PAYMENT_ID);
  expect(yes.payment?.card).toMatchObject({ id: null, last4: "4242", fingerprint: "4guAJNkVA3lRLVlanNVoBK" });
  expect(here.lines).toContainEqual(expect.stringContaining("GET payment_methods/{token} 404"));
  for (const kept of [no, yes, read, here.lines]) expect(JSON.stringify(kept)).not.toContain("pm_123xyz");
});
