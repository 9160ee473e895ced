import { describe, expect, it } from "vitest";
import { clockText, hoursOf } from "../../../src/shared/times";

const at = (hour: number, minute: number, second = 0): number => new Date(2026, 10, 28, hour, minute, second).getTime();

describe("times of day", () => {
  it.each([
    ["en-US", 12],
    ["en-GB", 24],
    ["de-DE", 24],
    ["ja-JP", 24],
    ["en-AU", 12],
    ["", 12],
    ["C", 12],
    ["no such locale", 12],
  ] as const)("are told in %s by %i hours", (locale, hours) => {
    expect(hoursOf(locale)).toBe(hours);
  });

  it("are written alike everywhere", () => {
    expect(clockText(at(9, 5), 24)).toBe("09:05");
    expect(clockText(at(9, 5), 12)).toBe("9:05 AM");
    expect(clockText(at(0, 0), 24)).toBe("00:00");
    expect(clockText(at(0, 0), 12)).toBe("12:00 AM");
    expect(clockText(at(13, 7, 9), 12, true)).toBe("1:07:09 PM");
    expect(clockText(at(13, 7, 9), 24, true)).toBe("13:07:09");
  });
});
