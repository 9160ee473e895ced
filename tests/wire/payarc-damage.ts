import fc from "fast-check";
import { charge, CHARGE_ID, REFERENCE, type Json } from "../fixtures/payarc/server";

/** An answer of the processor: recorded good and bad ones, damaged in every way that we could think of. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

export const AMOUNT = 1200;

const error = (status_code: number, message: string): Json => ({
  status: "error",
  code: 0,
  message,
  status_code,
});

const held = { status: "authorized", captured: "0", amount_captured: 0, amount_approved: "1200" };

export const GOOD: readonly (readonly [number, unknown])[] = [
  [201, charge()],
  [201, charge({ amount_approved: "1200", tsys_response_code: "A0000", host_response_message: "Success" })],
  [201, charge(held)],
  [201, charge({ status: "settled" })],
  [201, charge({ status: "void", amount_voided: 1200 })],
  [201, charge({ status: "refunded", amount_refunded: 1200, is_refunded: 1 })],
  [201, charge({ tip_amount: "1200" })],
  [201, charge({ amount_approved: 500, tsys_response_code: "A0002" })],
  [201, { data: { object: "Refund", id: null, refund_amount: "1200", status: "refunded", charge_id: CHARGE_ID } }],
];

export const BAD: readonly (readonly [number, unknown])[] = [
  [
    201,
    charge({
      status: "Declined",
      failure_code: "D2026",
      failure_message: "Do not honor",
      auth_code: null,
      amount_approved: 0,
    }),
  ],
  [
    201,
    charge({
      status: "failed_by_gateway",
      failure_code: "D2999",
      failure_message: "General Card Auth Decline",
      auth_code: null,
    }),
  ],
  [201, charge({ status: "Duplicate transaction", failure_code: "D0001", auth_code: null })],
  [
    201,
    charge({
      status: "Bad Request - Try Again",
      failure_code: "E0911",
      failure_message: "SystemError",
      auth_code: null,
      net_amount: 0,
    }),
  ],
  [201, charge({ status: "authorization_expired", captured: 0, amount_captured: 0 })],
  [409, error(409, "Insufficient Funds")],
  [409, error(409, "Possible Duplicate Request")],
  [409, ["Invalid CVV"]],
  [409, error(409, "Reversal Not Allowed.")],
  [422, { ...error(422, "The given data was invalid."), errors: { currency: ["The selected currency is invalid."] } }],
  [401, { error: "Unauthenticated." }],
  [429, {}],
  [500, error(500, "Server Error")],
];

export const FIELDS = [
  "object",
  "id",
  "amount",
  "amount_approved",
  "amount_captured",
  "amount_refunded",
  "amount_voided",
  "type",
  "captured",
  "is_refunded",
  "status",
  "auth_code",
  "failure_code",
  "failure_message",
  "tsys_response_code",
  "host_response_code",
  "host_response_message",
  "tip_amount",
  "transaction_metadata",
  "metadata",
  "card",
  "charge_id",
  "refund_amount",
  "message",
  "error",
  "errors",
  "data",
  "void_reason",
  "charge_description",
];

const STATUSES = [
  "submitted_for_settlement",
  "partially_submitted_for_settlement",
  "authorized",
  "settled",
  "void",
  "refunded",
  "partial_refund",
  "credit",
  "submitted_for_refund",
  "failed_by_gateway",
  "not_processed",
  "authorization_expired",
  "Declined",
  "Invalid CVV",
  "Duplicate transaction",
  "Possible Duplicate Request",
  "Do not honor",
  "approved",
  "success",
  "pending",
  "Submitted_For_Settlement ",
  "declined?",
];

const CODES = [
  "D0001",
  "D0008",
  "D0003",
  "D2022",
  "D2026",
  "D2999",
  "E0911",
  "A0000",
  "A0002",
  "D7777",
  "000002",
  "000000",
  "RESTRICTED CARD",
  "0",
];

export const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...STATUSES) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...CODES) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      0,
      1,
      -1,
      12,
      500,
      1200,
      1201,
      1199.9999999,
      120_000,
      1e21,
      "0",
      "1",
      "500",
      "1200",
      "1200.00",
      " 1200",
      "1,200",
      "12.00",
      "0x4b0",
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
      { data: [] },
      { data: null },
      { data: {} },
      [[]],
      "null",
      "undefined",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      CHARGE_ID,
      "WonDXOXWnBXObLyR",
      ",",
      "../x",
      "Charge",
      "charge",
      "Refund",
      "Token",
      "customer",
      REFERENCE,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      { data: [{ key: "reference", value: "else" }] },
      { data: [{ key: "reference", value: REFERENCE }] },
      '{"reference":"else"}',
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);

type Change = (answered: Answered) => Answered;

/** Changes the object inside, wherever it is. */
const inside =
  (change: (data: Json) => void): Change =>
  (answered) => {
    try {
      const whole = JSON.parse(answered.text) as unknown;
      const data = typeof whole === "object" && whole !== null ? ((whole as Json)["data"] ?? whole) : null;
      if (typeof data === "object" && data !== null) change(data as Json);
      return { ...answered, text: JSON.stringify(whole) };
    } catch {
      return answered;
    }
  };

const aField = fc.constantFrom(...FIELDS);

const aChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(aField, odd).map(([field, value]) => inside((data) => void (data[field] = value))) },
  { weight: 3, arbitrary: aField.map((field) => inside((data) => void delete data[field])) },
  {
    weight: 2,
    arbitrary: fc.tuple(aField, aField).map(([from, to]) => inside((data) => void (data[to] = data[from]))),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...STATUSES).map((status) => inside((data) => void (data["status"] = status))),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...CODES).map((code) => inside((data) => void (data["failure_code"] = code))),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(200, 201, 202, 204, 302, 400, 401, 402, 403, 404, 405, 408, 409, 418, 422, 423, 429, 500, 502, 503)
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
      .constantFrom("", " ", "<html>no</html>", "[]", "{}", "null", "true", "7", '"Declined"', '["Declined"]')
      .map((text) => (answered: Answered) => ({ ...answered, text })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<(whole: unknown) => unknown>(
        (whole) => ({ data: whole }),
        (whole) => [whole],
        (whole) => ({ ...(whole as object), message: "Declined" }),
        (whole) => (whole as Json)["data"] ?? whole,
      )
      .map((wrap) => (answered: Answered) => {
        try {
          return { ...answered, text: JSON.stringify(wrap(JSON.parse(answered.text))) ?? "" };
        } catch {
          return answered;
        }
      }),
  },
);

export const anAnswer: fc.Arbitrary<Answered> = fc
  .tuple(fc.constantFrom(...GOOD, ...BAD), fc.array(aChange, { minLength: 0, maxLength: 4 }))
  .map(([[status, body], changes]) =>
    changes.reduce<Answered>((answered, change) => change(answered), { status, text: JSON.stringify(body) }),
  );
