import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MoneyFacts } from "../../../src/main/people/ceilings";
import { Failure } from "../../../src/shared/failure";
import { cents } from "../../../src/shared/money";
import type { ApprovedFor, Ceilings, Role } from "../../../src/shared/people";
import { computer, PINS, staffed, type Computer } from "../../fixtures/staff";

let desk: Computer;
let ids: Record<Role, string>;
beforeEach(async () => {
  desk = computer();
  ({ ids } = await staffed(desk.people));
});
afterEach(() => desk.remove());

const window = {};
const sale = (amount: number): MoneyFacts => ({
  kind: "sale",
  amount,
  today: 0,
  noSurcharge: false,
  beyondDuplicate: false,
});
const refund = (amount: number, today = 0): MoneyFacts => ({ ...sale(amount), kind: "refund", today });
const claimOf = (facts: MoneyFacts, attemptId: string = randomUUID()) => ({
  window,
  command: facts.kind === "sale" ? ("payments.charge" as const) : ("payments.takeBack" as const),
  attemptId,
  amount: facts.amount,
});
type Claimed = ReturnType<typeof claimOf>;
/** Why it is refused; null: it is allowed. */
const refused = (facts: MoneyFacts, claim: Claimed = claimOf(facts), approval?: string): string | null => {
  try {
    desk.people.allow(claim, facts, approval);
    return null;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "needs_approval") throw error;
    return error.fields["why"] ?? "";
  }
};
const approve = (claim: Claimed, why: string, changes: Partial<ApprovedFor> = {}, role: Role = "supervisor") => {
  const { command, attemptId, amount } = claim;
  const what = { command, attemptId, amount: cents(amount), why, ...changes };
  return desk.people.approve(window, { person: ids[role], pin: PINS[role], for: what });
};

describe("ceilings", () => {
  it("MONEY: of any size hold for any sum: exactly what is above needs a supervisor", async () => {
    let seed = 11;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const some = (): Ceilings["sale"] => (random(4) === 0 ? null : cents(random(100_000)));
    for (let time = 0; time < 60; time++) {
      const ceilings: Ceilings = {
        sale: some(),
        refund: some(),
        refundsDay: some(),
        noSurcharge: random(2) === 0,
        beyondDuplicate: random(2) === 0,
      };
      await desk.people.unlock(ids.owner, PINS.owner);
      // The person's own ceilings, or those of the role.
      if (random(2) === 0) {
        await desk.people.change({ id: ids.front_desk, ceilings });
      } else {
        await desk.people.change({ id: ids.front_desk, ceilings: null });
        await desk.people.setCeilings("front_desk", ceilings);
      }
      await desk.people.unlock(ids.front_desk, PINS.front_desk);
      for (let ask = 0; ask < 20; ask++) {
        const facts: MoneyFacts = {
          kind: random(2) === 0 ? "sale" : "refund",
          amount: 1 + random(120_000),
          today: random(100_000),
          noSurcharge: random(2) === 0,
          beyondDuplicate: random(2) === 0,
        };
        const above = (most: number | null, sum: number): boolean => sum > (most ?? Number.POSITIVE_INFINITY);
        const isOver =
          (facts.kind === "sale" && above(ceilings.sale, facts.amount)) ||
          (facts.kind === "refund" && above(ceilings.refund, facts.amount)) ||
          (facts.kind === "refund" && above(ceilings.refundsDay, facts.today + facts.amount)) ||
          (facts.noSurcharge && !ceilings.noSurcharge) ||
          (facts.beyondDuplicate && !ceilings.beyondDuplicate);
        expect(refused(facts) !== null, JSON.stringify({ ceilings, facts })).toBe(isOver);
      }
    }
  });

  it("say what a person may and that a supervisor can allow it; an owner has none", async () => {
    await desk.people.unlock(ids.front_desk, PINS.front_desk);
    const facts = refund(10_001, 25_000);
    expect(() => desk.people.allow(claimOf(facts), facts, undefined)).toThrow(
      "You may give back up to $100.00 at once. You may give back up to $300.00 a day, and have given back $250.00 today. A supervisor can approve this here.",
    );
    await desk.people.unlock(ids.owner, PINS.owner);
    expect(refused({ ...refund(99_999_999), noSurcharge: true, beyondDuplicate: true })).toBeNull();
    await expect(desk.people.setCeilings("owner", { ...lowest })).rejects.toThrow("no ceilings");
  });
});

