import { expect, it } from "vitest";
import { openHistory } from "../../../src/main/history/store";
import { createOverview, type OverviewOptions, type OverviewRoom } from "../../../src/main/overview/overview";
import { known } from "../../../src/shared/account";
import { commands } from "../../../src/shared/contract";
import type { Cents } from "../../../src/shared/money";
import type { OverviewInput } from "../../../src/shared/overview";
import type { Payment } from "../../../src/shared/payment";
import { DAY_MS, NOON, payment, refund } from "../../fixtures/days";

/** The figures of a time, through the front door of the room. */
const NOW = NOON + 30 * 60_000;

function room(listed: Readonly<Record<string, readonly Payment[]>>, more: Partial<OverviewOptions> = {}): OverviewRoom {
  const { store } = openHistory({ file: ":memory:", key: null });
  for (const [account, payments] of Object.entries(listed)) store.put(account, payments);
  const account = (id: string, kind: "training" | "payarc_live" | "justifi_live", name: string) =>
    known({ id, kind, name, colour: "amber", removed: false });
  return createOverview({
    store,
    account: "live",
    accounts: () => [
      account("training", "training", "Training"),
      account("live", "payarc_live", "Web shop"),
      account("second", "justifi_live", "Front desk"),
    ],
    status: () => ({ state: "ready", count: 1, total: 1, sentence: null, readAt: NOW, revision: 1, holdsDue: 0 }),
    checking: () => [],
    cardsExpiring: () => 0,
    weekStart: () => 0,
    clock: { wall: () => NOW },
    ...more,
  });
}

async function read(of: OverviewRoom, asked: OverviewInput) {
  return commands["overview.read"].output.parse(await of.read(asked));
}

it("counts what was taken, refunded, declined and held today, and the same a week before", async () => {
  const of = room({
    live: [
      payment("p1", { amount: 10_000 as Cents }),
      payment("p2", { status: "failed", failureCode: "D2012" }),
      payment("p3", { status: "authorized" }),
      payment("p4", { status: "unknown" }),
      payment("p5", { createdAt: NOON - 7 * DAY_MS, amountCaptured: 4_000 as Cents }),
      payment("p6", { createdAt: NOON - 7 * DAY_MS + 3_600_000, amountCaptured: 2_000 as Cents }),
      payment("p7", { createdAt: NOON - DAY_MS, status: "partly_refunded", refunds: [refund(1_500)] }),
    ],
  });
  const { sums, by } = await read(of, { span: { kind: "today" } });
  const [usd] = sums;
  expect(by).toBe("hour");
  expect(usd?.taken).toMatchObject({ count: 1, amount: 10_000 });
  expect(usd?.refunded).toMatchObject({ count: 1, amount: 1_500 });
  expect(usd?.net.amount).toBe(8_500);
  expect(usd?.before.taken).toEqual({ count: 1, amount: 4_000 });
  expect(usd?.approval).toMatchObject({
    approved: { count: 2 },
    declined: { count: 1 },
    notKnown: { count: 1 },
    rate: 2 / 3,
  });
  expect(usd?.declines.map(({ reason, count }) => [reason, count])).toEqual([["funds", 1]]);
  expect(usd?.holdsLeft.map(({ daysLeft, count }) => [daysLeft, count])).toEqual([[6, 1]]);
});

it("MONEY: practice is never added to real money", async () => {
  const of = room({ training: [payment("t")], live: [payment("p")], second: [payment("s")] });
  const { sums, copies } = await read(of, { span: { kind: "today" }, account: "all" });
  expect(sums[0]?.taken.count).toBe(2);
  expect(sums[0]?.byAccount.map(({ label, count }) => [label, count])).toEqual([
    ["Front desk", 1],
    ["Web shop", 1],
  ]);
  expect(copies.map(({ account }) => account)).toEqual(["live", "second"]);
});
