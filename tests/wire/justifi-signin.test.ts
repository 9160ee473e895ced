import { afterEach, beforeEach, expect, test } from "vitest";
import type { Clock } from "../../src/main/base/clock";
import { cents } from "../../src/shared/money";
import {
  BY_TOKEN,
  CREDENTIALS,
  order,
  payment,
  PAYMENT_ID,
  REFERENCE,
  reply,
  stage,
  TAKE,
  type Stage,
} from "../fixtures/justifi/server";

/**
 * Sign-in with client credentials: one token for all, renewed before it ends, given away when refused, and never a
 * money call sent twice.
 */
let here: Stage;
beforeEach(async () => void (here = await stage()));
afterEach(() => here.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A clock whose hands a test turns. */
function handClock() {
  let at = 1_000_000;
  const clock: Clock = {
    wall: () => Date.now(),
    steady: () => at,
    after: (_ms, run) => {
      const timer = setTimeout(run, 0);
      return () => clearTimeout(timer);
    },
  };
  return { clock, passes: (ms: number) => void (at += ms) };
}

const ok = reply(200, payment());
const bearers = () => here.requests.map(({ headers }) => headers.authorization);
const charge = () => here.processor().charge(order({ amount: cents(10_000), source: BY_TOKEN }), REFERENCE);

test("many calls at once share one sign-in", async () => {
  here.answer = ok;
  const processor = here.processor();
  await Promise.all([1, 2, 3, 4].map(() => processor.getPayment(PAYMENT_ID)));
  expect(here.signIns).toHaveLength(1);
  expect(new Set(bearers())).toEqual(new Set(["Bearer access-token-1"]));
});

test("renewed at half of its documented day, long before it ends", async () => {
  here.answer = ok;
  const { clock, passes } = handClock();
  const processor = here.processor({ clock });
  await processor.getPayment(PAYMENT_ID);
  passes(12 * HOUR - MINUTE);
  await processor.getPayment(PAYMENT_ID);
  passes(2 * MINUTE);
  await processor.getPayment(PAYMENT_ID);
  expect(bearers()).toEqual(["Bearer access-token-1", "Bearer access-token-1", "Bearer access-token-2"]);
});

test("a token is used however short the processor makes it", async () => {
  here.answer = ok;
  here.signIn = reply(200, { access_token: "t1" });
  await here.processor().getPayment(PAYMENT_ID);
  expect(bearers()).toEqual(["Bearer t1"]);
});

test("a shorter life that the answer names is heeded", async () => {
  here.answer = ok;
  here.signIn = (request, response) =>
    reply(200, { access_token: `access-token-${here.signIns.length}`, expires_in: 3600 })(request, response);
  const { clock, passes } = handClock();
  const processor = here.processor({ clock });
  await processor.getPayment(PAYMENT_ID);
  passes(54 * MINUTE);
  await processor.getPayment(PAYMENT_ID);
  passes(2 * MINUTE);
  await processor.getPayment(PAYMENT_ID);
  expect(here.signIns).toHaveLength(2);
});

test("a renewal that fails leaves the old token in use while it lasts, and no charge is held up by it", async () => {
  here.answer = reply(201, payment());
  const { clock, passes } = handClock();
  const processor = here.processor({ clock });
  await processor.charge(order({ amount: cents(10_000), source: BY_TOKEN }), REFERENCE);
  here.signIn = reply(500, "");
  passes(13 * HOUR);
  expect(await processor.charge(order({ amount: cents(10_000), source: BY_TOKEN }), REFERENCE)).toMatchObject({
    kind: "approved",
  });
  expect(bearers()).toEqual(["Bearer access-token-1", "Bearer access-token-1"]);
  passes(11 * HOUR);
  expect(await processor.charge(order({ amount: cents(10_000), source: BY_TOKEN }), REFERENCE)).toMatchObject({
    kind: "refused",
    why: "not_sent",
  });
  expect(here.requests).toHaveLength(2);
});

test("a read that gets 401 signs in again and is asked once more, not for ever", async () => {
  const processor = here.processor();
  here.answer = (request, response) =>
    reply(
      request.headers.authorization === "Bearer access-token-1" ? 401 : 200,
      request.headers.authorization === "Bearer access-token-1" ? { error: { code: "not_authenticated" } } : payment(),
    )(request, response);
  await expect(processor.getPayment(PAYMENT_ID)).resolves.toMatchObject({ id: PAYMENT_ID });
  expect(bearers()).toEqual(["Bearer access-token-1", "Bearer access-token-2"]);
  here.answer = reply(401, { error: { code: "not_authenticated" } });
  await expect(processor.getPayment(PAYMENT_ID)).rejects.toMatchObject({ code: "unauthorized" });
  expect(here.requests).toHaveLength(4);
});

test.each(["charge", "capture", "void", "refund"] as const)(
  "MONEY: a %s that gets 401 is not sent again; the next one has a new token",
  async (operation) => {
    const processor = here.processor();
    const move = () => {
      if (operation === "charge")
        return processor.charge(order({ source: BY_TOKEN, amount: cents(10_000) }), REFERENCE);
      if (operation === "capture") return processor.capture(PAYMENT_ID, cents(10_000), "USD", REFERENCE);
      return operation === "void"
        ? processor.void(PAYMENT_ID, cents(10_000), "USD", TAKE, REFERENCE)
        : processor.refund(PAYMENT_ID, cents(10_000), "USD", TAKE, REFERENCE);
    };
    here.answer = reply(401, { error: { code: "not_authenticated", message: "Not Authenticated" } });
    expect(await move()).toMatchObject({ kind: "refused", httpStatus: 401, inOurWords: true });
    expect(here.requests).toHaveLength(1);
    await move();
    expect(bearers()).toEqual(["Bearer access-token-1", "Bearer access-token-2"]);
  },
);

test.each([400, 401, 403, 404, 422])(
  "wrong credentials, told as %i: nothing is sent, and the sentence says where to put it right",
  async (status) => {
    here.signIn = reply(status, { error: { code: "resource_not_found", message: "Resource Not Found" } });
    expect(await charge()).toMatchObject({
      kind: "refused",
      why: "not_sent",
      message: expect.stringMatching(/client ID and secret for JustiFi test.*Settings/),
    });
    await expect(here.processor().check()).rejects.toMatchObject({ code: "unauthorized" });
    expect(here.requests).toEqual([]);
  },
);

test.each<[string, () => void]>([
  ["has trouble", () => (here.signIn = reply(500, "<html>"))],
  ["answers nonsense", () => (here.signIn = reply(200, "<html>"))],
  ["answers without a token", () => (here.signIn = reply(200, { access_token: null }))],
  [
    "answers with a token that no header can carry",
    () => (here.signIn = reply(200, { access_token: "line\nbreak and more" })),
  ],
  ["hangs up", () => (here.signIn = (_request, response) => void response.destroy())],
  ["says nothing", () => (here.signIn = () => undefined)],
])("a sign-in that %s: the charge was not sent, and nobody has to look for it", async (_what, prepare) => {
  prepare();
  const outcome = await here.processor({ timeouts: { read: 150 } }).charge(order({ source: BY_TOKEN }), REFERENCE);
  expect(outcome).toMatchObject({ kind: "refused", why: "not_sent" });
  expect(here.requests).toEqual([]);
});

test("nobody there: not reached", async () => {
  const { url } = here;
  await here.close();
  here = await stage();
  expect(await here.processor({ baseUrl: url }).charge(order({ source: BY_TOKEN }), REFERENCE)).toMatchObject({
    kind: "refused",
    why: "not_reached",
  });
});

test("SECURITY: neither the secret nor the token nor a card number is in a line of the log, a sentence or an answer that echoes them", async () => {
  here.answer = (request, response) =>
    reply(422, {
      error: {
        code: "invalid_parameter",
        message: `bad request: ${request.body} ${request.headers.authorization ?? ""}`,
      },
    })(request, response);
  const outcome = await here.processor().charge(order(), REFERENCE);
  expect(outcome.kind).toBe("refused");
  here.signIn = (request, response) => reply(401, { error: { message: `no: ${request.body}` } })(request, response);
  const failure = await here
    .processor()
    .check()
    .catch((error: unknown) => error);
  const told = JSON.stringify([outcome, here.lines, String(failure), failure]);
  expect(told).not.toContain(CREDENTIALS.clientSecret);
  expect(told).not.toContain("access-token-1");
  expect(told).not.toContain("4111111111111111");
});

test("MONEY: live credentials on the test connection are found out by the payments they list", async () => {
  const row = payment({ is_test: false }).data;
  here.answer = reply(200, { id: null, type: "array", data: [row], page_info: { has_next: false } });
  await expect(here.processor().check()).rejects.toMatchObject({
    code: "unauthorized",
    sentence: expect.stringContaining("live credentials"),
  });
  await expect(here.processor({ mode: "live", environment: "JustiFi live" }).check()).resolves.toBeUndefined();
});
