import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dayRows } from "../../../src/main/history/day-export";
import { brandText } from "../../../src/shared/brand-words";
import type { Cell } from "../../../src/shared/csv";
import { minorText } from "../../../src/shared/currency";
import type { DayClose, DaySums } from "../../../src/shared/day-close";
import { dayOf, startOfDay } from "../../../src/shared/history";
import type { Cents } from "../../../src/shared/money";
import type { Payment, PaymentStatus } from "../../../src/shared/payment";
import { close, NEVER_CLOSED, payment, refund } from "../../fixtures/days";

/**
 * Every sum of the close of a day, as the screen gets it and as the file has it, beside a count made here payment by
 * payment, over random days: refunds of any day, voids, captures in part, tips, surcharges, fees that are told or not,
 * two currencies, payments at the borders of the day, and the days on which clocks change.
 */
const zone = process.env["TZ"];
beforeAll(() => {
  process.env["TZ"] = "America/New_York";
});
afterAll(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

/** 23 hours, 25 hours, an ordinary day and the last of a year. */
const DAYS = ["2026-03-08", "2026-11-01", "2026-11-20", "2026-12-31"] as const;
const TAKEN: readonly PaymentStatus[] = [
  "captured",
  "settled",
  "disputed",
  "partly_disputed",
  "partly_refunded",
  "refunded",
];
const STATUSES: readonly PaymentStatus[] = [...TAKEN, "authorized", "voided", "failed", "expired", "unknown"];

interface Drawn {
  readonly status: PaymentStatus;
  readonly at: number;
  readonly currency: string;
  readonly amount: number;
  readonly captured: number | null;
  readonly approved: number | null;
  readonly tip: number;
  readonly surcharge: number;
  readonly fees: number | null;
  readonly disputed: number | null;
  readonly back: readonly { readonly amount: number; readonly at: number; readonly failed: boolean }[];
  readonly brand: "visa" | "amex";
  readonly channel: "phone" | "mail" | null;
  readonly operator: "ana" | "ben" | null;
}

/** Milliseconds around both borders of the day, and any time from two days before it to two days after. */
function times(from: number, to: number): fc.Arbitrary<number> {
  const border = fc.tuple(fc.constantFrom(from, to), fc.integer({ min: -2, max: 2 })).map(([at, by]) => at + by);
  return fc.oneof(border, fc.integer({ min: from - 2 * 86_400_000, max: to + 2 * 86_400_000 }));
}

function drawn(from: number, to: number): fc.Arbitrary<Drawn> {
  const at = times(from, to);
  const part = fc.option(fc.integer({ min: 1, max: 500_000 }));
  return fc.record({
    status: fc.constantFrom(...STATUSES),
    at,
    currency: fc.constantFrom("USD", "USD", "CAD"),
    amount: fc.integer({ min: 1, max: 500_000 }),
    captured: part,
    approved: part,
    tip: fc.integer({ min: 0, max: 900 }),
    surcharge: fc.integer({ min: 0, max: 900 }),
    fees: fc.option(fc.integer({ min: 0, max: 2_000 })),
    disputed: part,
    back: fc.array(fc.record({ amount: fc.integer({ min: 1, max: 9_000 }), at, failed: fc.boolean() }), {
      maxLength: 3,
    }),
    brand: fc.constantFrom("visa", "amex"),
    channel: fc.constantFrom("phone", "mail", null),
    operator: fc.constantFrom("ana", "ben", null),
  });
}

function made(one: Drawn, number: number): Payment {
  const refunds = one.back.map(({ amount, at, failed }) =>
    refund(amount, { createdAt: at, ...(failed ? { status: "failed" } : {}) }),
  );
  const good = one.back.filter(({ failed }) => !failed).reduce((sum, { amount }) => sum + amount, 0);
  const { card, ...rest } = payment(`p${number}`);
  return {
    ...rest,
    card: card && { ...card, brand: one.brand },
    status: one.status,
    createdAt: one.at,
    currency: one.currency,
    amount: one.amount as Cents,
    amountCaptured: one.captured as Cents | null,
    amountApproved: one.approved as Cents | null,
    amountRefunded: good as Cents,
    amountDisputed: one.disputed as Cents | null,
    tip: one.tip as Cents,
    surcharge: one.surcharge as Cents,
    fees: one.fees,
    refunds,
    metadata: {
      ...(one.channel === null ? {} : { channel: one.channel }),
      ...(one.operator === null ? {} : { operator: one.operator }),
    },
  };
}

/** What a payment took or holds, by its own words: what was captured, else approved, else asked for. */
function moneyIn(one: Drawn): number {
  const approved = one.approved ?? one.amount;
  if (TAKEN.includes(one.status)) return one.captured ?? approved;
  return one.status === "authorized" ? approved : one.amount;
}

type Plain = Record<string, { count: number; amount: number }>;

/** The plain count: one payment after the other into drawers, of one currency. */
function counted(all: readonly Drawn[], currency: string, from: number, to: number): Plain {
  const drawers: Plain = {};
  const put = (drawer: string, amount: number): void => {
    const now = (drawers[drawer] ??= { count: 0, amount: 0 });
    now.count += 1;
    now.amount += amount;
  };
  const on = (at: number): boolean => at >= from && at < to;
  for (const one of all) {
    if (one.currency !== currency) continue;
    const took = TAKEN.includes(one.status);
    for (const back of one.back) if (took && !back.failed && on(back.at)) put("refunded", back.amount);
    if (!on(one.at)) continue;
    const drawer = took
      ? "taken"
      : ({ authorized: "held", voided: "voided", failed: "declined", expired: "lapsed" } as Record<string, string>)[
          one.status
        ];
    if (drawer !== undefined) put(drawer, moneyIn(one));
    if (!took) continue;
    if (one.fees !== null) put("fees", one.fees);
    if (one.status.includes("disputed")) put("disputed", one.disputed ?? moneyIn(one));
    put(`brand ${brandText({ brand: one.brand, brandRaw: null })}`, moneyIn(one));
    put(`channel ${one.channel === null ? "Not stated" : one.channel === "phone" ? "Phone" : "Mail"}`, moneyIn(one));
    put(`person ${one.operator ?? "Not stated"}`, moneyIn(one));
  }
  return drawers;
}

function shown(sums: DaySums): Plain {
  const of = ({ count, amount }: { count: number; amount: number }) => ({ count, amount });
  const group = (name: string, rows: DaySums["byBrand"]) =>
    Object.fromEntries(rows.map((row) => [`${name} ${row.label}`, of(row)]));
  const fees = { count: sums.taken.count - sums.expected.untold, amount: sums.expected.fees };
  const all: Plain = {
    taken: of(sums.taken),
    disputed: of(sums.disputed),
    held: of(sums.held),
    voided: of(sums.voided),
    declined: of(sums.declined),
    lapsed: of(sums.lapsed),
    refunded: of(sums.refundedToday),
    fees,
    ...group("brand", sums.byBrand),
    ...group("channel", sums.byChannel),
    ...group("person", sums.byPerson),
  };
  return Object.fromEntries(Object.entries(all).filter(([, { count }]) => count > 0));
}

const text = (cell: Cell | undefined): string =>
  cell === null || cell === undefined
    ? ""
    : typeof cell === "string"
      ? cell
      : String("number" in cell ? cell.number : cell.code);

/** The same drawers, read back from the rows of the file. */
function filed(day: DayClose, currency: string): Record<string, string> {
  const { rows } = dayRows(day, "Training");
  return Object.fromEntries(
    rows
      .filter((row) => ["Total", "By brand", "By channel", "By person"].includes(text(row[0])) && row[5] === currency)
      .map((row) => [`${text(row[0])} ${text(row[1])}`, `${text(row[3])} ${text(row[4])}`]),
  );
}

const NAMES: Readonly<Record<string, string>> = {
  taken: "Total Taken",
  disputed: "Total Disputed",
  held: "Total Held, not captured",
  voided: "Total Voided",
  declined: "Total Declined",
  lapsed: "Total Holds lapsed",
  refunded: "Total Refunded this day",
  fees: "Total Fees",
};

it("MONEY: every sum of a day, on the screen and in the file, is what a plain count makes of it", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(...DAYS).chain((day) => {
        const [from, to] = [startOfDay(day) ?? 0, startOfDay(day, 1) ?? 0];
        return fc.tuple(fc.constant({ day, from, to }), fc.array(drawn(from, to), { maxLength: 30 }));
      }),
      ([{ day, from, to }, all]) => {
        const result = close(all.map(made), [], { from, to, now: to, hasJournal: false });
        const whole: DayClose = { day, ...result, ...NEVER_CLOSED, trouble: null, attempts: [] };
        for (const currency of ["USD", "CAD"]) {
          const plain = counted(all, currency, from, to);
          const sums = [result, ...result.others].find((one) => one.currency === currency);
          expect(sums ? shown(sums) : {}).toEqual(plain);
          if (!sums) continue;
          for (const drawer of Object.keys(plain)) seen.add(drawer.split(" ")[0] ?? "");
          const left = (plain["taken"]?.amount ?? 0) - (plain["refunded"]?.amount ?? 0) - (plain["fees"]?.amount ?? 0);
          expect(sums.expected.amount).toBe(left);
          const file = filed(whole, currency);
          expect(file["Total Expected in the bank"]).toBe(
            `${plain["taken"]?.count ?? 0} ${minorText(left, 2).replaceAll(",", "")}`,
          );
          for (const [drawer, { count, amount }] of Object.entries(plain)) {
            const name = NAMES[drawer] ?? `By ${drawer}`;
            expect(file[name], name).toBe(`${count} ${minorText(amount, 2).replaceAll(",", "")}`);
          }
        }
        const groups = [result.byBrand, result.byChannel, result.byPerson];
        for (const group of groups)
          expect(group.reduce((sum, { amount }) => sum + amount, 0)).toBe(result.taken.amount);
      },
    ),
    { numRuns: 600 },
  );
  expect([...seen].sort(), "each drawer was filled").toEqual([
    "brand",
    "channel",
    "declined",
    "disputed",
    "fees",
    "held",
    "lapsed",
    "person",
    "refunded",
    "taken",
    "voided",
  ]);
});

it("a day belongs to its own hours, on the days on which clocks change too", () => {
  for (const [day, hours] of [
    ["2026-03-08", 23],
    ["2026-11-01", 25],
    ["2026-11-20", 24],
  ] as const) {
    const [from, to] = [startOfDay(day) ?? 0, startOfDay(day, 1) ?? 0];
    expect((to - from) / 3_600_000, day).toBe(hours);
    expect([dayOf(from), dayOf(to - 1)]).toEqual([day, day]);
  }
});
