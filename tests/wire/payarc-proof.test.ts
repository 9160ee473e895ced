import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Body } from "../../src/main/processors/wire/body";
import { outcomeOf, type Asked } from "../../src/main/processors/payarc/verdict";
import type { Processor } from "../../src/main/processors/processor";
import { Failure } from "../../src/shared/failure";
import { cents } from "../../src/shared/money";
import { Outcome } from "../../src/shared/outcome";
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
import { AMOUNT, GOOD, BAD, FIELDS, odd, anAnswer } from "./payarc-damage";
import { type Operation, proven } from "./payarc-oracle";

/**
 * MONEY: whatever comes back, nothing is thrown, and no outcome says more than the answer proves. Recorded good and bad
 * answers are damaged in every way we could think of; an oracle that shares no code with the adapter says what each
 * damaged answer proves.
 */
const OPERATIONS: readonly Operation[] = ["sale", "hold", "capture", "void", "refund", "tip"];

const rules = { avs: null, binLocation: null, binCardType: null };

const asking = (operation: Operation): Asked =>
  operation === "sale" || operation === "hold"
    ? {
        operation: "charge",
        amount: cents(AMOUNT),
        tip: 0,
        surcharge: 0,
        capture: operation === "sale",
        reference: REFERENCE,
        last4: null,
        rules,
      }
    : { operation, amount: cents(AMOUNT), currency: "USD", paymentId: CHARGE_ID, reference: REFERENCE };

function bodyOf(text: string): Body {
  if (text.trim() === "") return { kind: "empty" };
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    return { kind: "other" };
  }
}

test("24,000 damaged answers: no outcome says more than its answer proves", () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(fc.constantFrom(...OPERATIONS), anAnswer, (operation, answered) => {
      const outcome = outcomeOf(
        { kind: "answer", status: answered.status, body: bodyOf(answered.text) },
        asking(operation),
        "PayArc test",
      );
      seen[outcome.kind] = (seen[outcome.kind] ?? 0) + 1;
      expect(Outcome.safeParse(outcome).success).toBe(true);
      if (!proven(answered, operation).has(outcome.kind))
        throw new Error(`${operation}: ${outcome.kind} is not proven by ${answered.status} ${answered.text}`);
    }),
    { numRuns: 24_000 },
  );
  // The damage is not so great that nothing but `unknown` is tried.
  for (const kind of ["approved", "authorized", "declined", "reversed", "partially_approved", "refused"])
    expect(seen[kind], kind).toBeGreaterThan(40);
}, 240_000);

test("the undamaged answers prove what they are", () => {
  const kinds = (operation: Operation) =>
    [...GOOD, ...BAD].map(
      ([status, body]) =>
        outcomeOf({ kind: "answer", status, body: { kind: "json", value: body } }, asking(operation), "PayArc test")
          .kind,
    );
  expect(kinds("sale").filter((kind) => kind === "approved")).toHaveLength(4);
  expect(kinds("hold").filter((kind) => kind === "authorized")).toHaveLength(1);
  expect(kinds("sale").filter((kind) => kind === "declined")).toHaveLength(5);
});

let here: Stage;
let processor: Processor;

beforeAll(async () => {
  here = await stage();
  processor = here.processor();
});

afterAll(() => here.close());

test("2,000 damaged answers over HTTP: the port gives an Outcome or a Failure, and asks once", async () => {
  const moves: Readonly<Record<Operation, () => Promise<Outcome>>> = {
    sale: () => processor.charge(order(), REFERENCE),
    hold: () => processor.charge(order({ capture: false }), REFERENCE),
    capture: () => processor.capture(CHARGE_ID, cents(AMOUNT), "USD", REFERENCE),
    void: () => processor.void(CHARGE_ID, cents(AMOUNT), "USD", TAKE, REFERENCE),
    refund: () => processor.refund(CHARGE_ID, cents(AMOUNT), "USD", TAKE, REFERENCE),
    tip: () => tipsOf(processor)(CHARGE_ID, cents(AMOUNT), "USD", REFERENCE),
  };
  const others: readonly (() => Promise<unknown>)[] = [
    () => bookOf(processor).createToken(CARD, "phone", false),
    () => bookOf(processor).attachCard("a", "b"),
    () => bookOf(processor).create({ name: "A" }),
    () => bookOf(processor).deleteCard("a", "b"),
    () => bookOf(processor).update("a", {}),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...OPERATIONS),
      anAnswer,
      fc.nat(others.length - 1),
      async (operation, answered, which) => {
        // A 429 blocks its endpoint for a minute: that has its own tests.
        fc.pre(answered.status !== 429);
        here.answer = reply(answered.status, answered.status === 204 ? "" : answered.text);
        here.requests.length = 0;
        const outcome = await moves[operation]();
        if (!proven(answered.status === 204 ? { ...answered, text: "" } : answered, operation).has(outcome.kind))
          throw new Error(`${operation}: ${outcome.kind} is not proven by ${answered.status} ${answered.text}`);
        await others[which]?.().catch((error: unknown) => expect(error).toBeInstanceOf(Failure));
        expect(here.requests).toHaveLength(2);
      },
    ),
    { numRuns: 2000 },
  );
}, 240_000);

test("4,000 damaged readings: a payment, a customer or a Failure, nothing else", async () => {
  const customer = JSON.parse(documented("000-customer-with-cards.json")) as { data: Json };
  const readings: readonly (readonly [unknown, () => Promise<unknown>])[] = [
    [charge(), () => processor.getPayment(CHARGE_ID)],
    [
      { data: [charge().data], meta: { pagination: { total: 1, current_page: 1, total_pages: 1 } } },
      () => processor.listPayments(null, 10),
    ],
    [{ data: customer.data }, () => bookOf(processor).get("a")],
    [{ data: [customer.data] }, () => bookOf(processor).list("2", 10, "later")],
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...readings),
      fc.array(
        fc.tuple(
          fc.constantFrom(
            ...FIELDS,
            "customer_id",
            "created_at",
            "meta",
            "refund",
            "last4digit",
            "exp_month",
            "first6digit",
            "pagination",
          ),
          fc.oneof(odd, fc.anything({ maxDepth: 3, withNullPrototype: false })),
        ),
        { maxLength: 4 },
      ),
      async ([body, ask], changes) => {
        const whole = structuredClone(body) as Json;
        const data = whole["data"];
        const inner = (Array.isArray(data) ? data[0] : data) as Json;
        const target = [whole, inner, (inner["card"] as Json | undefined) ?? inner];
        changes.forEach(([field, value], at) => {
          const where = target[at % target.length];
          if (where) where[field] = value;
        });
        here.answer = reply(
          200,
          JSON.stringify(whole, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)) ?? "",
        );
        await ask().catch((error: unknown) => expect(error).toBeInstanceOf(Failure));
      },
    ),
    { numRuns: 4000 },
  );
}, 240_000);
