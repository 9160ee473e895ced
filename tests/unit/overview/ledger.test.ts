import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFilters } from "../../../src/main/history/filters";
import { createHistory, type History } from "../../../src/main/history/history";
import { openHistory } from "../../../src/main/history/store";
import { createOverview, type OverviewRoom } from "../../../src/main/overview/overview";
import { systemClock } from "../../../src/main/base/clock";
import { silentLog } from "../../../src/main/base/log";
import { known } from "../../../src/shared/account";
import { commands } from "../../../src/shared/contract";
import type { DaySums } from "../../../src/shared/day-close";
import type { Opens, OverviewSpan, OverviewSums } from "../../../src/shared/overview";
import { books, type Books, type Line } from "../../fixtures/ledger";
import { stage, type Stage } from "../../fixtures/payarc/server";
import { dayOptions } from "../../fixtures/days";

/**
 * Every figure beside one that is counted here from the books of a scripted processor, over five months with a change of
 * the clock: read over HTTP by the adapter, into the copy, out of the kept sums.
 */
const ACCOUNT = "payarc_test";
const NOW = Date.UTC(2026, 10, 28, 19, 7);
const DAY = 86_400_000;

for (const [zone, changes] of [
  ["America/New_York", "2026-11-01"],
  ["Europe/Berlin", "2026-10-25"],
] as const)
  describe(zone, () => {
    const before = process.env["TZ"];
    let here: Stage;
    let ledger: Books;
    let history: History;
    let overview: OverviewRoom;

    beforeAll(async () => {
      process.env["TZ"] = zone;
      here = await stage();
      ledger = books(NOW, momentsOf(changes));
      here.answer = ledger.handler;
      const { store } = openHistory({ file: ":memory:", key: null }, NOW);
      const processor = here.processor();
      let whole: () => void = () => undefined;
      const ready = new Promise<void>((resolve) => (whole = resolve));
      const clock = { wall: () => NOW, steady: () => performance.now(), after: systemClock.after };
      history = createHistory({
        ...dayOptions(),
        store,
        filters: openFilters({ file: ":memory:", key: null }, 0).filters,
        processor: () => processor,
        connection: () => ACCOUNT,
        label: () => "Test",
        customerName: () => null,
        findCustomers: () => [],
        journal: () => null,
        view: () => {
          throw new Error("there is no journal");
        },
        who: () => ({ operator: "ana", desk: "Front desk" }),
        chooseFile: async () => null,
        clock,
        log: silentLog,
        onStatus: ({ state }) => state === "ready" && whole(),
        onSeen: () => undefined,
        onProgress: () => undefined,
      });
      overview = createOverview({
        store,
        account: ACCOUNT,
        accounts: () => [known({ id: ACCOUNT, kind: "payarc_test", name: "Test", colour: "violet", removed: false })],
        status: () => history.status(),
        checking: () => [],
        cardsExpiring: () => 0,
        weekStart: () => 0,
        about: dayOptions().page,
        chooseFile: async () => null,
        clock,
      });
      history.connectionChanged();
      await ready;
    });
    afterAll(async () => {
      history.close();
      await here.close();
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    });

    /** By the calendar of the zone, as Intl has it. */
    const format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "short",
      hourCycle: "h23",
    });
    const placeOf = (at: number): { day: string; minute: number } => {
      const [day = "", time = ""] = format.format(at).split(", ");
      const [hour = "", minute = ""] = time.split(":");
      return { day, minute: Number(hour) * 60 + Number(minute) };
    };
    const shift = (day: string, by: number): string =>
      new Date(Date.parse(`${day}T12:00:00Z`) + by * DAY).toISOString().slice(0, 10);
    const today = placeOf(NOW).day;
    const cut = (Math.floor(placeOf(NOW).minute / 15) + 1) * 15;

    const linesOn = (from: string, to: string, until = 24 * 60): Line[] =>
      ledger.lines.filter(({ at }) => {
        const { day, minute } = placeOf(at);
        return day >= from && (day < to || (day === to && minute < until));
      });
    const sum = (lines: readonly Line[], ...what: Line["what"][]): { count: number; amount: number } => {
      const fits = lines.filter((line) => what.includes(line.what));
      return { count: fits.length, amount: fits.reduce((total, { amount }) => total + amount, 0) };
    };
    const by = (
      lines: readonly Line[],
      label: (line: Line) => string,
    ): Record<string, { count: number; amount: number }> =>
      Object.fromEntries(
        [...new Set(lines.map(label))].map((name) => {
          const mine = lines.filter((line) => label(line) === name);
          return [name, sum(mine, "taken", "declined", "refunded")];
        }),
      );
    const shares = (all: readonly { label: string; count: number; amount: number }[]) =>
      Object.fromEntries(all.map(({ label, count, amount }) => [label, { count, amount }]));
    const bare = ({ count, amount }: { count: number; amount: number }) => ({ count, amount });
    const CHANNELS: Record<string, string> = { phone: "Phone", mail: "Mail", in_person: "In person", "": "Not stated" };

    const SPANS: readonly (readonly [OverviewSpan, string, string, string, string])[] = [
      [{ kind: "today" }, today, today, shift(today, -7), shift(today, -7)],
      [{ kind: "week" }, shift(today, -6), today, shift(today, -13), shift(today, -7)],
      [{ kind: "days_7" }, shift(today, -6), today, shift(today, -13), shift(today, -7)],
      [{ kind: "days_30" }, shift(today, -29), today, shift(today, -59), shift(today, -30)],
      [{ kind: "days_90" }, shift(today, -89), today, shift(today, -179), shift(today, -90)],
      [{ kind: "month" }, "2026-11-01", today, "2026-10-01", "2026-10-28"],
      [{ kind: "year" }, "2026-01-01", today, "2025-01-01", "2025-11-28"],
    ];
    const PAST: readonly (readonly [OverviewSpan, string, string, string, string])[] = [
      [{ kind: "between", from: changes, to: changes }, changes, changes, shift(changes, -1), shift(changes, -1)],
      [
        { kind: "between", from: "2026-08-03", to: "2026-09-17" },
        "2026-08-03",
        "2026-09-17",
        "2026-06-18",
        "2026-08-02",
      ],
    ];

    for (const [span, from, to, fromBefore, toBefore] of [...SPANS, ...PAST])
      it(`${JSON.stringify(span)} is what the books say`, async () => {
        const read = commands["overview.read"].output.parse(await overview.read({ span }));
        expect(read.sums.map(({ currency }) => currency)).toEqual(["USD", "CAD"]);
        expect(read.copies[0]).toMatchObject({ whole: true, missing: null });
        for (const sums of read.sums) {
          const own = (lines: readonly Line[]): Line[] => lines.filter(({ currency }) => currency === sums.currency);
          const lines = own(linesOn(from, to));
          const earlier = own(linesOn(fromBefore, toBefore, to === today ? cut : undefined));
          expect(bare(sums.taken)).toEqual(sum(lines, "taken"));
          expect(bare(sums.refunded)).toEqual(sum(lines, "refunded"));
          expect(sums.net.amount).toBe(sum(lines, "taken").amount - sum(lines, "refunded").amount);
          const { count, amount } = sum(lines, "taken");
          expect(sums.average).toBe(count === 0 ? null : Math.round(amount / count));
          expect(bare(sums.held)).toEqual(sum(lines, "held"));
          expect(bare(sums.voided)).toEqual(sum(lines, "voided"));
          expect(bare(sums.lapsed)).toEqual(sum(lines, "lapsed"));
          expect(bare(sums.disputed)).toEqual(sum(lines, "disputed"));
          expect(bare(sums.approval.approved)).toEqual(sum(lines, "taken", "held", "voided", "lapsed"));
          expect(bare(sums.approval.declined)).toEqual(sum(lines, "declined"));
          expect(bare(sums.approval.notKnown)).toEqual(sum(lines, "odd"));
          const rate = (yes: number, no: number): number | null => (yes + no === 0 ? null : yes / (yes + no));
          const approved = (all: readonly Line[]): number => sum(all, "taken", "held", "voided", "lapsed").count;
          expect(sums.approval.rate).toBe(rate(approved(lines), sum(lines, "declined").count));
          expect(sums.before).toMatchObject({
            taken: sum(earlier, "taken"),
            refunded: sum(earlier, "refunded"),
            net: sum(earlier, "taken").amount - sum(earlier, "refunded").amount,
            rate: rate(approved(earlier), sum(earlier, "declined").count),
          });
          const took = lines.filter(({ what }) => what === "taken");
          expect(shares(sums.byChannel)).toEqual(by(took, ({ channel }) => CHANNELS[channel] ?? channel));
          expect(shares(sums.byBrand)).toEqual(by(took, ({ brand }) => brand));
          expect(shares(sums.byPerson)).toEqual(by(took, ({ person }) => person || "Not stated"));
          const declined = lines.filter(({ what }) => what === "declined");
          expect(Object.fromEntries(sums.declines.map((one) => [one.reason, bare(one)]))).toEqual(
            by(declined, ({ reason }) => reason ?? ""),
          );
          for (const what of ["taken", "refunded"] as const)
            expect(pointsOf(read.by, sums, what)).toEqual(
              slotsIn(
                read.by,
                lines.filter((line) => line.what === what),
              ),
            );
          await expectLists(sums);
        }
      });

    /** Amounts by the hour, the day or the first day of the week; nothing where there is nothing. */
    const slotOf = (unit: "hour" | "day" | "week", at: number): string => {
      const { day, minute } = placeOf(at);
      if (unit === "hour") return String(Math.floor(minute / 60));
      return unit === "day" ? day : shift(day, -new Date(`${day}T12:00:00Z`).getUTCDay());
    };
    const slotsIn = (unit: "hour" | "day" | "week", lines: readonly Line[]): Record<string, number> => {
      const slots: Record<string, number> = {};
      for (const { at, amount } of lines) slots[slotOf(unit, at)] = (slots[slotOf(unit, at)] ?? 0) + amount;
      return slots;
    };
    const pointsOf = (
      unit: "hour" | "day" | "week",
      { points }: OverviewSums,
      what: "taken" | "refunded",
    ): Record<string, number> => {
      const slots: Record<string, number> = {};
      for (const point of points) {
        const slot = unit === "hour" ? String(point.slot) : slotOf(unit, point.from);
        if (point[what].count > 0) slots[slot] = (slots[slot] ?? 0) + point[what].amount;
      }
      return slots;
    };

    /** The list that a figure opens has what it counts, and nothing else. */
    const expectList = async (opens: Opens | null, figure: { count: number; amount: number }, currency: string) => {
      if (opens?.screen !== "payments") throw new Error("it opens no list");
      const { count, sums } = await history.sum({ clue: "", filter: opens.filter });
      const [only] = sums;
      expect({ count, amount: only?.amount ?? 0 }).toEqual(bare(figure));
      expect(sums.every((one) => one.currency === currency)).toBe(true);
    };
    const expectLists = async (sums: OverviewSums): Promise<void> => {
      const { currency, approval } = sums;
      const figures = [
        sums.taken,
        sums.held,
        sums.voided,
        sums.lapsed,
        approval.approved,
        approval.declined,
        approval.notKnown,
      ];
      for (const one of [...figures, ...sums.byChannel, ...sums.byBrand, ...sums.byPerson, ...sums.declines])
        await expectList(one.opens, one, currency);
    };

    it("the list behind refunds has each payment of which something was given back in the time", async () => {
      const read = await overview.read({ span: { kind: "days_30" } });
      for (const { refunded, currency } of read.sums) {
        if (refunded.opens?.screen !== "payments") throw new Error("it opens no list");
        const { filter } = refunded.opens;
        const { lines } = await history.list({ clue: "", filter, before: null, limit: 500 });
        const given = linesOn(shift(today, -29), today).filter(
          (line) => line.what === "refunded" && line.currency === currency,
        );
        expect(lines.map(({ id }) => id).sort()).toEqual([...new Set(given.map(({ id }) => id))].sort());
      }
    });

    it("holds are told by the whole days that are left to them", async () => {
      const { sums } = await overview.read({ span: { kind: "today" } });
      for (const { currency, holdsLeft } of sums) {
        const left: Record<number, number> = {};
        for (const { at, what, currency: of } of ledger.lines)
          if (what === "held" && of === currency) {
            const days = Math.max(-1, Math.floor((at + 7 * DAY - NOW) / DAY));
            left[days] = (left[days] ?? 0) + 1;
          }
        expect(Object.fromEntries(holdsLeft.map(({ daysLeft, count }) => [daysLeft, count]))).toEqual(left);
      }
    });

    it("MONEY: a day is the same here and in the day close", async () => {
      for (const day of [today, shift(today, -1), changes, shift(changes, 1), shift(changes, -1), "2026-09-09"]) {
        const close = await history.dayClose(day);
        const read = await overview.read({ span: { kind: "between", from: day, to: day } });
        const [usd, ...others] = read.sums;
        const seen = [close as DaySums, ...close.others];
        for (const sums of [usd, ...others]) {
          const closed = seen.find(({ currency }) => currency === sums?.currency);
          if (!sums || (!closed && sums.taken.count + sums.refunded.count === 0)) continue;
          const of = (one: { count: number; amount: number } | undefined) => one && bare(one);
          expect(bare(sums.taken)).toEqual(of(closed?.taken));
          expect(bare(sums.refunded)).toEqual(of(closed?.refundedToday));
          expect(bare(sums.held)).toEqual(of(closed?.held));
          expect(bare(sums.voided)).toEqual(of(closed?.voided));
          expect(bare(sums.approval.declined)).toEqual(of(closed?.declined));
          expect(bare(sums.lapsed)).toEqual(of(closed?.lapsed));
          expect(bare(sums.disputed)).toEqual(of(closed?.disputed));
          expect(shares(sums.byBrand)).toEqual(shares(closed?.byBrand ?? []));
          expect(shares(sums.byChannel)).toEqual(shares(closed?.byChannel ?? []));
          expect(shares(sums.byPerson)).toEqual(shares(closed?.byPerson ?? []));
        }
      }
    });
  });

/** Around midnight and in every quarter of the night in which the clock changes, whatever the zone. */
function momentsOf(changes: string): number[] {
  const midday = Date.parse(`${changes}T12:00:00Z`);
  return Array.from({ length: 2 * 4 * 36 }, (_, quarter) => midday + (quarter - 4 * 36) * 900_000 + (quarter % 2));
}
