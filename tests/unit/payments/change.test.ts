import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Fault } from "../../../src/main/practice/faults";
import { cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { Random } from "../../faults/random";
import { holdFirst } from "../../faults/story";
import { World } from "../../faults/world";
import { adviceFor } from "../../../src/shared/advice";
import { atTheCounter, moveTo, order, outcomeIn, retold, withDesk, world } from "./counter";

atTheCounter();

describe("a refund that did not happen, while another desk gave back the same sum", () => {
  it("MONEY: is not taken for done where the processor's refunds say whose they are, and is where ours is among them", async () => {
    const desk = await World.make(new Random(9), "none", "justifi");
    desk.start();
    const other = desk.processor(10_000);
    try {
      const reset: Fault = { kind: "reset", when: "before" };
      const giveBack = async (paymentId: string, faults: readonly Fault[]) => {
        for (const fault of faults) desk.server.control.failNext({ method: "POST", path: /refunds$/ }, fault);
        const take = { reason: "requested_by_customer", description: null } as const;
        const asked = await desk.payments.takeBack({
          attemptId: randomUUID(),
          paymentId,
          way: "refund",
          amount: cents(2_000),
          currency: "USD",
          said: cents(2_000),
          ...take,
          sendReceipt: { email: false, sms: false },
        });
        expect(asked.attempt.state).toBe("unknown");
        const theirs = await other.refund(
          paymentId,
          cents(2_000),
          "USD",
          { ...take, receipts: { email: false, sms: false } },
          randomUUID(),
        );
        expect(theirs.kind).toBe("approved");
        return asked.attempt.id;
      };
      const lost = await giveBack(
        await holdFirst(desk.server, false),
        Array.from({ length: 5 }, () => reset),
      );
      expect(await desk.payments.lookAgain(lost)).toMatchObject({ state: "unknown", looks: { count: 1 } });
      const done = await giveBack(await holdFirst(desk.server, false), [{ kind: "wrong_charge" }]);
      expect(await desk.payments.lookAgain(done)).toMatchObject({
        state: "closed",
        outcome: { kind: "approved", amount: 2_000 },
      });
    } finally {
      other.close();
      await desk.end();
    }
  });
});

describe("a change whose answer was lost", () => {
  it.each([
    ["another sum was captured", (payment: Payment) => payment],
    ["nobody says what was captured of it", (payment: Payment) => ({ ...payment, amountCaptured: null })],
  ])("MONEY: a capture of a part is not taken for done where %s", async (_what, get) => {
    const paymentId = await holdFirst(world.server, true);
    const other = world.processor(10_000);
    await withDesk(retold(world.processor(600), { get }), async (payments) => {
      world.server.control.failNext({ method: "POST", path: /capture$/ }, { kind: "reset", when: "before" });
      const { attempt } = await payments.capture({
        attemptId: randomUUID(),
        paymentId,
        amount: cents(2_000),
        currency: "USD",
        said: cents(2_000),
      });
      expect((await other.capture(paymentId, cents(5_000), "USD", randomUUID())).kind).toBe("approved");
      expect(await payments.lookAgain(attempt.id)).toMatchObject({ state: "unknown", looks: { count: 1 } });
    });
    other.close();
  });
});

describe("a hold that lapses while a change to it is a question", () => {
  it.each([
    ["capture", "before"],
    ["void", "before"],
    ["void", "after"],
  ] as const)("%s, lost %s the processor acted on it", async (operation, when) => {
    await moveTo("justifi");
    const paymentId = await holdFirst(world.server, true);
    // Another page answers: that proves nothing, and is none of the answers after which the same request may be sent
    // again.
    world.server.control.failNext({ method: "POST", path: world.kit.paths[operation] }, { kind: "redirect", when });
    const ask = { attemptId: randomUUID(), paymentId, amount: cents(5_000), currency: "USD", said: cents(5_000) };
    const change = await (operation === "capture"
      ? world.payments.capture(ask)
      : world.payments.takeBack({
          ...ask,
          way: "void",
          reason: "other",
          description: null,
          sendReceipt: { email: false, sms: false },
        }));
    expect(change.attempt.state).toBe("unknown");
    world.serverPasses(8 * 24 * 3_600_000);
    const found = await world.payments.lookAgain(change.attempt.id);
    expect(found.outcome).toMatchObject(
      when === "after"
        ? { kind: "approved", payment: { status: "voided" } }
        : { kind: "refused", why: "absent", payment: { status: "expired" } },
    );
    expect(world.server.control.ledger()).toMatchObject([
      { captured: 0, status: when === "after" ? "void" : "canceled" },
    ]);
    expect(await world.payments.takeBackPlan(paymentId)).toMatchObject({ way: null });
    expect(world.lies).toEqual([]);
  });
});

it("tells of the checks at a capture what was told at the charge: no street was given", async () => {
  const asked = order(5_000);
  if (asked.source.kind !== "card") throw new Error("a typed card was asked for");
  const card = { ...asked.source.card, zip: "99999", addressLine1: null };
  const charge = await world.payments.charge({ ...asked, capture: false, source: { ...asked.source, card } });
  const paymentId = outcomeIn(charge)?.payment?.id ?? "";
  const { attempt } = await world.payments.capture({
    attemptId: randomUUID(),
    paymentId,
    amount: cents(5_000),
    currency: "USD",
    said: cents(5_000),
  });
  expect(attempt.addressGiven).toEqual({ street: false, zip: true });
  if (attempt.outcome === null) throw new Error("no outcome");
  expect(attempt.outcome.payment?.card?.avs).toBe("Z");
  const told = { amount: 5_000, surcharge: 0, given: attempt.addressGiven ?? null };
  expect(adviceFor(attempt.outcome, "capture", told).next).toBeNull();
});
