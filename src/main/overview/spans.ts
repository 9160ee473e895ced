import { Failure } from "../../shared/failure";
import { startOfDay } from "../../shared/history";
import type { OverviewSpan } from "../../shared/overview";
import type { WeekStart } from "../../shared/times";
import { figureWords as words } from "../../shared/words/figures";
import type { TimeRange } from "../history/counts";
import { QUARTER_MS } from "../history/tally";

export type Range = TimeRange;

/** A time to look at and what it is compared with, in this computer's time zone. All borders are full quarters. */
export interface Times {
  readonly span: Range;
  readonly before: Range;
  readonly beforeWhole: Range;
  readonly by: "hour" | "day" | "week";
}

const MOST_YEARS = 10;
const MOST_DAYS = MOST_YEARS * 366;
/** More than so many days are shown by week. */
const DAYS_BY_DAY = 93;

/** Throws a Failure where the days are none, are turned around, or are too many. `now` is epoch ms. */
export function timesOf(asked: OverviewSpan, now: number, weekStart: WeekStart): Times {
  const today = new Date(now);
  const day = (back: number): number =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - back).getTime();
  const tomorrow = day(-1);
  const month = (back: number): number => new Date(today.getFullYear(), today.getMonth() - back, 1).getTime();
  const year = (back: number): number => new Date(today.getFullYear() - back, 0, 1).getTime();
  switch (asked.kind) {
    case "today":
      return compared({ from: day(0), to: tomorrow }, now, 7);
    case "week":
      return compared({ from: day((today.getDay() - weekStart + 7) % 7), to: tomorrow }, now, 7);
    case "days_7":
      return compared({ from: day(6), to: tomorrow }, now, 7);
    case "days_30":
      return compared({ from: day(29), to: tomorrow }, now, 30);
    case "days_90":
      return compared({ from: day(89), to: tomorrow }, now, 90);
    case "month": {
      const whole = { from: month(1), to: month(0) };
      return before({ from: month(0), to: tomorrow }, whole, sameTimeIn(1, now));
    }
    case "year": {
      const whole = { from: year(1), to: year(0) };
      return before({ from: year(0), to: tomorrow }, whole, sameTimeIn(12, now));
    }
    case "between": {
      const [from, to] = [startOfDay(asked.from), startOfDay(asked.to, 1)];
      if (from === null || to === null)
        throw new Failure("bad_input", words.noSuchDay, { [from === null ? "from" : "to"]: words.noSuchDay });
      const days = daysIn({ from, to });
      if (days < 1) throw new Failure("bad_input", words.turned, { to: words.turned });
      const tooLong = words.tooLong({ years: MOST_YEARS });
      if (days > MOST_DAYS) throw new Failure("bad_input", tooLong, { to: tooLong });
      return compared({ from, to }, now, days);
    }
  }
}

/** Compared with the same, so many days earlier. */
function compared(span: Range, now: number, back: number): Times {
  const end = Math.min(span.to, Math.max(span.from, endOfQuarter(now)));
  const whole = { from: earlier(span.from, back), to: earlier(span.to, back) };
  return before(span, whole, earlier(end, back));
}

function before(span: Range, beforeWhole: Range, to: number): Times {
  const days = daysIn(span);
  return {
    span,
    before: { from: beforeWhole.from, to: Math.min(to, beforeWhole.to) },
    beforeWhole,
    by: days <= 1 ? "hour" : days <= DAYS_BY_DAY ? "day" : "week",
  };
}

function endOfQuarter(at: number): number {
  return (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS;
}

/** The same time of day so many days earlier. */
function earlier(at: number, days: number): number {
  const date = new Date(at);
  date.setDate(date.getDate() - days);
  return date.getTime();
}

/** The end of the same quarter of an hour so many months earlier; the end of that month where it has no such day. */
function sameTimeIn(months: number, now: number): number {
  const end = new Date(endOfQuarter(now));
  const [year, month] = [end.getFullYear(), end.getMonth() - months];
  const last = new Date(year, month + 1, 0).getDate();
  if (end.getDate() > last) return new Date(year, month + 1, 1).getTime();
  return new Date(year, month, end.getDate(), end.getHours(), end.getMinutes()).getTime();
}

/** By the calendar: a day of 23 hours is one as well. */
function daysIn({ from, to }: Range): number {
  const dateOf = (at: number): number => {
    const date = new Date(at);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  };
  return Math.round((dateOf(to) - dateOf(from)) / 86_400_000);
}

/** Where each hour, day or week of a range begins, and its slot (Point in overview.ts). */
export function slotsOf(
  { from, to }: Range,
  by: Times["by"],
  weekStart: WeekStart,
): (Range & { readonly slot: number })[] {
  const starts: number[] = [];
  for (let at = from; at < to; at = next(at, by, weekStart)) starts.push(at);
  return starts.map((start, at) => ({
    from: start,
    to: Math.min(to, starts[at + 1] ?? to),
    slot: by === "hour" ? new Date(start).getHours() : at,
  }));
}

function next(at: number, by: Times["by"], weekStart: WeekStart): number {
  if (by === "hour") return at + 3_600_000;
  const date = new Date(at);
  const days = by === "day" ? 1 : 7 - ((date.getDay() - weekStart + 7) % 7);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}
