import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MAX_CENTS,
  amountTypedToCents,
  cents,
  centsToText,
  dollars,
  pasteAmount,
  showAmountTyped,
  textToCents,
  typeAmount,
  untypeAmount,
  whyNotTyped,
} from "../../../src/shared/money";

const amount = fc.integer({ min: 0, max: MAX_CENTS });
const type = (text: string): string => [...text].reduce(typeAmount, "");

describe("money as text", () => {
  it("is the same cents again after any way through text", () => {
    fc.assert(
      fc.property(
        amount,
        (value) => textToCents(centsToText(value)) === value && textToCents(dollars(value)) === value,
      ),
    );
  });

  it.each([
    ["12", 1200],
    ["12.", 1200],
    ["12.5", 1250],
    ["$1,250.00", 125_000],
    [".5", 50],
    ["19.99", 1999],
    ["999,999.99", 99_999_999],
  ])("reads %s as %i cents", (text, value) => expect(textToCents(text)).toBe(value));

  it.each(["", ".", "$", "12.345", "1,2", "1e3", "-5", "12,50", "1000000.00", "0x10", "１２"])("refuses %j", (text) => {
    expect(textToCents(text)).toBeNull();
  });

  it("never makes cents of a fraction, a negative or too much", () => {
    for (const value of [0.1, -1, MAX_CENTS + 1, NaN, Infinity]) expect(() => cents(value)).toThrow();
  });
});

describe("the Amount field", () => {
  it("fills cents from the right", () => {
    expect(showAmountTyped(type("1250"))).toBe("12.50");
    expect(showAmountTyped(type("12500"))).toBe("125.00");
    expect(amountTypedToCents(type("12500"))).toBe(12_500);
    expect(showAmountTyped(type("5"))).toBe("0.05");
  });

  it("honours a typed point", () => {
    expect(amountTypedToCents(type("12.5"))).toBe(1250);
    expect(amountTypedToCents(type("125."))).toBe(12_500);
    expect(showAmountTyped(type("1250.7"))).toBe("1,250.7");
    expect(amountTypedToCents(type(".5"))).toBe(50);
  });

  it.each([
    ["12,5", 1250],
    ["12,", 1200],
    ["12,50", 1250],
    ["1.250,00", 125_000],
    ["1,250.00", 125_000],
    ["1,250", 125_000],
    ["1.250", null],
    ["12.567", null],
    ["-12.50", null],
    ["-1250", null],
    ["１２５０", 1250],
    ["１２．５", 1250],
    ["0.50", 50],
    ["00012", 12],
    ["12.50.", null],
  ])("typed, %s is read as %s cents, or not at all", (keys, value) => {
    expect(amountTypedToCents(type(keys))).toBe(value);
  });

  it("shows as they were typed the signs that it does not set itself", () => {
    expect(showAmountTyped(type("12,5"))).toBe("12,5");
    expect(showAmountTyped(type("-12.50"))).toBe("-12.50");
    expect(showAmountTyped(type("1.250,00"))).toBe("1.250,00");
  });

  it("says why a sign adds nothing", () => {
    expect(type("12x")).toBe("12");
    expect(whyNotTyped("12", "x")).toMatch(/digits/i);
    expect(type("999999999")).toBe("99999999");
    expect(whyNotTyped("99999999", "9")).toMatch(/at most \$999,999.99/i);
  });

  it("MONEY: is never read as more or less than it would be with the signs of the other half of the world", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_CENTS }), (value) => {
        const written = centsToText(value);
        const mirrored = written.replace(/[.,]/g, (sign) => (sign === "." ? "," : "."));
        expect(amountTypedToCents(type(written))).toBe(value);
        expect(amountTypedToCents(type(mirrored))).toBe(value);
        expect(amountTypedToCents(pasteAmount("", mirrored) ?? "x")).toBe(value);
      }),
    );
  });

  it.each([
    ["$1,250.00", 125_000],
    ["USD 12", 1200],
    ["12.5 USD", 1250],
    ["US$ 3", 300],
    ["1250", 1250],
    [" 1,250 ", 125_000],
    ["1.250,50", 125_050],
    ["12,50", 1250],
    ["1.234.567,00", null],
    ["1.234,00", 123_400],
    ["0,250", null],
    ["1234,567", null],
    ["1,250,50", null],
    ["１２．５０", 1250],
    ["1.250", null],
    ["1,25", 125],
    ["1,2", 120],
    ["-12.50", null],
    ["12.50-", null],
    ["12.505", null],
    ["12 50", null],
    ["12.50 14.00", null],
    ["£12", null],
    ["99999999", 99_999_999],
    ["100000000", null],
    ["twelve", null],
  ])("pasted, %s is read as %s cents, or not at all", (text, value) => {
    const next = pasteAmount("", text);
    expect(next === null ? null : amountTypedToCents(next)).toBe(value);
  });

  it("pasted behind what was typed: digits go on, an amount takes its place, what does not fit is refused whole", () => {
    expect(pasteAmount("12", "50")).toBe("1250");
    expect(pasteAmount("12.", "50")).toBe("12.50");
    expect(pasteAmount("12.5", "505")).toBeNull();
    expect(pasteAmount("7", "$12.50")).toBe("12.50");
    expect(pasteAmount("999999", "999")).toBeNull();
  });

  it("never shows other cents than it holds, and never goes over the most", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.x,"), maxLength: 16 }), (keys) => {
        const typed = type(keys);
        const value = amountTypedToCents(typed);
        if (value === null) return;
        expect(value).toBeLessThanOrEqual(MAX_CENTS);
        if (/^\d+$|^\d*\.\d{0,2}$/.test(typed) && typed !== ".")
          expect(textToCents(showAmountTyped(typed))).toBe(value);
      }),
    );
  });

  it("gives every typed sign back by Backspace", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(..."0123456789.,-"), { maxLength: 10 }), (keys) => {
        let typed = type(keys.join(""));
        for (let at = 0; at < 20; at++) typed = untypeAmount(typed);
        expect(typed).toBe("");
      }),
    );
  });
});
