import { expect, it } from "vitest";
import { openFilters } from "../../../src/main/history/filters";
import { createHistory, type History } from "../../../src/main/history/history";
import { openHistory } from "../../../src/main/history/store";
import type { Processor } from "../../../src/main/processors/processor";
import { viewAttempt } from "../../../src/shared/attempt-view";
import type { Payment } from "../../../src/shared/payment";
import { attempt, payment, refund, dayOptions } from "../../fixtures/days";
import { handClock, until } from "../../fixtures/hand-clock";

/** Every payment that is read is told to whoever corrects the journal by it, whatever it was read for. */

const listed = [payment("p1"), payment("p2", { status: "voided" })];
const single = payment("p3", { status: "partly_refunded", refunds: [refund(100)] });

function desk(onSeen: (payments: readonly Payment[]) => void): { history: History; warned: string[]; close(): void } {
  const { store } = openHistory({ file: ":memory:", key: null });
  const { filters } = openFilters({ file: ":memory:", key: null }, 0);
  const warned: string[] = [];
  const processor = {
    listPayments: (cursor: string | null) =>
      Promise.resolve(
        cursor === null
          ? { items: listed.slice(0, 1), next: "2", total: 2 }
          : { items: listed.slice(1), next: null, total: 2 },
      ),
    getPayment: () => Promise.resolve(single),
  } as unknown as Processor;
  const history = createHistory({
    ...dayOptions(),
    store,
    filters,
    processor: () => processor,
    connection: () => "training",
    label: () => "Training",
    customerName: () => null,
    findCustomers: () => [],
    journal: () => null,
    view: (one) => viewAttempt(one, null),
    who: () => ({ operator: "ana", desk: "Front desk" }),
    chooseFile: () => Promise.resolve(null),
    clock: { ...handClock(), steady: () => 0 },
    log: { info: () => {}, warn: () => {}, error: (text) => void warned.push(text) },
    onStatus: () => {},
    onSeen: (_connection, payments) => onSeen(payments),
    onProgress: () => {},
  });
  return {
    history,
    warned,
    close: () => {
      history.close();
      store.close();
      filters.close();
    },
  };
}

it("tells of every page, also of those that the walk through everything reads", async () => {
  const seen: string[] = [];
  const { history, close } = desk((payments) => seen.push(...payments.map(({ id }) => id)));
  history.connectionChanged();
  await until(() => history.status().state === "ready");
  expect(new Set(seen)).toEqual(new Set(["p1", "p2"]));
  expect(
    seen.filter((id) => id === "p2"),
    "by the walk",
  ).toHaveLength(1);
  close();
});

it("tells of a payment that is read by itself: opened by a person, or after a refund whose answer shows none", async () => {
  const seen: Payment[][] = [];
  const { history, close } = desk((payments) => seen.push([...payments]));
  history.seen(single);
  expect(seen).toEqual([[single]]);
  const done = attempt({ operation: "refund", paymentId: "p3" });
  history.heard(viewAttempt(done, null));
  await until(() => seen.length === 2);
  expect(seen[1]).toEqual([single]);
  // The answer to a charge is the journal's own: it corrects nothing.
  history.heard(viewAttempt(attempt({ payment: payment("p9") }), null));
  expect(seen).toHaveLength(2);
  close();
});

it("goes on reading when the comparing fails", async () => {
  const { history, warned, close } = desk(() => {
    throw new Error("the journal could not be written");
  });
  history.connectionChanged();
  await until(() => history.status().state === "ready");
  expect(history.status().count).toBe(2);
  expect(warned[0]).toContain("could not be compared");
  close();
});
