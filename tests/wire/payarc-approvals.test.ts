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
  order,
  REFERENCE,
  reply,
  stage,
  type Json,
  type Stage,
} from "../fixtures/payarc/server";

/** Every status of docs/payarc.md 8, and what an approval has to prove. */
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
    ["disputed", "disputed"],
    ["partially_disputed", "partly_disputed"],
    ["Chargeback", "disputed"],
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
    ["Submitted For Settlement", "captured"],
    ["partial-refund", "partly_refunded"],
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
    ["disputed", "unknown", "unknown"],
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
