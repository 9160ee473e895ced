import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Journal } from "../../../src/main/journal/journal";
import { openJournal } from "../../../src/main/journal/open-journal";
import type { OneTill } from "../../faults/services";
import type { Processor } from "../../../src/main/processors/processor";
import { cents } from "../../../src/shared/money";
import { NOTHING_SEEN, refused, type Operation, type Outcome } from "../../../src/shared/outcome";
import type { Payment } from "../../../src/shared/payment";
import { holdFirst } from "../../faults/story";
import { atTheCounter, order, retold, withDesk, world } from "./counter";

atTheCounter();

/** A processor that waits by the real clock, however slow the machine is. */
const patient = () => world.server.processor({ money: 10_000, read: 10_000 });

const DAY_MS = 24 * 3_600_000;
const SAID_NO: Outcome = refused("not_acceptable", "No.", {}, 422);
const NOES: Readonly<Record<string, Outcome>> = {
  "answered 422": SAID_NO,
  "answered 401": refused("not_acceptable", "No.", {}, 401),
  "called absent": refused("absent"),
  "called not reached": refused("not_reached"),
  "called not sent": refused("not_sent"),
  declined: { kind: "declined", ...NOTHING_SEEN, message: "Do not honor", amount: null },
  "called reversed": { kind: "reversed", ...NOTHING_SEEN, amount: null, rule: "unstated" },
};
const METHODS = { charge: "charge", capture: "capture", void: "void", refund: "refund", tip: "adjustTip" } as const;

let saying: { readonly outcome: Outcome; readonly works: boolean } | null = null;

/** The processor, which may say "no" to a money operation, and work on it all the same or not. */
function contrary(processor: Processor): Processor {
  return new Proxy(processor, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      if (!Object.values(METHODS).some((method) => method === name)) return value.bind(target) as unknown;
      return async (...args: unknown[]) => {
        const said = saying;
        if (said === null || said.works) {
          const answer: unknown = await value.apply(target, args);
          return said === null ? answer : said.outcome;
        }
        return said.outcome;
      };
    },
  });
}

async function saidNo<T>(outcome: Outcome, works: boolean, run: () => Promise<T>): Promise<T> {
  saying = { outcome, works };
  try {
    return await run();
  } finally {
    saying = null;
  }
}

function journalInMemory(): Journal {
  const opened = openJournal({ file: ":memory:", key: null }, 0);
  if (!opened.journal) throw new Error(opened.trouble);
  return opened.journal;
}

/** A payment of $50.00 that allows the operation. */
async function paymentFor(operation: Operation): Promise<string> {
  const paymentId = await holdFirst(world.server, operation === "capture");
  if (operation === "refund") world.serverPasses(3 * DAY_MS);
  return paymentId;
}

const WORDS = { reason: "other" as const, description: null, sendReceipt: { email: false, sms: false } };

/** Asks for the operation; answers the attempt's id. */
async function ask(
  payments: OneTill,
  operation: Operation,
  paymentId: string | null,
  amount?: number,
): Promise<string> {
  const attemptId = randomUUID();
  if (operation === "charge" || paymentId === null) {
    const asked = order(amount);
    await payments.charge(asked);
    return asked.attemptId;
  }
  const change = { attemptId, paymentId };
  if (operation === "capture")
    await payments.capture({
      ...change,
      amount: cents(amount ?? 5_000),
      currency: "USD",
      said: cents(amount ?? 5_000),
    });
  else if (operation === "tip")
    await payments.tip({ ...change, tip: cents(amount ?? 300), currency: "USD", said: cents(amount ?? 300) });
  else {
    const sum = cents(amount ?? (operation === "void" ? 5_000 : 1_000));
    await payments.takeBack({ ...change, way: operation, amount: sum, currency: "USD", said: sum, ...WORDS });
  }
  return attemptId;
}

const OPERATIONS = ["charge", "capture", "void", "refund", "tip"] as const;
const CASES = OPERATIONS.flatMap((operation) => Object.keys(NOES).map((why) => [operation, why] as const));

