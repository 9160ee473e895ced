import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { JournalTrouble } from "../../../src/main/journal/journal";
import { openJournal } from "../../../src/main/journal/open-journal";
import type { Payments } from "../../../src/main/payments/payments";
import { planFor } from "../../../src/main/payments/take-back";
import type { Fault } from "../../../src/main/practice/faults";
import type { Processor } from "../../../src/main/processors/processor";
import type { ChargeAnswer } from "../../../src/shared/contract";
import type { ConnectionId } from "../../../src/shared/connection";
import { Failure } from "../../../src/shared/failure";
import { cents } from "../../../src/shared/money";
import type { Opened } from "../../../src/shared/outcome";
import { PaymentStatus, type Payment } from "../../../src/shared/payment";
import { Random } from "../../faults/random";
import { chargeInput, holdFirst, VISA } from "../../faults/story";
import { services } from "../../faults/services";
import { World } from "../../faults/world";

/** Payments through their front door, over real HTTP against the practice server and a real journal file. */
let world: World;
beforeEach(async () => {
  world = await World.make(new Random(7));
  world.start();
});
afterEach(() => world.end());

const order = (amount = 1_200, number = VISA) => chargeInput({ id: randomUUID(), amount: cents(amount), number });
const sends = () =>
  world.server.control.requests().filter(({ method, path }) => method === "POST" && path === "/charges").length;

function outcomeIn(answer: ChargeAnswer) {
  if (answer.kind !== "outcome") throw new Error(`asked: ${answer.kind}`);
  return answer.attempt.outcome;
}

describe("the duplicate guard", () => {
  it("asks about a charge of the same card and amount, and goes on when it is named", async () => {
    const first = await world.payments.charge(order());
    const again = order();
    const asked = await world.payments.charge(again);
    expect(asked).toMatchObject({ kind: "duplicate", earlier: [{ amount: 1_200, last4: "5439", by: "ana" }] });
    expect(sends()).toBe(1);
    if (asked.kind !== "duplicate" || first.kind !== "outcome") throw new Error();
    expect(asked.earlier[0]?.id).toBe(first.attempt.outcome?.payment?.id);
    const answer = await world.payments.charge({
      ...again,
      overrides: { duplicateOf: asked.earlier.map(({ id }) => id), unknown: [] },
    });
    expect(outcomeIn(answer)?.kind).toBe("approved");
    expect(sends()).toBe(2);
  });

  it("sees what another desk has taken", async () => {
    await holdFirst(world.server, false);
    expect(await world.payments.charge(order(5_000))).toMatchObject({
      kind: "duplicate",
      earlier: [{ attemptId: expect.any(String), last4: "5439" }],
    });
    expect(sends()).toBe(1);
  });

  describe("of a list that is longer than one page", () => {
    /** One page holds 50: what another desk took some hours ago stands on the second. */
    async function longList(
      change: { theirs?: Partial<Payment>; breaks?: (cursor: string | null) => boolean } = {},
    ): Promise<Processor> {
      const inner = world.processor(10_000);
      const made = await inner.getPayment(await holdFirst(world.server, false));
      const theirs: Payment = { ...made, ...change.theirs };
      const rows = [
        ...Array.from(
          { length: 60 },
          (_, at): Payment => ({ ...made, id: `newer${at}`, reference: null, amount: cents(700) }),
        ),
        theirs,
      ];
      const pages: Processor["listPayments"] = (cursor, limit) => {
        if (change.breaks?.(cursor) === true) return Promise.reject(new Failure("processor_down", "Trouble."));
        const from = Number(cursor ?? 0);
        return Promise.resolve({
          items: rows.slice(from, from + limit),
          next: from + limit < rows.length ? String(from + limit) : null,
          total: null,
        });
      };
      return retold(inner, { pages });
    }

    it("MONEY: sees it although somebody opened the newest payments before", async () => {
      await withDesk(await longList(), async (payments) => {
        await payments.list(null, 10);
        expect(await payments.charge(order(5_000))).toMatchObject({ kind: "duplicate" });
      });
    });

    it("MONEY: sees it although the first reading broke after the first page", async () => {
      let broken = 1;
      await withDesk(await longList({ breaks: (cursor) => cursor !== null && broken-- > 0 }), async (payments) => {
        await payments.charge(order(1_200));
        expect(await payments.charge(order(5_000))).toMatchObject({ kind: "duplicate" });
      });
    });

    it("MONEY: sees it where the processor does not say when it was made", async () => {
      await withDesk(await longList({ theirs: { createdAt: null } }), async (payments) =>
        expect(await payments.charge(order(5_000))).toMatchObject({ kind: "duplicate" }),
      );
    });
  });

  it.each(["diners", "unionpay", "jcb"] as const)(
    "MONEY: knows a %s card again where the processor says Discover, whose network carries it",
    async (brand) => {
      const numbers = { diners: "30569309025904", unionpay: "6200000000000005", jcb: "3530142019945859" };
      const number = numbers[brand];
      const theirs = await world.processor(600).getPayment(await holdFirst(world.server, false));
      const listed: Payment = {
        ...theirs,
        card: theirs.card && { ...theirs.card, brand: "discover", last4: number.slice(-4), fingerprint: null },
      };
      await withDesk(retold(world.processor(600), { list: () => [listed] }), async (payments) =>
        expect((await payments.charge(order(5_000, number))).kind).toBe("duplicate"),
      );
    },
  );

  it("does not ask about another amount, another card, a decline, or what was taken back", async () => {
    await world.payments.charge(order(1_200));
    expect(outcomeIn(await world.payments.charge(order(1_201)))?.kind).toBe("approved");
    expect(outcomeIn(await world.payments.charge(order(1_200, "5146315000000055")))?.kind).toBe("approved");
    expect(outcomeIn(await world.payments.charge(order(201_200)))?.kind).toBe("declined");
    expect(outcomeIn(await world.payments.charge(order(201_200)))?.kind).toBe("declined");
    const taken = outcomeIn(await world.payments.charge(order(1_300)));
    const paymentId = taken?.payment?.id ?? "";
    await world.payments.takeBack({
      attemptId: randomUUID(),
      paymentId,
      way: "void",
      amount: cents(1_300),
      reason: "other",
      description: null,
      sendReceipt: { email: false, sms: false },
    });
    await world.payments.list(null, 10);
    expect(outcomeIn(await world.payments.charge(order(1_300)))?.kind).toBe("approved");
  });

  it("still guards with the journal alone when the processor cannot be asked", async () => {
    await world.payments.charge(order());
    world.stop();
    world.start();
    for (let at = 0; at < 5; at++)
      world.server.control.failNext(
        { method: "GET", path: "/charges" },
        { kind: "status", when: "before", status: 500 },
      );
    expect((await world.payments.charge(order())).kind).toBe("duplicate");
    expect(sends()).toBe(1);
  });
});

