import { expect, it } from "vitest";
import { createDayCloser, type DayCloserOptions, type DayRead } from "../../../src/main/history/read-day";
import { openHistory } from "../../../src/main/history/store";
import type { Journal } from "../../../src/main/journal/journal";
import { Failure } from "../../../src/shared/failure";
import { dayOf } from "../../../src/shared/history";
import { viewAttempt } from "../../../src/shared/attempt-view";
import type { Cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { attempt, kinds, NOON, payment, refund } from "../../fixtures/days";

/** What the close of a day is read from: the list as it is now, the copy, and a journal that may be in trouble. */

const DAY = dayOf(NOON);
const emptyJournal = {
  openedBetween: () => [],
  unfinished: () => [],
  get: () => null,
  onPayment: () => [],
  unreadable: () => [],
} as unknown as Journal;

function closed(
  listed: readonly Payment[],
  options: Partial<DayCloserOptions> = {},
  reach: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<DayRead> {
  const { store } = openHistory({ file: ":memory:", key: null });
  store.put("training", listed);
  const close = createDayCloser(
    {
      store,
      processor: () => ({}) as never,
      connection: () => "training",
      journal: () => emptyJournal,
      view: (one) => viewAttempt(one, null),
      who: () => ({ operator: "ana", desk: "Front desk" }),
      clock: { wall: () => NOON },
      hours: () => 12,
      ...options,
    },
    { reach, lapses: () => [] },
  );
  return close(DAY).finally(() => store.close());
}

it("finds what bears this desk's name by the settings, and by the names in the day's journal", async () => {
  const of = (desk: string): Payment[] => [payment("p1", { metadata: { desk } })];
  expect(kinds(await closed(of("Front desk")))).toEqual(["not_in_journal"]);
  expect(kinds(await closed(of("Old name")))).toEqual([]);
  const before = attempt({ state: "opened" });
  const renamed = { ...before, intent: { ...before.intent, desk: "Old name" } };
  const journal = { ...emptyJournal, openedBetween: () => [renamed] } as Journal;
  expect(kinds(await closed(of("Old name"), { journal: () => journal }))).toEqual(["not_in_journal"]);
});

it("an entry that cannot be read is told of, and does not stop the close", async () => {
  const reference = crypto.randomUUID();
  const get = (): never => {
    throw new Error("the entry cannot be read");
  };
  const mine = { operator: "ana", desk: "Front desk" };
  const close = await closed([payment("p1", { reference, metadata: mine })], {
    journal: () => ({ ...emptyJournal, get }) as Journal,
  });
  expect(kinds(close)).toEqual(["not_in_journal"]);
});

it("says so when there is no journal, when not all could be read, when the list could not be asked for, and of what is in no day", async () => {
  const without = await closed([payment("p1")], { journal: () => null });
  expect(without.trouble).toBe("This computer’s record cannot be read, so nothing is compared with it.");
  expect([kinds(without), without.compared.verdict === "same"]).toEqual([[], false]);
  const part = await closed([], {}, () => Promise.resolve(false));
  expect(part.trouble).toMatch(/^There are more payments since that day/);
  const offline = await closed([], {}, () => Promise.reject(new Failure("no_network", "No network.")));
  expect(offline.trouble).toBe("No network. The list here is empty.");
  const timeless = await closed([payment("p1"), payment("p2", { createdAt: null }), payment("p3", { createdAt: 0 })]);
  expect(timeless.trouble).toBe("The processor tells no readable time of 1 payment, so no day counts it.");
  const given: Partial<Payment> = { status: "partly_refunded", amountRefunded: 500 as Cents };
  const dayless = await closed([
    payment("p1", { ...given, updatedAt: NOON }),
    payment("before", { ...given, createdAt: NOON - 5 * 86_400_000, updatedAt: NOON - 4 * 86_400_000 }),
    payment("listed", { ...given, refunds: [refund(500)] }),
  ]);
  expect(dayless.trouble).toBe(
    "The processor does not tell when a refund of 1 payment was made, so “Refunded this day” may leave out some of this day.",
  );
  await expect(closed([], {}, () => Promise.reject(new Error("odd")))).rejects.toThrow("odd");
});

it("MONEY: counts the refunds of a payment whose status does not say that there are any", async () => {
  const before = NOON - 5 * 86_400_000;
  const refunds = [refund(1_000)];
  const of = (id: string, about: Partial<Payment>): Payment => payment(id, { createdAt: before, refunds, ...about });
  const asked = attempt({ operation: "refund", paymentId: "ours", amount: 1_000 });
  const close = await closed(
    [of("disputed", { status: "disputed" }), of("ours", { status: "settled" }), of("today", { createdAt: NOON })],
    { journal: () => ({ ...emptyJournal, openedBetween: () => [asked] }) as Journal },
  );
  expect(close.refundedToday).toEqual({ count: 3, amount: 3_000 });
});