describe("MONEY: a closing “no” that was wrong", () => {
  it.each(CASES)("%s, %s: is corrected by the list", async (operation, why) => {
    await withDesk(contrary(patient()), async (payments) => {
      const paymentId = operation === "charge" ? null : await paymentFor(operation);
      const no = NOES[why] ?? SAID_NO;
      const id = await saidNo(no, true, () => ask(payments, operation, paymentId));
      expect(payments.attempt(id).outcome?.kind).toBe(no.kind);
      await payments.list(null, 10);
      expect(payments.attempt(id)).toMatchObject({
        state: "closed",
        outcome: { kind: "approved" },
        corrected: { word: expect.any(String) },
      });
      expect(payments.notices()).toMatchObject([{ attemptId: id, tone: "warning" }]);
    });
  });

  it("is looked for by itself for a while, the payment of a change as well as the list", async () => {
    await withDesk(
      contrary(patient()),
      async (payments) => {
        const paymentId = await paymentFor("capture");
        const charge = await saidNo(SAID_NO, true, () => ask(payments, "charge", null));
        const capture = await saidNo(SAID_NO, true, () => ask(payments, "capture", paymentId));
        while (world.clock.step());
        await expect.poll(() => payments.attempt(charge).outcome?.kind).toBe("approved");
        await expect.poll(() => payments.attempt(capture).outcome?.kind).toBe("approved");
      },
      { times: { looks: [1_000], offline: 1_000, absent: 1_000, late: [60_000] } },
    );
  });

  it("is looked for after a start, if it was closed within the day", async () => {
    const journal = journalInMemory();
    let id = "";
    const lateIsNever = { looks: [1_000], offline: 1_000, absent: 1_000, late: [] };
    await withDesk(
      contrary(patient()),
      async (payments) => {
        id = await saidNo(SAID_NO, true, () => ask(payments, "charge", null));
      },
      { journal, times: lateIsNever },
    );
    await withDesk(
      patient(),
      async (payments) => {
        payments.start();
        expect(world.clock.step()).toBe(true);
        await expect.poll(() => payments.attempt(id).outcome?.kind).toBe("approved");
      },
      { journal },
    );
  });

  it("does not spend requests on a decline that can be seen, nor on what never left", async () => {
    await withDesk(contrary(patient()), async (payments) => {
      await payments.charge(order(5_100));
      await saidNo(refused("not_sent"), false, () => ask(payments, "charge", null, 1_300));
      const before = world.server.control.requests().length;
      while (world.clock.step());
      expect(world.server.control.requests().length).toBe(before);
    });
  });

  it("is told at the top until a person has read it, also after a restart", async () => {
    const journal = journalInMemory();
    let id = "";
    await withDesk(
      contrary(patient()),
      async (payments) => {
        id = await saidNo(SAID_NO, true, () => ask(payments, "charge", null));
        await payments.list(null, 10);
      },
      { journal },
    );
    await withDesk(
      patient(),
      async (payments) => {
        expect(payments.notices()).toEqual([]);
        payments.start();
        const [notice] = payments.notices();
        expect(notice?.sentence).toContain("was told as “Not charged”");
        expect(notice?.sentence).toContain("$12.00");
        expect(payments.correctionRead(id)).toMatchObject({ state: "closed", outcome: { kind: "approved" } });
        expect(payments.notices()).toEqual([]);
      },
      { journal },
    );
    await withDesk(
      patient(),
      async (payments) => {
        payments.start();
        expect(payments.notices()).toEqual([]);
        expect(payments.correctionRead(id).outcome?.kind).toBe("approved");
      },
      { journal },
    );
  });
});

describe("MONEY: a closing “no” that was right", () => {
  it.each(["capture", "void", "tip"] as const)(
    "%s: stays, although this desk did the same later",
    async (operation) => {
      await withDesk(contrary(patient()), async (payments) => {
        const paymentId = await paymentFor(operation);
        const first = await saidNo(SAID_NO, false, () => ask(payments, operation, paymentId));
        const second = await ask(payments, operation, paymentId);
        await payments.list(null, 10);
        expect(payments.attempt(first).outcome?.kind).toBe("refused");
        expect(payments.attempt(second).outcome?.kind).toBe("approved");
        expect(payments.notices()).toEqual([]);
      });
    },
  );

  it("stays where a payment under its reference failed, or was voided", async () => {
    const status: Payment["status"][] = ["failed"];
    const processor = retold(contrary(patient()), {
      list: (payments) => payments.map((payment) => ({ ...payment, status: status[0] ?? "failed" })),
    });
    await withDesk(processor, async (payments) => {
      const id = await saidNo(SAID_NO, true, () => ask(payments, "charge", null));
      for (const now of ["failed", "voided", "expired"] as const) {
        status[0] = now;
        await payments.list(null, 10);
        expect(payments.attempt(id)).toMatchObject({ state: "closed", outcome: { kind: "refused" } });
      }
    });
  });
});

