import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { adviceFor } from "../../src/shared/advice";
import { takenTooMuch } from "../../src/shared/advice-surcharge";
import { cents } from "../../src/shared/money";
import type { Outcome } from "../../src/shared/outcome";
import type { Processor } from "../../src/main/processors/processor";
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
  type Json,
  type Stage,
} from "../fixtures/payarc/server";
import { bookOf, tipsOf } from "../fixtures/port";

/** Every row of docs/payarc.md 4 (errors), 8 (statuses) and 14 (types), and what proves an outcome. */
let here: Stage;
let processor: Processor;
beforeAll(async () => {
  here = await stage();
  processor = here.processor();
});
beforeEach(() => void (here.requests.length = 0));
afterAll(() => here.close());

const answered = (status: number, body: unknown) => void (here.answer = reply(status, body));
const charged = async (changes: Json, asked: Parameters<typeof order>[0] = {}): Promise<Outcome> => {
  answered(201, charge(changes));
  return processor.charge(order(asked), REFERENCE);
};
const common = (status_code: number, message: string, more: Json = {}) => ({
  status: "error",
  code: 0,
  message,
  status_code,
  exception: "App\\Containers\\Card\\Exceptions\\InvalidCardDetailsException",
  file: "/home/deploy/app.php",
  line: 45,
  ...more,
});

