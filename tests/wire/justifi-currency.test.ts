import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Processor } from "../../src/main/processors/processor";
import { cents } from "../../src/shared/money";
import {
  documented,
  order,
  payment,
  PAYMENT_ID,
  REFERENCE,
  reply,
  stage,
  TAKE,
  type Stage,
} from "../fixtures/justifi/server";

/** A payment in another currency than the account's, as the wire has it (docs/justifi.md 3). */
let here: Stage;
let processor: Processor;

beforeAll(async () => void (here = await stage()));
beforeEach(() => void (processor = here.processor()));
afterAll(() => here.close());

const AMOUNT = cents(10_000);

test.each([
  ["cad", "CAD"],
  ["CAD", "CAD"],
  [" cad ", "CAD"],
  ["usd", "USD"],
  ["jpy", "JPY"],
  ["canadian dollars of 2026", "CANADIAN DOLLARS OF 2026".slice(0, 11)],
  // What the account charges, where the answer names none.
  [null, "USD"],
  ["", "USD"],
  // What cannot be read is no currency, and so no amount.
  [{ code: "cad" }, "XXX"],
  [1.5, "XXX"],
])("the currency %j reads as %s, of one and of a list", async (currency, expected) => {
  const seen = payment({ currency });
  here.answer = reply(200, seen);
  expect((await processor.getPayment(PAYMENT_ID)).currency.slice(0, 11)).toBe(expected);
  here.answer = reply(200, { id: null, type: "array", data: [seen.data], page_info: { has_next: false } });
  const { items } = await processor.listPayments(null, 10);
  expect(items.map((item) => item.currency.slice(0, 11))).toEqual([expected]);
});

test("a code that is too long is cut", async () => {
  here.answer = reply(200, payment({ currency: "a".repeat(200) }));
  expect((await processor.getPayment(PAYMENT_ID)).currency.length).toBeLessThanOrEqual(12);
});

describe("a change to a payment in Canadian dollars", () => {
  const canceled = { status: "canceled", captured: false };
  const taken = { status: "succeeded", captured: true };

  test("is done when the answer is in Canadian dollars too", async () => {
    here.answer = reply(200, payment({ currency: "cad", ...canceled }));
    expect((await processor.void(PAYMENT_ID, AMOUNT, "CAD", TAKE, REFERENCE)).kind).toBe("approved");
    here.answer = reply(200, payment({ currency: "cad", ...taken }));
    expect((await processor.capture(PAYMENT_ID, AMOUNT, "CAD", REFERENCE)).kind).toBe("approved");
  });

  test.each(["usd", "eur", null])("is not proven by an answer in %s", async (currency) => {
    here.answer = reply(200, payment({ currency, ...canceled }));
    const voided = await processor.void(PAYMENT_ID, AMOUNT, "CAD", TAKE, REFERENCE);
    expect(voided).toMatchObject({ kind: "unknown", why: "wrong_payment" });
    here.answer = reply(200, payment({ currency, ...taken }));
    const captured = await processor.capture(PAYMENT_ID, AMOUNT, "CAD", REFERENCE);
    expect(captured).toMatchObject({ kind: "unknown", why: "wrong_payment" });
  });
});

test("a charge is asked for in US dollars, and an answer in others is not its answer", async () => {
  here.requests.splice(0);
  here.answer = reply(201, documented("created"));
  await processor.charge(order(), REFERENCE);
  expect(here.requests.at(-1)?.json).toMatchObject({ currency: "usd" });
  here.answer = reply(201, payment({ currency: "cad", amount: 1000 }));
  expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "unknown", why: "wrong_payment" });
});

test("lines of a ledger keep their currency", async () => {
  const line = { id: "pbt_1", amount: -90, payment_balance_txn_type: "payment_fee" };
  const data = [{ ...line, currency: "cad" }, line, { ...line, currency: 7.5 }];
  here.answer = reply(200, { id: null, type: "array", data, page_info: { has_next: false } });
  expect((await processor.ledger?.(PAYMENT_ID))?.map(({ currency }) => currency)).toEqual(["CAD", null, "XXX"]);
});