const lowest: Ceilings = {
  sale: cents(1),
  refund: cents(1),
  refundsDay: cents(1),
  noSurcharge: false,
  beyondDuplicate: false,
};

describe("an approval", () => {
  beforeEach(() => desk.people.unlock(ids.front_desk, PINS.front_desk));
  const facts = sale(200_000);

  it("lets that one command through, and names both people", async () => {
    const claim = claimOf(facts);
    const why = refused(facts, claim);
    expect(why).toBe("sale");
    const approval = await approve(claim, why ?? "");
    expect(desk.people.allow(claim, facts, approval)).toEqual({ operator: "Fay", supervisor: "Sue" });
    expect(desk.store.audit(1)).toMatchObject([{ what: "approved", who: "Sue", of: "Fay" }]);
  });

  it("MONEY: is for one use", async () => {
    const claim = claimOf(facts);
    const approval = await approve(claim, "sale");
    expect(refused(facts, claim, approval)).toBeNull();
    expect(refused(facts, claim, approval)).toBe("sale");
    // Nothing was opened with it.
    desk.people.giveBack(approval);
    expect(refused(facts, claim, approval)).toBeNull();
  });

  it("MONEY: is for that window, command, attempt, sum and reason alone", async () => {
    const claim = claimOf(facts);
    const approval = await approve(claim, "sale");
    expect(refused(facts, { ...claim, window: {} }, approval)).toBe("sale");
    expect(refused(facts, { ...claim, command: "payments.takeBack" }, approval)).toBe("sale");
    expect(refused(facts, { ...claim, attemptId: randomUUID() }, approval)).toBe("sale");
    expect(refused(sale(200_001), { ...claim, amount: 200_001 }, approval)).toBe("sale");
    expect(refused({ ...facts, beyondDuplicate: true }, claim, approval)).toBe("sale beyondDuplicate");
    expect(refused(facts, claim, randomUUID())).toBe("sale");
    expect(refused(facts, claim, approval)).toBeNull();
  });

  it("MONEY: holds for two minutes by the steady clock, whatever the wall clock says", async () => {
    const claim = claimOf(facts);
    const approval = await approve(claim, "sale");
    desk.clock.setWall(-60 * 60_000);
    desk.clock.move(2 * 60_000 - 1);
    expect(refused(facts, claim, approval)).toBeNull();
    desk.people.giveBack(approval);
    desk.clock.move(1);
    expect(refused(facts, claim, approval)).toBe("sale");
    const other = await approve(claim, "sale");
    desk.restart();
    await desk.people.unlock(ids.front_desk, PINS.front_desk);
    expect(refused(facts, claim, other)).toBe("sale");
  });

  it("is given only by a supervisor or an owner within their own ceilings, and never by oneself", async () => {
    const claim = claimOf(facts);
    await expect(approve(claim, "sale", {}, "back_office")).rejects.toThrow("Bob may not approve this");
    await expect(approve(claim, "sale", {}, "front_desk")).rejects.toThrow("Somebody else");
    await desk.people.unlock(ids.owner, PINS.owner);
    await desk.people.change({ id: ids.supervisor, ceilings: { ...lowest, sale: cents(150_000) } });
    await desk.people.unlock(ids.front_desk, PINS.front_desk);
    await expect(approve(claim, "sale")).rejects.toThrow("Sue may not approve this");
    expect(refused(facts, claim, await approve(claim, "sale", {}, "owner"))).toBeNull();
  });

  it("MONEY: is worth nothing once its giver has lost the right, or the day's refunds are above theirs too", async () => {
    const claim = claimOf(facts);
    const approval = await approve(claim, "sale");
    await desk.people.unlock(ids.owner, PINS.owner);
    await desk.people.change({ id: ids.supervisor, role: "back_office" });
    await desk.people.unlock(ids.front_desk, PINS.front_desk);
    expect(refused(facts, claim, approval)).toBe("sale");
    await desk.people.unlock(ids.owner, PINS.owner);
    await desk.people.change({
      id: ids.supervisor,
      role: "supervisor",
      ceilings: { ...lowest, refund: null, refundsDay: cents(50_000) },
    });
    await desk.people.unlock(ids.front_desk, PINS.front_desk);
    const back = refund(20_000, 40_000);
    const asked = claimOf(back);
    expect(refused(back, asked, await approve(asked, "refund refundsDay"))).toBe("refund refundsDay");
  });
});
