import { describe, expect, it } from "vitest";
import type { OneTill } from "../../faults/services";
import { cents } from "../../../src/shared/money";
import { Clue, type Intent } from "../../../src/shared/attempt";
import { unknown, type UnknownOutcome } from "../../../src/shared/outcome";
import type { Payment } from "../../../src/shared/payment";
import { clueOf, settlesOf } from "../../../src/shared/settles";
import { holdFirst } from "../../faults/story";
import { atTheCounter, order, retold, withDesk, world } from "./counter";

atTheCounter();

/** A processor that waits by the real clock, however slow the machine is. */
const patient = () => world.server.processor({ money: 10_000, read: 10_000 });
const NEVER = 100_000_000;
const TIMES = { looks: [NEVER], offline: NEVER, absent: 0 };

/** A charge whose answer is lost; the processor has it ("after") or not ("before"). Answers its id. */
async function lose(payments: OneTill, when: "before" | "after", amount = 1_200): Promise<string> {
  world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when });
  const answer = await payments.charge(order(amount));
  if (answer.kind !== "outcome" || answer.attempt.state !== "unknown") throw new Error("the answer was not lost");
  return answer.attempt.id;
}

describe("a question that looking cannot answer says what would settle it", () => {
  it("a state that is not known here, until a list shows another one", async () => {
    let changes: Partial<Payment> = { status: "unknown", statusRaw: "Under a cloud", failureCode: "D7777" };
    const processor = retold(patient(), { list: (all) => all.map((payment) => ({ ...payment, ...changes })) });
    await withDesk(
      processor,
      async (payments) => {
        const id = await lose(payments, "after");
        const asked = await payments.lookAgain(id);
        expect(asked).toMatchObject({
          state: "unknown",
          settles: { answers: [expect.any(String), expect.any(String)] },
        });
        const paymentId = world.server.control.ledger()[0]?.id ?? "none";
        expect(asked.settles?.question).toContain(`Open payment ${paymentId} in PayArc’s dashboard`);
        changes = { status: "failed", statusRaw: "Declined", failureCode: "D2026" };
        await payments.list(null, 10);
        await expect.poll(() => payments.attempt(id).outcome?.kind).toBe("declined");
      },
      { times: TIMES },
    );
  });

  it("a repeat whose first one is not to be seen, until a list shows it", async () => {
    const repeat: Partial<Payment> = { status: "failed", failureCode: "D0008", failureMessage: "Duplicate" };
    let listed: Payment[] = [];
    let mine = "";
    const processor = retold(patient(), {
      list: (all) => [
        ...all.map((payment) => (payment.reference === mine ? { ...payment, ...repeat } : payment)),
        ...listed,
      ],
    });
    await withDesk(
      processor,
      async (payments) => {
        const id = (mine = await lose(payments, "after"));
        const asked = await payments.lookAgain(id);
        expect(asked.settles?.question).toContain("is there an earlier payment of $12.00");
        const [own] = (await payments.list(null, 10)).payments;
        if (!own) throw new Error("nothing is listed");
        listed = [
          {
            ...own,
            id: "first",
            status: "captured",
            failureCode: null,
            reference: "another order",
            createdAt: (own.createdAt ?? 0) - 1,
          },
        ];
        await payments.list(null, 10);
        await expect.poll(() => payments.attempt(id).outcome?.kind).toBe("declined");
      },
      { times: TIMES },
    );
  });

  it("a payment of the same card and sum that does not say who made it", async () => {
    const nobodys = (payment: Payment): Payment => ({ ...payment, reference: null, metadata: {} });
    const processor = retold(patient(), { list: (all) => all.map(nobodys), get: nobodys });
    await withDesk(
      processor,
      async (payments) => {
        const id = await lose(payments, "before");
        await holdFirst(world.server, false, { amount: 1_200 });
        const asked = await payments.lookAgain(id);
        expect(asked.settles?.question).toContain("does not say who made it");
        const closed = payments.closeByHand(id, asked.settles?.answers[1] ?? "");
        expect(closed).toMatchObject({ state: "closed_by_hand", settles: null });
      },
      { times: TIMES },
    );
  });

  it("but not a payment that was listed before the send", async () => {
    const nobodys = (payment: Payment): Payment => ({ ...payment, reference: null, metadata: {} });
    const processor = retold(patient(), { list: (all) => all.map(nobodys), get: nobodys });
    await withDesk(
      processor,
      async (payments) => {
        await holdFirst(world.server, false, { amount: 1_200 });
        const first = await payments.charge(order(1_300));
        expect(first.kind).toBe("outcome");
        world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
        const asked = order();
        const seen = await payments.charge(asked);
        if (seen.kind !== "duplicate") throw new Error("the earlier one was not asked about");
        const overrides = { duplicateOf: seen.earlier.map(({ id }) => id), unknown: [] };
        await payments.charge({ ...asked, overrides });
        expect(await payments.lookAgain(asked.attemptId)).toMatchObject({
          outcome: { kind: "refused", why: "absent" },
        });
      },
      { times: TIMES },
    );
  });

  it("in words for every kind, on every connection", () => {
    const intent = {
      id: "7c1e9a52-3f10-4b7e-9d53-0a6f3c21b2f0",
      operation: "refund",
      connection: "justifi_live",
      currency: "USD",
      amount: cents(500),
      capture: false,
      paymentId: "py_1",
      card: { brand: "visa", last4: "5439", fingerprint: null },
      customer: null,
      channel: null,
      operator: "ana",
      desk: "Front desk",
      overrides: [],
      anchor: null,
      before: null,
    } satisfies Intent;
    const questions = Clue.shape.kind.options.flatMap((kind) =>
      ["py_1", null].flatMap((paymentId) =>
        (["refund", "capture", "charge"] as const).map((operation) =>
          settlesOf({ ...intent, operation }, { kind, paymentId }, "JustiFi"),
        ),
      ),
    );
    for (const { question, answers } of questions) {
      expect(question).toMatch(/^[A-Z].*[.?]$/);
      expect(new Set(answers).size).toBe(2);
      for (const answer of answers) expect(answer.length).toBeLessThanOrEqual(300);
    }
    expect(questions[0]?.question).toContain("JustiFi");
    expect(settlesOf(intent, { kind: "not_understood", paymentId: null }, "the processor").question).toBe(
      "Open the payment in the processor’s dashboard: did it go through?",
    );
  });

  it("nothing where only looking again can tell", () => {
    const kinds = (["timeout", "interrupted", "rate_limited", "unrecognised"] as const).map((why) =>
      clueOf(unknown(why) as UnknownOutcome),
    );
    expect(kinds).toEqual([null, null, null, null]);
  });
});
