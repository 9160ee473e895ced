import fc from "fast-check";
import type http from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outcome, AgainWhy } from "../../src/shared/outcome";
import type { SendAgain } from "../../src/main/processors/processor";
import { systemClock, type Clock } from "../../src/main/base/clock";
import { cents } from "../../src/shared/money";
import {
  BY_TOKEN,
  documented,
  order,
  payment,
  PAYMENT_ID,
  REFERENCE,
  reply,
  stage,
  TAKE,
  type Handler,
  type Stage,
} from "../fixtures/justifi/server";

/**
 * The same request once more, with the same key and body, where JustiFi documents it (docs/justifi.md 2, idempotency),
 * and nowhere else.
 */
let here: Stage;
beforeEach(async () => {
  here = await stage();
});
afterEach(() => {
  vi.useRealTimers();
  return here.close();
});

/** Waits are a thousand times as short. */
const hurried: Clock = { ...systemClock, after: (ms, run) => systemClock.after(ms / 1000, run) };

const AMOUNT = cents(10_000);
const cut: Handler = (_request, response) => void response.destroy();
const silent: Handler = () => undefined;
/** No answer: the client's time for money is over when the server has heard it, however slow the computer is. */
const late: Handler = () => void vi.advanceTimersByTime(MONEY_MS);
const half: Handler = (_request, response) => {
  response.writeHead(201, { "content-type": "application/json", "content-length": 4000 });
  response.write('{"id": "py_123xyz", "ty', () => response.destroy());
};
const error = (status: number, code: string): Handler => reply(status, { error: { code, message: code } });
const charged = reply(201, payment());

/** One answer after another; the last one repeats. */
function inTurn(...handlers: readonly Handler[]): void {
  let at = 0;
  here.answer = (request, response) => handlers[Math.min(at++, handlers.length - 1)]?.(request, response);
}

interface Asking {
  readonly again: SendAgain;
  readonly asked: AgainWhy[];
}
/** Says yes `times` times; each time nothing more than what was on record may have left. */
function yes(times = 99): Asking {
  const asked: AgainWhy[] = [];
  const again: SendAgain = (why) => {
    expect(here.requests).toHaveLength(asked.length + 1);
    if (asked.length >= times) return false;
    asked.push(why);
    return true;
  };
  return { again, asked };
}

const MONEY_MS = 60_000;
const charge = (again?: SendAgain): Promise<Outcome> =>
  here
    .processor({ clock: hurried, timeouts: { money: MONEY_MS } })
    .charge(order({ source: BY_TOKEN, amount: AMOUNT }), REFERENCE, again);

function expectOneRequest(): void {
  expect(new Set(here.requests.map(({ body }) => body)).size).toBe(1);
  expect(here.requests.map(({ headers }) => headers["idempotency-key"])).toEqual(here.requests.map(() => REFERENCE));
}

test.each<[string, Handler, AgainWhy]>([
  ["the connection was cut", cut, "connection_lost"],
  ["half an answer came", half, "connection_lost"],
  ["a 500", reply(500, "<html>"), "server_error"],
  ["a 503 with an error", error(503, "gateway_timeout_error"), "server_error"],
  ["a 409: the first is still running", error(409, "idempotency_request_in_progress"), "possible_duplicate"],
  ["a 409 without a known code", error(409, "gateway_idempotency_error"), "possible_duplicate"],
  ["a success that is not JSON", reply(201, "<html>"), "unreadable"],
  ["a success that is empty", reply(201, ""), "unreadable"],
])("%s: the same request once more tells what became of it", async (_what, first, why) => {
  inTurn(first, charged);
  const { again, asked } = yes();
  expect(await charge(again)).toMatchObject({ kind: "approved", amount: AMOUNT });
  expect(asked).toEqual([why]);
  expect(here.requests).toHaveLength(2);
  expectOneRequest();
});

test("an answer that does not come in time is asked for once more, and no more", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  inTurn(late, charged);
  expect(await charge(yes().again)).toMatchObject({ kind: "approved" });
  inTurn(late);
  here.requests.length = 0;
  expect(await charge(yes().again)).toMatchObject({ kind: "unknown", why: "timeout" });
  expect(here.requests).toHaveLength(2);
});

