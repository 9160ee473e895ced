import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountCell } from "../../../src/shared/csv";
import { addUp, canBeTyped, decimalsOf, moneyText, sumsText } from "../../../src/shared/currency";
import { dollars, MAX_CENTS } from "../../../src/shared/money";

describe("an amount with its currency", () => {
  it.each([
    [12_345, "USD", "$123.45"],
    [12_345, "CAD", "CA$123.45"],
    [-12_345, "CAD", "-CA$123.45"],
    [1_234_567, "CAD", "CA$12,345.67"],
    [5, "EUR", "€0.05"],
    [12_345, "GBP", "£123.45"],
    [12_345, "MXN", "MX$123.45"],
    [12_345, "AUD", "A$123.45"],
    [12_345, "JPY", "¥12,345"],
    [0, "JPY", "¥0"],
    [12_345, "KWD", "KWD 12.345"],
    [7, "KWD", "KWD 0.007"],
    [12_345, "XQZ", "XQZ 12345 minor units"],
    [12_345, "XXX", "XXX 12345 minor units"],
    [12_345, "CANADIAN", "CANADIAN 12345 minor units"],
    [12_345, "", " 12345 minor units"],
  ])("%i of %s is %s", (amount, currency, text) => expect(moneyText(amount, currency)).toBe(text));

  it("is in US dollars what it was before there were others", () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_CENTS, max: MAX_CENTS }), (amount) => {
        expect(moneyText(amount, "USD")).toBe(dollars(amount));
      }),
    );
  });

  it("loses no minor unit: its digits are those of the whole number", () => {
    const currencies = fc.constantFrom("USD", "CAD", "EUR", "JPY", "KWD", "BHD", "KRW", "CLF", "XQZ");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_CENTS }), currencies, (amount, currency) => {
        const digits = moneyText(amount, currency).replace(/\D/g, "");
        expect(Number(digits)).toBe(amount);
      }),
    );
  });

  it("can be typed where it has two decimals", () => {
    expect(["USD", "CAD", "GBP", "JPY", "KWD", "XQZ", "XXX"].map(canBeTyped)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(["USD", "JPY", "KWD", "XQZ", "usd"].map(decimalsOf)).toEqual([2, 0, 3, null, null]);
  });
});

describe("sums", () => {
  const of = (currency: string, amount: number) => ({ currency, amount });

  it("are one for each currency, US dollars first", () => {
    const sums = addUp([of("CAD", 5), of("EUR", 1), of("USD", 100), of("CAD", 7), of("USD", -30)]);
    expect(sums).toEqual([of("USD", 70), of("CAD", 12), of("EUR", 1)]);
    expect(sumsText(sums)).toBe("$0.70, CA$0.12 and €0.01");
    expect([sumsText([]), sumsText([of("CAD", 12)])]).toEqual(["$0.00", "CA$0.12"]);
  });

  it("take nothing of one currency into another", () => {
    const money = fc.record({ currency: fc.constantFrom("USD", "CAD", "JPY"), amount: fc.integer({ max: 1e6 }) });
    fc.assert(
      fc.property(fc.array(money), (all) => {
        for (const { currency, amount } of addUp(all)) {
          const own = all.filter((one) => one.currency === currency).map((one) => one.amount);
          expect(amount).toBe(own.reduce((sum, one) => sum + one, 0));
        }
      }),
    );
  });

  it("in a spreadsheet have the decimals of their currency; of one that is not known they are text", () => {
    expect(amountCell(123_456, "CAD")).toEqual({ number: "1234.56" });
    expect(amountCell(123_456, "JPY")).toEqual({ number: "123456" });
    expect(amountCell(-123_456, "KWD")).toEqual({ number: "-123.456" });
    expect(amountCell(123_456, "XQZ")).toBe("XQZ 123456 minor units");
  });
});