describe("an answer that did not arrive", () => {
  it("keeps the same card and amount from being charged until it is named", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
    const lost = await world.payments.charge(order());
    expect(outcomeIn(lost)?.kind).toBe("unknown");
    const again = order();
    const asked = await world.payments.charge(again);
    expect(asked.kind).toBe("standing_unknown");
    if (asked.kind !== "standing_unknown") throw new Error();
    expect(sends()).toBe(1);
    const answer = await world.payments.charge({
      ...again,
      overrides: { duplicateOf: [], unknown: asked.unknown.map(({ id }) => id) },
    });
    expect(outcomeIn(answer)?.kind).toBe("approved");
  });

  it("MONEY: is asked about once more when it turns out, while the person decides, that it took the money", async () => {
    await withDesk(world.processor(600), async (payments) => {
      const id = await loseCharge(payments, "after");
      const again = order();
      expect((await payments.charge(again)).kind).toBe("standing_unknown");
      expect(await payments.lookAgain(id)).toMatchObject({ outcome: { kind: "approved" } });
      const named = { ...again, overrides: { duplicateOf: [], unknown: [id] } };
      const asked = await payments.charge(named);
      expect(asked).toMatchObject({ kind: "duplicate", earlier: [{ attemptId: id }] });
      expect(sends()).toBe(1);
      if (asked.kind !== "duplicate") throw new Error();
      const answer = await payments.charge({
        ...named,
        overrides: { ...named.overrides, duplicateOf: asked.earlier.map((each) => each.id) },
      });
      expect(outcomeIn(answer)?.kind).toBe("approved");
    });
  });

  it("MONEY: stands in the way however many charges of the same amount came after it", async () => {
    const opened = openJournal({ file: ":memory:", key: null }, 0);
    if (!opened.journal) throw new Error();
    const { journal } = opened;
    await withDesk(
      world.processor(600),
      async (payments) => {
        const lost = journal.get(await loseCharge(payments, "before"));
        if (!lost) throw new Error();
        for (let at = 0; at < 200; at++) {
          const next = journal.open({ ...lost.intent, id: randomUUID() }, lost.openedAt + 1);
          journal.add(next as Opened, {
            step: "closed",
            at: lost.openedAt + 1,
            outcome: {
              kind: "refused",
              payment: null,
              amount: null,
              code: null,
              message: null,
              httpStatus: null,
              why: "not_sent",
              fields: {},
            },
          });
        }
        expect(await payments.charge(order())).toMatchObject({
          kind: "standing_unknown",
          unknown: [{ id: lost.intent.id }],
        });
      },
      { journal },
    );
  });

  it("MONEY: of a card that was not told stands in the way of a typed one", async () => {
    await withDesk(world.processor(600), async (payments) => {
      world.server.control.failNext({ method: "POST", path: "/charges/google/sale" }, { kind: "reset", when: "after" });
      const sold = await payments.charge({
        ...order(),
        source: {
          kind: "google_pay",
          text: JSON.stringify({ signature: "x", protocolVersion: "ECv2", signedMessage: "y" }),
        },
      });
      expect(sold).toMatchObject({ attempt: { state: "unknown", card: { last4: null } } });
      expect((await payments.charge(order())).kind).toBe("standing_unknown");
    });
  });

  it("is told as it is, even when the truth comes after it was called absent", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
    const answer = await world.payments.charge(order());
    if (answer.kind !== "outcome") throw new Error();
    const { id } = answer.attempt;
    await world.untilAnswered();
    expect(world.payments.attempt(id).outcome).toMatchObject({ kind: "refused", why: "absent" });
    // Long after, the request that was thought lost reaches the processor.
    await holdFirst(world.server, false, { reference: id, amount: 1_200 });
    await world.payments.list(null, 10);
    expect(world.payments.attempt(id).outcome?.kind).toBe("approved");
  });

  it("MONEY: is not called absent by the list of another account, after other credentials were typed", async () => {
    const elsewhere = await World.make(new Random(8));
    const [mine, theirs] = [world.processor(), elsewhere.processor()];
    let inUse = mine;
    const processor = new Proxy(mine, {
      get: (_target, name) => {
        const value: unknown = Reflect.get(inUse, name);
        return typeof value === "function" ? (value.bind(inUse) as unknown) : value;
      },
    });
    const opened = openJournal({ file: ":memory:", key: null }, 0);
    if (!opened.journal) throw new Error();
    const payments = services({
      journal: opened.journal,
      processor,
      clock: world.clock,
      times: { looks: [1_000_000], offline: 1_000_000, absent: 0 },
    });
    try {
      await holdFirst(world.server, false);
      await holdFirst(elsewhere.server, false);
      world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "silence", when: "after" });
      const answer = await payments.charge(order());
      if (answer.kind !== "outcome") throw new Error(answer.kind);
      inUse = theirs;
      expect(await payments.lookAgain(answer.attempt.id)).toMatchObject({ state: "unknown" });
      inUse = mine;
      expect(await payments.lookAgain(answer.attempt.id)).toMatchObject({
        state: "closed",
        outcome: { kind: "approved" },
      });
      // What the one account listed is no mark of the other's list: a charge that never arrived there is found absent.
      inUse = theirs;
      payments.startOver("training");
      elsewhere.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
      const lost = await payments.charge(order(1_300));
      if (lost.kind !== "outcome") throw new Error(lost.kind);
      expect(await payments.lookAgain(lost.attempt.id)).toMatchObject({
        state: "closed",
        outcome: { kind: "refused", why: "absent" },
      });
    } finally {
      payments.stop();
      mine.close();
      theirs.close();
      await elsewhere.end();
    }
  });

  it("is no approval in part where only the tip is not in what was approved", async () => {
    const counted = (payment: Payment): Payment => ({
      ...payment,
      amount: cents(1_400),
      amountApproved: cents(1_200),
      tip: cents(200),
    });
    await withDesk(retold(world.processor(600), { list: (payments) => payments.map(counted) }), async (payments) => {
      const id = await loseCharge(payments, "after", { ...order(), tip: cents(200) });
      expect(await payments.lookAgain(id)).toMatchObject({ outcome: { kind: "approved", amount: 1_400 } });
    });
  });

  it("can be closed by hand, with a reason and a name, and stays a reason to ask", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
    const answer = await world.payments.charge(order());
    if (answer.kind !== "outcome") throw new Error();
    const closed = world.payments.closeByHand(answer.attempt.id, "The bank says no");
    expect(closed).toMatchObject({ state: "closed_by_hand", byHand: { reason: "The bank says no", by: "ana" } });
    expect(world.payments.unknown()).toEqual([]);
    expect((await world.payments.charge(order())).kind).toBe("duplicate");
    expect(() => world.payments.closeByHand(answer.attempt.id, "again")).toThrow(Failure);
  });

  it("comes first in the list", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
    await world.payments.charge(order());
    await world.payments.charge(order(900));
    expect(world.payments.attempts(10).map(({ state }) => state)).toEqual(["unknown", "closed"]);
  });
});

