import fc from "fast-check";
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adviceFor } from "../../../src/shared/advice";
import type { ChargeAnswer } from "../../../src/shared/contract";
import { cents, MAX_CENTS } from "../../../src/shared/money";
import type { Outcome } from "../../../src/shared/outcome";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings";
import {
  percentText,
  percentToBasisPoints,
  surchargeOf,
  surchargeTrouble,
  withSurcharge,
  type SurchargeRate,
} from "../../../src/shared/surcharge";
import { isPlainlyGood } from "../../../src/renderer/payment/advised";
import { verdictOf } from "../../../src/renderer/payment/verdict";
import { sayBefore } from "../../../src/renderer/screens/order/say";
import { Random } from "../../faults/random";
import { chargeInput, holdFirst, VISA } from "../../faults/story";
import { World } from "../../faults/world";
import { paymentNumber } from "../../fixtures/payments";

const RATE: SurchargeRate = { basisPoints: 300, confirmedFor: ["training"] };
const DEBIT = "4342560000000002";
const PREPAID = "5332480000000002";

describe("the surcharge on an order", () => {
  it("is whole cents, never above the percentage, and less than a cent below it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_CENTS }), fc.integer({ min: 1, max: 300 }), (order, basisPoints) => {
        const surcharge = surchargeOf(order, basisPoints);
        // In whole numbers of any size, so that the check itself cannot round.
        const exact = BigInt(order) * BigInt(basisPoints);
        return (
          Number.isInteger(surcharge) &&
          BigInt(surcharge) * 10_000n <= exact &&
          (BigInt(surcharge) + 1n) * 10_000n > exact
        );
      }),
    );
  });

  it.each([
    [12_500, 300, 375],
    [12_499, 300, 374],
    [33, 300, 0],
    [34, 300, 1],
    [10_000, 275, 275],
    [999, 50, 4],
    [MAX_CENTS, 300, 2_999_999],
    [0, 300, 0],
  ])("on %d at %d is %d", (order, points, surcharge) => {
    expect(surchargeOf(order, points)).toBe(surcharge);
  });

  it("is taken by main exactly as the screen works it out, and nothing else is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_000_000 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: -50, max: 50 }),
        (order, basisPoints, off) => {
          const surcharge = surchargeOf(order, basisPoints);
          const rate: SurchargeRate = { basisPoints, confirmedFor: ["training"] };
          const said = surchargeTrouble(order + surcharge + off, surcharge + off, rate);
          return off === 0 ? said === null : said !== null;
        },
      ),
    );
    expect(surchargeTrouble(12_875, 375, null)).toContain("turned off");
    expect(surchargeTrouble(375, 375, RATE)).toContain("Nothing was sent");
    expect(surchargeTrouble(100, 12_000, RATE)).toContain("Nothing was sent");
  });

  it("does not go over what can be charged at once", () => {
    expect(withSurcharge(12_500, 375)).toBe(12_875);
    expect(withSurcharge(MAX_CENTS - 1, 1)).toBe(MAX_CENTS);
    expect(withSurcharge(MAX_CENTS, 1)).toBeNull();
  });

  it.each([
    ["3", 300],
    ["3 %", 300],
    ["2.75", 275],
    ["2.5%", 250],
    [" 0.01 ", 1],
    ["3.00", 300],
    ["0", null],
    ["3.01", null],
    ["2.755", null],
    ["-1", null],
    ["", null],
    ["3,5", null],
    ["1e0", null],
    [".5", null],
  ])("%j percent is %s", (text, points) => {
    expect(percentToBasisPoints(text)).toBe(points);
    if (points !== null) expect(percentToBasisPoints(percentText(points))).toBe(points);
  });

  it("is in the sentence to the caller", () => {
    const said = (surcharge: number) =>
      sayBefore({
        amount: 12_875,
        brand: "visa",
        last4: "5439",
        capture: true,
        statement: "MERIDIAN DENTAL",
        surcharge,
      })
        ?.map(({ text }) => text)
        .join("");
    expect(said(375)).toBe(
      "I’m charging $128.75, which includes a surcharge of $3.75 for credit cards, to the Visa ending 5439. It will show as MERIDIAN DENTAL on your statement.",
    );
    expect(said(0)).toBe(
      "I’m charging $128.75 to the Visa ending 5439. It will show as MERIDIAN DENTAL on your statement.",
    );
  });
});

