import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cents } from "../../src/shared/money";
import type { Outcome } from "../../src/shared/outcome";
import type { Processor } from "../../src/main/processors/processor";
import { charge, CHARGE_ID, REFERENCE, reply, stage, TAKE, type Json, type Stage } from "../fixtures/payarc/server";
import { tipsOf } from "../fixtures/port";

/** The answers to a capture, a void, a refund and a tip, and what each proves. */
let here: Stage;
let processor: Processor;

beforeAll(async () => {
  here = await stage();
  processor = here.processor();
});

beforeEach(() => void (here.requests.length = 0));

afterAll(() => here.close());

const answered = (status: number, body: unknown) => void (here.answer = reply(status, body));

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

describe("operations on a payment", () => {
  type Do = (processor: Processor) => Promise<Outcome>;
  const capture: Do = (p) => p.capture(CHARGE_ID, cents(700), "USD", REFERENCE);
  const voiding: Do = (p) => p.void(CHARGE_ID, cents(1200), "USD", TAKE, REFERENCE);
  const refund: Do = (p) => p.refund(CHARGE_ID, cents(500), "USD", TAKE, REFERENCE);
  const refundAll: Do = (p) => p.refund(CHARGE_ID, cents(1200), "USD", TAKE, REFERENCE);
  const tip: Do = (p) => tipsOf(p)(CHARGE_ID, cents(150), "USD", REFERENCE);
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
