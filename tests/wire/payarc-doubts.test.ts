import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Processor } from "../../src/main/processors/processor";
import { cents } from "../../src/shared/money";
import type { Outcome } from "../../src/shared/outcome";
import {
  charge,
  CHARGE_ID,
  order,
  REFERENCE,
  reply,
  stage,
  TAKE,
  type Json,
  type Stage,
} from "../fixtures/payarc/server";
import { tipsOf } from "../fixtures/port";

/** Answers that look like a yes or a no, and are about money that may have moved otherwise (docs/payarc.md 11 and 12). */
let here: Stage;
let processor: Processor;

beforeAll(async () => {
  here = await stage();
  processor = here.processor();
});

afterAll(() => here.close());

const answered = (status: number, body: unknown) => void (here.answer = reply(status, body));

const charged = async (changes: Json): Promise<Outcome> => {
  answered(201, charge(changes));
  return processor.charge(order(), REFERENCE);
};

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
      answered(status, { status: "error", code: 0, message: phrase, status_code: status });
      expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "unknown", why: "possible_duplicate" });
    }
  });

  const elsewhere: readonly (readonly [string, Json])[] = [
    ["the code as the message", { message: "D0001" }],
    ["the code within the message", { message: "Declined (D0008)" }],
    ["a plain duplicate's code within the message", { message: "Declined (D2022)" }],
    ["a word with others in one", { message: "Declined", code: "duplicate_transaction" }],
    ["the code's own words", { message: "Approved previously" }],
    ["beside another message", { message: "The charge failed.", errors: "Possible Duplicate Request" }],
    ["at a field", { message: "The charge failed.", errors: { amount: ["Duplicate transaction"] } }],
    ["a field of its own", { message: "Declined", failure_code: "d0001" }],
    ["within what would be the charge", { message: "Declined", data: { id: null, failure_code: "D0008" } }],
  ];
  test.each(elsewhere)("MONEY: %s of an error", async (_where, body) => {
    for (const status of [400, 409, 422]) {
      answered(status, { status: "error", ...body });
      expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "unknown", why: "possible_duplicate" });
    }
  });
});

describe("MONEY: an answer in another currency is about other money", () => {
  const refund = { object: "Refund", id: "r1", refund_amount: 1200, charge_id: CHARGE_ID, status: "refunded" };
  const moves: readonly (readonly [string, Json, () => Promise<Outcome>])[] = [
    ["charge", {}, () => processor.charge(order(), REFERENCE)],
    ["capture", {}, () => processor.capture(CHARGE_ID, cents(1200), "USD", REFERENCE)],
    ["void", { status: "void" }, () => processor.void(CHARGE_ID, cents(1200), "USD", TAKE, REFERENCE)],
    ["refund", { status: "void" }, () => processor.refund(CHARGE_ID, cents(1200), "USD", TAKE, REFERENCE)],
    ["refund row", refund, () => processor.refund(CHARGE_ID, cents(1200), "USD", TAKE, REFERENCE)],
  ];
  test.each(moves)("%s", async (name, changes, move) => {
    const told = (currency: unknown): Json =>
      name === "refund row" ? { data: { ...changes, currency } } : charge({ ...changes, currency });
    for (const currency of ["eur", "CAD", {}]) {
      answered(201, told(currency));
      expect(await move()).toMatchObject({ kind: "unknown", why: "wrong_payment", amount: null });
    }
    for (const currency of ["usd", "USD", "", null]) {
      answered(201, told(currency));
      expect(await move()).toMatchObject({ kind: "approved", amount: 1200 });
    }
  });

  test("what is changed of a payment in another currency is answered in that one", async () => {
    answered(200, charge({ currency: "CAD", tip_amount: 200 }));
    const tip = (currency: string) => tipsOf(processor)(CHARGE_ID, cents(200), currency, REFERENCE);
    expect(await tip("CAD")).toMatchObject({ kind: "approved" });
    expect(await tip("USD")).toMatchObject({ kind: "unknown", why: "wrong_payment" });
  });
});

test("a success that calls itself none proves nothing", async () => {
  answered(200, { ...charge(), success: false });
  expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "unknown", why: "unreadable" });
});