describe("what a surcharged outcome means to people", () => {
  const asked = { amount: 12_875, surcharge: 375 };
  const common = (cardType: string | null, amount = 12_875) => {
    const payment = { ...paymentNumber(1, 0), amount: cents(amount), surcharge: cents(375), tip: null };
    return {
      payment: { ...payment, card: payment.card && { ...payment.card, cardType, avs: "Y", cvv: "M" } },
      amount: cents(amount),
      code: null,
      message: null,
      httpStatus: 201,
    };
  };
  const advice = (outcome: Outcome) => adviceFor(outcome, "charge", asked);

  it("a debit or prepaid card was voided: again, without it", () => {
    expect(advice({ kind: "reversed", rule: "bin", ...common("debit") })).toMatchObject({
      happened: expect.stringContaining("This is a debit card, and no surcharge may be added to such cards"),
      retry: "fix_and_retry",
      next: "Charge it again without the surcharge.",
      say: expect.stringContaining("I will charge $125.00 instead"),
    });
    expect(advice({ kind: "reversed", rule: "unstated", ...common("PREPAID") }).happened).toContain(
      "This is a prepaid card",
    );
    expect(advice({ kind: "reversed", rule: "bin", ...common(null) }).happened).toContain(
      "looks like a debit or prepaid card",
    );
  });

  it("a void that was found some time after is not put down to the card, unless the card tells", () => {
    const found = (cardType: string | null): Outcome => ({
      kind: "reversed",
      rule: "unstated",
      ...common(cardType),
      httpStatus: null,
    });
    expect(advice(found(null))).toMatchObject({
      retry: "look_first",
      happened: expect.stringContaining("at another desk"),
    });
    expect(advice(found("debit")).happened).toContain("This is a debit card");
  });

  it("a void for another reason keeps that reason", () => {
    expect(advice({ kind: "reversed", rule: "avs", ...common("debit") }).next).toContain("billing address");
    expect(advice({ kind: "reversed", rule: "bin", ...common("credit") }).next).toBe("Ask for another card.");
    expect(
      adviceFor({ kind: "reversed", rule: "bin", ...common("debit") }, "charge", { amount: 12_875, surcharge: 0 }).next,
    ).toBe("Ask for another card.");
  });

  it("an approval is plain only when the surcharge is in the amount, as asked, on a credit card", () => {
    expect(advice({ kind: "approved", ...common("credit") }).next).toBeNull();
    expect(advice({ kind: "approved", ...common(null) }).next).toBeNull();
    expect(advice({ kind: "approved", ...common("credit", 13_250) })).toMatchObject({
      happened: expect.stringContaining("$132.50 was charged: $3.75 more than the $128.75"),
      next: expect.stringContaining("Take it back"),
    });
    expect(advice({ kind: "authorized", ...common("debit") }).next).toContain("without the surcharge");
    const other = common("credit");
    expect(
      advice({ kind: "approved", ...other, payment: { ...other.payment, surcharge: cents(37_500) } }).happened,
    ).toContain("shows a surcharge of $375.00");
    expect(
      advice({ kind: "partially_approved", ...common("credit"), amount: cents(6_437), requested: cents(12_875) }).next,
    ).toContain("too much for a part");
  });
});

