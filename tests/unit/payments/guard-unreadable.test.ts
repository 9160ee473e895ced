import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { openJournal } from "../../../src/main/journal/open-journal";
import { JournalTrouble, type Journal } from "../../../src/main/journal/journal";
import type { OneTill } from "../../faults/services";
import { cents } from "../../../src/shared/money";
import type { UnreadableEntry } from "../../../src/shared/unreadable";
import { holdFirst } from "../../faults/ask";
import { services } from "../../faults/services";
import { atTheCounter, order, outcomeIn, sends, world } from "./counter";

atTheCounter();

const LOST: UnreadableEntry = {
  id: "lost",
  at: 1,
  connection: "training",
  operation: "charge",
  amount: 1_200,
  paymentId: null,
  row: 1,
  kept: null,
  why: "damaged",
  standing: true,
  closable: true,
  byHand: null,
};

/** Payments over a journal that has these entries beside its own. */
async function withUnreadable(
  entries: readonly UnreadableEntry[],
  run: (payments: OneTill) => Promise<void>,
): Promise<void> {
  const opened = openJournal({ file: ":memory:", key: null }, 0);
  if (!opened.journal) throw new Error();
  const damaged: Journal = { ...opened.journal, unreadable: () => entries };
  const processor = world.server.processor({ money: 30_000, read: 30_000 });
  const payments = services({ journal: damaged, processor, clock: world.clock });
  await run(payments);
  payments.stop();
  processor.close();
}

it("MONEY: an entry that cannot be read stands in the way of what could be the same order", () =>
  withUnreadable(
    [
      LOST,
      { ...LOST, id: "ended", standing: false },
      { ...LOST, id: "elsewhere", connection: "payarc_test" },
      { ...LOST, id: "refund", operation: "refund", why: "newer" },
    ],
    async (payments) => {
      const asked = order();
      expect(await payments.charge(asked)).toEqual({ kind: "unreadable_entry", entries: [LOST] });
      expect(sends()).toBe(0);
      // Another sum is another order.
      expect(outcomeIn(await payments.charge(order(900)))?.kind).toBe("approved");
      const goingOn = { ...asked, overrides: { ...asked.overrides, unknown: ["lost"] } };
      expect(outcomeIn(await payments.charge(goingOn))?.kind).toBe("approved");
    },
  ));

const TAKE = {
  reason: "requested_by_customer",
  description: null,
  sendReceipt: { email: false, sms: false },
} as const;
const moved = () =>
  world.server.control.requests().filter(({ method, path }) => method !== "GET" && path !== "/charges");

it.each(["capture", "void", "refund", "tip"] as const)(
  "MONEY: an entry that may be about the payment stands in the way of a %s until it is named",
  async (operation) => {
    const paymentId = await holdFirst(world.server, operation === "capture");
    if (operation === "refund") world.serverPasses(3 * 24 * 3_600_000);
    const nothingKnown: UnreadableEntry = { ...LOST, connection: null, operation: null, amount: null, at: null };
    const about: UnreadableEntry = { ...LOST, id: "about", operation: "refund", paymentId };
    const others: UnreadableEntry[] = [
      { ...about, id: "another payment", paymentId: "another" },
      { ...about, id: "ended", standing: false },
      { ...about, id: "elsewhere", connection: "payarc_test" },
      { ...LOST, id: "a charge" },
    ];
    await withUnreadable([nothingKnown, about, ...others], async (payments) => {
      const change = (despite?: string[]) => {
        const its = { attemptId: randomUUID(), paymentId, despite };
        if (operation === "capture")
          return payments.capture({ ...its, amount: cents(5_000), currency: "USD", said: cents(5_000) });
        if (operation === "tip") return payments.tip({ ...its, tip: cents(100), currency: "USD", said: cents(100) });
        return payments.takeBack({
          ...its,
          ...TAKE,
          way: operation,
          amount: cents(5_000),
          currency: "USD",
          said: cents(5_000),
        });
      };
      const before = moved().length;
      const sentence = expect.stringMatching(/^Nothing was sent\. An entry of the journal cannot be read/) as string;
      for (const named of [undefined, [], ["lost"], ["about"]])
        await expect(change(named)).rejects.toMatchObject({ code: "refused", sentence });
      expect(moved()).toHaveLength(before);
      expect(payments.attempts(10)).toEqual([]);

      const entries = (await payments.unreadableOn(paymentId)).map(({ id }) => id);
      expect(entries).toEqual(["lost", "about"]);
      if (operation === "void" || operation === "refund")
        expect(await payments.takeBackPlan(paymentId)).toMatchObject({
          way: operation,
          possible: entries,
          warning: expect.stringMatching(/cannot be read, and 1 more\. It may be a change of this payment/) as string,
        });
      expect((await change(entries)).attempt.outcome?.kind).toBe("approved");
    });
  },
);

it("says why an entry cannot be closed, and closes only one that can be", () =>
  withUnreadable(
    [
      { ...LOST, id: "newer", why: "newer", closable: false },
      { ...LOST, id: "in use", closable: false },
      { ...LOST, id: "closed", closable: false, byHand: { reason: "seen", by: "ana", at: 1 } },
    ],
    async (payments) => {
      const close = (id: string) => () => payments.closeUnreadable(id, "seen in the dashboard");
      expect(close("newer")).toThrow("A newer Counterfoil wrote this entry.");
      expect(close("in use")).toThrow("Start Counterfoil again first");
      expect(close("closed")).toThrow("ana has already marked this entry as dealt with.");
      expect(close("another")).toThrow("There is no such entry");
    },
  ));

it("MONEY: an entry that cannot be read keeps no other of the same list from being corrected", async () => {
  const opened = openJournal({ file: ":memory:", key: null }, 0);
  if (!opened.journal) throw new Error();
  const { journal } = opened;
  const lost = randomUUID();
  const damaged: Journal = {
    ...journal,
    get(id) {
      if (id === lost) throw new JournalTrouble("cannot be read");
      return journal.get(id);
    },
  };
  const processor = world.server.processor({ money: 30_000, read: 30_000 });
  const payments = services({ journal: damaged, processor, clock: world.clock });
  const no = { kind: "status", when: "after", status: 422, body: "json" } as const;
  world.server.control.failNext({ method: "POST", path: /^\/charges$/ }, no);
  const asked = order(900);
  expect(outcomeIn(await payments.charge(asked))?.kind).toBe("refused");
  await holdFirst(world.server, false, { reference: lost });
  await payments.list(null, 50);
  expect(payments.attempt(asked.attemptId).outcome?.kind).toBe("approved");
  payments.stop();
  processor.close();
});
