import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  brandRules,
  groupNumber,
  isCompleteNumber,
  isExpired,
  isFinishedNumber,
  lastFour,
  luhn,
  readExpiry,
} from "../../../src/shared/card";

/** The sandbox cards of docs/payarc.md, seed 003. */
const CARDS = [
  ["visa", "4012000098765439"],
  ["mastercard", "5146315000000055"],
  ["amex", "371449635392376"],
  ["discover", "6011000993026909"],
  ["unionpay", "6282000123842342"],
  ["diners", "3055155515160018"],
  ["jcb", "3530142019945859"],
] as const;

describe("card numbers", () => {
  it.each(CARDS)("knows %s of docs/payarc.md, seed 003 as complete and finished", (brand, number) => {
    expect(brandRules(number).brand).toBe(brand);
    expect(isCompleteNumber(number)).toBe(true);
    expect(isFinishedNumber(number)).toBe(true);
    expect(brandRules(number).cvvLength).toBe(brand === "amex" ? 4 : 3);
  });

  it("groups as on the card", () => {
    expect(groupNumber("4012000098765439")).toBe("4012 0000 9876 5439");
    expect(groupNumber("371449635392376")).toBe("3714 496353 92376");
    expect(groupNumber("40120")).toBe("4012 0");
  });

  it("finds every single wrong digit (Luhn)", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CARDS), fc.nat(), fc.integer({ min: 1, max: 9 }), ([, number], where, by) => {
        const at = where % number.length;
        const wrong = number.slice(0, at) + String((Number(number[at]) + by) % 10) + number.slice(at + 1);
        expect(luhn(wrong)).toBe(false);
      }),
    );
  });

  it("is not finished while digits are missing", () => {
    for (const [, number] of CARDS)
      for (let length = 1; length < number.length; length++)
        expect(isFinishedNumber(number.slice(0, length))).toBe(false);
  });

  it("keeps the last four only", () => expect(lastFour("4012000098765439")).toBe("5439"));
});

describe("expiry", () => {
  it.each([
    ["1229", "12", "2029"],
    ["12/29", "12", "2029"],
    ["12 / 29", "12", "2029"],
    ["12/2029", "12", "2029"],
    ["122029", "12", "2029"],
    ["1/29", "01", "2029"],
    ["01-29", "01", "2029"],
    ["2029-12", "12", "2029"],
    ["2029/1", "01", "2029"],
  ])("reads %s", (text, month, year) => expect(readExpiry(text)).toEqual({ month, year }));

  it.each(["", "1", "12", "129", "1329", "0029", "12/9", "99/99", "abcd", "12//29"])(
    "does not take %j for one",
    (text) => {
      expect(readExpiry(text)).toBeNull();
    },
  );

  it("is good to the last day of its month", () => {
    expect(isExpired("12", "2029", new Date(2029, 11, 31, 23, 59).getTime())).toBe(false);
    expect(isExpired("12", "2029", new Date(2030, 0, 1).getTime())).toBe(true);
  });
});