describe("a surcharged charge, over real HTTP", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.make(new Random(11));
    world.settings = { ...DEFAULT_SETTINGS, surcharge: RATE };
    world.start();
  });
  afterEach(() => world.end());

  const order = (amount: number, surcharge: number | null, number = VISA) => ({
    ...chargeInput({ id: randomUUID(), amount: cents(amount), number }),
    surcharge: surcharge === null ? null : cents(surcharge),
  });
  const sends = () =>
    world.server.control.requests().filter(({ method, path }) => method === "POST" && path === "/charges").length;
  const attemptIn = (answer: ChargeAnswer) => {
    if (answer.kind !== "outcome") throw new Error(`asked: ${answer.kind}`);
    return answer.attempt;
  };

  it("is the whole, with the surcharge as the part that the processor gives back", async () => {
    const attempt = attemptIn(await world.payments.charge(order(12_875, 375)));
    expect(attempt).toMatchObject({
      amount: 12_875,
      surcharge: 375,
      outcome: { kind: "approved", amount: 12_875, payment: { amount: 12_875, surcharge: 375 } },
    });
    expect(await world.payments.charge(order(12_875, 375))).toMatchObject({ kind: "duplicate" });
    expect(attemptIn(await world.payments.charge(order(12_500, null)))).toMatchObject({
      amount: 12_500,
      surcharge: null,
      outcome: { kind: "approved" },
    });
  });

  it.each([
    [null, DEBIT, "debit"],
    [3, DEBIT, "debit"],
    [2, PREPAID, "prepaid"],
  ] as const)("voids what is no credit card, whatever the rule of the desk (%s)", async (binCardType, number, type) => {
    world.settings = { ...world.settings, rules: { ...DEFAULT_SETTINGS.rules, binCardType } };
    const attempt = attemptIn(await world.payments.charge(order(12_875, 375, number)));
    expect(attempt.outcome).toMatchObject({ kind: "reversed", rule: "bin", payment: { card: { cardType: type } } });
    expect(world.server.control.ledger().map(({ captured }) => captured)).toEqual([0]);
    // Without it, the same card is charged.
    expect(attemptIn(await world.payments.charge(order(12_500, null, number))).outcome?.kind).toBe("approved");
  });

  it("is not sent when it is off, confirmed for another connection, at another rate, or no sum of the rate", async () => {
    for (const [rate, amount, surcharge] of [
      [null, 12_875, 375],
      [{ ...RATE, basisPoints: 200 }, 12_875, 375],
      [{ ...RATE, confirmedFor: ["payarc_live"] } satisfies SurchargeRate, 12_875, 375],
      [RATE, 12_876, 376],
      [RATE, 12_875, 374],
      [RATE, 375, 375],
    ] as [SurchargeRate | null, number, number][]) {
      world.settings = { ...DEFAULT_SETTINGS, surcharge: rate };
      await expect(world.payments.charge(order(amount, surcharge))).rejects.toMatchObject({
        code: "refused",
        sentence: expect.stringContaining("Nothing was sent"),
      });
    }
    expect(sends()).toBe(0);
    expect(world.payments.attempts(10)).toEqual([]);
  });

  it("once sent keeps its answer, whatever the settings are by then", async () => {
    const asked = order(12_875, 375);
    const first = attemptIn(await world.payments.charge(asked));
    world.settings = DEFAULT_SETTINGS;
    expect(attemptIn(await world.payments.charge(asked)).outcome?.payment?.id).toBe(first.outcome?.payment?.id);
    expect(sends()).toBe(1);
  });

  it("MONEY: whose answer is lost stands in the way of the same order without the surcharge, and the other way round", async () => {
    for (const [first, second] of [
      [order(12_875, 375), order(12_500, null)],
      [order(20_000, null), order(20_600, 600)],
    ] as const) {
      world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
      const { id } = attemptIn(await world.payments.charge(first));
      expect(await world.payments.charge(second)).toMatchObject({ kind: "standing_unknown", unknown: [{ id }] });
    }
  });

  it("whose answer is lost is found again with its surcharge", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "after" });
    const { id } = attemptIn(await world.payments.charge(order(12_875, 375)));
    await world.untilAnswered();
    expect(world.payments.attempt(id)).toMatchObject({ surcharge: 375, outcome: { kind: "approved", amount: 12_875 } });
  });

  it("that the processor added on top is found with its true amount, and shown in amber with what to do", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
    const { id } = attemptIn(await world.payments.charge(order(12_875, 375)));
    // What PayArc would then list under our reference.
    await holdFirst(world.server, false, { reference: id, amount: 13_250 });
    await world.payments.list(null, 10);
    const found = world.payments.attempt(id);
    expect(found).toMatchObject({ amount: 12_875, outcome: { kind: "approved", amount: 13_250 } });
    expect(verdictOf(found)).toEqual({ word: "Approved", tone: "warn" });
    expect(isPlainlyGood(found)).toBe(false);
    expect(found.advice.next).toContain("Take it back");
  });

  it("on a hold is captured with the whole or not at all; of a part given back its share is said", async () => {
    const held = attemptIn(await world.payments.charge({ ...order(12_875, 375), capture: false }));
    const paymentId = held.paymentId ?? "";
    await expect(
      world.payments.capture({
        attemptId: randomUUID(),
        paymentId,
        amount: cents(10_000),
        currency: "USD",
        said: cents(10_000),
      }),
    ).rejects.toMatchObject({
      code: "refused",
      sentence: expect.stringMatching(/^The surcharge of \$3\.75 is for the whole \$128\.75\./),
    });
    const { attempt } = await world.payments.capture({
      attemptId: randomUUID(),
      paymentId,
      amount: cents(12_875),
      currency: "USD",
      said: cents(12_875),
    });
    expect(attempt.outcome?.kind).toBe("approved");
    world.serverPasses(3 * 24 * 3_600_000);
    expect((await world.payments.takeBackPlan(paymentId)).sentence).toContain(
      "It includes a surcharge of $3.75: with a part, give back the same share of it.",
    );
  });

  it("is refused by a processor that takes none", async () => {
    const other = await World.make(new Random(12), "none", "justifi");
    other.settings = world.settings;
    other.start();
    await expect(other.payments.charge(order(12_875, 375))).rejects.toMatchObject({
      code: "unsupported",
      sentence: expect.stringContaining("takes no surcharges"),
    });
    expect(
      other.server.control
        .requests()
        .filter(({ path }) => path.includes("payments") && !path.includes("?"))
        .map(({ method }) => method),
    ).not.toContain("POST");
    await other.end();
  });
});

