import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { OneTill } from "../../faults/services";
import type { Processor } from "../../../src/main/processors/processor";
import { cents } from "../../../src/shared/money";
import { type AttemptView } from "../../../src/shared/attempt";
import { unknown } from "../../../src/shared/outcome";
import type { Payment } from "../../../src/shared/payment";
import { KIT_NAMES } from "../../faults/kit";
import { holdFirst } from "../../faults/story";
import { atTheCounter, moveTo, retold, withDesk, world } from "./counter";

atTheCounter();

/** A processor that waits by the real clock, however slow the machine is. */
const patient = () => world.server.processor({ money: 10_000, read: 10_000 });

const DAY_MS = 24 * 3_600_000;
const words = { reason: "other" as const, description: null, receipts: { email: false, sms: false } };
const TIMES = { looks: [60_000], offline: 60_000, absent: 120_000 };

/** A settled payment of $50.00. */
async function settled(): Promise<string> {
  const paymentId = await holdFirst(world.server, false);
  world.serverPasses(3 * DAY_MS);
  return paymentId;
}

/** Gives back at another desk, in cents. `attemptId`: under the reference of that desk. */
async function elsewhere(paymentId: string, amount: number, attemptId = randomUUID()): Promise<void> {
  const processor = patient();
  expect((await processor.refund(paymentId, cents(amount), "USD", words, attemptId)).kind).toBe("approved");
  processor.close();
}

const giveBack = async (payments: OneTill, paymentId: string, amount: number) =>
  payments.takeBack({
    despite: (await payments.takeBackPlan(paymentId)).possible,
    attemptId: randomUUID(),
    paymentId,
    way: "refund",
    amount: cents(amount),
    currency: "USD",
    said: cents(amount),
    reason: "other",
    description: "Changed their mind",
    sendReceipt: { email: false, sms: false },
  });

let losing: "before" | "after" | null = null;

/** The processor, of which the answer to one refund is lost: it has it ("after") or not ("before"). */
function losable(processor: Processor): Processor {
  return new Proxy(processor, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return async (...args: unknown[]) => {
        const when = name === "refund" ? losing : null;
        if (when === "before") return unknown("timeout");
        const answer: unknown = await value.apply(target, args);
        return when === "after" ? unknown("timeout") : answer;
      };
    },
  });
}

/** A refund whose answer is lost. Answers the attempt's id. */
async function lose(payments: OneTill, paymentId: string, amount: number, when: "before" | "after"): Promise<string> {
  losing = when;
  const { attempt } = await giveBack(payments, paymentId, amount);
  losing = null;
  expect(attempt.state).toBe("unknown");
  return attempt.id;
}

/** Time passes, look after look, until the question has its answer or ten looks have found none. */
async function lookedUp(payments: OneTill, id: string): Promise<AttemptView> {
  for (let at = 0; at < 10 && payments.attempt(id).state === "unknown"; at++) {
    world.clock.step();
    await payments.lookAgain(id);
  }
  return payments.attempt(id);
}

/** As a processor tells it that keeps no descriptions. */
const silent = (payment: Payment): Payment => ({
  ...payment,
  refunds: payment.refunds.map(({ reference: _reference, description: _description, ...refund }) => refund),
});
/** As if given back in the processor's dashboard by somebody who wrote nothing. */
const unsigned =
  (amount: number) =>
  (payment: Payment): Payment => ({
    ...payment,
    refunds: payment.refunds.map((refund) => {
      const { reference: _reference, description: _description, ...rest } = refund;
      return refund.amount === amount ? rest : refund;
    }),
  });

