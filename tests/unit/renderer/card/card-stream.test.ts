import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layCard } from "../../../../src/renderer/card/card-stream";
import { brandRules, luhn } from "../../../../src/shared/card";

const NOW = new Date(2026, 10, 28).getTime();

/** A number of that beginning and length that passes the Luhn check; `tail` fills it. */
function numberOf(beginning: string, length: number, tail: string): string {
  const body = (beginning + tail).slice(0, length - 1);
  for (let check = 0; check < 10; check++) if (luhn(body + String(check))) return body + String(check);
  throw new Error("no check digit");
}

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const kinds = fc.constantFrom(
  ["4", 16],
  ["4", 18],
  ["4", 19],
  ["62", 16],
  ["62", 17],
  ["62", 18],
  ["62", 19],
  ["6011", 16],
  ["6011", 19],
  ["3530", 16],
  ["3530", 19],
  ["51", 16],
  ["34", 15],
  ["37", 15],
) as fc.Arbitrary<readonly [string, number]>;
const cards = fc.record({
  kind: kinds,
  tail: digits(19),
  month: fc.integer({ min: 1, max: 12 }),
  year: fc.integer({ min: 27, max: 40 }),
  cvv: digits(4),
  zip: digits(5),
});

const orderOf = ({
  kind: [beginning, length],
  tail,
  month,
  year,
  cvv,
  zip,
}: typeof cards extends fc.Arbitrary<infer T> ? T : never) => {
  const number = numberOf(beginning, length, tail);
  const { cvvLength } = brandRules(number);
  return { number, expiry: `${String(month).padStart(2, "0")}${String(year)}`, cvv: cvv.slice(0, cvvLength), zip };
};

describe("digits typed in one go", () => {
  it("the 19 digits that were taken for 16 and an expiry in 2043", () => {
    const number = "6212351112908122743";
    expect(layCard(`${number}${"1229"}${"123"}${"85284"}`, NOW, true)).toEqual({
      number,
      expiry: "1229",
      cvv: "123",
      zip: "85284",
      sure: true,
    });
    expect(layCard(number, NOW, false)?.number).toBe(number);
  });

  it("sixteen digits of a Visa go on to the expiry at once", () => {
    expect(layCard("4012000098765439", NOW, false)).toMatchObject({ number: "4012000098765439", expiry: "" });
    expect(layCard(`${"4012000098765439"}${"1229"}${"999"}${"85284"}`, NOW, true)).toMatchObject({
      number: "4012000098765439",
      expiry: "1229",
      cvv: "999",
      zip: "85284",
      sure: true,
    });
    expect(layCard("401200009876543", NOW, false)).toBeNull();
  });

  it("MONEY: a whole order is laid as it is meant, or it is not sure", () => {
    let unsure = 0;
    let all = 0;
    fc.assert(
      fc.property(cards, (card) => {
        const order = orderOf(card);
        const laid = layCard(order.number + order.expiry + order.cvv + order.zip, NOW, true);
        all++;
        if (laid?.sure) expect(laid).toEqual({ ...order, sure: true });
        else if (laid !== null) unsure++;
      }),
      { numRuns: 5_000 },
    );
    // Who is asked too often stops reading the question.
    expect(unsure / all).toBeLessThan(0.01);
  });

  it("with a ZIP of nine digits", () => {
    expect(layCard(`${"4012000098765439"}${"1229"}${"999"}${"852841234"}`, NOW, true)).toMatchObject({
      number: "4012000098765439",
      zip: "852841234",
      sure: true,
    });
  });

  it("without a ZIP as well", () => {
    fc.assert(
      fc.property(cards, (card) => {
        const { zip: _zip, ...order } = orderOf(card);
        const laid = layCard(order.number + order.expiry + order.cvv, NOW, true);
        if (laid?.sure) expect(laid).toEqual({ ...order, zip: "", sure: true });
      }),
      { numRuns: 5_000 },
    );
  });

  it("a number alone is told from its beginning once the rest says so", () => {
    fc.assert(
      fc.property(cards, (card) => {
        const { number, expiry } = orderOf(card);
        const laid = layCard(number + expiry, NOW, false);
        if (laid?.sure) expect(laid).toMatchObject({ number, expiry });
      }),
      { numRuns: 5_000 },
    );
  });

  it("MONEY: where no reading fits, the number stays as it stands and is not sure", () => {
    fc.assert(
      fc.property(cards, (card) => {
        const { number, expiry } = orderOf(card);
        // No CVV, and two digits of a ZIP: no whole order.
        const laid = layCard(`${number}${expiry}${"12345"}`, NOW, true);
        if (laid !== null && laid.number !== number)
          expect(laid.sure && laid.number.length > number.length).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