test.each(["capture", "void", "refund"] as const)("a %s is sent again with its key and body too", async (operation) => {
  const done = { capture: payment(), void: payment({ status: "canceled" }), refund: documented("refunded") }[operation];
  inTurn(cut, error(409, "idempotency_request_in_progress"), reply(200, done));
  const { again, asked } = yes();
  const processor = here.processor({ clock: hurried });
  const amount =
    operation === "refund"
      ? cents((JSON.parse(documented("refunded")) as { data: { amount: number } }).data.amount)
      : AMOUNT;
  const id =
    operation === "refund"
      ? (JSON.parse(documented("refunded")) as { data: { payment_id: string } }).data.payment_id
      : PAYMENT_ID;
  const outcome = await (operation === "capture"
    ? processor.capture(id, amount, "USD", REFERENCE, again)
    : operation === "void"
      ? processor.void(id, amount, "USD", TAKE, REFERENCE, again)
      : processor.refund(id, amount, "USD", TAKE, REFERENCE, again));
  expect(outcome).toMatchObject({ kind: "approved" });
  expect(asked).toEqual(["connection_lost", "possible_duplicate"]);
  expectOneRequest();
});

test.each<[string, Handler]>([
  ["a decline", error(402, "card_declined")],
  ["a 402 of the gateway", error(402, "gateway_timeout_error")],
  ["a request to slow down", error(429, "gateway_rate_limit_error")],
  ["what is not acceptable", error(422, "amount_below_minimum")],
  ["a bad request", error(400, "full_pan_not_allowed")],
  ["the key of another request", error(409, "idempotency_params_mismatch")],
  ["no permission", error(403, "not_authorized")],
  ["a redirect", reply(302, "")],
  ["a payment that is not this one", reply(201, payment({ amount: 77 }))],
])("%s is never asked for again", async (_what, answer) => {
  inTurn(answer, charged);
  const { again, asked } = yes();
  const outcome = await charge(again);
  expect(outcome.kind).not.toBe("approved");
  expect([here.requests.length, asked]).toEqual([1, []]);
});

test("MONEY: what cannot be recorded is not sent again, and neither is anything when nobody keeps a record", async () => {
  inTurn(cut, charged);
  expect(await charge(() => false)).toMatchObject({ kind: "unknown", why: "connection_lost" });
  expect(here.requests).toHaveLength(1);
  inTurn(cut, charged);
  expect(await charge()).toMatchObject({ kind: "unknown", why: "connection_lost" });
  expect(here.requests).toHaveLength(2);
});

test.each<[string, Handler]>([
  ["declined", error(402, "card_declined")],
  ["not acceptable", error(422, "amount_below_minimum")],
  ["another request's", error(409, "idempotency_params_mismatch")],
])("MONEY: after a sending whose end is not known, %s is no answer to the first one", async (_what, second) => {
  inTurn(cut, second, charged);
  expect(await charge(yes().again)).toMatchObject({ kind: "unknown", why: "connection_lost" });
  expect(here.requests).toHaveLength(2);
});

test("it ends: five sendings at most", async () => {
  inTurn(reply(500, ""));
  const { again, asked } = yes();
  expect(await charge(again)).toMatchObject({ kind: "unknown", why: "server_error" });
  expect([here.requests.length, asked.length]).toEqual([5, 4]);
  expectOneRequest();
});

test("a token that has ended: a new one, the same request, and then whatever the answer is", async () => {
  const ended: Handler = error(401, "not_authenticated");
  inTurn(ended, charged);
  const { again, asked } = yes();
  expect(await charge(again)).toMatchObject({ kind: "approved" });
  expect(asked).toEqual(["signed_out"]);
  expect(here.requests.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer access-token-1",
    "Bearer access-token-2",
  ]);
  expectOneRequest();
  // Nothing was looked at the first time, so a decline is a decline.
  inTurn(ended, error(402, "card_declined"));
  expect(await charge()).toMatchObject({ kind: "refused", httpStatus: 401 });
  here.requests.length = 0;
  inTurn(ended, error(402, "card_declined"));
  expect(await charge(yes().again)).toMatchObject({ kind: "declined" });
  here.requests.length = 0;
  inTurn(ended);
  expect(await charge(yes().again)).toMatchObject({ kind: "refused", why: "not_acceptable", httpStatus: 401 });
  expect(here.requests).toHaveLength(2);
});