describe("errors (section 4.1): as a charge's outcome, and as a Failure of another call", () => {
  const invalid = {
    currency: ["The selected currency is invalid."],
    exp_month: ["The exp month field is required."],
    address_line1: "Too short.",
  };
  const rows: readonly (readonly [string, number, unknown, Json, Json])[] = [
    [
      "400 used token (2021)",
      400,
      common(400, "The requested token is not valid or already used"),
      { kind: "refused", why: "not_acceptable", message: "The requested token is not valid or already used" },
      { code: "refused" },
    ],
    [
      "401 as an error string (2026)",
      401,
      { error: "Unauthenticated." },
      { kind: "refused", why: "not_acceptable" },
      { code: "unauthorized" },
    ],
    [
      "401 in the common shape (2021)",
      401,
      common(401, "Unauthenticated."),
      { kind: "refused", why: "not_acceptable" },
      { code: "unauthorized" },
    ],
    [
      "401 with errors as a plain string",
      401,
      { message: "Unauthenticated.", errors: "Missing or invalid Access Token!" },
      { kind: "refused", why: "not_acceptable" },
      { code: "unauthorized" },
    ],
    ["401 as HTML", 401, "<html>401</html>", { kind: "refused", why: "not_acceptable" }, { code: "unauthorized" }],
    [
      "403 with errors as a plain string",
      403,
      { code: 0, message: "This action is unauthorized.", errors: "Forbidden", status_code: 403 },
      { kind: "refused", why: "not_acceptable" },
      { code: "unauthorized" },
    ],
    [
      "403 from something in between",
      403,
      "<html><h1>Blocked</h1>",
      { kind: "refused", why: "not_acceptable", message: null },
      { code: "unauthorized" },
    ],
    [
      "404 used token (2026)",
      404,
      common(404, "The requested token_id is not valid or already used"),
      { kind: "refused", why: "not_acceptable" },
      { code: "not_found" },
    ],
    [
      "405",
      405,
      { message: "Method Not Allowed!", errors: "Method Not Allowed!" },
      { kind: "refused", why: "not_acceptable" },
      { code: "refused" },
    ],
    [
      "409 Invalid Card",
      409,
      common(409, "Invalid Card"),
      { kind: "refused", why: "not_acceptable", fields: { number: "Invalid Card" } },
      { code: "refused", fields: { number: "Invalid Card" } },
    ],
    [
      "409 Invalid CVV",
      409,
      common(409, "Invalid CVV"),
      { kind: "declined", message: "Invalid CVV" },
      { code: "refused", fields: { cvv: "Invalid CVV" } },
    ],
    [
      "409 as a bare array",
      409,
      ["Invalid CVV"],
      { kind: "declined", message: "Invalid CVV" },
      { code: "refused", fields: { cvv: "Invalid CVV" } },
    ],
    [
      "409 as a bare string",
      409,
      JSON.stringify("Something odd"),
      { kind: "refused", why: "not_acceptable", message: "Something odd" },
      { code: "refused" },
    ],
    [
      "409 with trailing blanks",
      409,
      common(409, "Amount requested is not available for Refund  "),
      { kind: "refused", message: "Amount requested is not available for Refund" },
      { code: "refused" },
    ],
    [
      "422 with fields",
      422,
      common(422, "The given data was invalid.", { errors: invalid }),
      {
        kind: "refused",
        why: "not_acceptable",
        fields: {
          currency: "The selected currency is invalid.",
          expMonth: "The exp month field is required.",
          addressLine1: "Too short.",
        },
      },
      { code: "refused", fields: { expMonth: "The exp month field is required." } },
    ],
    [
      "422 with errors as a list",
      422,
      { errors: ["Return Not Allowed."] },
      { kind: "refused", message: "Return Not Allowed." },
      { code: "refused" },
    ],
    [
      "422 with errors as a string",
      422,
      { errors: "Return Not Allowed." },
      { kind: "refused", message: "Return Not Allowed." },
      { code: "refused" },
    ],
    ["422 with nothing in it", 422, {}, { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    ["409 empty", 409, "", { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    ["404 as HTML", 404, "<html>nginx</html>", { kind: "unknown", why: "unreadable" }, { code: "not_found" }],
    ["400 truncated", 400, '{"status":"error","mess', { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    [
      "409 that carries a charge",
      409,
      { ...charge(), message: "No" },
      { kind: "unknown", why: "unreadable" },
      { code: "refused" },
    ],
    ["408", 408, common(408, "Request Timeout"), { kind: "unknown", why: "unrecognised" }, { code: "refused" }],
    ["402", 402, common(402, "Pay up"), { kind: "unknown", why: "unrecognised" }, { code: "refused" }],
    ["301", 301, "", { kind: "unknown" }, { code: "unreadable" }],
    ["429", 429, "", { kind: "unknown", why: "rate_limited" }, { code: "rate_limited" }],
    [
      "500 with a raw PHP message",
      500,
      common(500, "Property [is_under_review] does not exist on this collection instance."),
      { kind: "unknown", why: "server_error" },
      { code: "processor_down" },
    ],
    [
      "502 as HTML",
      502,
      "<html>Bad Gateway</html>",
      { kind: "unknown", why: "server_error" },
      { code: "processor_down" },
    ],
    ["503 empty", 503, "", { kind: "unknown", why: "server_error" }, { code: "processor_down" }],
    ["200 empty", 200, "", { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    [
      "200 with an error in it",
      200,
      common(200, "Do not honor"),
      { kind: "unknown", why: "unreadable" },
      { code: "unreadable" },
    ],
    [
      "200 as HTML",
      200,
      "<html>Welcome to the hotel network</html>",
      { kind: "unknown", why: "unreadable" },
      { code: "unreadable" },
    ],
    ["204", 204, "", { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    ["201 with a bare array", 201, [], { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    ["201 with null", 201, "null", { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    ["201 with empty data", 201, { data: [] }, { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
  ];
  test.each(rows)("%s", async (_name, status, body, outcome, failure) => {
    // One processor each, so that a 429 blocks nobody else.
    const fresh = here.processor();
    answered(status, body);
    const seen = await fresh.charge(order(), REFERENCE);
    expect(seen).toMatchObject({ ...outcome, httpStatus: status });
    expect(here.requests).toHaveLength(1);
    const error = await bookOf(fresh)
      .createToken(CARD, "phone", false)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ ...failure, name: "Failure" });
    for (const said of [JSON.stringify(seen), JSON.stringify(error), here.lines.join()])
      expect(said).not.toMatch(/Exceptions|deploy/);
  });

  test("401 says which environment, and that tokens differ", async () => {
    answered(401, { error: "Unauthenticated." });
    await expect(here.processor().check()).rejects.toMatchObject({
      code: "unauthorized",
      sentence: expect.stringMatching(/PayArc test.*other environment.*Settings/) as string,
    });
    expect(await here.processor().charge(order(), REFERENCE)).toMatchObject({
      message: expect.stringContaining("PayArc test") as string,
    });
  });
});

describe("declines come in two forms (section 4.2)", () => {
  const messages = [
    "Insufficient Funds",
    "Do not honor",
    "Suspected Card",
    "Suspected Fraud",
    "Invalid From Account",
    "Withdrawal Limit exceeded",
    "Expired Card",
    "General CardAuth Decline",
    "CVV2 verification failed",
    "Customer requested stop of all recurring payments from specific merchant",
    "Invalid CVV",
  ];
  test.each(messages)("as an error: %s", async (message) => {
    answered(409, common(409, ` ${message.toUpperCase()} `));
    expect(await processor.charge(order(), REFERENCE)).toMatchObject({
      kind: "declined",
      amount: 1200,
      message: message.toUpperCase(),
      httpStatus: 409,
      payment: null,
    });
  });

  /** docs/payarc.md, seed 001: status and message; the duplicates are further down. */
  const phrases = [
    ["Activity Limit Exceeded", "Activity Limit exceeded"],
    ["Bad Request - Try Again", "SystemError"],
    ["Bad Request - Try Again", "System Error (Tran)"],
    ["Declined", "General Card Auth Decline"],
    ["Declined", "Do not honor"],
    ["Declined", "Suspected Card"],
    ["Expired Card", "Expired Card"],
    ["Host Validation Error", "Contact PAYARC - Host Validation Error"],
    ["Insufficient Funds", "Withdrawal Limit exceeded"],
    ["Invalid Amount", "Invalid Amount"],
    ["Invalid From Account", "Contact PAYARC - Invalid From Account"],
    ["Invalid Service", "Contact PAYARC - Invalid Service"],
    ["Re-enter transaction", "Re-enter transaction"],
    ["Transaction Amount Invalid", "The value '57679.99999999999' of element 'transactionAmount' is not valid"],
    ["Invalid CVV", "CVV2 verification failed"],
  ] as const;
  test.each(phrases)("as a charge: %s | %s", async (status, message) => {
    for (const code of [null, "D2026"]) {
      // captured 1 and an amount captured stand on failed rows too (section 19).
      const outcome = await charged({
        status,
        failure_code: code,
        failure_message: message,
        auth_code: null,
        amount_approved: 0,
        net_amount: 0,
      });
      expect(outcome).toMatchObject({
        kind: "declined",
        code,
        message,
        httpStatus: 201,
        payment: { status: "failed", statusRaw: status },
      });
    }
  });

  test("a new phrase beside a code that is known to say no", async () => {
    expect(
      await charged({
        status: "Lost Card",
        failure_code: "D2032",
        failure_message: "Lost Card",
        auth_code: null,
        amount_approved: 0,
      }),
    ).toMatchObject({ kind: "declined", code: "D2032" });
  });

  const contradictions: readonly (readonly [string, Json])[] = [
    ["a new phrase beside a new code", { status: "Brand new", failure_code: "D7777", auth_code: null }],
    ["a new phrase alone", { status: "Brand new", auth_code: null }],
    ["declined, but with an approval code", { status: "Declined", failure_code: "D2026" }],
    [
      "declined, but with an amount approved",
      { status: "Declined", failure_code: "D2026", auth_code: null, amount_approved: 1200 },
    ],
    [
      "declined, but the host approved",
      { status: "Declined", failure_code: "D2026", auth_code: null, tsys_response_code: "A0000" },
    ],
    ["a success with a failure code", { failure_code: "E0911", failure_message: "SystemError" }],
  ];
  test.each(contradictions)("%s is neither declined nor approved", async (_name, changes) => {
    expect(await charged(changes)).toMatchObject({ kind: "unknown", why: "unrecognised" });
  });
});

describe("duplicates may hide money that moved", () => {
  test.each(["D0001", "D0003", "D0008", "D2022", "D0022"])("%s", async (failure_code) => {
    expect(
      await charged({ status: "Declined", failure_code, failure_message: "Declined", auth_code: null }),
    ).toMatchObject({ kind: "unknown", why: "possible_duplicate", code: failure_code });
    expect(
      await charged({
        status: "failed_by_gateway",
        failure_code: null,
        tsys_response_code: failure_code,
        auth_code: null,
      }),
    ).toMatchObject({ kind: "unknown", why: "possible_duplicate" });
  });
  test.each(["Duplicate transaction", "Possible Duplicate Request"])("%s", async (phrase) => {
    expect(await charged({ status: phrase, failure_message: phrase, auth_code: null })).toMatchObject({
      kind: "unknown",
      why: "possible_duplicate",
      payment: { id: CHARGE_ID, status: "failed" },
    });
    for (const status of [400, 409, 422]) {
      answered(status, common(status, phrase));
      expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "unknown", why: "possible_duplicate" });
    }
  });
});

describe("statuses (section 8)", () => {
  test.each([
    ["submitted_for_settlement", "captured"],
    ["partially_submitted_for_settlement", "captured"],
    ["authorized", "authorized"],
    ["settled", "settled"],
    ["void", "voided"],
    ["refunded", "refunded"],
    ["partial_refund", "partly_refunded"],
    ["credit", "refunded"],
    ["submitted_for_refund", "unknown"],
    ["failed_by_gateway", "failed"],
    ["not_processed", "failed"],
    ["invalid_track_data", "failed"],
    ["authorization_expired", "expired"],
    ["Declined", "failed"],
    ["Invalid CVV", "failed"],
    ["Bad Request - Try Again", "failed"],
    ["Duplicate transaction", "failed"],
    ["SUBMITTED_FOR_SETTLEMENT ", "captured"],
    ["something_new", "unknown"],
    ["", "unknown"],
    [null, "unknown"],
    [7, "unknown"],
    ["constructor", "unknown"],
  ] as const)("%s is %s", async (raw, status) => {
    answered(200, charge({ status: raw }));
    expect(await processor.getPayment(CHARGE_ID)).toMatchObject({ status });
  });

  test.each([
    ["submitted_for_settlement", "approved", "unknown"],
    ["settled", "approved", "unknown"],
    ["authorized", "unknown", "authorized"],
    ["void", "reversed", "reversed"],
    ["refunded", "unknown", "unknown"],
    ["partial_refund", "unknown", "unknown"],
    ["credit", "unknown", "unknown"],
    ["submitted_for_refund", "unknown", "unknown"],
    ["partially_submitted_for_settlement", "unknown", "unknown"],
    ["authorization_expired", "unknown", "unknown"],
    ["something_new", "unknown", "unknown"],
  ] as const)("%s as the answer to a charge: %s, to an authorization: %s", async (status, sale, hold) => {
    expect((await charged({ status })).kind).toBe(sale);
    expect((await charged({ status, captured: "0", amount_captured: 0 }, { capture: false })).kind).toBe(hold);
  });
});

describe("what an approval has to prove", () => {
  const not: readonly (readonly [string, Json, string])[] = [
    ["no id", { id: null }, "unreadable"],
    ["an id that is none", { id: "," }, "unreadable"],
    ["another object", { object: "Refund" }, "unreadable"],
    ["no amount", { amount: null }, "unreadable"],
    ["a fraction of cents", { amount: 1200.5 }, "unreadable"],
    ["garbage for an amount", { amount: "12.00" }, "unreadable"],
    ["another amount", { amount: 1300 }, "wrong_payment"],
    [
      "another reference",
      { transaction_metadata: { data: [{ key: "reference", value: "not-ours" }] } },
      "wrong_payment",
    ],
    ["less captured", { amount_captured: "700" }, "unrecognised"],
    ["garbage captured", { amount_captured: "12.00" }, "unrecognised"],
    ["not captured", { captured: 0 }, "unrecognised"],
    ["more approved", { amount_approved: 1300 }, "unrecognised"],
    ["garbage approved", { amount_approved: 11.99 }, "unrecognised"],
    ["nothing approved and no approval code", { amount_approved: 0, auth_code: null }, "unrecognised"],
    ["a failure message", { failure_message: "Something" }, "unrecognised"],
    ["a host that said no", { tsys_response_code: "D2026" }, "unrecognised"],
    ["a host that said no in words", { host_response_message: "Do not honor" }, "unrecognised"],
    ["already refunded", { is_refunded: 1 }, "unrecognised"],
    ["something refunded", { amount_refunded: 100 }, "unrecognised"],
    ["something voided", { amount_voided: 1200 }, "unrecognised"],
    ["a credit", { type: "Refund" }, "unrecognised"],
  ];
  test.each(not)("%s", async (_name, changes, why) => {
    const outcome = await charged(changes);
    expect(outcome).toMatchObject({ kind: "unknown", why, amount: null });
    if (why !== "unrecognised") expect(outcome.payment).toBeNull();
  });

  const still: readonly (readonly [string, Json])[] = [
    ["amounts as text", { amount: "1200", amount_approved: "1200", amount_captured: "1200", amount_refunded: "0" }],
    ["nothing approved at creation, with an approval code", { amount_approved: 0 }],
    [
      "the host's codes",
      {
        tsys_response_code: "A0000",
        host_response_code: "000000",
        host_response_message: "Success",
        failure_code: "",
        failure_message: "",
      },
    ],
    ["flags as text or truth", { captured: "1", is_refunded: false, under_review: 0 }],
    ["our reference", { transaction_metadata: { data: [{ key: "reference", value: REFERENCE }] } }],
    ["empty card and unknown fields", { card: { data: [] }, novelty: { a: [1] } }],
  ];
  test.each(still)("still proven: %s", async (_name, changes) => {
    expect(await charged(changes)).toMatchObject({ kind: "approved", amount: 1200 });
  });

  test("a keyed card has to be the one answered about", async () => {
    const keyed = { source: { kind: "card", card: CARD } } as const;
    expect(await charged({}, keyed)).toMatchObject({ kind: "unknown", why: "wrong_payment" });
    expect(await charged({ card: { data: { last4digit: "5439" } } }, keyed)).toMatchObject({ kind: "approved" });
  });

  test("a tip may or may not be counted into the amount", async () => {
    const tip = { tip: cents(200) };
    expect(await charged({}, tip)).toMatchObject({ kind: "approved", amount: 1200 });
    expect(await charged({ amount: 1400, amount_captured: 1400, amount_approved: 1400 }, tip)).toMatchObject({
      kind: "approved",
      amount: 1400,
    });
    expect(await charged({ amount: 1400, amount_captured: 1200, amount_approved: 1200 }, tip)).toMatchObject({
      kind: "approved",
      amount: 1400,
    });
    expect(await charged({ amount: 1300 }, tip)).toMatchObject({ kind: "unknown", why: "wrong_payment" });
  });

  describe("a surcharge is a part of the amount", () => {
    const asked = { tip: cents(200), surcharge: cents(35) };
    const sums = { amount: 1200, surcharge: 35 };
    const taken = (amount: number) => ({ amount, amount_captured: amount, amount_approved: amount, tip_amount: 200 });
    test("as it should be", async () => {
      for (const amount of [1200, 1400]) {
        const outcome = await charged(taken(amount), asked);
        expect(outcome).toMatchObject({ kind: "approved", amount });
        expect(takenTooMuch(outcome, sums)).toBe(0);
      }
    });
    test("added on top all the same: the true amount, and never as a plain approval", async () => {
      for (const [amount, more] of [
        [1235, {}],
        [1435, {}],
        [1235, { capture: false }],
      ] as const) {
        const changes =
          more.capture === false
            ? { ...taken(amount), amount_captured: 0, captured: "0", status: "authorized" }
            : taken(amount);
        const outcome = await charged(changes, { ...asked, ...more });
        expect(outcome).toMatchObject({ kind: more.capture === false ? "authorized" : "approved", amount });
        expect(takenTooMuch(outcome, sums)).toBe(35);
        expect(adviceFor(outcome, "charge", sums)).toMatchObject({
          retry: "no",
          next: expect.stringContaining("Take it back"),
          happened: expect.stringContaining("$0.35 more than the $12.00"),
        });
      }
    });
    test.each([
      ["approved as asked, but the amount is more", { ...taken(1235), amount_approved: 1200 }, "unrecognised"],
      ["captured as asked, but the amount is more", { ...taken(1235), amount_captured: 1200 }, "unrecognised"],
      ["more approved than the amount", { ...taken(1200), amount_approved: 1235 }, "unrecognised"],
      ["another sum", taken(1270), "wrong_payment"],
    ])("%s: unknown", async (_name, changes, why) => {
      expect(await charged(changes, asked)).toMatchObject({ kind: "unknown", why });
    });
  });
});

describe("partial approvals", () => {
  test.each([
    ["less approved", { amount_approved: 500 }],
    ["A0002", { amount_approved: "500", tsys_response_code: "A0002" }],
    ["host 000002", { amount_approved: 500, tsys_response_code: "A0000", host_response_code: "000002" }],
    ["A0002 as a failure code", { amount_approved: 500, failure_code: "A0002", amount_captured: "500" }],
  ])("%s", async (_name, changes) => {
    expect(await charged(changes)).toMatchObject({ kind: "partially_approved", amount: 500, requested: 1200 });
  });
  test("in part, but how much is not said", async () => {
    expect(await charged({ tsys_response_code: "A0002" })).toMatchObject({ kind: "unknown" });
    expect(await charged({ tsys_response_code: "A0002", amount_approved: 1200 })).toMatchObject({ kind: "unknown" });
  });
});

describe("voided at once by a rule", () => {
  const rules = (avs: 1 | 2 | null, binLocation: 1 | null) => ({ rules: { avs, binLocation, binCardType: null } });
  test.each([
    [rules(1, null), {}, "avs"],
    [rules(null, 1), {}, "bin"],
    [rules(1, 1), {}, "unstated"],
    [rules(2, null), {}, "unstated"],
    [rules(null, null), {}, "unstated"],
    [rules(1, 1), { void_description: "Voided by BIN rule" }, "bin"],
    [rules(null, null), { void_reason: "AVS" }, "avs"],
  ] as const)("%j %j: %s", async (asked, changes, rule) => {
    expect(await charged({ status: "void", amount_voided: 1200, ...changes }, asked)).toMatchObject({
      kind: "reversed",
      rule,
      amount: 1200,
    });
  });
});

describe("operations on a payment", () => {
  type Do = (processor: Processor) => Promise<Outcome>;
  const capture: Do = (p) => p.capture(CHARGE_ID, cents(700), REFERENCE);
  const voiding: Do = (p) => p.void(CHARGE_ID, cents(1200), TAKE, REFERENCE);
  const refund: Do = (p) => p.refund(CHARGE_ID, cents(500), TAKE, REFERENCE);
  const refundAll: Do = (p) => p.refund(CHARGE_ID, cents(1200), TAKE, REFERENCE);
  const tip: Do = (p) => tipsOf(p)(CHARGE_ID, cents(150), REFERENCE);
  const refunded = (changes: Json = {}) => ({
    data: {
      object: "Refund",
      id: null,
      refund_amount: "500",
      status: "submitted_for_refund",
      charge_id: CHARGE_ID,
      ...changes,
    },
  });
  const part = { status: "partially_submitted_for_settlement", amount_captured: "700" };

  const rows: readonly (readonly [string, Do, number, unknown, Json])[] = [
    ["capture", capture, 201, charge(part), { kind: "approved", amount: 700, payment: { amountCaptured: 700 } }],
    [
      "capture of all of a smaller charge, amount unsaid",
      capture,
      200,
      charge({ amount: 700, amount_captured: null }),
      { kind: "approved" },
    ],
    [
      "capture: another amount",
      capture,
      200,
      charge({ ...part, amount_captured: 1200 }),
      { kind: "unknown", why: "wrong_payment" },
    ],
    ["capture: amount unsaid", capture, 200, charge({ ...part, amount_captured: null }), { kind: "unknown" }],
    [
      "capture: another payment",
      capture,
      200,
      charge({ ...part, id: "WonDXOXWnBXObLyR" }),
      { kind: "unknown", why: "wrong_payment", payment: null },
    ],
    [
      "capture: still a hold",
      capture,
      200,
      charge({ status: "authorized", captured: 0, amount_captured: 0 }),
      { kind: "unknown", why: "unrecognised" },
    ],
    [
      "capture: the hold has lapsed",
      capture,
      200,
      charge({ status: "authorization_expired", captured: 0, amount_captured: 0 }),
      { kind: "declined" },
    ],
    [
      "capture: failed",
      capture,
      200,
      charge({ status: "failed_by_gateway", failure_code: "D2999", captured: 0, amount_captured: 0 }),
      { kind: "declined", code: "D2999" },
    ],
    [
      "capture: captured, with a failure code",
      capture,
      200,
      charge({ ...part, failure_code: "D2999" }),
      { kind: "unknown" },
    ],
    [
      "capture: refused",
      capture,
      409,
      common(409, "Charge has already been captured."),
      { kind: "refused", why: "not_acceptable" },
    ],
    ["capture: no body", capture, 204, "", { kind: "unknown", why: "unreadable" }],
    [
      "void",
      voiding,
      201,
      charge({ status: "void", amount_voided: 1200, net_amount: 0 }),
      { kind: "approved", amount: 1200, payment: { status: "voided" } },
    ],
    ["void: not voided", voiding, 201, charge(), { kind: "unknown", why: "unrecognised" }],
    [
      "void: another payment",
      voiding,
      201,
      charge({ status: "void", id: "WonDXOXWnBXObLyR" }),
      { kind: "unknown", why: "wrong_payment" },
    ],
    [
      "void: settled or voided already",
      voiding,
      409,
      common(409, "Reversal Not Allowed."),
      { kind: "refused", why: "not_acceptable", message: "Reversal Not Allowed." },
    ],
    [
      "void: a decline phrase is no decline",
      voiding,
      409,
      common(409, "Declined"),
      { kind: "refused", why: "not_acceptable" },
    ],
    [
      "void: 500 in 2021",
      voiding,
      500,
      common(500, "Property [is_under_review] does not exist"),
      { kind: "unknown", why: "server_error" },
    ],
    ["refund", refund, 201, refunded(), { kind: "approved", amount: 500, payment: null }],
    [
      "refund, in numbers (2025)",
      refund,
      201,
      refunded({ refund_amount: 500, status: "refunded" }),
      { kind: "approved" },
    ],
    ["refund: another amount", refund, 201, refunded({ refund_amount: 50 }), { kind: "unknown", why: "wrong_payment" }],
    [
      "refund: of another payment",
      refund,
      201,
      refunded({ charge_id: "WonDXOXWnBXObLyR" }),
      { kind: "unknown", why: "wrong_payment" },
    ],
    [
      "refund: with our mark",
      refund,
      201,
      refunded({ description: `Typed twice [ref ${REFERENCE.slice(0, 8)}]` }),
      { kind: "approved", amount: 500 },
    ],
    [
      "refund: with the mark of another",
      refund,
      201,
      refunded({ description: "Typed twice [ref 00000000]" }),
      { kind: "unknown", why: "wrong_payment" },
    ],
    [
      "refund: of nobody knows what",
      refund,
      201,
      refunded({ charge_id: null }),
      { kind: "unknown", why: "wrong_payment" },
    ],
    [
      "refund: an unknown status",
      refund,
      201,
      refunded({ status: "pending_something" }),
      { kind: "unknown", why: "unrecognised" },
    ],
    [
      "refund of an unsettled charge voids all of it",
      refund,
      201,
      charge({ status: "void", amount_voided: 500 }),
      { kind: "approved", amount: 1200, payment: { status: "voided" } },
    ],
    [
      "refund of all, answered by the charge",
      refundAll,
      201,
      charge({ status: "refunded", amount_refunded: 1200 }),
      { kind: "approved", amount: 1200 },
    ],
    [
      "refund of a part, answered by the charge: earlier refunds share that sum",
      refund,
      201,
      charge({ status: "partial_refund", amount_refunded: 500 }),
      { kind: "unknown", why: "unrecognised" },
    ],
    ["refund: charge unchanged", refund, 201, charge(), { kind: "unknown", why: "unrecognised" }],
    [
      "refund: too much",
      refund,
      409,
      common(409, "Amount requested is not available for Refund  "),
      { kind: "refused", why: "not_acceptable" },
    ],
    [
      "refund: unbatched, as documented",
      refund,
      422,
      common(422, "Return Not Allowed."),
      { kind: "refused", why: "not_acceptable" },
    ],
    ["tip", tip, 200, charge({ tip_amount: "150" }), { kind: "approved", amount: 150 }],
    ["tip: unchanged", tip, 200, charge(), { kind: "unknown", why: "unrecognised" }],
    ["tip: on a void", tip, 200, charge({ tip_amount: 150, status: "void" }), { kind: "unknown" }],
    [
      "tip: not found",
      tip,
      404,
      common(404, "The requested Resource was not found."),
      { kind: "refused", why: "not_acceptable" },
    ],
  ];
  test.each(rows)("%s", async (_name, act, status, body, outcome) => {
    answered(status, body);
    expect(await act(processor)).toMatchObject({ ...outcome, httpStatus: status });
    expect(here.requests).toHaveLength(1);
  });
});

describe("types and names that differ (section 14)", () => {
  const read = async (changes: Json) => {
    answered(200, charge(changes));
    return processor.getPayment(CHARGE_ID);
  };
  const card = (changes: Json) => ({ card: { data: { object: "Card", id: "abc", ...changes } } });
  const same: readonly (readonly [string, readonly unknown[], (value: unknown) => Json, string, unknown])[] = [
    ["amount_captured", [1010, "1010", " 1010 "], (amount_captured) => ({ amount_captured }), "amountCaptured", 1010],
    [
      "amount_captured, none",
      [null, "", undefined, "10.10", 10.1, -5, "x", {}, true, 1e12],
      (amount_captured) => ({ amount_captured }),
      "amountCaptured",
      null,
    ],
    ["amount_approved", [0, "0"], (amount_approved) => ({ amount_approved }), "amountApproved", 0],
    ["captured", [1, "1", true, "true"], (captured) => ({ captured }), "captured", true],
    ["captured, not", [0, "0", false, null, undefined], (captured) => ({ captured }), "captured", false],
    [
      "created_at",
      [
        1_611_924_403,
        "1611924403",
        "2021-01-29 12:46:43",
        "2021-01-29T12:46:43Z",
        "2021-01-29T12:46:43.000000Z",
        "2021-01-29T14:46:43+02:00",
        { date: "2021-01-29 12:46:43.000000", timezone_type: 3, timezone: "UTC" },
      ],
      (created_at) => ({ created_at }),
      "createdAt",
      1_611_924_403_000,
    ],
    [
      "created_at, none",
      [
        null,
        "",
        "yesterday",
        0,
        -1,
        1e15,
        "2021-13-40 99:00:00",
        { date: 5 },
        { date: "2021-01-29 12:46:43", timezone: "America/New_York" },
        [],
      ],
      (created_at) => ({ created_at }),
      "createdAt",
      null,
    ],
    ["phone_number", [5_417_543_010, "5417543010"], (phone_number) => ({ phone_number }), "phone", "5417543010"],
    [
      "empty texts",
      [null, "", "  ", undefined, [], {}, false],
      (charge_description) => ({ charge_description }),
      "description",
      null,
    ],
  ];
  test.each(same)("%s", async (_name, variants, change, field, value) => {
    for (const variant of variants)
      expect(await read(change(variant)), JSON.stringify(variant)).toHaveProperty(field, value);
  });

  const onCard: readonly (readonly [string, readonly Json[], Json])[] = [
    [
      "first6digit as a number or text",
      [
        { brand: null, first6digit: 401_200 },
        { brand: "", first6digit: "401200" },
        { brand: "?", first6digit: "401200" },
      ],
      { brand: "visa" },
    ],
    ["brand letters: Mastercard", [{ brand: "M" }, { brand: "m" }, { brand: "MASTERCARD" }], { brand: "mastercard" }],
    ["brand letters: Amex", [{ brand: "X" }, { brand: "A" }], { brand: "amex" }],
    [
      "brand letters: Discover",
      [{ brand: "R" }, { brand: "D" }, { brand: "R", first6digit: 601_100 }],
      { brand: "discover" },
    ],
    ["brand letters: JCB", [{ brand: "J" }], { brand: "jcb" }],
    ["Diners on the Discover network", [{ brand: "R", first6digit: 305_515 }], { brand: "diners" }],
    ["UnionPay on the Discover network", [{ brand: "R", first6digit: 628_200 }], { brand: "unionpay" }],
    ["an unknown brand is shown raw", [{ brand: "Q", first6digit: 111_111 }], { brand: "unknown", brandRaw: "Q" }],
    [
      "last4digit as text or as a number that lost its zeros",
      [{ last4digit: "0012" }, { last4digit: 12 }],
      { last4: "0012" },
    ],
    [
      "SECURITY: a whole number where four digits belong goes no further",
      [{ last4digit: "4012000098765439" }, { last4digit: 4_012_000_098_765_439 }, { last4digit: "12" }],
      { last4: null },
    ],
    [
      "expiry",
      [
        { exp_month: "01", exp_year: "2029" },
        { exp_month: 1, exp_year: 29 },
      ],
      { expMonth: "01", expYear: "2029" },
    ],
    [
      "AVS and CVV letters stay raw",
      [
        { avs_status: "0", cvc_status: "N" },
        { avs_status: 0, cvc_status: "N" },
      ],
      { avs: "0", cvv: "N" },
    ],
    ["holder", [{ card_holder_name: "Ann" }, { name: "Ann" }], { holder: "Ann" }],
    [
      "the issuer",
      [{ bank_name: "First Bank", bank_phone: "1-800-555-0100", bin_country: "UNITED STATES", card_type: "debit" }],
      { issuerName: "First Bank", issuerPhone: "1-800-555-0100", issuerCountry: "UNITED STATES", cardType: "debit" },
    ],
  ];
  test.each(onCard)("%s", async (_name, variants, expected) => {
    for (const variant of variants)
      expect((await read(card(variant))).card, JSON.stringify(variant)).toMatchObject(expected);
  });

  test("a card, a refund list and metadata, wrapped, bare, empty or absent", async () => {
    for (const empty of [{ data: [] }, [], null, undefined, "", { data: null }])
      expect(await read({ card: empty, refund: empty })).toMatchObject({ card: null, refunds: [] });
    expect((await read({ card: { id: "abc", last4digit: "1111" } })).card).toMatchObject({ id: "abc", last4: "1111" });
    for (const metadata of [
      { reference: "r1" },
      '{"reference":"r1"}',
      [{ key: "reference", value: "r1" }],
      { data: [{ key: "reference", value: "r1" }, { key: null }, 7] },
    ]) {
      expect(await read({ transaction_metadata: metadata })).toMatchObject({ reference: "r1" });
    }
    for (const metadata of ["{", "[]", 7, null])
      expect(await read({ transaction_metadata: metadata })).toMatchObject({ reference: null, metadata: {} });
  });

  test("a charge without its wrapping, and one twice as wrapped", async () => {
    answered(200, charge().data);
    expect(await processor.getPayment(CHARGE_ID)).toMatchObject({ id: CHARGE_ID });
    answered(200, { data: { data: charge().data } });
    await expect(processor.getPayment(CHARGE_ID)).rejects.toMatchObject({ code: "unreadable" });
  });

  const customer = async (changes: Json) => {
    answered(200, { data: { ...(JSON.parse(documented("002-customer.json")) as { data: Json }).data, ...changes } });
    return bookOf(processor).get("a");
  };
  test("a customer's id under two names, addresses under three, cards in two wrappings", async () => {
    expect((await customer({ id: "other", customer_id: "real" })).id).toBe("real");
    expect((await customer({ id: "only", customer_id: null })).id).toBe("only");
    await expect(customer({ id: null })).rejects.toMatchObject({ code: "unreadable" });
    expect(await customer({ address_1: null, address1: "1 Main St", zip: 6840 })).toMatchObject({
      addressLine1: "1 Main St",
      zip: "6840",
    });
    for (const line of ["address1", "address_1", "address_line1"])
      expect(
        (await customer({ card: [{ id: "c", [line]: "1 Main St", state_code: "NY", country_code: "US" }] })).cards[0],
      ).toMatchObject({ addressLine1: "1 Main St", state: "NY", country: "US" });
    for (const isDefault of [1, "1", true])
      expect((await customer({ card: { data: [{ id: "c", is_default: isDefault }] } })).cards[0]).toMatchObject({
        isDefault: true,
      });
    for (const cards of [{ data: [] }, [], null, { data: null }, "none"])
      expect((await customer({ card: cards })).cards).toEqual([]);
    expect((await customer({ card: { data: [{ id: null }, 7, null, { id: "c" }] } })).cards).toHaveLength(1);
  });

  test("what cannot be read is told to the log by names and types, never by values", async () => {
    await expect(customer({ id: null, customer_id: null, name: "Jane Private" })).rejects.toMatchObject({
      sentence: expect.not.stringContaining("Jane") as string,
    });
    expect(here.lines.at(-1)).toContain("name:string");
    expect(here.lines.join()).not.toContain("Jane");
  });
});

describe("MONEY: what was given back of a payment", () => {
  const read = async (changes: Json) => {
    answered(200, charge({ status: "settled", ...changes }));
    return processor.getPayment(CHARGE_ID);
  };
  const row = (changes: Json = {}) => ({
    object: "Refund",
    refund_amount: 500,
    status: "submitted_for_refund",
    ...changes,
  });

  test.each<[string, Json, number]>([
    ["a refund that is listed before it is in the sum counts", { amount_refunded: 0, refund: { data: [row()] } }, 500],
    [
      "also where the sum is left out",
      { amount_refunded: undefined, refund: { data: [row(), row({ refund_amount: "200" })] } },
      700,
    ],
    ["a sum that has more than is listed stands", { amount_refunded: 900, refund: { data: [row()] } }, 900],
    [
      "a refund that did not go through does not count",
      { amount_refunded: 0, refund: { data: [row({ status: "failed_by_gateway" })] } },
      0,
    ],
    [
      "nor does one of a payment that was voided as a whole",
      { status: "void", amount_refunded: 0, refund: { data: [row()] } },
      0,
    ],
    [
      "a payment that is refunded was given back whole, where the sum is left out",
      { status: "refunded", amount_refunded: null },
      1_200,
    ],
  ])("%s", async (_what, changes, refunded) => expect(await read(changes)).toMatchObject({ amountRefunded: refunded }));

  test.each([12.5, -500, "5.00", "five"])(
    "a sum of %j is not understood, so the payment’s state is not known",
    async (sum) => {
      expect(await read({ amount_refunded: sum })).toMatchObject({ status: "unknown" });
    },
  );
});

test.each<[string, Json]>([
  ["a sentence", { error: "Unauthenticated." }],
  ["fields", { errors: { amount: ["The amount is invalid."] } }],
  ["the common shape", { status: "error", message: "Server Error", status_code: 500 }],
])("MONEY: an approval beside an error (%s) contradicts itself", async (_what, beside) => {
  answered(201, { ...charge(), ...beside });
  expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "unknown", why: "unreadable" });
  answered(201, { ...charge(), error: false, errors: {}, exception: "" });
  expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "approved" });
});
