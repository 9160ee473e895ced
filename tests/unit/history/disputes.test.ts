import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dayRows } from "../../../src/main/history/day-export";
import { PAYMENT_HEADER, paymentRow } from "../../../src/main/history/export";
import { keep } from "../../../src/main/history/kept";
import { ask } from "../../../src/main/history/question";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import { NO_FILTER, type PaymentFilter } from "../../../src/shared/history";
import type { Cents } from "../../../src/shared/money";
import { close, NEVER_CLOSED, NOON, payment } from "../../fixtures/days";

/** Money that the card's bank asks for back, in the copy, in the close of a day and in their sheets. */
const part = payment("p1", { status: "partly_disputed", amountDisputed: 2_500 as Cents });
const whole = payment("p2", { status: "disputed", statusRaw: "disputed" });
const none = payment("p3");

describe("in the copy", () => {
  let store: HistoryStore;
  beforeEach(() => {
    store = openHistory({ file: ":memory:", key: null }).store;
    store.put("justifi_test", [part, whole, none]);
  });
  afterEach(() => store.close());

  const found = (clue: string, filter: Partial<PaymentFilter> = {}): string[] => {
    const question = ask({ clue, filter: { ...NO_FILTER, ...filter }, now: NOON, customerIds: [] });
    return question === null
      ? []
      : store
          .list("justifi_test", question, null, 10)
          .kept.map(({ id }) => id)
          .sort();
  };

  it("is found by its word, all and in part", () => {
    expect([found("disputed"), found("partly disputed"), found("chargeback")]).toEqual([
      ["p1", "p2"],
      ["p1"],
      ["p1", "p2"],
    ]);
    expect(found("", { statuses: ["partly_disputed"] })).toEqual(["p1"]);
  });

  it("keeps how much", () => {
    expect(["p1", "p2", "p3"].map((id) => store.get("justifi_test", id)?.amountDisputed)).toEqual([2_500, null, null]);
  });
});

it("the close of a day says how much of what was taken is disputed", () => {
  const day = close([part, whole, none], []);
  expect(day.taken).toMatchObject({ count: 3, amount: 30_000 });
  expect(day.disputed).toMatchObject({ label: "Disputed", count: 2, amount: 12_500 });
  const { rows } = dayRows({ day: "2026-11-21", trouble: null, attempts: [], ...NEVER_CLOSED, ...day }, "Training");
  expect(rows.find(([, what]) => what === "Disputed")?.slice(3, 6)).toEqual([
    { number: 2 },
    { number: "125.00" },
    "USD",
  ]);
});

it("an exported payment has the word and the sum", () => {
  const cells = (name: (typeof PAYMENT_HEADER)[number]) =>
    [part, whole, none].map((one) => paymentRow(keep(one), null, "Training")[PAYMENT_HEADER.indexOf(name)]);
  expect(cells("Status")).toEqual(["Partly disputed", "Disputed", "Captured"]);
  expect(cells("Disputed")).toEqual([{ number: "25.00" }, null, null]);
});
