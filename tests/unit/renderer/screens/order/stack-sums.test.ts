import { describe, expect, it } from "vitest";
import { cents } from "../../../../../src/shared/money";
import type { AttemptView } from "../../../../../src/shared/attempt";
import type { Outcome } from "../../../../../src/shared/outcome";
import { stackSums } from "../../../../../src/renderer/screens/order/stack-sums";

const empty = { payment: null, code: null, message: null, httpStatus: null };

function slip(id: string, amount: number, outcome: Outcome, state: AttemptView["state"] = "closed"): AttemptView {
  return {
    id,
    operation: "charge",
    connection: "training",
    currency: "USD",
    account: "Training",
    state,
    amount: cents(amount),
    capture: true,
    paymentId: null,
    card: { brand: "visa", last4: "5439" },
    customer: null,
    channel: "mail",
    operator: "ana",
    desk: "Front desk",
    openedAt: 1,
    sentAt: 2,
    closedAt: 3,
    outcome,
    sends: 1,
    looks: { count: 0, lastAt: null, nextAt: null },
    byHand: null,
    advice: { happened: "", next: null, say: null },
  };
}

describe("a stack of slips", () => {
  it("adds up what went through, a part as the part, and nothing that is not known", () => {
    const slips = [
      slip("a", 10_000, { ...empty, kind: "approved", amount: cents(10_000) }),
      slip("b", 5_000, { ...empty, kind: "partially_approved", amount: cents(2_500), requested: cents(5_000) }),
      slip("c", 7_000, { ...empty, kind: "declined", amount: cents(7_000) }),
      slip("d", 9_000, { ...empty, kind: "unknown", amount: null, why: "timeout" }, "unknown"),
    ];
    expect(stackSums(slips)).toEqual({ count: 2, total: 12_500, checking: 1, notCharged: 1 });
    expect(stackSums([])).toEqual({ count: 0, total: 0, checking: 0, notCharged: 0 });
  });

  it("counts a slip that two cards paid once, and still once when one part is taken back", () => {
    const payment = (id: string) => ({ id }) as NonNullable<Outcome["payment"]>;
    const slips = [
      slip("a", 5_000, {
        ...empty,
        kind: "partially_approved",
        amount: cents(2_000),
        requested: cents(5_000),
        payment: payment("p1"),
      }),
      slip("b", 3_000, { ...empty, kind: "approved", amount: cents(3_000), payment: payment("p2") }),
      slip("c", 1_000, { ...empty, kind: "approved", amount: cents(1_000) }),
    ];
    expect(stackSums(slips, { b: "a" })).toEqual({ count: 2, total: 6_000, checking: 0, notCharged: 0 });
    const back: AttemptView = {
      ...slip("back", 2_000, { ...empty, kind: "approved", amount: cents(2_000) }),
      operation: "void",
      paymentId: "p1",
    };
    expect(stackSums([...slips, back], { b: "a" })).toEqual({ count: 2, total: 4_000, checking: 0, notCharged: 0 });
  });

  it("takes out what was taken back, in part as the part, and not before that is known", () => {
    const payment = (id: string) => ({ id }) as NonNullable<Outcome["payment"]>;
    const slips = [
      slip("a", 10_000, { ...empty, kind: "approved", amount: cents(10_000), payment: payment("p1") }),
      slip("b", 5_000, { ...empty, kind: "approved", amount: cents(5_000), payment: payment("p2") }),
    ];
    const back = (paymentId: string, amount: number, state: AttemptView["state"] = "closed"): AttemptView => ({
      ...slip(`back of ${paymentId}`, amount, { ...empty, kind: "approved", amount: cents(amount) }, state),
      operation: "void",
      paymentId,
    });
    expect(stackSums([...slips, back("p1", 10_000)])).toEqual({ count: 1, total: 5_000, checking: 0, notCharged: 0 });
    expect(stackSums([...slips, back("p2", 2_000)])).toEqual({ count: 2, total: 13_000, checking: 0, notCharged: 0 });
    expect(stackSums([...slips, back("p1", 10_000, "unknown")])).toEqual({
      count: 2,
      total: 15_000,
      checking: 1,
      notCharged: 0,
    });
  });
});
