import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanId, cleanTexts } from "../../../src/main/base/clean-texts";
import { hasCardNumber } from "../../../src/shared/card-numbers";

const PAN = "4012,0000,9876,5439";
const OUT = "[card number]";

describe("texts that leave or are kept", () => {
  it("lose their card numbers, whatever their depth, names of fields too", () => {
    const order = {
      note: `Visa4111111111111111 for Ann`,
      lines: [`a ${PAN}`, { [`field ${PAN}`]: PAN, amount: 1250, none: null, yes: true }],
    };
    expect(cleanTexts(order)).toEqual({
      note: `Visa${OUT} for Ann`,
      lines: [`a ${OUT}`, { [`field ${OUT}`]: OUT, amount: 1250, none: null, yes: true }],
    });
    expect(order.note).toContain("4111");
  });

  it("keep what the caller names, at any depth", () => {
    const card = { number: "4012000098765439", holder: "4012000098765439" };
    expect(cleanTexts({ source: { card } }, ["number"])).toEqual({
      source: { card: { number: card.number, holder: OUT } },
    });
  });

  it.each(["id", "paymentId", "customer_id", "reference", "fingerprint", "anchor", "overrides"])(
    "keep an id as it came under %s, but for a card number in its place",
    (name) => {
      const id = "py4012000098765439x";
      expect(cleanTexts({ [name]: id })).toEqual({ [name]: id });
      expect(cleanTexts({ [name]: [id] })).toEqual({ [name]: [id] });
      expect(cleanTexts({ [name]: "4012000098765439" })).toEqual({ [name]: OUT });
      expect(cleanTexts({ [name]: `my card is ${PAN}` })).toEqual({ [name]: `my card is ${OUT}` });
    },
  );

  it("in metadata the names are people's, so nothing there is an id or the card's", () => {
    const metadata = { id: "Visa4012000098765439", number: "4012000098765439", invoice: "Invoice number: 10234" };
    expect(cleanTexts({ metadata }, ["number"])).toEqual({
      metadata: { id: `Visa${OUT}`, number: OUT, invoice: "Invoice number: 10234" },
    });
  });

  it.each([
    "Invoice number: 10234",
    "Basic service, March",
    "Bearer bonds, 2 pieces",
    "token: blue",
    "cvv missing",
    "password=swordfish",
    "Tracks 1: rail, 2: road",
    "½ ﬁnger, №5",
  ])("are as people wrote them: %s", (text) =>
    expect(cleanTexts({ note: text, metadata: { a: text } })).toEqual({ note: text, metadata: { a: text } }),
  );

  it("any text without a card number is as it was, and no text has one afterwards", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.array(fc.constantFrom("4012", "0000", "9876", "5439", " ", ", ", "Visa", "1229", "\u00ad", "token: ")),
    );
    fc.assert(
      fc.property(text, (each) => {
        const given = Array.isArray(each) ? each.join("") : each;
        const { note } = cleanTexts({ note: given });
        if (!hasCardNumber(given)) expect(note).toBe(given);
        expect(hasCardNumber(note)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("keeps an id of many letters and digits", () => {
    expect(cleanId("Zx9-4012000098765439_a")).toBe("Zx9-4012000098765439_a");
    expect(cleanId("4012 0000 9876 5439")).toBe(OUT);
  });
});
