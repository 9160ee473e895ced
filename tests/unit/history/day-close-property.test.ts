import fc from "fast-check";
import { expect, it } from "vitest";
import type { DayInput } from "../../../src/main/history/day-pairs";
import type { Cents } from "../../../src/shared/money";
import type { Attempt } from "../../../src/shared/attempt";
import type { Payment } from "../../../src/shared/payment";
import { attempt, close, DAY_MS, FROM, payment, refund } from "../../fixtures/days";

/**
 * Random days: charges with what was done to them, told alike by journal and list, and then one side of some of them
 * changed. Every difference is told exactly once, and nothing where there is none. The sums are counted here anew.
 */
interface Told {
  readonly entries: Attempt[];
  readonly payments: Payment[];
  /** Ids of entries that cannot be read. */
  readonly broken: string[];
}
/** What happened to one charge, before any difference. */
interface Truth {
  readonly number: number;
  readonly id: string;
  readonly at: number;
  readonly amount: number;
  readonly story: (typeof STORIES)[number];
  readonly marked: boolean;
}
const STORIES = [
  "sale",
  "hold",
  "hold captured",
  "hold captured in part",
  "sale voided",
  "hold released",
  "refunded in part",
  "refunded in two parts",
  "tip set",
  "approved in part",
  "declined",
  "not charged",
  "reversed",
  "hold lapsed",
] as const;

const REFUND = 100;
const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

function tellAlike({ number, id, at, amount, story, marked }: Truth): Told {
  const paymentId = `p${number}`;
  const base: Partial<Payment> = {
    reference: id,
    createdAt: at + 300,
    amount: amount as Cents,
    amountApproved: amount as Cents,
    amountCaptured: amount as Cents,
    tip: 0 as Cents,
    metadata: { operator: "ana", desk: "Front desk" },
  };
  const isHold = story.startsWith("hold");
  const answered = payment(paymentId, { ...base, status: isHold ? "authorized" : "captured" });
  const charge = (about: Parameters<typeof attempt>[0] = {}): Attempt =>
    attempt({ id, at, amount, payment: answered, kind: isHold ? "authorized" : "approved", ...about });
  const change = (nth: number, about: Parameters<typeof attempt>[0]): Attempt =>
    attempt({ id: uuid(1_000 * (number + 1) + nth), at: at + 1_000 * nth, amount, paymentId, ...about });
  const back = (nth: number): { entry: Attempt; listed: Payment["refunds"][number] } => {
    const entry = change(nth, { operation: "refund", amount: REFUND });
    const mark = marked ? { reference: entry.intent.id } : {};
    return { entry, listed: refund(REFUND, { createdAt: entry.openedAt + 200, ...mark }) };
  };
  const told = (about: Partial<Payment>, ...entries: Attempt[]): Told => ({
    entries,
    payments: [{ ...answered, ...about }],
    broken: [],
  });
  const none = { amountCaptured: 0 as Cents };
  switch (story) {
    case "sale":
      return told({ status: "settled" }, charge());
    case "hold":
      return told({ status: "authorized", ...none }, charge());
    case "hold captured":
      return told({ status: "captured" }, charge(), change(1, { operation: "capture" }));
    case "hold captured in part": {
      const part = Math.ceil(amount / 2);
      const captured = change(1, { operation: "capture", amount: part });
      return told({ status: "captured", amountCaptured: part as Cents }, charge(), captured);
    }
    case "sale voided":
    case "hold released":
      return told({ status: "voided", ...none }, charge(), change(1, { operation: "void" }));
    case "refunded in part":
    case "refunded in two parts": {
      const each = story === "refunded in part" ? [back(1)] : [back(1), back(2)];
      const amountRefunded = (REFUND * each.length) as Cents;
      const refunds = each.map(({ listed }) => listed);
      return told({ status: "partly_refunded", amountRefunded, refunds }, charge(), ...each.map(({ entry }) => entry));
    }
    case "tip set":
      return told({ status: "captured", tip: 77 as Cents }, charge(), change(1, { operation: "tip", amount: 77 }));
    case "approved in part": {
      const part = Math.ceil(amount / 2) as Cents;
      const entry = charge({ kind: "partially_approved" });
      if (entry.state !== "closed") throw new Error("closed");
      const outcome = { ...entry.outcome, amount: part };
      return told({ status: "captured", amountApproved: part, amountCaptured: part }, { ...entry, outcome });
    }
    case "declined":
      return told({ status: "failed", ...none }, charge({ kind: "declined" }));
    case "not charged":
      return { entries: [charge({ kind: "refused" })], payments: [], broken: [] };
    case "reversed":
      return told({ status: "voided", ...none }, charge({ kind: "reversed" }));
    case "hold lapsed":
      return told({ status: "expired", ...none }, charge());
  }
}

