import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf, type Asked } from "../../src/main/processors/justifi/verdict";
import type { Processor } from "../../src/main/processors/processor";
import type { Body } from "../../src/main/processors/wire/http";
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

/**
 * MONEY: whatever comes back, nothing is thrown, and no outcome says more than the answer proves. Documented answers
 * are damaged in every way we could think of; an oracle that shares no code with the adapter says what each damaged
 * answer proves.
 */
interface Answered {
  readonly status: number;
  readonly text: string;
}

type Operation = "sale" | "hold" | "capture" | "void" | "refund";
const OPERATIONS: readonly Operation[] = ["sale", "hold", "capture", "void", "refund"];
const AMOUNT = 10_000;

const asking = (operation: Operation): Asked =>
  operation === "sale" || operation === "hold"
    ? { operation: "charge", amount: cents(AMOUNT), capture: operation === "sale", reference: REFERENCE, last4: "4242" }
    : { operation, amount: cents(AMOUNT), paymentId: PAYMENT_ID, reference: REFERENCE };

// ---------------------------------------------------------------------------------------------------------------- the
// answers

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
const FIELDS = [
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
const odd: fc.Arbitrary<unknown> = fc.oneof(
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
const anAnswer: fc.Arbitrary<Answered> = fc
  .tuple(fc.constantFrom(...BODIES), fc.array(aChange, { minLength: 0, maxLength: 4 }))
  .map(([[status, body], changes]) =>
    changes.reduce<Answered>((answered, change) => change(answered), { status, text: JSON.stringify(body) }),
  );

// ------------------------------------------------------------------------------------------------------------------
// the oracle

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0);
const word = (value: unknown) =>
  typeof value === "string"
    ? value.trim()
    : typeof value === "number" && Number.isSafeInteger(value)
      ? String(value)
      : "";
const low = (value: unknown) => word(value).toLowerCase();
const bare = (value: unknown) => (typeof value === "string" ? value.trim().toLowerCase() : value);
const yes = (value: unknown) => [1, true, "1", "true", "yes"].includes(bare(value) as string);
const not = (value: unknown) => [0, false, "0", "false", "no"].includes(bare(value) as string);
/** Whole cents; null: not there; NaN: there, and no cents. */
function whole(value: unknown): number | null {
  if (isEmpty(value)) return null;
  const number =
    typeof value === "number"
      ? value
      : typeof value === "string" && /^\s*\d{1,15}\s*$/.test(value)
        ? Number(value)
        : Number.NaN;
  return Number.isSafeInteger(number) && number >= 0 && number <= 99_999_999 ? number : Number.NaN;
}
const objectOf = (value: unknown): Json | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;

/** What the answer proves, as outcome kinds. `unknown` is always allowed. */
function proven({ status, text }: Answered, operation: Operation): Set<string> {
  const allowed = new Set(["unknown"]);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const it = objectOf(parsed);
  return status >= 200 && status < 300
    ? provenByYes(allowed, it, operation)
    : provenByNo(allowed, it, status, operation);
}

function provenByNo(allowed: Set<string>, it: Json | null, status: number, operation: Operation): Set<string> {
  if (status < 400 || status >= 500 || status === 429) return allowed;
  const told =
    it &&
    (typeof it["error"] === "string"
      ? { code: /^[a-z0-9_]+$/.test(it["error"].trim()) ? it["error"] : undefined, message: it["error"] }
      : (objectOf(it["error"]) ?? it));
  const codes = [word(told?.["code"]), word((told as Json | null)?.["decline_code"])];
  const spoken = codes[0] !== "" || word(told?.["message"]) !== "";
  const carries = word(objectOf(it?.["data"])?.["id"]) !== "";
  const unheard = codes.some((code) => code === "idempotency_params_mismatch");
  const doubtful =
    codes.some((code) =>
      /^(gateway_|internal_server_error|idempotency_(concurrent|request)|refund_in_progress|refund_error)/.test(code),
    ) || /duplicate/i.test(word(told?.["message"]));
  if (unheard) allowed.add("refused");
  if (status === 409 || doubtful) return allowed;
  if ([401, 403, 405, 413, 414, 415, 431].includes(status)) allowed.add("refused");
  if (![400, 402, 404, 422].includes(status) || carries || !spoken) return allowed;
  const mayDecline = operation === "sale" || operation === "hold" || operation === "capture";
  if (mayDecline) allowed.add("declined");
  if (!(operation === "capture" && codes.includes("payment_already_captured"))) allowed.add("refused");
  return allowed;
}

function provenByYes(allowed: Set<string>, it: Json | null, operation: Operation): Set<string> {
  const data = objectOf(it?.["data"]);
  if (!it || !data || objectOf(it["error"])) return allowed;
  const type = low(it["type"]);
  const state = low(data["status"]);
  if (operation === "refund") {
    if (type !== "" && type !== "refund") return allowed;
    if (word(data["payment_id"]) !== PAYMENT_ID || whole(data["amount"]) !== AMOUNT) return allowed;
    if (state === "succeeded" || state === "pending") allowed.add("approved");
    if (state === "failed") allowed.add("refused");
    return allowed;
  }
  const currency = low(data["currency"]);
  const odd =
    [data["amount"], data["amount_refunded"], data["amount_refundable"]].some((each) => Number.isNaN(whole(each))) ||
    [data["captured"], data["refunded"]].some((each) => !isEmpty(each) && !yes(each) && !not(each)) ||
    [data["status"], data["error_code"], data["currency"], data["id"]].some(
      (each) => !isEmpty(each) && word(each) === "",
    );
  if (
    (type !== "" && type !== "payment") ||
    odd ||
    whole(data["amount"]) !== AMOUNT ||
    (currency !== "" && currency !== "usd")
  )
    return allowed;
  const back = (whole(data["amount_refunded"]) ?? 0) > 0;
  const failure = word(data["error_code"]);
  const good = failure === "" && !back;
  if (operation === "sale" || operation === "hold") {
    const reference = word(objectOf(data["metadata"])?.["reference"]);
    const card = objectOf(objectOf(data["payment_method"])?.["card"]);
    const last4 = card ? word(card["acct_last_four"]) : "";
    if (
      (reference !== "" && reference !== REFERENCE) ||
      (/^\d{4}$/.test(last4) && last4 !== "4242") ||
      !/^[\w-]{1,64}$/.test(word(data["id"]))
    )
      return allowed;
    if (operation === "sale" && state === "succeeded" && !not(data["captured"]) && good && !yes(data["refunded"]))
      allowed.add("approved");
    if (operation === "hold" && state === "authorized" && !yes(data["captured"]) && good && !yes(data["refunded"]))
      allowed.add("authorized");
    if (
      state === "failed" &&
      !back &&
      !yes(data["captured"]) &&
      !/^(gateway_|internal_server_error|refund_)/.test(failure)
    )
      allowed.add("declined");
    return allowed;
  }
  if (word(data["id"]) !== PAYMENT_ID) return allowed;
  if (operation === "capture" && state === "succeeded" && !not(data["captured"]) && good) allowed.add("approved");
  if (operation === "void" && state === "canceled") allowed.add("approved");
  return allowed;
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
});

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
}, 60_000);
