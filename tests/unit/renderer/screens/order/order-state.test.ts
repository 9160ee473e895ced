import { describe, expect, it } from "vitest";
import type { ChargeAnswer } from "../../../../../src/shared/contract";
import { cents } from "../../../../../src/shared/money";
import type { AttemptView } from "../../../../../src/shared/attempt";
import {
  newOrder,
  stepOrder,
  type OrderAction,
  type OrderState,
} from "../../../../../src/renderer/screens/order/order-state";

const ID = "11111111-1111-4111-8111-111111111111";
const NEXT = "22222222-2222-4222-8222-222222222222";

const attempt: AttemptView = {
  id: ID,
  operation: "charge",
  connection: "training",
  currency: "USD",
  account: "Training",
  state: "unknown",
  amount: cents(12_500),
  capture: true,
  paymentId: null,
  card: { brand: "visa", last4: "5439" },
  customer: null,
  channel: "phone",
  operator: "ana",
  desk: "Front desk",
  openedAt: 1,
  sentAt: 2,
  closedAt: null,
  outcome: null,
  sends: 1,
  looks: { count: 0, lastAt: null, nextAt: null },
  byHand: null,
  advice: { happened: "", next: null, say: null },
};
const outcome: ChargeAnswer = { kind: "outcome", attempt, saved: null, canSaveCard: true };
const duplicate: ChargeAnswer = {
  kind: "duplicate",
  earlier: [
    {
      id: "pay1",
      attemptId: null,
      currency: "USD",
      amount: cents(12_500),
      brand: "visa",
      last4: "5439",
      at: 1,
      by: "ana",
      status: "captured",
    },
  ],
};

function run(...actions: readonly OrderAction[]): OrderState {
  return actions.reduce(stepOrder, newOrder(ID));
}
const send: OrderAction = { do: "send", at: 5 };

describe("an order's attempt id", () => {
  it("stays through a failure, so that asking again is the same attempt", () => {
    const state = run(
      send,
      { do: "failed", attemptId: ID, failure: { sentence: "No network.", nothingSent: true } },
      send,
    );
    expect(state.attemptId).toBe(ID);
    expect(state.phase.kind).toBe("sending");
  });

  it("stays through a question answered with go on, naming exactly what was shown", () => {
    const state = run(send, { do: "answered", attemptId: ID, answer: duplicate }, { do: "go on", at: 6 });
    expect(state).toMatchObject({
      attemptId: ID,
      overrides: { duplicateOf: ["pay1"], unknown: [] },
      phase: { kind: "sending" },
    });
  });

  it("is renewed when a question is answered with stop", () => {
    const state = run(send, { do: "answered", attemptId: ID, answer: duplicate }, { do: "stop", newId: NEXT });
    expect(state).toEqual(newOrder(NEXT));
  });

  it("is renewed by an explicit act after an answer, and never while the answer is awaited", () => {
    expect(run(send, { do: "begin", newId: NEXT }).attemptId).toBe(ID);
    expect(run(send, { do: "answered", attemptId: ID, answer: outcome }, { do: "begin", newId: NEXT })).toEqual(
      newOrder(NEXT),
    );
  });

  it("is not used again by a second send after the answer", () => {
    const answered = run(send, { do: "answered", attemptId: ID, answer: outcome });
    expect(stepOrder(answered, send)).toBe(answered);
  });
});

describe("answers and news", () => {
  it("drops an answer to an earlier attempt", () => {
    const state = run(send);
    expect(stepOrder(state, { do: "answered", attemptId: NEXT, answer: outcome })).toBe(state);
    expect(stepOrder(state, { do: "failed", attemptId: NEXT, failure: { sentence: "x", nothingSent: true } })).toBe(
      state,
    );
  });

  it("takes the news of its own attempt over and no other's", () => {
    const state = run(send, { do: "answered", attemptId: ID, answer: outcome });
    const closed: AttemptView = { ...attempt, state: "closed", closedAt: 9 };
    expect(stepOrder(state, { do: "heard", attempt: closed }).phase).toMatchObject({
      kind: "answered",
      attempt: { state: "closed" },
    });
    expect(stepOrder(state, { do: "heard", attempt: { ...closed, id: NEXT } })).toBe(state);
  });

  it("says while it waits that the same request was sent again", () => {
    const again: AttemptView = { ...attempt, state: "sent", outcome: null, sends: 2 };
    expect(run(send).phase).toMatchObject({ kind: "sending", sends: 1 });
    expect(run(send, { do: "heard", attempt: again }).phase).toMatchObject({ kind: "sending", sends: 2 });
    expect(run(send, { do: "heard", attempt: { ...again, id: NEXT } }).phase).toMatchObject({
      kind: "sending",
      sends: 1,
    });
  });

  it("offers saving the card only until it is saved", () => {
    const state = run(
      send,
      { do: "answered", attemptId: ID, answer: outcome },
      { do: "saved", attemptId: ID, saved: { customer: null, sentence: null } },
    );
    expect(state.phase).toMatchObject({ kind: "answered", canSaveCard: false });
  });
});

describe("a supervisor is asked", () => {
  const sending = stepOrder(newOrder(ID), { do: "send", at: 5 });

  it("nothing was sent while the question stands; with yes the seconds begin anew", () => {
    const asked = stepOrder(sending, { do: "approving", on: true, at: 6 });
    expect(asked.phase).toEqual({ kind: "sending", since: 6, sends: 1, approving: true });
    expect(stepOrder(asked, { do: "approving", on: false, at: 90 }).phase).toEqual({
      kind: "sending",
      since: 90,
      sends: 1,
      approving: false,
    });
  });

  it("with no it is typed in again, under the same id", () => {
    const asked = stepOrder(sending, { do: "approving", on: true, at: 6 });
    const failure = { sentence: "Nobody approved it.", nothingSent: true };
    expect(stepOrder(asked, { do: "failed", attemptId: ID, failure })).toMatchObject({
      attemptId: ID,
      phase: { kind: "typing", failure },
    });
  });

  it("of an order that is not on its way it changes nothing", () => {
    const typing = newOrder(ID);
    expect(stepOrder(typing, { do: "approving", on: true, at: 6 })).toBe(typing);
  });
});