/** Ways in which one side may differ: which stories it fits, the kind that is told, and how it is done. */
interface Difference {
  readonly fits: readonly Truth["story"][];
  readonly kind: string;
  /** It does not make the two sides differ. */
  readonly mild?: true;
  readonly make: (told: Told, truth: Truth) => Told;
}
const GOOD = STORIES.filter((story) => !["declined", "not charged", "reversed"].includes(story));
const STANDS = GOOD.filter((story) => !["sale voided", "hold released", "hold lapsed"].includes(story));
const TAKEN = STANDS.filter((story) => story !== "hold");
const listed =
  (about: Partial<Payment> | ((one: Payment) => Partial<Payment>)) =>
  (told: Told): Told => ({
    ...told,
    payments: told.payments.map((one) => ({ ...one, ...(typeof about === "function" ? about(one) : about) })),
  });
const closedAs =
  (nth: number, kind: "declined" | "refused") =>
  (told: Told): Told => ({
    ...told,
    entries: told.entries.map((entry, at) =>
      at === nth
        ? attempt({
            ...entry.intent,
            payment: undefined,
            paymentId: entry.intent.paymentId ?? undefined,
            at: entry.openedAt,
            kind,
          } as never)
        : entry,
    ),
  });
const withoutEntry = (nth: number) => (told: Told) => ({
  ...told,
  entries: told.entries.filter((_, at) => at !== nth),
});
const refundMore = (amount: number, same: boolean) =>
  listed((one) => ({
    status: "partly_refunded",
    amountRefunded: (one.amountRefunded + amount) as Cents,
    refunds: [...one.refunds, refund(amount, { createdAt: (one.createdAt ?? 0) + (same ? 9_000 : 10_000) })],
  }));

const DIFFERENCES: Readonly<Record<string, Difference>> = {
  "the list lacks it": { fits: GOOD, kind: "not_listed", make: (told) => ({ ...told, payments: [] }) },
  "another sum is listed": {
    fits: STANDS.filter((story) => story !== "tip set"),
    kind: "amount_differs",
    make: listed((one) => ({
      amount: (one.amount + 1_111) as Cents,
      amountApproved: ((one.amountApproved ?? 0) + 1_111) as Cents,
    })),
  },
  "it failed later": {
    fits: STANDS,
    kind: "failed_after_approval",
    make: listed({ status: "failed", refunds: [], amountRefunded: 0 as Cents }),
  },
  "voided elsewhere": {
    fits: ["sale", "hold", "hold captured", "tip set"],
    kind: "changed_elsewhere",
    make: listed({ status: "voided" }),
  },
  "captured elsewhere": { fits: ["hold"], kind: "changed_elsewhere", make: listed({ status: "captured" }) },
  "refunded elsewhere": { fits: TAKEN, kind: "changed_elsewhere", make: refundMore(333, false) },
  "refunded once more": { fits: ["refunded in part"], kind: "refunded_twice", make: refundMore(REFUND, true) },
  "our refund is not there": {
    fits: ["refunded in part", "refunded in two parts"],
    kind: "failed_after_approval",
    make: listed((one) => ({
      status: one.refunds.length > 1 ? "partly_refunded" : "settled",
      amountRefunded: (one.amountRefunded - REFUND) as Cents,
      refunds: one.refunds.slice(1),
    })),
  },
  "our refund has another sum": {
    fits: ["refunded in part"],
    kind: "amount_differs",
    make: listed((one) => ({
      amountRefunded: 55 as Cents,
      refunds: one.refunds.map(({ createdAt }) => refund(55, { createdAt })),
    })),
  },
  "another tip": { fits: ["sale", "hold captured"], kind: "changed_elsewhere", make: listed({ tip: 31 as Cents }) },
  "our tip is not there": { fits: ["tip set"], kind: "failed_after_approval", make: listed({ tip: 0 as Cents }) },
  "our capture is not there": {
    fits: ["hold captured", "hold captured in part"],
    kind: "failed_after_approval",
    make: listed({ status: "authorized", amountCaptured: 0 as Cents }),
  },
  "another sum was captured": {
    fits: ["hold captured", "hold captured in part"],
    kind: "amount_differs",
    make: listed((one) => ({ amountCaptured: ((one.amountCaptured ?? 0) + 9) as Cents })),
  },
  "our void is not there": {
    fits: ["sale voided", "hold released"],
    kind: "failed_after_approval",
    make: listed({ status: "captured" }),
  },
  "it stands twice": {
    fits: STANDS,
    kind: "charged_twice",
    make: (told) => ({
      ...told,
      payments: told.payments.flatMap((one) => [
        one,
        { ...one, id: `${one.id}-again`, refunds: [], status: "captured", amountRefunded: 0 as Cents },
      ]),
    }),
  },
  "the journal lacks it": {
    fits: ["sale", "hold", "declined", "reversed", "hold lapsed"],
    kind: "not_in_journal",
    make: withoutEntry(0),
  },
  "the journal cannot read it": {
    fits: ["sale", "hold", "declined"],
    kind: "unreadable",
    make: (told, { id }) => ({ ...withoutEntry(0)(told), broken: [id] }),
  },
  "the journal calls it declined": { fits: ["sale", "hold"], kind: "denied_here", make: closedAs(0, "declined") },
  "the journal calls it not charged": { fits: ["sale", "hold"], kind: "denied_here", make: closedAs(0, "refused") },
  "it was taken after all": {
    fits: ["declined", "reversed"],
    kind: "denied_here",
    make: listed({ status: "captured" }),
  },
  "our void was not done": {
    fits: ["sale voided", "hold released"],
    kind: "changed_elsewhere",
    make: closedAs(1, "declined"),
  },
  "our capture was not done": { fits: ["hold captured"], kind: "changed_elsewhere", make: closedAs(1, "refused") },
  "the journal lacks our refund": {
    fits: ["refunded in part"],
    kind: "changed_elsewhere",
    make: withoutEntry(1),
  },
};

