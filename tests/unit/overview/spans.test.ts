import { expect, it } from "vitest";
import { slotsOf, timesOf } from "../../../src/main/overview/spans";
import { weekStartAsSet, weekStartOf } from "../../../src/shared/times";

/** Times to look at, and what they are compared with, in this computer's time zone. */
const at = (text: string): number => new Date(text).getTime();

it("a month is compared with the one before up to the same time, or all of it where it has no such day", () => {
  const march = timesOf({ kind: "month" }, at("2026-03-31T10:07:00"), 0);
  expect(march.before).toEqual({ from: at("2026-02-01T00:00:00"), to: at("2026-03-01T00:00:00") });
  const april = timesOf({ kind: "month" }, at("2026-04-12T10:07:00"), 0);
  expect(april.before).toEqual({ from: at("2026-03-01T00:00:00"), to: at("2026-03-12T10:15:00") });
  expect(april.span.to).toBe(at("2026-04-13T00:00:00"));
});

it("a year is compared with the one before up to the same day", () => {
  const leap = timesOf({ kind: "year" }, at("2028-02-29T10:00:00"), 0);
  expect(leap.before).toEqual({ from: at("2027-01-01T00:00:00"), to: at("2027-03-01T00:00:00") });
});

it("a week begins on the day that is set, and long times are told by such weeks", () => {
  const now = at("2026-11-28T10:00:00");
  const starts = ([0, 1, 6] as const).map((start) => timesOf({ kind: "week" }, now, start).span.from);
  expect(starts).toEqual([at("2026-11-22T00:00:00"), at("2026-11-23T00:00:00"), at("2026-11-28T00:00:00")]);
  const { span, by } = timesOf({ kind: "year" }, now, 1);
  const [first, second, ...others] = slotsOf(span, by, 1);
  expect([by, first?.to, second?.to]).toEqual(["week", at("2026-01-05T00:00:00"), at("2026-01-12T00:00:00")]);
  expect(others.at(-1)?.to).toBe(span.to);
});

it("knows on which day a week begins where the computer is", () => {
  expect(["en-US", "de-DE", "ar-EG", "no such place"].map(weekStartOf)).toEqual([0, 1, 6, 0]);
  expect([weekStartAsSet("system", 6), weekStartAsSet("monday", 0)]).toEqual([6, 1]);
});
