import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clockText,
  dateText,
  hoursAsSet,
  hoursOf,
  stampText,
  systemHours,
  type SystemClock,
} from "../../../src/shared/times";

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

  it.each<[string, Partial<SystemClock>, 12 | 24]>([
    ["by its region", { locale: "de-DE" }, 24],
    ["by the region of its times", { env: { LC_TIME: "en_GB.UTF-8", LANG: "en_US.UTF-8" } }, 24],
    ["by what stands above that", { env: { LC_ALL: "en_US.UTF-8", LC_TIME: "en_GB.UTF-8" }, locale: "de-DE" }, 12],
    ["by its region where the times have none", { env: { LC_TIME: "C.UTF-8" }, locale: "fr-FR" }, 24],
    ["by the hour cycle that its locale carries", { locale: "en-US-u-hc-h23" }, 24],
    ["on Windows by its region alone", { platform: "win32", env: { LC_TIME: "en_GB" } }, 12],
    ["on a Mac by its switch", { platform: "darwin", mac: (name) => name === "AppleICUForce24HourTime" }, 24],
    [
      "on a Mac by its other switch",
      { platform: "darwin", locale: "de-DE", mac: (name) => name === "AppleICUForce12HourTime" },
      12,
    ],
    ["on a Mac without a switch by its region", { platform: "darwin", locale: "de-DE" }, 24],
  ])("are told %s", (_what, says, hours) => {
    const clock: SystemClock = { platform: "linux", locale: "en-US", env: {}, mac: () => false };
    expect(systemHours({ ...clock, ...says })).toBe(hours);
  });

  it("are written alike everywhere", () => {
    expect(clockText(at(9, 5), 24)).toBe("09:05");
    expect(clockText(at(9, 5), 12)).toBe("9:05 AM");
    expect(clockText(at(0, 0), 24)).toBe("00:00");
    expect(clockText(at(0, 0), 12)).toBe("12:00 AM");
    expect(clockText(at(13, 7, 9), 12, true)).toBe("1:07:09 PM");
    expect(clockText(at(13, 7, 9), 24, true)).toBe("13:07:09");
    expect(stampText(at(13, 7), 12)).toMatch(/^[A-Z][a-z]{2} \d+, \d{4}, 1:07 PM$/);
    expect(stampText(at(13, 7), 24)).toMatch(/, 13:07$/);
    expect([hoursAsSet("system", 24), hoursAsSet("12", 24), hoursAsSet("24", 12)]).toEqual([24, 12, 24]);
  });

  it("are what Intl writes, at any time of any day", () => {
    const intl = (hours: 12 | 24, seconds: boolean, time: number): string =>
      new Intl.DateTimeFormat("en-US", {
        hour: hours === 12 ? "numeric" : "2-digit",
        minute: "2-digit",
        ...(seconds ? { second: "2-digit" as const } : {}),
        hourCycle: hours === 12 ? "h12" : "h23",
      })
        .format(time)
        .replaceAll("\u202f", " ");
    const times = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2090, 0) });
    fc.assert(
      fc.property(times, fc.constantFrom<12 | 24>(12, 24), fc.boolean(), (time, hours, seconds) => {
        expect(clockText(time, hours, seconds)).toBe(intl(hours, seconds, time));
        expect(dateText(time, true)).toBe(new Intl.DateTimeFormat("en-US", { dateStyle: "medium" }).format(time));
        expect(dateText(time, false)).toBe(
          new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric" }).format(time),
        );
      }),
    );
  });
});