const truth = (number: number) =>
  fc.record({
    number: fc.constant(number),
    id: fc.constant(uuid(number)),
    at: fc.integer({ min: FROM, max: FROM + DAY_MS - 20_000 }),
    amount: fc.integer({ min: 1_000, max: 90_000 }),
    story: fc.constantFrom(...STORIES),
    marked: fc.boolean(),
    wanted: fc.option(fc.constantFrom(...Object.keys(DIFFERENCES)), { freq: 2 }),
    elsewhere: fc.boolean(),
  });
const aDay = fc
  .integer({ min: 0, max: 12 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, at) => truth(at))));
const here: Partial<DayInput> = { names: { desks: new Set(["Front desk"]), operators: new Set(["ana"]) } };

it("every difference is told exactly once, and none where there is none", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(aDay, (charges) => {
      const wanted: string[] = [];
      let differ = false;
      const told = charges.map((one) => {
        const name = one.wanted ?? "";
        const difference = DIFFERENCES[name];
        const alike = tellAlike(one);
        if (one.story === "hold lapsed" && !["the list lacks it", "the journal lacks it"].includes(name))
          wanted.push(`hold_lapsed ${one.number}`);
        if (one.story === "reversed" && !["the journal lacks it", "it was taken after all"].includes(name))
          wanted.push(`reversed ${one.number}`);
        if (!difference?.fits.includes(one.story)) return alike;
        seen.add(name);
        wanted.push(`${difference.kind} ${one.number}`);
        differ = true;
        return difference.make(alike, one);
      });
      // Another desk's payments are no business of this one.
      const others = charges
        .filter(({ elsewhere }) => elsewhere)
        .map(({ number, at }) =>
          payment(`other${number}`, {
            createdAt: at,
            reference: uuid(900_000 + number),
            metadata: { desk: "Back office", operator: "ana" },
          }),
        );
      const payments = [...told.flatMap((one) => one.payments), ...others];
      const entries = told.flatMap((one) => one.entries);
      const broken = told.flatMap((one) => one.broken);
      const result = close(payments, entries, { ...here, unreadable: broken.map((id) => ({ id, at: null })) });

      const numberOf = ({ attemptId, paymentId }: (typeof result.exceptions)[number]): number => {
        const found = charges.find(({ number, id }) => attemptId === id || paymentId?.split("-")[0] === `p${number}`);
        return found?.number ?? -1;
      };
      expect(result.exceptions.map((one) => `${one.kind} ${numberOf(one)}`).sort()).toEqual(wanted.sort());

      const good = entries.filter(
        (entry) =>
          entry.intent.operation === "charge" &&
          entry.state === "closed" &&
          ["approved", "authorized", "partially_approved"].includes(entry.outcome.kind),
      );
      const { journalCount, journalAmount, listedCount, listedAmount, verdict } = result.compared;
      expect(journalCount).toBe(good.length);
      expect(journalAmount).toBe(
        good.reduce((sum, entry) => sum + ("outcome" in entry ? (entry.outcome.amount ?? 0) : 0), 0),
      );
      expect(verdict === "same").toBe(!differ);
      if (!differ) expect([listedCount, listedAmount]).toEqual([journalCount, journalAmount]);
      const taken = payments.filter(({ status }) =>
        ["captured", "settled", "refunded", "partly_refunded"].includes(status),
      );
      expect(result.taken.count).toBe(taken.length);
    }),
    { numRuns: 1_000 },
  );
  expect([...seen].sort(), "each kind of difference was drawn").toEqual(Object.keys(DIFFERENCES).sort());
});
