import fc from "fast-check";
import { payment, PAYMENT_ID, REFERENCE, type Json } from "../fixtures/justifi/server";

/** An answer of the processor: JustiFi's documented ones, damaged in every way that we could think of. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

export const AMOUNT = 10_000;

const error = (code: string, more: Json = {}): Json => ({ error: { code, message: "Some words.", ...more } });

const BODIES: readonly (readonly [number, unknown])[] = [
  [201, payment()],
  [201, payment({ metadata: { reference: REFERENCE } })],
  [201, payment({ status: "authorized", captured: false })],
  [200, payment({ status: "canceled", amount_refundable: 0 })],
  [201, payment({ status: "fully_refunded", amount_refunded: AMOUNT })],
  [201, payment({ status: "failed", captured: false, error_code: "card_declined" })],
  [
    201,
    {
      id: "re_1",
      type: "refund",
      data: { id: "re_1", payment_id: PAYMENT_ID, amount: AMOUNT, status: "succeeded" },
      page_info: null,
    },
  ],
  [402, error("card_declined", { decline_code: "insufficient_funds", network_error_code: "116" })],
  [402, error("gateway_error")],
  [409, error("idempotency_request_in_progress")],
  [422, error("idempotency_params_mismatch")],
  [422, error("amount_below_minimum", { param: "amount" })],
  [400, error("full_pan_not_allowed")],
  [401, error("not_authenticated")],
  [500, error("internal_server_error")],
];

export const FIELDS = [
  "id",
  "type",
  "amount",
  "amount_refunded",
  "amount_refundable",
  "captured",
  "refunded",
  "status",
  "error_code",
  "currency",
  "metadata",
  "payment_method",
  "payment_id",
  "refunds",
  "data",
  "error",
  "code",
  "message",
  "decline_code",
];

const STATUSES = [
  "succeeded",
  "authorized",
  "canceled",
  "failed",
  "pending",
  "fully_refunded",
  "partially_refunded",
  "disputed",
  "refunded",
  "Succeeded ",
  "captured",
  "approved",
  "voided",
];

const CODES = [
  "card_declined",
  "insufficient_funds",
  "gateway_error",
  "gateway_timeout_error",
  "internal_server_error",
  "idempotency_params_mismatch",
  "idempotency_concurrent_request",
  "payment_already_captured",
  "refund_in_progress",
  "expired_card",
  "unheard_of",
];

export const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...STATUSES, ...CODES) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      0,
      1,
      -1,
      100,
      AMOUNT,
      AMOUNT + 1,
      9999.5,
      1e21,
      "0",
      "1",
      "10000",
      "100.00",
      "1,000",
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      "",
      " ",
      true,
      false,
      [],
      {},
      [null],
      "null",
      "usd",
      "cad",
      "payment",
      "refund",
      "array",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      PAYMENT_ID,
      "py_other",
      "../x",
      REFERENCE,
      { reference: REFERENCE },
      { reference: "else" },
      { card: { acct_last_four: 4242 } },
      { card: { acct_last_four: "1111" } },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);

type Change = (answered: Answered) => Answered;

const aField = fc.constantFrom(...FIELDS);

/** Changes the envelope, the object in it, or the error in it. */
const inside =
  (where: number, change: (object: Json) => void): Change =>
  (answered) => {
    try {
      const whole = JSON.parse(answered.text) as Json;
      const places = [whole["data"], whole["error"], whole].filter((each) => typeof each === "object" && each !== null);
      const place = places[where % places.length];
      if (place) change(place as Json);
      return { ...answered, text: JSON.stringify(whole) };
    } catch {
      return answered;
    }
  };

const aPlace = fc.constantFrom(0, 0, 0, 1, 2);

const aChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(aPlace, aField, odd)
      .map(([where, field, value]) => inside(where, (object) => void (object[field] = value))),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(aPlace, aField).map(([where, field]) => inside(where, (object) => void delete object[field])),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...STATUSES).map((status) => inside(0, (object) => void (object["status"] = status))),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...CODES).map((code) => inside(0, (object) => void (object["code"] = code))),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(200, 201, 202, 204, 302, 400, 401, 402, 403, 404, 409, 418, 422, 429, 500, 503)
      .map((status) => (answered: Answered) => ({ ...answered, status })),
  },
  {
    weight: 1,
    arbitrary: fc.double({ min: 0, max: 1, noNaN: true }).map((part) => (answered: Answered) => ({
      ...answered,
      text: answered.text.slice(0, Math.floor(answered.text.length * part)),
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        "",
        "<html>no</html>",
        "[]",
        "{}",
        "null",
        "7",
        '"card_declined"',
        '{"error":"card_declined"}',
        '{"error":{}}',
      )
      .map((text) => (answered: Answered) => ({ ...answered, text })),
  },
);

export const anAnswer: fc.Arbitrary<Answered> = fc
  .tuple(fc.constantFrom(...BODIES), fc.array(aChange, { minLength: 0, maxLength: 4 }))
  .map(([[status, body], changes]) =>
    changes.reduce<Answered>((answered, change) => change(answered), { status, text: JSON.stringify(body) }),
  );
