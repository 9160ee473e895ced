import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { JournalTrouble, type Journal } from "../../../src/main/journal/journal";
import { openJournal } from "../../../src/main/journal/open-journal";
import type { OneTill } from "../../faults/services";
import type { Processor, SendAgain } from "../../../src/main/processors/processor";
import { cents } from "../../../src/shared/money";
import type { Operation } from "../../../src/shared/outcome";
import { holdFirst } from "../../faults/story";
import { atTheCounter, order, outcomeIn, sends, withDesk, world } from "./counter";

atTheCounter();

/** A processor that waits by the real clock, however slow the machine is. */
const patient = () => world.server.processor({ money: 10_000, read: 10_000 });

function journalInMemory(): Journal {
  const opened = openJournal({ file: ":memory:", key: null }, 0);
  if (!opened.journal) throw new Error(opened.trouble);
  return opened.journal;
}

/** The journal as a torn tail leaves it: of each attempt only the first row. */
function torn(whole: Journal): Journal {
  const left = journalInMemory();
  for (const { intent, openedAt } of whole.recent(10).toReversed()) left.open(intent, openedAt);
  return left;
}

const description = {
  reason: "requested_by_customer" as const,
  description: null,
  sendReceipt: { email: false, sms: false },
};

/** One operation of each kind on a payment of $50.00 that is there already; answers its attempt's id. */
const DO: Readonly<Record<Operation, (payments: OneTill) => Promise<string>>> = {
  charge: async (payments) => {
    const asked = order();
    await payments.charge(asked);
    return asked.attemptId;
  },
  capture: async (payments) => {
    const paymentId = await holdFirst(world.server, true);
    return (
      await payments.capture({
        attemptId: randomUUID(),
        paymentId,
        amount: cents(5_000),
        currency: "USD",
        said: cents(5_000),
      })
    ).attempt.id;
  },
  void: async (payments) => {
    const paymentId = await holdFirst(world.server, false);
    const amount = cents(5_000);
    const asked = {
      attemptId: randomUUID(),
      paymentId,
      way: "void" as const,
      amount,
      currency: "USD",
      said: amount,
      ...description,
    };
    return (await payments.takeBack(asked)).attempt.id;
  },
  refund: async (payments) => {
    const paymentId = await holdFirst(world.server, false);
    world.serverPasses(3 * 24 * 3_600_000);
    const amount = cents(1_000);
    const asked = {
      attemptId: randomUUID(),
      paymentId,
      way: "refund" as const,
      amount,
      currency: "USD",
      said: amount,
      ...description,
    };
    return (await payments.takeBack(asked)).attempt.id;
  },
  tip: async (payments) => {
    const paymentId = await holdFirst(world.server, false);
    return (
      await payments.tip({ attemptId: randomUUID(), paymentId, tip: cents(300), currency: "USD", said: cents(300) })
    ).attempt.id;
  },
};

const OPERATIONS = ["charge", "capture", "void", "refund", "tip"] as const;

