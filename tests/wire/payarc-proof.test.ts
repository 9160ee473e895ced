import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Body } from "../../src/main/processors/wire/http";
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

/**
 * MONEY: whatever comes back, nothing is thrown, and no outcome says more than the answer proves. Recorded good and bad
 * answers are damaged in every way we could think of; an oracle that shares no code with the adapter says what each
 * damaged answer proves.
 */
interface Answered {
  readonly status: number;
  readonly text: string;
}

type Operation = "sale" | "hold" | "capture" | "void" | "refund" | "tip";
const OPERATIONS: readonly Operation[] = ["sale", "hold", "capture", "void", "refund", "tip"];
const AMOUNT = 1200;

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
    : { operation, amount: cents(AMOUNT), paymentId: CHARGE_ID, reference: REFERENCE };

// ---------------------------------------------------------------------------------------------------------------- the
// answers

const error = (status_code: number, message: string): Json => ({ status: "error", code: 0, message, status_code });
const held = { status: "authorized", captured: "0", amount_captured: 0, amount_approved: "1200" };
const GOOD: readonly (readonly [number, unknown])[] = [
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
const BAD: readonly (readonly [number, unknown])[] = [
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

const FIELDS = [
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
const odd: fc.Arbitrary<unknown> = fc.oneof(
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
const anAnswer: fc.Arbitrary<Answered> = fc
  .tuple(fc.constantFrom(...GOOD, ...BAD), fc.array(aChange, { minLength: 0, maxLength: 4 }))
  .map(([[status, body], changes]) =>
    changes.reduce<Answered>((answered, change) => change(answered), { status, text: JSON.stringify(body) }),
  );

// ------------------------------------------------------------------------------------------------------------------
// the oracle

const NONE = "nothing readable";
type Maybe = number | null | typeof NONE;
const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && /^\s*$/.test(value)) ||
  (Array.isArray(value) && value.length === 0);
/** null: not there. NONE: there, but no whole number of cents. */
function whole(value: unknown): Maybe {
  if (isEmpty(value)) return null;
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 && value <= 99_999_999 ? value : NONE;
  return typeof value === "string" && /^\s*\d+\s*$/.test(value) && Number(value) <= 99_999_999 ? Number(value) : NONE;
}
const word = (value: unknown) =>
  typeof value === "string" ? value.trim() : typeof value === "number" && Number.isInteger(value) ? String(value) : "";
const low = (value: unknown) => word(value).toLowerCase().replace(/\s+/g, " ");
const YES_CODES = /^A000[02]$/i;
const NO_WORDS =
  /^(declined|invalid cvv|do not honor|general card ?auth decline|insufficient funds|bad request - try again|systemerror|suspected card|suspected fraud|expired card|withdrawal limit exceeded)\.?$/;
const NO_STATUSES = /^(failed_by_gateway|not_processed|invalid_track_data)$/;
const NO_CODES = /^(D2026|D2999|E0911|RESTRICTED CARD)$/;

/** What the answer proves, as outcome kinds. `unknown` is always allowed. */
function proven(answered: Answered, operation: Operation): Set<string> {
  const allowed = new Set(["unknown"]);
  let parsed: unknown;
  try {
    parsed = JSON.parse(answered.text);
  } catch {
    parsed = undefined;
  }
  const object = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as Json) : null;
  const { status } = answered;
  if (status < 200 || status >= 300) {
    if (status < 400 || status >= 500 || status === 429) return allowed;
    const words = Array.isArray(parsed)
      ? parsed
      : object
        ? [object["message"], object["error"], object["errors"]].flat()
        : [parsed];
    const said = words.filter((each) => typeof each === "string" && each.trim() !== "") as string[];
    const named =
      object &&
      typeof object["errors"] === "object" &&
      object["errors"] !== null &&
      Object.keys(object["errors"]).length > 0;
    const nested = object && typeof object["error"] === "object" && object["error"] !== null;
    if (said.some((each) => /duplicate/i.test(each))) {
      // Said first, it is a duplicate; said later, another sentence came first. Only 401 may then be refused.
      if (/duplicate/i.test(said[0] ?? "")) return allowed;
    }
    const flat = [401, 403, 405, 413, 414, 415, 431].includes(status);
    const spoken = said.length > 0 || named || nested;
    const carries =
      object &&
      typeof object["data"] === "object" &&
      object["data"] !== null &&
      word((object["data"] as Json)["id"]) !== "";
    if (flat || ([400, 404, 409, 410, 422].includes(status) && spoken && !carries)) allowed.add("refused");
    if (
      [400, 402, 404, 409, 410, 422].includes(status) &&
      !carries &&
      !["void", "refund", "tip"].includes(operation) &&
      NO_WORDS.test(low(said[0]))
    )
      allowed.add("declined");
    return allowed;
  }
  if (!object) return allowed;
  const data = "data" in object ? object["data"] : object;
  if (typeof data !== "object" || data === null || Array.isArray(data)) return allowed;
  const it = data as Json;
  const kind = low(it["object"]);
  const total = whole(it["amount"]);

  if (operation === "refund" && kind === "refund") {
    const given = whole(
      isEmpty(it["refund_amount"]) || whole(it["refund_amount"]) === NONE ? it["amount"] : it["refund_amount"],
    );
    if (
      word(it["charge_id"]) === CHARGE_ID &&
      given === AMOUNT &&
      /^(submitted_for_refund|refunded|partial_refund)$/.test(low(it["status"]))
    )
      allowed.add("approved");
    return allowed;
  }
  const id = word(isEmpty(it["id"]) || word(it["id"]) === "" ? it["charge_id"] : it["id"]);
  if ((kind !== "" && kind !== "charge") || !/^[\w-]{1,64}$/.test(id) || typeof total !== "number") return allowed;

  const approved = whole(it["amount_approved"]);
  const captured = whole(it["amount_captured"]);
  const failure = word(it["failure_code"]);
  const host = word(it["tsys_response_code"]);
  const code = [failure, host].some((each) => YES_CODES.test(each));
  const saysYes =
    code ||
    /[1-9a-z]/i.test(word(it["auth_code"])) ||
    approved === NONE ||
    (typeof approved === "number" && approved > 0) ||
    (!isEmpty(it["auth_code"]) && word(it["auth_code"]) === "");
  const texts = [
    "failure_code",
    "failure_message",
    "tsys_response_code",
    "host_response_code",
    "host_response_message",
    "type",
  ].some((field) => !isEmpty(it[field]) && word(it[field]) === "");
  const saysNo =
    texts ||
    (failure !== "" && !YES_CODES.test(failure)) ||
    (host !== "" && !YES_CODES.test(host)) ||
    (word(it["failure_message"]) !== "" && !/^(approv|success)/i.test(word(it["failure_message"]))) ||
    [it["host_response_message"], it["host_response_code"]].some(
      (each) => NO_WORDS.test(low(each)) || NO_CODES.test(word(each).toUpperCase()),
    );
  const duplicate = [
    failure,
    host,
    it["host_response_code"],
    it["status"],
    it["failure_message"],
    it["host_response_message"],
  ].some((each) => /duplicate/i.test(word(each)) || /^D(0001|0003|0008|0022|2022)$/.test(word(each)));
  const unreadable = [it["amount_approved"], it["amount_captured"], it["amount_refunded"], it["amount_voided"]].some(
    (each) => whole(each) === NONE,
  );
  const state = low(it["status"]);
  const settled = state === "submitted_for_settlement" || state === "settled";
  const untrue = (value: unknown) =>
    [0, "0", false, "false", "no"].includes((typeof value === "string" ? value.trim().toLowerCase() : value) as string);
  const truth = (value: unknown) =>
    [1, "1", true, "true", "yes"].includes((typeof value === "string" ? value.trim().toLowerCase() : value) as string);
  const badFlag = [it["captured"], it["is_refunded"]].some((each) => !isEmpty(each) && !truth(each) && !untrue(each));
  const back =
    truth(it["is_refunded"]) ||
    [it["amount_refunded"], it["amount_voided"]].some((each) => ![null, 0].includes(whole(each) as number | null));
  const reference = referenceIn(it["transaction_metadata"]) ?? referenceIn(it["metadata"]);
  const clean = !saysNo && !unreadable && !badFlag;

  if (operation === "sale" || operation === "hold") {
    if (total !== AMOUNT || (reference !== null && reference !== REFERENCE)) return allowed;
    if (state === "void" || state === "voided") allowed.add("reversed");
    const failed =
      NO_STATUSES.test(state) ||
      NO_WORDS.test(state) ||
      (state !== "" && NO_CODES.test(failure) && !settled && state !== "authorized");
    if (failed && !saysYes && !duplicate) allowed.add("declined");
    const fits =
      operation === "sale"
        ? settled && !untrue(it["captured"]) && (captured === null || captured === AMOUNT)
        : state === "authorized" && !truth(it["captured"]) && (captured === null || captured === 0);
    const part =
      [failure, host, it["host_response_code"], it["host_response_message"], it["failure_message"]].some((each) =>
        /^(A0002|000002)$/i.test(word(each)),
      ) ||
      (typeof approved === "number" && approved > 0 && approved < AMOUNT);
    const enough = approved === null || approved === AMOUNT || (approved === 0 && saysYes);
    if (fits && clean && !back && !duplicate && enough && !part)
      allowed.add(operation === "sale" ? "approved" : "authorized");
    const sold =
      operation === "hold"
        ? state === "authorized" && !captured
        : (settled || state === "partially_submitted_for_settlement") &&
          (captured === null || captured === approved || captured === AMOUNT);
    if (
      part &&
      sold &&
      clean &&
      !back &&
      !duplicate &&
      typeof approved === "number" &&
      approved > 0 &&
      approved < AMOUNT
    )
      allowed.add("partially_approved");
    return allowed;
  }
  if (id !== CHARGE_ID) return allowed;
  if (operation === "capture") {
    const done =
      (settled || state === "partially_submitted_for_settlement") &&
      !untrue(it["captured"]) &&
      (captured === AMOUNT || (captured === null && total === AMOUNT));
    if (done && clean && !duplicate && !truth(it["is_refunded"])) allowed.add("approved");
    const over =
      state === "authorization_expired" || NO_STATUSES.test(state) || NO_WORDS.test(state) || NO_CODES.test(failure);
    if (over && !settled && !truth(it["captured"]) && !duplicate && !YES_CODES.test(failure)) allowed.add("declined");
  }
  if (operation === "void" && (state === "void" || state === "voided") && clean) allowed.add("approved");
  if (
    operation === "refund" &&
    clean &&
    (state === "void" ||
      state === "voided" ||
      (state === "refunded" && whole(it["amount_refunded"]) === total && total === AMOUNT))
  )
    allowed.add("approved");
  if (
    operation === "tip" &&
    clean &&
    (settled || state === "partially_submitted_for_settlement" || state === "authorized") &&
    whole(it["tip_amount"]) === AMOUNT
  )
    allowed.add("approved");
  return allowed;
}

function referenceIn(value: unknown): string | null {
  let found: unknown = value;
  if (typeof found === "string") {
    try {
      found = JSON.parse(found);
    } catch {
      return null;
    }
  }
  if (typeof found !== "object" || found === null) return null;
  const rows = Array.isArray(found) ? found : ((found as Json)["data"] as unknown);
  if (Array.isArray(rows))
    return word((rows as Json[]).filter((row) => row?.["key"] === "reference").at(-1)?.["value"]) || null;
  return word((found as Json)["reference"]) || null;
}

// --------------------------------------------------------------------------------------------------------------------
// the tests

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
});

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
    capture: () => processor.capture(CHARGE_ID, cents(AMOUNT), REFERENCE),
    void: () => processor.void(CHARGE_ID, cents(AMOUNT), TAKE, REFERENCE),
    refund: () => processor.refund(CHARGE_ID, cents(AMOUNT), TAKE, REFERENCE),
    tip: () => tipsOf(processor)(CHARGE_ID, cents(AMOUNT), REFERENCE),
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
}, 60_000);

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
}, 60_000);