test("the line is down for a moment: no connection is no answer, and the next sending gets through", async () => {
  inTurn(cut, charged);
  let asks = 0;
  const outcome = await here
    .processor({ clock: hurried })
    .charge(order({ source: BY_TOKEN, amount: AMOUNT }), REFERENCE, () => {
      if (++asks === 1) here.down();
      else here.up();
      return true;
    });
  expect(outcome).toMatchObject({ kind: "approved" });
  expect([asks, here.requests.length]).toEqual([2, 2]);
});

test("MONEY: after a sleep the key may be forgotten, and the same request would be a second charge: it is looked up instead", async () => {
  inTurn(cut, charged);
  let slept = 0;
  // The lid is closed during the wait: the steady clock, or the wall clock, has gone on by an hour.
  const sleepy: Clock = {
    ...hurried,
    steady: () => systemClock.steady() + slept,
    after: (ms, run) =>
      hurried.after(ms, () => {
        slept = 3_600_000;
        run();
      }),
  };
  const { again, asked } = yes();
  const outcome = await here
    .processor({ clock: sleepy })
    .charge(order({ source: BY_TOKEN, amount: AMOUNT }), REFERENCE, again);
  expect(outcome).toMatchObject({ kind: "unknown", why: "connection_lost" });
  expect([here.requests.length, asked]).toEqual([1, []]);
});

test("MONEY: the wall clock counts as well, for a steady one that stood still in the sleep", async () => {
  inTurn(cut, charged);
  const { again } = yes();
  const sleepy: Clock = {
    ...hurried,
    after: (ms, run) =>
      hurried.after(ms, () => {
        vi.setSystemTime(Date.now() + 3_600_000);
        run();
      }),
  };
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    expect(
      await here.processor({ clock: sleepy }).charge(order({ source: BY_TOKEN, amount: AMOUNT }), REFERENCE, again),
    ).toMatchObject({ kind: "unknown" });
  } finally {
    vi.useRealTimers();
  }
  expect(here.requests).toHaveLength(1);
});

test.each<[string, Handler, Outcome["kind"]]>([
  ["after a doubt it is looked up instead", cut, "unknown"],
  [
    "after a token that had ended nothing was looked at, so nothing was charged",
    error(401, "not_authenticated"),
    "refused",
  ],
])("MONEY: a sleep between the record and the first byte counts: %s", async (_what, first, kind) => {
  let slept = 0;
  let signIns = 0;
  const signIn = here.signIn;
  // The lid is closed while a new token is fetched: the sending is on record already, and its key may be forgotten by
  // now.
  here.signIn = (request, response) => {
    if (++signIns > 1) slept = 3_600_000;
    signIn(request, response);
  };
  inTurn(first, error(401, "not_authenticated"), charged);
  if (kind === "refused") inTurn(first, charged);
  const { again, asked } = yes();
  const sleepy: Clock = { ...hurried, steady: () => systemClock.steady() + slept };
  expect(
    await here.processor({ clock: sleepy }).charge(order({ source: BY_TOKEN, amount: AMOUNT }), REFERENCE, again),
  ).toMatchObject({ kind });
  expect([here.requests.length, asked.length]).toEqual(kind === "unknown" ? [2, 2] : [1, 1]);
});

test("MONEY: a first sending that was slept over does not leave: the caller has gone, and another desk may have charged", async () => {
  let slept = 0;
  const signIn = here.signIn;
  here.signIn = (request, response) => {
    slept = 3_600_000;
    signIn(request, response);
  };
  const sleepy: Clock = { ...hurried, steady: () => systemClock.steady() + slept };
  expect(
    await here.processor({ clock: sleepy }).charge(order({ source: BY_TOKEN, amount: AMOUNT }), REFERENCE, yes().again),
  ).toMatchObject({ kind: "refused", why: "not_sent" });
  expect(here.requests).toHaveLength(0);
});

