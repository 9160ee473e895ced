import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf, type Asked } from "../../src/main/processors/justifi/verdict";
import type { Processor } from "../../src/main/processors/processor";
import type { Body } from "../../src/main/processors/wire/body";
import { Failure } from "../../src/shared/failure";
import { cents } from "../../src/shared/money";
import { Outcome } from "../../src/shared/outcome";
import {
  documented,
  payment,
  PAYMENT_ID,
  REFERENCE,
  reply,
  stage,
  type Json,
  type Stage,
} from "../fixtures/justifi/server";
import { AMOUNT, FIELDS, odd, anAnswer } from "./justifi-damage";
import { type Operation, objectOf, proven } from "./justifi-oracle";

/**
 * MONEY: whatever comes back, nothing is thrown, and no outcome says more than the answer proves. Documented answers
 * are damaged in every way we could think of; an oracle that shares no code with the adapter says what each damaged
 * answer proves.
 */
const OPERATIONS: readonly Operation[] = ["sale", "hold", "capture", "void", "refund"];

const asking = (operation: Operation): Asked =>
  operation === "sale" || operation === "hold"
    ? { operation: "charge", amount: cents(AMOUNT), capture: operation === "sale", reference: REFERENCE, last4: "4242" }
    : { operation, amount: cents(AMOUNT), paymentId: PAYMENT_ID, currency: "USD", reference: REFERENCE };

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
      );
      seen[outcome.kind] = (seen[outcome.kind] ?? 0) + 1;
      expect(Outcome.safeParse(outcome).success).toBe(true);
      if (!proven(answered, operation).has(outcome.kind))
        throw new Error(`${operation}: ${outcome.kind} is not proven by ${answered.status} ${answered.text}`);
    }),
    { numRuns: 24_000 },
  );
  // The damage is not so great that nothing but `unknown` is tried.
  for (const kind of ["approved", "authorized", "declined", "refused"]) expect(seen[kind], kind).toBeGreaterThan(100);
}, 240_000);

let here: Stage;
let processor: Processor;

beforeAll(async () => {
  here = await stage();
  processor = here.processor();
});

afterAll(() => here.close());

test("3,000 damaged readings: a payment, a page, a ledger or a Failure, nothing else", async () => {
  const readings: readonly (readonly [unknown, () => Promise<unknown> | undefined])[] = [
    [payment(), () => processor.getPayment(PAYMENT_ID)],
    [JSON.parse(documented("list")), () => processor.listPayments(null, 10)],
    [JSON.parse(documented("ledger")), () => processor.ledger?.(PAYMENT_ID)],
    [payment(), () => processor.updatePayment?.(PAYMENT_ID, { metadata: { a: "b" } })],
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...readings),
      fc.array(
        fc.tuple(
          fc.constantFrom(
            ...FIELDS,
            "page_info",
            "created_at",
            "acct_last_four",
            "payment_balance_txn_type",
            "balance",
          ),
          odd,
        ),
        { maxLength: 4 },
      ),
      async ([body, ask], changes) => {
        const whole = structuredClone(body) as Json;
        const data = whole["data"];
        const inner = (Array.isArray(data) ? data[0] : data) as Json;
        const target = [inner, whole, objectOf(whole["page_info"]) ?? objectOf(inner["payment_method"]) ?? inner];
        changes.forEach(([field, value], at) => {
          const where = target[at % target.length];
          if (where) where[field] = value;
        });
        here.answer = reply(200, whole);
        await ask()?.catch((error: unknown) => expect(error).toBeInstanceOf(Failure));
      },
    ),
    { numRuns: 3000 },
  );
}, 240_000);