describe("MONEY: a closing “no” that became doubtful", () => {
  /** Without a word of whose refunds they are. */
  const silent = (payment: Payment): Payment => ({
    ...payment,
    refunds: payment.refunds.map(({ reference: _reference, description: _description, ...refund }) => refund),
  });

  it("is a question again where a refund of its sum is listed and nobody says whose it is", async () => {
    const processor = retold(contrary(patient()), { get: silent, list: (all) => all.map(silent) });
    await withDesk(processor, async (payments) => {
      const paymentId = await paymentFor("refund");
      const id = await saidNo(SAID_NO, true, () => ask(payments, "refund", paymentId));
      await payments.list(null, 10);
      expect(payments.unknown()).toMatchObject([
        {
          id,
          outcome: { why: "not_told_apart" },
          corrected: { word: "Not done" },
          looks: { nextAt: expect.any(Number) },
        },
      ]);
      expect(payments.notices()).toEqual([]);
      expect((await payments.takeBackPlan(paymentId)).way).toBeNull();
      payments.closeByHand(id, "The dashboard shows that it is ours");
      await payments.list(null, 10);
      expect(payments.attempt(id).state).toBe("closed_by_hand");
    });
  });

  it("stays closed where such a refund is listed days later", async () => {
    const processor = retold(contrary(patient()), { get: silent, list: (all) => all.map(silent) });
    await withDesk(
      processor,
      async (payments) => {
        const paymentId = await paymentFor("refund");
        const id = await saidNo(SAID_NO, true, () => ask(payments, "refund", paymentId));
        world.clock.jump(2 * DAY_MS);
        await payments.list(null, 10);
        expect(payments.attempt(id)).toMatchObject({ state: "closed", outcome: { kind: "refused" } });
      },
      { times: { looks: [1_000], offline: 1_000, absent: 1_000, late: [] } },
    );
  });

  it("is a question again where nobody can read what became of the payment under its reference", async () => {
    const changes: Partial<Payment>[] = [{ status: "unknown", failureCode: "D9999" }];
    const processor = retold(contrary(patient()), {
      list: (all) => all.map((payment) => ({ ...payment, ...changes[0] })),
    });
    await withDesk(processor, async (payments) => {
      const id = await saidNo(SAID_NO, true, () => ask(payments, "charge", null));
      await payments.list(null, 10);
      expect(payments.attempt(id).state).toBe("closed");
      changes[0] = { status: "unknown", failureCode: null };
      await payments.list(null, 10);
      expect(payments.attempt(id)).toMatchObject({ state: "unknown", outcome: { why: "unrecognised" } });
      expect((await payments.charge(order())).kind).toBe("standing_unknown");
      changes[0] = {};
      await payments.list(null, 10);
      expect(payments.attempt(id)).toMatchObject({ outcome: { kind: "approved" }, corrected: { word: "Not charged" } });
      expect(payments.notices()).toHaveLength(1);
    });
  });

  it("is a question again where another sum stands under its reference", async () => {
    const processor = retold(contrary(patient()), {
      list: (all) => all.map((payment) => ({ ...payment, amount: cents(777) })),
    });
    await withDesk(processor, async (payments) => {
      const id = await saidNo(SAID_NO, true, () => ask(payments, "charge", null));
      await payments.list(null, 10);
      expect(payments.attempt(id)).toMatchObject({ state: "unknown", outcome: { why: "wrong_payment" } });
    });
  });
});

describe("MONEY: giving back where an earlier “not done” may still happen", () => {
  it("warns, and wants to be told that the warning was read", async () => {
    await withDesk(contrary(patient()), async (payments) => {
      const paymentId = await paymentFor("refund");
      const first = await saidNo(SAID_NO, false, () => ask(payments, "refund", paymentId));
      const plan = await payments.takeBackPlan(paymentId);
      expect(plan).toMatchObject({ way: "refund", possible: [first], warning: expect.stringContaining("$10.00") });
      await expect(ask(payments, "refund", paymentId)).rejects.toMatchObject({ code: "refused" });
      const amount = cents(1_000);
      const again = { attemptId: randomUUID(), paymentId, way: "refund" as const, amount, said: amount, ...WORDS };
      const { attempt } = await payments.takeBack({ currency: "USD", ...again, despite: plan.possible });
      expect(attempt.outcome?.kind).toBe("approved");
    });
  });

  it("no longer once it is known, nor after a day", async () => {
    await withDesk(
      contrary(patient()),
      async (payments) => {
        const paymentId = await paymentFor("refund");
        await saidNo(SAID_NO, true, () => ask(payments, "refund", paymentId));
        // The plan reads the payment, and that tells that it was done.
        expect(await payments.takeBackPlan(paymentId)).toMatchObject({ most: 4_000, warning: null });
        expect(payments.notices()).toHaveLength(1);
        await saidNo(SAID_NO, false, () => ask(payments, "refund", paymentId, 1_500));
        expect((await payments.takeBackPlan(paymentId)).warning).not.toBeNull();
        world.clock.jump(DAY_MS);
        expect((await payments.takeBackPlan(paymentId)).warning).toBeNull();
      },
      { times: { looks: [1_000], offline: 1_000, absent: 1_000, late: [] } },
    );
  });

  it("not for what never left this computer", async () => {
    await withDesk(contrary(patient()), async (payments) => {
      const paymentId = await paymentFor("refund");
      await saidNo(refused("not_reached"), false, () => ask(payments, "refund", paymentId));
      expect((await payments.takeBackPlan(paymentId)).warning).toBeNull();
      await ask(payments, "refund", paymentId);
    });
  });
});