describe("MONEY: an attempt whose journal lost the row of its send", () => {
  it.each(OPERATIONS)("%s: is a question after a start, and the look tells that it was done", async (operation) => {
    const whole = journalInMemory();
    let id = "";
    await withDesk(patient(), async (payments) => void (id = await DO[operation](payments)), {
      journal: whole,
    });
    const told: string[] = [];
    await withDesk(
      patient(),
      async (payments) => {
        payments.start();
        expect(payments.attempt(id)).toMatchObject({ state: "unknown", outcome: { why: "interrupted" } });
        expect(await payments.lookAgain(id)).toMatchObject({ state: "closed", outcome: { kind: "approved" } });
      },
      { journal: torn(whole), changed: ({ outcome }) => told.push(outcome?.kind ?? "none") },
    );
    expect(told).not.toContain("refused");
  });

  it("is called absent only once the list was read past it, look after look", async () => {
    const whole = journalInMemory();
    let id = "";
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
    await withDesk(patient(), async (payments) => void (id = await DO.charge(payments)), {
      journal: whole,
    });
    await withDesk(
      patient(),
      async (payments) => {
        payments.start();
        expect((await payments.lookAgain(id)).state).toBe("unknown");
        world.clock.step();
        expect(await payments.lookAgain(id)).toMatchObject({ outcome: { kind: "refused", why: "absent" } });
      },
      { journal: torn(whole), times: { looks: [100_000], offline: 100_000, absent: 100_000 } },
    );
  });

  it("asked for again before the start has taken it up, is a question too and does not leave", async () => {
    const whole = journalInMemory();
    const asked = order();
    await withDesk(patient(), async (payments) => void (await payments.charge(asked)), { journal: whole });
    await withDesk(
      patient(),
      async (payments) => {
        expect(await payments.charge(asked)).toMatchObject({ attempt: { state: "unknown" } });
        expect(sends()).toBe(1);
        expect(payments.unknown()).toMatchObject([{ id: asked.attemptId, looks: { nextAt: expect.any(Number) } }]);
      },
      { journal: torn(whole) },
    );
  });
});

describe("MONEY: an attempt whose rows before the send could not be written", () => {
  it("leaves neither of them, is not sent, and is one charge when it is asked for again", async () => {
    const journal = journalInMemory();
    let full = true;
    const onFullDisk = new Proxy(journal, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (name === "begin" && full) throw new JournalTrouble("the disk is full");
          return value.apply(target, args) as unknown;
        };
      },
    });
    const asked = order();
    await withDesk(
      patient(),
      async (payments) => {
        await expect(payments.charge(asked)).rejects.toMatchObject({ code: "no_journal" });
        expect([journal.get(asked.attemptId), sends()]).toEqual([null, 0]);
        full = false;
        expect(await payments.charge(asked)).toMatchObject({ attempt: { outcome: { kind: "approved" } } });
      },
      { journal: onFullDisk },
    );
    expect(sends()).toBe(1);
  });

  it("of which the look was not written either, is brought up on the disk in the order of the steps", async () => {
    const whole = journalInMemory();
    let id = "";
    await withDesk(patient(), async (payments) => void (id = await DO.charge(payments)), {
      journal: whole,
    });
    const journal = torn(whole);
    let full = true;
    const onFullDisk = new Proxy(journal, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (name === "add" && full) throw new JournalTrouble("the disk is full");
          return value.apply(target, args) as unknown;
        };
      },
    });
    await withDesk(
      patient(),
      async (payments) => {
        payments.start();
        expect(payments.attempt(id).state).toBe("unknown");
        full = false;
        expect(await payments.lookAgain(id)).toMatchObject({ outcome: { kind: "approved" } });
      },
      { journal: onFullDisk },
    );
    expect(journal.get(id)).toMatchObject({ state: "closed", outcome: { kind: "approved" } });
  });
});

it("MONEY: nothing leaves once more after the answer, though the disk has not got it", async () => {
  const whole = journalInMemory();
  const full: Journal = {
    ...whole,
    add: (from, row) => {
      if (row.step === "closed") throw new JournalTrouble("disk full");
      return whole.add(from, row);
    },
  };
  const asked = order();
  let once: SendAgain = () => true;
  const processor = patient();
  const keeping = new Proxy(processor, {
    get: (target, name) => {
      if (name !== "charge") return bound(target, name);
      return (...args: Parameters<Processor["charge"]>) => {
        once = args[2] ?? once;
        return target.charge(...args);
      };
    },
  });
  await withDesk(
    keeping,
    async (payments) => {
      expect(outcomeIn(await payments.charge(asked))?.kind).toBe("approved");
      expect(once("timeout")).toBe(false);
      expect(whole.get(asked.attemptId)).toMatchObject({ state: "sent", sends: 1 });
    },
    { journal: full },
  );
});

function bound(target: Processor, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === "function" ? (value.bind(target) as unknown) : value;
}