test("whatever comes in whatever order: one key, one body, each sending on record, and no “no” after a doubt", async () => {
  const ANSWERS: readonly (readonly [string, Handler])[] = [
    ["cut", cut],
    ["half", half],
    ["500", reply(500, "")],
    ["409", error(409, "idempotency_concurrent_request")],
    ["401", error(401, "not_authenticated")],
    ["402", error(402, "card_declined")],
    ["422", error(422, "amount_below_minimum")],
    ["ok", charged],
    ["failed", reply(201, payment({ status: "failed", captured: false, error_code: "do_not_honor" }))],
  ];
  const DOUBTS = ["cut", "half", "500", "409"];
  const processor = here.processor({ clock: hurried });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...ANSWERS), { minLength: 1, maxLength: 6 }),
      fc.nat(5),
      async (answers, times) => {
        here.requests.length = 0;
        inTurn(...answers.map(([, handler]) => handler));
        const { again, asked } = yes(times);
        const outcome = await processor.charge(order({ source: BY_TOKEN, amount: AMOUNT }), REFERENCE, again);
        const met = here.requests.map((_request, at) => answers[Math.min(at, answers.length - 1)]?.[0] ?? "");
        expect(met).toHaveLength(asked.length + 1);
        expect(met.length).toBeLessThanOrEqual(5);
        expectOneRequest();
        if (outcome.kind === "approved") expect(met.at(-1)).toBe("ok");
        if (outcome.kind === "declined" || outcome.kind === "refused")
          expect(met.filter((each) => DOUBTS.includes(each))).toEqual([]);
        if (outcome.kind === "unknown") expect(met.some((each) => DOUBTS.includes(each))).toBe(true);
        // What was not followed by another sending is an answer, or nobody recorded one, or it was the last that is
        // allowed.
        if (DOUBTS.includes(met.at(-1) ?? "")) expect(asked.length === times || met.length === 5).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test("at most ten charges at once (docs/justifi.md 11); the eleventh waits for its turn, and nothing else does", async () => {
  const held: http.ServerResponse[] = [];
  let most = 0;
  here.answer = (request, response) => {
    if (request.method === "GET") return reply(200, payment())(request, response);
    held.push(response);
    most = Math.max(most, held.length);
  };
  const processor = here.processor();
  const going = Array.from({ length: 12 }, () =>
    processor.charge(order({ source: BY_TOKEN, amount: AMOUNT }), crypto.randomUUID()),
  );
  while (held.length < 10) await new Promise((resolve) => setImmediate(resolve));
  // A read is answered meanwhile, so whatever else was to be sent has had its chance.
  expect(await processor.getPayment(PAYMENT_ID)).toMatchObject({ id: PAYMENT_ID });
  expect(held).toHaveLength(10);
  const release = (): void => {
    const response = held.shift();
    response?.writeHead(201, { "content-type": "application/json" });
    response?.end(JSON.stringify(payment()));
  };
  for (let at = 0; at < 12; at++) {
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
    release();
  }
  for (const outcome of await Promise.all(going)) expect(outcome).toMatchObject({ kind: "approved" });
  expect(most).toBe(10);
});

test("whoever waits too long for a place hears why, and nothing of it was sent", async () => {
  here.answer = silent;
  const processor = here.processor({ clock: hurried });
  const going = Array.from({ length: 10 }, () =>
    processor.charge(order({ source: BY_TOKEN, amount: AMOUNT }), crypto.randomUUID()),
  );
  while (here.requests.length < 10) await new Promise((resolve) => setImmediate(resolve));
  expect(await processor.charge(order({ source: BY_TOKEN, amount: AMOUNT }), REFERENCE)).toMatchObject({
    kind: "refused",
    why: "not_sent",
    message: expect.stringContaining("takes 10 requests of this kind at a time"),
  });
  expect(here.requests).toHaveLength(10);
  await here.close();
  for (const outcome of await Promise.all(going)) expect(outcome).toMatchObject({ kind: "unknown" });
});
