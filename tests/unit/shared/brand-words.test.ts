import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandOfWord, brandText, LONGEST_BRAND, rawIfUnknown } from "../../../src/shared/brand-words";

describe("a word for a brand", () => {
  it.each([
    ["china_unionpay", "unionpay"],
    ["unionpay", "unionpay"],
    ["UnionPay", "unionpay"],
    ["China UnionPay", "unionpay"],
    ["CUP", "unionpay"],
    ["american_express", "amex"],
    ["American Express", "amex"],
    ["AMERICAN-EXPRESS", "amex"],
    ["americanexpress", "amex"],
    ["amex", "amex"],
    ["AMEX", "amex"],
    ["diners_club", "diners"],
    ["Diners Club", "diners"],
    ["diners_club_international", "diners"],
    ["diners", "diners"],
    ["jcb", "jcb"],
    ["JCB", "jcb"],
    ["maestro", "maestro"],
    ["Maestro", "maestro"],
    ["elo", "elo"],
    ["ELO", "elo"],
    ["visa", "visa"],
    [" Visa ", "visa"],
    ["visa_electron", "visa"],
    ["MASTERCARD", "mastercard"],
    ["master-card", "mastercard"],
    ["Discover", "discover"],
    ["Wells Fargo", "unknown"],
    ["mir", "unknown"],
    ["constructor", "unknown"],
    ["__proto__", "unknown"],
    ["", "unknown"],
    [null, "unknown"],
  ])("%j is %s", (word, brand) => expect(brandOfWord(word)).toBe(brand));

  it("is the same however it is written", () => {
    const words = fc.constantFrom("china unionpay", "american express", "diners club", "mastercard", "elo", "maestro");
    const between = fc.constantFrom(" ", "_", "-", ".", "");
    fc.assert(
      fc.property(words, between, fc.boolean(), (word, sign, upper) => {
        const written = word.replaceAll(" ", sign);
        expect(brandOfWord(upper ? written.toUpperCase() : written)).toBe(brandOfWord(word));
      }),
    );
  });

  it("that is not known is shown as it came, cut to a sane length, and never dropped", () => {
    const card = (brandRaw: string | null) => ({ brand: "unknown" as const, brandRaw });
    expect([brandText(card("MIR")), brandText(card("RuPay")), brandText(card(null))]).toEqual(["MIR", "RuPay", "Card"]);
    expect(brandText(card("m".repeat(900))).length).toBeLessThanOrEqual(LONGEST_BRAND);
    expect(brandText({ brand: "visa", brandRaw: "V" })).toBe("Visa");
    expect([rawIfUnknown(card("MIR")), rawIfUnknown({ brand: "visa", brandRaw: "V" })]).toEqual(["MIR", null]);
  });
});