describe("fields of one's own beside ours", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.make(new Random(13));
    world.start();
  });
  afterEach(() => world.end());

  it.each([
    [0, ["operator", "desk", "channel", "reference"]],
    [46, ["operator", "desk", "channel", "reference"]],
    [47, ["operator", "desk", "reference"]],
    [48, ["operator", "reference"]],
    [49, ["reference"]],
  ])("%d of one's own go with %j", async (count, ours) => {
    const own = Object.fromEntries(Array.from({ length: count }, (_, at) => [`field ${at}`, `${at}`]));
    const answer = await world.payments.charge({
      ...chargeInput({ id: randomUUID(), amount: cents(1_200), number: VISA }),
      metadata: own,
    });
    if (answer.kind !== "outcome") throw new Error(answer.kind);
    const kept = (await world.processor().getPayment(answer.attempt.outcome?.payment?.id ?? "", "now")).metadata;
    expect(Object.keys(kept).sort()).toEqual([...Object.keys(own), ...ours].sort());
    if (count >= 46) expect(Object.keys(kept)).toHaveLength(50);
    expect(kept["reference"]).toBe(answer.attempt.id);
    // The journal has who and where in any case.
    expect(answer.attempt).toMatchObject({ operator: "ana", desk: "Front desk", channel: "phone" });
  });
});