/** The processor, whose answers about payments are changed on the way. */
function retold(
  processor: Processor,
  change: {
    list?: (payments: readonly Payment[]) => readonly Payment[];
    get?: (payment: Payment) => Payment;
    pages?: Processor["listPayments"];
  },
): Processor {
  const own: Pick<Processor, "listPayments" | "getPayment"> = {
    listPayments: async (...asked) => {
      const page = await (change.pages ?? processor.listPayments.bind(processor))(...asked);
      return { ...page, items: change.list?.(page.items) ?? page.items };
    },
    getPayment: async (...asked) => {
      const payment = await processor.getPayment(...asked);
      return change.get?.(payment) ?? payment;
    },
  };
  return new Proxy(processor, {
    get: (target, name) => {
      const value: unknown = name === "listPayments" || name === "getPayment" ? own[name] : Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Payments over a processor and a journal of their own. */
async function withDesk(
  processor: Processor,
  run: (payments: Payments) => Promise<void>,
  over: Partial<Parameters<typeof services>[0]> = {},
): Promise<void> {
  const opened = openJournal({ file: ":memory:", key: null }, 0);
  if (!opened.journal) throw new Error();
  const payments = services({ journal: opened.journal, processor, clock: world.clock, ...over });
  try {
    await run(payments);
  } finally {
    payments.stop();
    processor.close();
  }
}

/** A charge whose answer is lost; the processor has it or has it not. */
async function loseCharge(payments: Payments, when: "before" | "after", asked = order()): Promise<string> {
  world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when });
  const lost = await payments.charge(asked);
  if (lost.kind !== "outcome" || lost.attempt.state !== "unknown") throw new Error("the answer was not lost");
  return lost.attempt.id;
}

describe("two payments under one reference, of which one failed", () => {
  it.each<[string, Partial<Payment>, (payments: Payments, id: string) => Promise<unknown>]>([
    [
      "by its look",
      { failureCode: "D2012", failureMessage: "Insufficient Funds" },
      (payments, id) => payments.lookAgain(id),
    ],
    [
      "by a list that somebody opened",
      { failureCode: "D2012", failureMessage: "Insufficient Funds" },
      (payments) => payments.list(null, 10),
    ],
    [
      "by its look, where the failed one was refused as a repeat of ours",
      { failureCode: "D0008", failureMessage: "Possible Duplicate Request" },
      (payments, id) => payments.lookAgain(id),
    ],
  ])("MONEY: is told as the one that took money, %s", async (_how, twin, find) => {
    const failedBeside = (payment: Payment): Payment[] => [
      { ...payment, id: `${payment.id}x`, status: "failed", captured: false, ...twin },
      payment,
    ];
    await withDesk(
      retold(world.processor(600), { list: (payments) => payments.flatMap(failedBeside) }),
      async (payments) => {
        const id = await loseCharge(payments, "after");
        await find(payments, id);
        expect(payments.attempt(id)).toMatchObject({ state: "closed", outcome: { kind: "approved", amount: 1_200 } });
      },
    );
  });

  it("MONEY: is told as the one that took money, where the failed one ends a page and where somebody opened it alone", async () => {
    const server = world.processor(600);
    const failed = (payment: Payment): Payment => ({
      ...payment,
      id: `${payment.id}x`,
      status: "failed",
      captured: false,
      failureCode: "D2012",
      failureMessage: "Insufficient Funds",
    });
    const pages: Processor["listPayments"] = async (cursor, ...how) => {
      const rest = await server.listPayments(null, ...how);
      const ours = rest.items.find(({ reference }) => reference !== null);
      return cursor === null && ours ? { ...rest, items: [failed(ours)], next: "rest" } : rest;
    };
    await withDesk(retold(server, { pages, get: failed }), async (payments) => {
      const id = await loseCharge(payments, "after");
      const [first] = (await server.listPayments(null, 1, "now")).items;
      await payments.list(null, 10);
      await payments.get(first?.id ?? "");
      expect(payments.attempt(id)).toMatchObject({ state: "unknown" });
      expect(await payments.lookAgain(id)).toMatchObject({
        state: "closed",
        outcome: { kind: "approved", amount: 1_200 },
      });
    });
  });

  it("one that failed and stands alone is told as declined once the list was read past it", async () => {
    const failed = (payment: Payment): Payment => ({
      ...payment,
      status: "failed",
      captured: false,
      failureCode: "D2012",
      failureMessage: "Insufficient Funds",
    });
    await withDesk(retold(world.processor(600), { list: (payments) => payments.map(failed) }), async (payments) => {
      const id = await loseCharge(payments, "after");
      expect(await payments.lookAgain(id)).toMatchObject({ state: "closed", outcome: { kind: "declined" } });
    });
  });

  it("MONEY: a repeat is not explained by a payment that was made after it", async () => {
    const repeat: Partial<Payment> = {
      status: "failed",
      failureCode: "D0008",
      failureMessage: "Possible Duplicate Request",
    };
    const laterBeside = (payment: Payment): Payment[] => [
      { ...payment, id: "later", reference: randomUUID(), createdAt: (payment.createdAt ?? 0) + 60_000 },
      { ...payment, ...repeat },
    ];
    await withDesk(
      retold(world.processor(600), { list: (payments) => payments.flatMap(laterBeside) }),
      async (payments) => {
        const id = await loseCharge(payments, "after");
        await payments.list(null, 10);
        expect(await payments.lookAgain(id)).toMatchObject({ state: "unknown" });
      },
    );
  });
});

describe("one form, one charge", () => {
  it("gives a repeated ask the first one's answer", async () => {
    const asked = order();
    const [one, two] = await Promise.all([world.payments.charge(asked), world.payments.charge(asked)]);
    const three = await world.payments.charge(asked);
    expect([one, two, three].map((answer) => outcomeIn(answer)?.payment?.id)).toEqual(
      Array.from({ length: 3 }, () => world.server.control.ledger()[0]?.id),
    );
    expect(sends()).toBe(1);
  });

  it("is refused when it was pressed under another connection than the one in use", async () => {
    await expect(world.payments.charge({ ...order(), connection: "payarc_live" })).rejects.toMatchObject({
      code: "refused",
      sentence: expect.stringContaining("Nothing was sent"),
    });
    expect(sends()).toBe(0);
    const asked = order();
    expect(outcomeIn(await world.payments.charge({ ...asked, connection: "training" }))?.kind).toBe("approved");
    // Of an order that was sent, it is never said that nothing was.
    expect(outcomeIn(await world.payments.charge({ ...asked, connection: "payarc_live" }))?.kind).toBe("approved");
    expect(sends()).toBe(1);
  });

  it("never takes the id of one order for another", async () => {
    const asked = order();
    await world.payments.charge(asked);
    await expect(world.payments.charge({ ...asked, amount: cents(9_900) })).rejects.toThrow(/other details/);
    expect(sends()).toBe(1);
  });

  it("sends nothing that cannot be recorded", async () => {
    world.fullDisk = new Set([1]);
    await expect(world.payments.charge(order())).rejects.toMatchObject({ code: "no_journal" });
    expect(sends()).toBe(0);
  });

  it("shows the truth when it can be sent but not recorded, and finds it again at the next start", async () => {
    world.fullDisk = new Set([3]);
    const answer = await world.payments.charge(order());
    expect(outcomeIn(answer)?.kind).toBe("approved");
    world.stop();
    world.fullDisk = new Set();
    world.start();
    expect(world.payments.unknown()).toHaveLength(1);
    await world.untilAnswered();
    expect(world.payments.attempts(5)).toMatchObject([{ state: "closed", outcome: { kind: "approved" } }]);
    expect(sends()).toBe(1);
  });
});

describe("saving the card of a charge", () => {
  it("saves it with the charge, to a new customer", async () => {
    const answer = await world.payments.charge({
      ...order(),
      saveCard: { newCustomer: { name: "Rosa Marín", email: "rosa@example.com" } },
    });
    if (answer.kind !== "outcome") throw new Error();
    expect(answer.saved?.customer).toMatchObject({ name: "Rosa Marín", cards: [{ last4: "5439", isDefault: true }] });
    expect(answer.canSaveCard).toBe(false);
  });

  it("does not save the card of a decline", async () => {
    const answer = await world.payments.charge({ ...order(201_200), saveCard: { newCustomer: { name: "Rosa" } } });
    expect(answer).toMatchObject({ saved: { customer: null, sentence: expect.stringContaining("not saved") } });
  });

  it("never lets a failed saving change the charge", async () => {
    world.server.control.failNext({ method: "POST", path: "/tokens" }, { kind: "status", when: "before", status: 500 });
    const answer = await world.payments.charge({ ...order(), saveCard: { newCustomer: { name: "Rosa" } } });
    expect(answer).toMatchObject({
      saved: {
        customer: null,
        sentence: expect.stringContaining("The customer was created, but the card was not saved."),
      },
    });
    expect(outcomeIn(answer)?.kind).toBe("approved");
  });

  it("saves it afterwards, once, and not after ten minutes", async () => {
    const first = await world.payments.charge(order());
    const second = await world.payments.charge(order(1_300));
    if (first.kind !== "outcome" || second.kind !== "outcome") throw new Error();
    expect(first.canSaveCard).toBe(true);
    const customer = await world.payments.saveCard({
      attemptId: first.attempt.id,
      to: { newCustomer: { name: "Rosa" } },
    });
    expect(customer.cards).toMatchObject([{ last4: "5439" }]);
    await expect(
      world.payments.saveCard({ attemptId: first.attempt.id, to: { customerId: customer.id } }),
    ).rejects.toMatchObject({ code: "not_found" });
    while (world.clock.step()) continue;
    await expect(
      world.payments.saveCard({ attemptId: second.attempt.id, to: { customerId: customer.id } }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the kept card of a charge, on another connection", () => {
  it("is not saved: its token is known to the connection that gave it, and is still good there", async () => {
    const processor = world.processor(5_000);
    const opened = openJournal({ file: ":memory:", key: null }, 0);
    if (!opened.journal) throw new Error();
    let inUse: ConnectionId = "training";
    const payments = services({ journal: opened.journal, processor, inUse: () => inUse, clock: world.clock });
    const charged = await payments.charge(order());
    if (charged.kind !== "outcome") throw new Error();
    const save = () => payments.saveCard({ attemptId: charged.attempt.id, to: { newCustomer: { name: "Rosa" } } });
    inUse = "payarc_live";
    await expect(save()).rejects.toMatchObject({
      code: "not_found",
      sentence: expect.stringContaining("can no longer be saved from here"),
    });
    const made = () =>
      world.server.control.requests().filter(({ method, path }) => method === "POST" && path === "/customers").length;
    expect(made()).toBe(0);
    inUse = "training";
    expect((await save()).cards).toMatchObject([{ last4: "5439" }]);
    expect(made()).toBe(1);
    payments.stop();
    processor.close();
  });
});

describe("a journal that cannot be read", () => {
  it.each(["chargeOf", "unfinishedOn", "get", "unfinished", "recent"] as const)(
    "%s: is told as that, not as something unexpected",
    async (broken) => {
      const processor = world.processor(5_000);
      const paymentId = await holdFirst(world.server, false);
      const opened = openJournal({ file: ":memory:", key: null }, 0);
      if (!opened.journal) throw new Error();
      const journal = new Proxy(opened.journal, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== "function") return value;
          return name === broken
            ? () => {
                throw new JournalTrouble("the disk is gone");
              }
            : value.bind(target);
        },
      });
      const payments = services({ journal, processor, clock: world.clock });
      const asked: Record<typeof broken, () => unknown> = {
        chargeOf: () => payments.takeBackPlan(paymentId),
        unfinishedOn: () => payments.takeBackPlan(paymentId),
        get: () => payments.attempt(randomUUID()),
        unfinished: () => payments.unknown(),
        recent: () => payments.attempts(10),
      };
      await expect((async () => asked[broken]())()).rejects.toMatchObject({
        code: "no_journal",
        sentence: expect.stringContaining("journal on this machine"),
      });
      payments.stop();
      processor.close();
    },
  );
});

describe("a charge of a card on file", () => {
  it("names the card, so that another default cannot move it", async () => {
    const processor = world.processor(5_000);
    const { id } = await processor.createCustomer({ name: "Ada Long", email: "ada@example.com" });
    const { card } = order().source as Extract<ReturnType<typeof order>["source"], { kind: "card" }>;
    await processor.attachCard(id, (await processor.createToken(card, "phone", false)).id);
    const charged = await world.payments.charge({
      ...order(),
      source: { kind: "customer", customerId: id, cardId: null, cvv: null },
    });
    expect(charged).toMatchObject({
      attempt: { customer: { id, name: "Ada Long" }, card: { last4: "5439" }, outcome: { kind: "approved" } },
    });
    await expect(
      world.payments.charge({
        ...order(1_300),
        source: { kind: "customer", customerId: id, cardId: "gone", cvv: null },
      }),
    ).rejects.toMatchObject({ code: "bad_input" });
    processor.close();
  });
});

describe("taking it back", () => {
  const payment = (status: PaymentStatus, over: Partial<Payment> = {}): Payment =>
    ({
      id: "p",
      status,
      statusRaw: status,
      amount: cents(5_000),
      amountCaptured: cents(5_000),
      amountRefunded: cents(0),
      refunds: [],
      metadata: {},
      ...over,
    }) as Payment;

  it.each<[PaymentStatus, "void" | "refund" | null, boolean, number]>([
    ["authorized", "void", false, 5_000],
    ["captured", "void", false, 5_000],
    ["settled", "refund", true, 5_000],
    ["partly_refunded", "refund", true, 5_000],
    ["voided", null, false, 0],
    ["refunded", null, false, 0],
    ["failed", null, false, 0],
    ["expired", null, false, 0],
    ["unknown", null, false, 0],
  ])("%s: %s", (status, way, partial, most) =>
    expect(planFor(payment(status), new Set(["void"] as const), 0)).toMatchObject({ way, partial, most }),
  );

  it.each<[string, Partial<Payment>, "void" | "refund" | null, boolean, number]>([
    ["new: the whole is voided, a part refunded", { status: "captured", voidableUntil: 2_000_000 }, "void", true, 1200],
    ["its window is closing: refunded", { status: "captured", voidableUntil: 1_020_000 }, "refund", true, 1200],
    ["its window is over: refunded", { status: "captured", voidableUntil: 900_000 }, "refund", true, 1200],
    [
      "refunded in part: the rest",
      { status: "partly_refunded", amountRefunded: cents(200), voidableUntil: 2_000_000 },
      "refund",
      true,
      1000,
    ],
    [
      "less is left than was taken: no void of the whole",
      { status: "captured", amountRefundable: cents(700), voidableUntil: 2_000_000 },
      "refund",
      true,
      700,
    ],
    ["nothing is left, by the processor's word", { status: "captured", amountRefundable: cents(0) }, null, false, 0],
    ["a new hold", { status: "authorized", voidableUntil: 2_000_000 }, "void", false, 1200],
    ["an older hold", { status: "authorized", voidableUntil: 900_000 }, null, false, 0],
  ])("where a refund needs no settling and a void its window, %s", (_what, changes, way, partial, most) =>
    expect(
      planFor(
        {
          ...payment("captured"),
          amount: cents(1200),
          amountCaptured: cents(1200),
          amountRefunded: cents(0),
          ...changes,
        },
        new Set(["void", "refund_unsettled"] as const),
        1_000_000,
      ),
    ).toMatchObject({ way, partial, most }),
  );

  it("voids what was taken of a hold that was captured in part", () => {
    expect(planFor(payment("captured", { amountCaptured: cents(2_000) }), new Set(["void"] as const), 0)).toMatchObject(
      { way: "void", most: 2_000, sentence: expect.stringContaining("all of $20.00") },
    );
  });

  it("has every status covered", () => expect(PaymentStatus.options).toHaveLength(9));

  it("refuses a part of an unsettled payment, and more than is left of a settled one", async () => {
    const paymentId = await holdFirst(world.server, false);
    const ask = (way: "void" | "refund", amount: number) =>
      world.payments.takeBack({
        attemptId: randomUUID(),
        paymentId,
        way,
        amount: cents(amount),
        reason: "other",
        description: null,
        sendReceipt: { email: false, sms: false },
      });
    await expect(ask("refund", 2_000)).rejects.toMatchObject({ code: "refused" });
    await expect(ask("void", 2_000)).rejects.toMatchObject({ code: "bad_input" });
    world.serverPasses(3 * 24 * 3_600_000);
    expect((await ask("refund", 2_000)).attempt.outcome?.kind).toBe("approved");
    await expect(ask("refund", 3_001)).rejects.toMatchObject({
      code: "bad_input",
      fields: { amount: "At most $30.00." },
    });
    expect(world.server.control.ledger()[0]?.refunds).toEqual([2_000]);
    expect(await world.payments.takeBackPlan(paymentId)).toMatchObject({ way: "refund", most: 3_000 });
  });

  it("waits while an earlier change is a question", async () => {
    const paymentId = await holdFirst(world.server, true);
    world.server.control.failNext({ method: "POST", path: /capture$/ }, { kind: "reset", when: "before" });
    await world.payments.capture({ attemptId: randomUUID(), paymentId, amount: cents(5_000) });
    expect(await world.payments.takeBackPlan(paymentId)).toMatchObject({
      way: null,
      sentence: expect.stringContaining("still being checked"),
    });
    await expect(
      world.payments.capture({ attemptId: randomUUID(), paymentId, amount: cents(5_000) }),
    ).rejects.toMatchObject({ code: "refused" });
  });

  it("does not touch a payment that an answer named wrongly", async () => {
    const processor = world.processor(5_000);
    const other = await processor.getPayment(await holdFirst(world.server, false));
    const opened = openJournal({ file: ":memory:", key: null }, 0);
    if (!opened.journal) throw new Error();
    const liar = new Proxy(processor, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (name !== "charge") return typeof value === "function" ? value.bind(target) : value;
        // An answer without metadata, about another payment of the same card and amount: nothing in it tells.
        return async () => ({
          kind: "approved",
          payment: { ...other, reference: null },
          amount: other.amount,
          code: null,
          message: null,
          httpStatus: 201,
        });
      },
    });
    const payments = services({ journal: opened.journal, processor: liar, clock: world.clock });
    await payments.charge({ ...order(5_000), overrides: { duplicateOf: [other.id], unknown: [] } });
    await expect(payments.takeBackPlan(other.id)).rejects.toMatchObject({
      code: "refused",
      sentence: expect.stringContaining("another charge"),
    });
    payments.stop();
    processor.close();
  });
});

describe("a change to a payment that was shown on another connection", () => {
  it("MONEY: is refused before anything is sent; a repeated ask of one that was sent gets its answer", async () => {
    const hold = outcomeIn(await world.payments.charge({ ...order(5_000), capture: false }));
    const paymentId = hold?.payment?.id ?? "";
    const said = {
      code: "refused",
      sentence: expect.stringMatching(/connection was changed meanwhile\. Nothing was sent/),
    };
    const changes = (): number =>
      world.server.control
        .requests()
        .filter(({ method, path }) => method === "POST" && /\/(capture|void|refunds?)$/.test(path)).length;
    const take = {
      way: "void" as const,
      amount: cents(5_000),
      reason: "other" as const,
      description: null,
      sendReceipt: { email: false, sms: false },
    };
    await expect(
      world.payments.capture({ attemptId: randomUUID(), paymentId, amount: cents(5_000), connection: "payarc_live" }),
    ).rejects.toMatchObject(said);
    await expect(
      world.payments.takeBack({ attemptId: randomUUID(), paymentId, ...take, connection: "payarc_live" }),
    ).rejects.toMatchObject(said);
    expect(changes()).toBe(0);
    const asked = { attemptId: randomUUID(), paymentId, amount: cents(5_000) };
    await world.payments.capture({ ...asked, connection: "training" });
    expect((await world.payments.capture({ ...asked, connection: "payarc_live" })).attempt.outcome?.kind).toBe(
      "approved",
    );
    expect(changes()).toBe(1);
  });
});

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
          ...take,
          sendReceipt: { email: false, sms: false },
        });
        expect(asked.attempt.state).toBe("unknown");
        const theirs = await other.refund(
          paymentId,
          cents(2_000),
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
  it("MONEY: a capture is not taken for done where another sum was captured", async () => {
    const paymentId = await holdFirst(world.server, true);
    const other = world.processor(10_000);
    await withDesk(world.processor(600), async (payments) => {
      world.server.control.failNext({ method: "POST", path: /capture$/ }, { kind: "reset", when: "before" });
      const { attempt } = await payments.capture({ attemptId: randomUUID(), paymentId, amount: cents(2_000) });
      expect((await other.capture(paymentId, cents(5_000), randomUUID())).kind).toBe("approved");
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
    await world.end();
    world = await World.make(new Random(7), "none", "justifi");
    world.start();
    const paymentId = await holdFirst(world.server, true);
    // Another page answers: that proves nothing, and is none of the answers after which the same request may be sent
    // again.
    world.server.control.failNext({ method: "POST", path: world.kit.paths[operation] }, { kind: "redirect", when });
    const ask = { attemptId: randomUUID(), paymentId, amount: cents(5_000) };
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

describe("a charge of a token", () => {
  beforeEach(async () => {
    await world.end();
    world = await World.make(new Random(7), "none", "justifi");
    world.start();
  });
  const VISA_TOKEN = "pm_practice_visa";
  const byToken = (amount = 1_200, tokenId = VISA_TOKEN) => ({
    ...order(amount),
    source: { kind: "token" as const, tokenId },
  });
  const paid = () =>
    world.server.control.requests().filter(({ method, path }) => method === "POST" && path === "/payments").length;
  const noLook = (fault: Fault) =>
    world.server.control.failNext({ method: "GET", path: /^\/payment_methods\// }, fault);

  it("knows the card before it is sent: the journal, the screen and the guard have it", async () => {
    const first = await world.payments.charge(byToken());
    expect(first).toMatchObject({
      kind: "outcome",
      attempt: { card: { brand: "visa", last4: "4242" }, outcome: { kind: "approved" } },
    });
    expect(await world.payments.charge(byToken())).toMatchObject({
      kind: "duplicate",
      earlier: [{ brand: "visa", last4: "4242" }],
    });
    expect(await world.payments.charge(byToken(1_200, "pm_practice_mastercard"))).toMatchObject({
      attempt: { card: { brand: "mastercard", last4: "4444" } },
    });
    // The same card, typed: its last four and brand agree with those of the token.
    expect((await world.payments.charge(order(1_200, "4242424242424242"))).kind).toBe("duplicate");
    expect(paid()).toBe(2);
  });

  it("SECURITY: the token is in no attempt, no payment and no line of the log", async () => {
    await world.payments.charge(byToken());
    noLook({ kind: "status", when: "before", status: 500 });
    await world.payments.charge(byToken(1_300));
    const kept = JSON.stringify([world.payments.attempts(10), await world.payments.list(null, 10), world.shown]);
    expect(kept).toContain("4242");
    expect(kept).not.toContain(VISA_TOKEN);
  });

  it.each<[string, Fault]>([
    ["an error", { kind: "status", when: "before", status: 500 }],
    ["silence", { kind: "silence", when: "before" }],
    ["garbage", { kind: "malformed" }],
  ])("goes on without the card when the processor answers with %s", async (_what, fault) => {
    noLook(fault);
    expect(await world.payments.charge(byToken())).toMatchObject({
      attempt: { card: { brand: "unknown", last4: null }, outcome: { kind: "approved" } },
    });
    expect(paid()).toBe(1);
  });

  it("waits for the card as long as for the list, and no longer", async () => {
    const processor = world.processor(5_000);
    const opened = openJournal({ file: ":memory:", key: null }, 0);
    if (!opened.journal) throw new Error();
    let asked = 0;
    const slow = new Proxy(processor, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (name === "tokenCard") return () => (asked++, new Promise(() => undefined));
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const payments = services({
      journal: opened.journal,
      connection: "training_justifi",
      processor: slow,
      clock: world.clock,
    });
    const answer = payments.charge(byToken());
    await expect.poll(() => asked).toBe(1);
    const from = world.clock.steady();
    expect(paid()).toBe(0);
    expect(world.clock.step()).toBe(true);
    expect(await answer).toMatchObject({ attempt: { card: { last4: null }, outcome: { kind: "approved" } } });
    expect(world.clock.steady() - from).toBe(2_500);
    payments.stop();
    processor.close();
  });

  it("MONEY: asks about every charge of the amount where the card of one of the two is not known", async () => {
    world.server.control.failNext({ method: "POST", path: "/payments" }, { kind: "redirect", when: "after" });
    const lost = await world.payments.charge(byToken());
    expect(lost).toMatchObject({ attempt: { state: "unknown", card: { last4: "4242" } } });
    noLook({ kind: "status", when: "before", status: 500 });
    expect((await world.payments.charge(byToken())).kind).toBe("standing_unknown");
    expect(paid()).toBe(1);
  });

  it("MONEY: asks about what another desk has taken of the amount as well, where its card is not known", async () => {
    await holdFirst(world.server, false);
    noLook({ kind: "status", when: "before", status: 500 });
    expect(await world.payments.charge(byToken(5_000))).toMatchObject({
      kind: "duplicate",
      earlier: [{ amount: 5_000, last4: "5439" }],
    });
  });

  it("gives a repeated ask the first one's answer, whether the card can be told the second time or not", async () => {
    const asked = byToken();
    await world.payments.charge(asked);
    const looks = () =>
      world.server.control.requests().filter(({ path }) => path.startsWith("/payment_methods/")).length;
    expect(looks()).toBe(1);
    expect(await world.payments.charge(asked)).toMatchObject({
      attempt: { card: { last4: "4242" }, outcome: { kind: "approved" } },
    });
    expect([looks(), paid()]).toEqual([1, 1]);
    noLook({ kind: "status", when: "before", status: 500 });
    const blind = byToken(1_300);
    await world.payments.charge(blind);
    expect(await world.payments.charge(blind)).toMatchObject({
      attempt: { card: { last4: null }, outcome: { kind: "approved" } },
    });
    expect([looks(), paid()]).toEqual([2, 2]);
  });

  it("of a method that the processor calls invalid is not sent", async () => {
    await expect(world.payments.charge(byToken(1_200, "pm_practice_invalid"))).rejects.toMatchObject({
      code: "refused",
      sentence: expect.stringContaining("invalid: “card_expired”. Ask for another card"),
    });
    expect(paid()).toBe(0);
    expect(world.payments.attempts(10)).toEqual([]);
  });
});

describe("note and fields of a payment, afterwards", () => {
  let id: string;
  beforeEach(async () => {
    await world.end();
    world = await World.make(new Random(7), "none", "justifi");
    world.start();
    const answer = await world.payments.charge({
      ...order(1_200, "4242424242424242"),
      note: "window",
      metadata: { table: "7" },
    });
    id = outcomeIn(answer)?.payment?.id ?? "none";
  });
  const OURS = { reference: expect.any(String), operator: "ana", desk: "Front desk", channel: "phone" };

  it("are added, changed and removed, each alone; what others wrote and what is ours stays", async () => {
    expect(
      (await world.payments.update(id, { metadata: { table: "9", guests: "4" }, description: "door" })).metadata,
    ).toEqual({ ...OURS, table: "9", guests: "4" });
    expect(await world.payments.update(id, { metadata: { table: null } })).toMatchObject({
      description: "door",
      metadata: { ...OURS, guests: "4" },
    });
    expect((await world.payments.get(id)).metadata).toEqual({ ...OURS, guests: "4" });
  });

  it.each(["reference", "operator", "desk", "channel"])("MONEY: %s is never changed or removed", async (name) => {
    for (const value of ["x", null])
      await expect(world.payments.update(id, { metadata: { [name]: value } })).rejects.toMatchObject({
        code: "bad_input",
        fields: { [`metadata.${name}`]: expect.any(String) },
      });
    expect((await world.payments.get(id)).metadata).toEqual({ ...OURS, table: "7" });
  });

  it("of two people who edit the same field, the second hears of the first and overwrites nothing", async () => {
    const seen = { description: "window", metadata: { table: "7" } };
    await world.payments.update(id, { metadata: { table: "9" } }, seen);
    await expect(world.payments.update(id, { metadata: { table: "11" } }, seen)).rejects.toMatchObject({
      code: "refused",
      sentence: expect.stringContaining("“9”"),
      fields: { "metadata.table": expect.any(String) },
    });
    await expect(world.payments.update(id, { metadata: { table: null } }, seen)).rejects.toMatchObject({
      code: "refused",
    });
    await expect(
      world.payments.update(id, { metadata: { guests: "4" } }, { description: null, metadata: { guests: "2" } }),
    ).rejects.toMatchObject({ sentence: expect.stringContaining("no longer there") });
    // Another field, and the note, are no quarrel.
    expect(
      await world.payments.update(
        id,
        { description: "door", metadata: { guests: "4" } },
        { description: "window", metadata: { guests: null } },
      ),
    ).toMatchObject({ description: "door", metadata: { ...OURS, table: "9", guests: "4" } });
    await expect(world.payments.update(id, { description: "bar" }, seen)).rejects.toMatchObject({
      fields: { description: expect.stringContaining("“door”") },
    });
  });

  it("are not offered where the processor does not keep them", async () => {
    await world.end();
    world = await World.make(new Random(7));
    world.start();
    await expect(world.payments.update("p", { description: "x" })).rejects.toMatchObject({ code: "unsupported" });
  });
});
