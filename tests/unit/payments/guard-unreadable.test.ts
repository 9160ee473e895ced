import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { openJournal } from "../../../src/main/journal/open-journal";
import { JournalTrouble, type Journal } from "../../../src/main/journal/journal";
import { holdFirst } from "../../faults/ask";
import { services } from "../../faults/services";
import { atTheCounter, order, outcomeIn, sends, world } from "./counter";

atTheCounter();

it("MONEY: an entry that cannot be read stands in the way of what could be the same order", async () => {
  const opened = openJournal({ file: ":memory:", key: null }, 0);
  if (!opened.journal) throw new Error();
  const { journal } = opened;
  const lost = { id: "lost", at: 1, connection: "training", operation: "charge", amount: 1_200, paymentId: null };
  const damaged: Journal = {
    ...journal,
    unreadable: () => [
      { ...lost, standing: true, why: "damaged" },
      { ...lost, id: "ended", standing: false, why: "damaged" },
      { ...lost, id: "elsewhere", connection: "payarc_test", standing: true, why: "damaged" },
      { ...lost, id: "refund", operation: "refund", standing: true, why: "newer" },
    ],
  };
  const processor = world.server.processor({ money: 30_000, read: 30_000 });
  const payments = services({ journal: damaged, processor, clock: world.clock });
  const asked = order();
  expect(await payments.charge(asked)).toEqual({
    kind: "unreadable_entry",
    entries: [{ id: "lost", at: 1, amount: 1_200 }],
  });
  expect(sends()).toBe(0);
  // Another sum is another order.
  expect(outcomeIn(await payments.charge(order(900)))?.kind).toBe("approved");
  const goingOn = { ...asked, overrides: { ...asked.overrides, unknown: ["lost"] } };
  expect(outcomeIn(await payments.charge(goingOn))?.kind).toBe("approved");
  payments.stop();
  processor.close();
});

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
