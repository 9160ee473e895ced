import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Outcome } from "../../src/shared/outcome";
import type { Processor } from "../../src/main/processors/processor";
import { CARD, charge, order, REFERENCE, reply, stage, type Json, type Stage } from "../fixtures/payarc/server";
import { bookOf } from "../fixtures/port";

/** Every row of docs/payarc.md 4: errors, declines, and duplicates that may hide money that moved. */
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

describe("errors (section 4.1): as a charge's outcome, and as a Failure of another call", () => {
  const invalid = {
    currency: ["The selected currency is invalid."],
    exp_month: ["The exp month field is required."],
    address_line1: "Too short.",
  };
  const rows: readonly (readonly [string, number, unknown, Json, Json])[] = [
    [
      "400 used token (2021)",
      400,
      common(400, "The requested token is not valid or already used"),
      { kind: "refused", why: "not_acceptable", message: "The requested token is not valid or already used" },
      { code: "refused" },
    ],
    [
      "401 as an error string (2026)",
      401,
      { error: "Unauthenticated." },
      { kind: "refused", why: "not_acceptable" },
      { code: "unauthorized" },
    ],
    [
      "401 in the common shape (2021)",
      401,
      common(401, "Unauthenticated."),
      { kind: "refused", why: "not_acceptable" },
      { code: "unauthorized" },
    ],
    [
      "401 with errors as a plain string",
      401,
      { message: "Unauthenticated.", errors: "Missing or invalid Access Token!" },
      { kind: "refused", why: "not_acceptable" },
      { code: "unauthorized" },
    ],
    [
      "401 as HTML",
      401,
      "<html>401</html>",
      { kind: "refused", why: "not_acceptable", inOurWords: true },
      { code: "unauthorized" },
    ],
    [
      "403 with errors as a plain string",
      403,
      { code: 0, message: "This action is unauthorized.", errors: "Forbidden", status_code: 403 },
      { kind: "refused", why: "not_acceptable" },
      { code: "unauthorized" },
    ],
    [
      "403 from something in between",
      403,
      "<html><h1>Blocked</h1>",
      { kind: "refused", why: "not_acceptable", message: null },
      { code: "unauthorized" },
    ],
    [
      "404 used token (2026)",
      404,
      common(404, "The requested token_id is not valid or already used"),
      { kind: "refused", why: "not_acceptable" },
      { code: "not_found" },
    ],
    [
      "405",
      405,
      { message: "Method Not Allowed!", errors: "Method Not Allowed!" },
      { kind: "refused", why: "not_acceptable" },
      { code: "refused" },
    ],
    [
      "409 Invalid Card",
      409,
      common(409, "Invalid Card"),
      { kind: "refused", why: "not_acceptable", fields: { number: "Invalid Card" } },
      { code: "refused", fields: { number: "Invalid Card" } },
    ],
    [
      "409 Invalid CVV",
      409,
      common(409, "Invalid CVV"),
      { kind: "declined", message: "Invalid CVV" },
      { code: "refused", fields: { cvv: "Invalid CVV" } },
    ],
    [
      "409 as a bare array",
      409,
      ["Invalid CVV"],
      { kind: "declined", message: "Invalid CVV" },
      { code: "refused", fields: { cvv: "Invalid CVV" } },
    ],
    [
      "409 as a bare string",
      409,
      JSON.stringify("Something odd"),
      { kind: "refused", why: "not_acceptable", message: "Something odd" },
      { code: "refused" },
    ],
    [
      "409 with trailing blanks",
      409,
      common(409, "Amount requested is not available for Refund  "),
      { kind: "refused", message: "Amount requested is not available for Refund" },
      { code: "refused" },
    ],
    [
      "422 with fields",
      422,
      common(422, "The given data was invalid.", { errors: invalid }),
      {
        kind: "refused",
        why: "not_acceptable",
        fields: {
          currency: "The selected currency is invalid.",
          expMonth: "The exp month field is required.",
          addressLine1: "Too short.",
        },
      },
      { code: "refused", fields: { expMonth: "The exp month field is required." } },
    ],
    [
      "422 with errors as a list",
      422,
      { errors: ["Return Not Allowed."] },
      { kind: "refused", message: "Return Not Allowed." },
      { code: "refused" },
    ],
    [
      "422 with errors as a string",
      422,
      { errors: "Return Not Allowed." },
      { kind: "refused", message: "Return Not Allowed." },
      { code: "refused" },
    ],
    ["422 with nothing in it", 422, {}, { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    ["409 empty", 409, "", { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    ["404 as HTML", 404, "<html>nginx</html>", { kind: "unknown", why: "unreadable" }, { code: "not_found" }],
    ["400 truncated", 400, '{"status":"error","mess', { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    [
      "409 that carries a charge",
      409,
      { ...charge(), message: "No" },
      { kind: "unknown", why: "unreadable" },
      { code: "refused" },
    ],
    ["408", 408, common(408, "Request Timeout"), { kind: "unknown", why: "unrecognised" }, { code: "refused" }],
    ["402", 402, common(402, "Pay up"), { kind: "unknown", why: "unrecognised" }, { code: "refused" }],
    ["301", 301, "", { kind: "unknown" }, { code: "unreadable" }],
    ["429", 429, "", { kind: "unknown", why: "rate_limited" }, { code: "rate_limited" }],
    [
      "500 with a raw PHP message",
      500,
      common(500, "Property [is_under_review] does not exist on this collection instance."),
      { kind: "unknown", why: "server_error" },
      { code: "processor_down" },
    ],
    [
      "502 as HTML",
      502,
      "<html>Bad Gateway</html>",
      { kind: "unknown", why: "server_error" },
      { code: "processor_down" },
    ],
    ["503 empty", 503, "", { kind: "unknown", why: "server_error" }, { code: "processor_down" }],
    ["200 empty", 200, "", { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    [
      "200 with an error in it",
      200,
      common(200, "Do not honor"),
      { kind: "unknown", why: "unreadable" },
      { code: "unreadable" },
    ],
    [
      "200 as HTML",
      200,
      "<html>Welcome to the hotel network</html>",
      { kind: "unknown", why: "unreadable" },
      { code: "unreadable" },
    ],
    ["204", 204, "", { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    ["201 with a bare array", 201, [], { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    ["201 with null", 201, "null", { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
    ["201 with empty data", 201, { data: [] }, { kind: "unknown", why: "unreadable" }, { code: "unreadable" }],
  ];
  test.each(rows)("%s", async (_name, status, body, outcome, failure) => {
    // One processor each, so that a 429 blocks nobody else.
    const fresh = here.processor();
    answered(status, body);
    const seen = await fresh.charge(order(), REFERENCE);
    expect(seen).toMatchObject({ ...outcome, httpStatus: status });
    expect(here.requests).toHaveLength(1);
    const error = await bookOf(fresh)
      .createToken(CARD, "phone", false)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ ...failure, name: "Failure" });
    for (const said of [JSON.stringify(seen), JSON.stringify(error), here.lines.join()])
      expect(said).not.toMatch(/Exceptions|deploy/);
  });

  test("401 says which environment, and that tokens differ", async () => {
    answered(401, { error: "Unauthenticated." });
    await expect(here.processor().check()).rejects.toMatchObject({
      code: "unauthorized",
      sentence: expect.stringMatching(/PayArc test.*other environment.*Settings/) as string,
    });
    expect(await here.processor().charge(order(), REFERENCE)).toMatchObject({
      message: expect.stringContaining("PayArc test") as string,
    });
  });
});

describe("declines come in two forms (section 4.2)", () => {
  const messages = [
    "Insufficient Funds",
    "Do not honor",
    "Suspected Card",
    "Suspected Fraud",
    "Invalid From Account",
    "Withdrawal Limit exceeded",
    "Expired Card",
    "General CardAuth Decline",
    "CVV2 verification failed",
    "Customer requested stop of all recurring payments from specific merchant",
    "Invalid CVV",
  ];
  test.each(messages)("as an error: %s", async (message) => {
    answered(409, common(409, ` ${message.toUpperCase()} `));
    expect(await processor.charge(order(), REFERENCE)).toMatchObject({
      kind: "declined",
      amount: 1200,
      message: message.toUpperCase(),
      httpStatus: 409,
      payment: null,
    });
  });

  /** docs/payarc.md, seed 001: status and message; the duplicates are further down. */
  const phrases = [
    ["Activity Limit Exceeded", "Activity Limit exceeded"],
    ["Bad Request - Try Again", "SystemError"],
    ["Bad Request - Try Again", "System Error (Tran)"],
    ["Declined", "General Card Auth Decline"],
    ["Declined", "Do not honor"],
    ["Declined", "Suspected Card"],
    ["Expired Card", "Expired Card"],
    ["Host Validation Error", "Contact PAYARC - Host Validation Error"],
    ["Insufficient Funds", "Withdrawal Limit exceeded"],
    ["Invalid Amount", "Invalid Amount"],
    ["Invalid From Account", "Contact PAYARC - Invalid From Account"],
    ["Invalid Service", "Contact PAYARC - Invalid Service"],
    ["Re-enter transaction", "Re-enter transaction"],
    ["Transaction Amount Invalid", "The value '57679.99999999999' of element 'transactionAmount' is not valid"],
    ["Invalid CVV", "CVV2 verification failed"],
  ] as const;
  test.each(phrases)("as a charge: %s | %s", async (status, message) => {
    for (const code of [null, "D2026"]) {
      // captured 1 and an amount captured stand on failed rows too (section 19).
      const outcome = await charged({
        status,
        failure_code: code,
        failure_message: message,
        auth_code: null,
        amount_approved: 0,
        net_amount: 0,
      });
      expect(outcome).toMatchObject({
        kind: "declined",
        code,
        message,
        httpStatus: 201,
        payment: { status: "failed", statusRaw: status },
      });
    }
  });

  test("a new phrase beside a code that is known to say no", async () => {
    expect(
      await charged({
        status: "Lost Card",
        failure_code: "D2032",
        failure_message: "Lost Card",
        auth_code: null,
        amount_approved: 0,
      }),
    ).toMatchObject({ kind: "declined", code: "D2032" });
  });

  const contradictions: readonly (readonly [string, Json])[] = [
    ["a new phrase beside a new code", { status: "Brand new", failure_code: "D7777", auth_code: null }],
    ["a new phrase alone", { status: "Brand new", auth_code: null }],
    ["declined, but with an approval code", { status: "Declined", failure_code: "D2026" }],
    [
      "declined, but with an amount approved",
      { status: "Declined", failure_code: "D2026", auth_code: null, amount_approved: 1200 },
    ],
    [
      "declined, but the host approved",
      { status: "Declined", failure_code: "D2026", auth_code: null, tsys_response_code: "A0000" },
    ],
    ["a success with a failure code", { failure_code: "E0911", failure_message: "SystemError" }],
  ];
  test.each(contradictions)("%s is neither declined nor approved", async (_name, changes) => {
    expect(await charged(changes)).toMatchObject({ kind: "unknown", why: "unrecognised" });
  });
});
