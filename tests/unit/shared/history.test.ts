import { afterEach, describe, expect, it } from "vitest";
import { dayOf, rangeOf, startOfDay } from "../../../src/shared/history";

/** Days of this computer's time zone: some have 23 or 25 hours, and one may begin at one o'clock. */
const before = process.env["TZ"];
afterEach(() => {
  if (before === undefined) delete process.env["TZ"];
  else process.env["TZ"] = before;
});

const HOUR = 3_600_000;

describe.each([
  ["America/New_York", "2026-03-08", 23],
  ["America/New_York", "2026-11-01", 25],
  ["America/New_York", "2026-11-21", 24],
  ["America/Santiago", "2026-09-06", 23],
  ["Asia/Kolkata", "2026-03-08", 24],
])("in %s on %s", (zone, day, hours) => {
  it(`the day has ${hours} hours, and each moment of it belongs to no other`, () => {
    process.env["TZ"] = zone;
    const [from, to] = [startOfDay(day), startOfDay(day, 1)];
    if (from === null || to === null) throw new Error("there is that day");
    expect((to - from) / HOUR).toBe(hours);
    for (let at = from; at < to; at += HOUR / 2) expect(dayOf(at)).toBe(day);
    expect(dayOf(to - 1)).toBe(day);
    expect(dayOf(from - 1)).not.toBe(day);
    expect(dayOf(to)).not.toBe(day);
    expect(startOfDay(dayOf(to))).toBe(to);
    expect(rangeOf({ kind: "between", from: day, to: day }, from)).toEqual({ from, to });
    expect(rangeOf({ kind: "yesterday" }, to + HOUR)).toEqual({ from, to });
  });
});

it("knows no day that there is not", () => {
  for (const day of ["2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-11-00"])
    expect(startOfDay(day), day).toBeNull();
  expect(startOfDay("2028-02-29")).not.toBeNull();
});