describe("MONEY: a refund whose answer was lost, while another desk gives back of the same payment", () => {
  it.each(KIT_NAMES)("%s: the same sum by another desk is not taken for ours", async (kit) => {
    await moveTo(kit);
    await withDesk(
      losable(patient()),
      async (payments) => {
        const paymentId = await settled();
        const id = await lose(payments, paymentId, 500, "before");
        await elsewhere(paymentId, 500);
        expect(await lookedUp(payments, id)).toMatchObject({ outcome: { kind: "refused", why: "absent" } });
      },
      { connection: world.kit.connection, times: TIMES },
    );
  });

  it.each(KIT_NAMES)("%s: ours is found beside the same sum by another desk", async (kit) => {
    await moveTo(kit);
    await withDesk(
      losable(patient()),
      async (payments) => {
        const paymentId = await settled();
        const id = await lose(payments, paymentId, 500, "after");
        await elsewhere(paymentId, 500);
        expect(await lookedUp(payments, id)).toMatchObject({ outcome: { kind: "approved", amount: 500 } });
      },
      { connection: world.kit.connection, times: TIMES },
    );
  });

  it.each(KIT_NAMES)("%s: other sums by another desk do not keep ours open", async (kit) => {
    await moveTo(kit);
    await withDesk(
      losable(patient()),
      async (payments) => {
        const paymentId = await settled();
        const id = await lose(payments, paymentId, 500, "before");
        await elsewhere(paymentId, 300);
        await elsewhere(paymentId, 1_200);
        expect(await lookedUp(payments, id)).toMatchObject({ outcome: { kind: "refused", why: "absent" } });
        expect((await payments.takeBackPlan(paymentId)).most).toBe(3_500);
      },
      { connection: world.kit.connection, times: TIMES },
    );
  });

  it("one without a word is somebody else’s where the processor is known to keep our mark", async () => {
    await withDesk(
      retold(losable(patient()), { get: unsigned(500) }),
      async (payments) => {
        const paymentId = await settled();
        await giveBack(payments, paymentId, 700);
        const id = await lose(payments, paymentId, 500, "before");
        await elsewhere(paymentId, 500);
        expect(await lookedUp(payments, id)).toMatchObject({ outcome: { kind: "refused", why: "absent" } });
      },
      { times: TIMES },
    );
  });

  it("one without a word may be ours where the processor is not known to: it stays open, and there is a way on", async () => {
    await withDesk(
      retold(losable(patient()), { get: silent }),
      async (payments) => {
        const paymentId = await settled();
        const id = await lose(payments, paymentId, 500, "before");
        await elsewhere(paymentId, 500);
        expect((await lookedUp(payments, id)).state).toBe("unknown");
        expect((await payments.takeBackPlan(paymentId)).way).toBeNull();
        payments.closeByHand(id, "The dashboard shows that Bo gave it back");
        expect((await payments.takeBackPlan(paymentId)).way).toBe("refund");
      },
      { times: TIMES },
    );
  });

  it("one that was listed before the send, or was given back by this desk since, is not ours", async () => {
    await withDesk(
      retold(losable(patient()), { get: silent }),
      async (payments) => {
        const paymentId = await settled();
        await elsewhere(paymentId, 500);
        const id = await lose(payments, paymentId, 500, "before");
        expect(await lookedUp(payments, id)).toMatchObject({ outcome: { kind: "refused", why: "absent" } });
      },
      { times: TIMES },
    );
  });

  it("sums that leave no room for ours prove that it was not done, also where no single refund is listed", async () => {
    await withDesk(
      retold(losable(patient()), { get: (payment) => ({ ...payment, refunds: [] }) }),
      async (payments) => {
        const paymentId = await settled();
        const smaller = await lose(payments, paymentId, 500, "before");
        await elsewhere(paymentId, 499);
        expect(await lookedUp(payments, smaller)).toMatchObject({ outcome: { kind: "refused", why: "absent" } });
        const same = await lose(payments, paymentId, 500, "before");
        await elsewhere(paymentId, 501);
        expect((await lookedUp(payments, same)).state).toBe("unknown");
      },
      { times: TIMES },
    );
  });

  it("MONEY: a refund of ours of a status that is not known stays a question", async () => {
    await moveTo("justifi");
    const held = (payment: Payment): Payment => ({
      ...payment,
      refunds: payment.refunds.map((refund) => ({ ...refund, status: "on_hold" })),
    });
    await withDesk(
      retold(losable(patient()), { get: held }),
      async (payments) => {
        const paymentId = await settled();
        const id = await lose(payments, paymentId, 500, "after");
        expect((await lookedUp(payments, id)).state).toBe("unknown");
      },
      { connection: "training_justifi", times: TIMES },
    );
  });

  it("a failed refund of ours is told as that", async () => {
    await moveTo("justifi");
    const failed = (payment: Payment): Payment => ({
      ...payment,
      amountRefunded: cents(0),
      refunds: payment.refunds.map((refund) => ({ ...refund, status: "failed" })),
    });
    await withDesk(
      retold(losable(patient()), { get: failed }),
      async (payments) => {
        const paymentId = await settled();
        const id = await lose(payments, paymentId, 500, "after");
        expect(await lookedUp(payments, id)).toMatchObject({ outcome: { kind: "refused", why: "not_acceptable" } });
      },
      { connection: "training_justifi", times: TIMES },
    );
  });
});

it("the person’s words reach the processor, and are read without our mark", async () => {
  const paymentId = await settled();
  await giveBack(world.payments, paymentId, 500);
  const [refund] = (await world.payments.get(paymentId)).refunds;
  expect(refund).toMatchObject({
    description: "Changed their mind",
    reference: expect.stringMatching(/^[0-9a-f]{8}$/),
  });
});
