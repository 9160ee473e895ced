import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { luhn } from "../../../../src/shared/card";
import {
  cardDigits,
  caretAfter,
  cvvTrouble,
  expiryTrouble,
  isFinishedExpiry,
  numberTrouble,
  parseCardLine,
  readable,
  showExpiry,
  showNumber,
  tidyExpiry,
  zipTrouble,
} from "../../../../src/renderer/card/card-entry";

const NOW = new Date(2026, 10, 21).getTime();
const VISA = "4012000098765439";
const AMEX = "371449635392376";

/** Types text key by key, as a hand does. */
function typeExpiry(text: string): string {
  let shown = "";
  for (const key of text) shown = showExpiry(shown + key, false);
  return shown;
}

describe("the card number field", () => {
  it("groups while typing and keeps the caret where the hand is", () => {
    expect(showNumber(cardDigits("4012-0000 98765439"))).toBe("4012 0000 9876 5439");
    expect(showNumber(cardDigits(AMEX))).toBe("3714 496353 92376");
    expect(caretAfter("4012 0000 98", 4)).toBe(4);
    expect(caretAfter("4012 0000 98", 5)).toBe(6);
    expect(caretAfter("4012 0000 98", 10)).toBe(12);
  });

  it("takes no more digits than the brand has", () => {
    expect(cardDigits(`${AMEX}99`)).toBe(AMEX);
    expect(cardDigits("9".repeat(30))).toHaveLength(19);
  });

  it("lets only the last group begun be read, and of it at most four digits", () => {
    const seen = (grouped: string): string =>
      Array.from(grouped, (sign, at) => (readable(grouped)[at] ? sign : "•")).join("");
    expect(seen("4012")).toBe("4012");
    expect(seen("4012 0")).toBe("•••• 0");
    expect(seen("4012 0000 9876 5439")).toBe("•••• •••• •••• 5439");
    expect(seen("3714 496353 92376")).toBe("•••• •••••• •2376");
    expect(seen("3714 49635")).toBe("•••• •9635");
  });

  it("never shows more than four digits of any number", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,19}$/), (digits) => {
        const grouped = showNumber(cardDigits(digits));
        const shown = Array.from(grouped).filter((sign, at) => sign !== " " && readable(grouped)[at]);
        expect(shown.length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it("says what is wrong, shortly", () => {
    expect(numberTrouble("")).toBeNull();
    expect(numberTrouble(VISA)).toBeNull();
    expect(numberTrouble("4012000098765438")).toBe("A digit is wrong: read it back");
    expect(numberTrouble("401200009876")).toBe("12 of 16 digits");
    expect(numberTrouble("37144963539237")).toBe("14 of 15 digits");
  });
});

describe("the expiry field", () => {
  it.each([
    ["1229", "12 / 29"],
    ["12/29", "12 / 29"],
    ["12 / 29", "12 / 29"],
    ["1/29", "01 / 29"],
    ["129", "12 / 9"],
    ["429", "04 / 29"],
    ["0429", "04 / 29"],
    ["1329", "01 / 32"],
    ["122029", "12 / 2029"],
    ["12/2029", "12 / 2029"],
    ["12-29", "12 / 29"],
    ["2029-12", "2029-12"],
    ["202912", "2029-12"],
    ["13/29", "13 / 29"],
  ])("typed %s shows %s", (typed, shown) => {
    expect(typeExpiry(typed)).toBe(shown);
  });

  it.each([["1229"], ["12/29"], ["12 / 2029"], ["122029"], ["2029-12"], ["12-29"], ["12.29"]])(
    "filled at once with %s is December 2029",
    (text) => {
      expect(tidyExpiry(showExpiry(text, false))).toBe("12 / 29");
      expect(isFinishedExpiry(showExpiry(text, false), NOW)).toBe(true);
    },
  );

  it("waits while another key may belong to it", () => {
    expect(isFinishedExpiry(typeExpiry("12"), NOW)).toBe(false);
    // 12/20 is in the past, so it is the beginning of 12/2029.
    expect(isFinishedExpiry(typeExpiry("1220"), NOW)).toBe(false);
    expect(isFinishedExpiry(typeExpiry("122029"), NOW)).toBe(true);
    expect(isFinishedExpiry(typeExpiry("2029-1"), NOW)).toBe(false);
    expect(isFinishedExpiry(typeExpiry("2029-12"), NOW)).toBe(true);
    expect(isFinishedExpiry(typeExpiry("2029-3"), NOW)).toBe(true);
    // A month that there is not: nothing of it may pass for January, and no digit of it may end in the CVV.
    expect(isFinishedExpiry(typeExpiry("13/2"), NOW)).toBe(false);
    expect(isFinishedExpiry(typeExpiry("13/29"), NOW)).toBe(false);
    expect(expiryTrouble(typeExpiry("13/29"), NOW)).toBe("MM / YY");
  });

  it("goes away key by key with Backspace", () => {
    let shown = typeExpiry("1229");
    const steps: string[] = [];
    while (shown !== "") {
      shown = showExpiry(shown.slice(0, -1), true);
      steps.push(shown);
    }
    expect(steps).toEqual(["12 / 2", "12", "1", ""]);
  });

  it("tells expired from incomplete", () => {
    expect(expiryTrouble("10 / 26", NOW)).toBe("Expired");
    expect(expiryTrouble("11 / 26", NOW)).toBeNull();
    expect(expiryTrouble("12 / ", NOW)).toBe("MM / YY");
    expect(expiryTrouble("", NOW)).toBeNull();
    expect(expiryTrouble("12 / 99", NOW)).toBe("Too far off");
  });
});

describe("CVV and ZIP", () => {
  it("wants four digits on an Amex and three elsewhere", () => {
    expect(cvvTrouble("999", VISA)).toBeNull();
    expect(cvvTrouble("99", VISA)).toBe("3 digits");
    expect(cvvTrouble("999", AMEX)).toBe("4 digits");
    expect(cvvTrouble("9997", AMEX)).toBeNull();
  });

  it("takes every country's postcode, typed or at the end of a pasted line, whole", () => {
    // 9 is any digit, A any letter.
    const forms = [
      "9999",
      "99999",
      "999999",
      "9999999",
      "99999-9999",
      "A9A 9A9",
      "AA9A 9AA",
      "A9 9AA",
      "999 99",
      "9999 AA",
      "99-999",
      "AA-9999",
      "AAA 9999",
    ];
    const postcode = fc
      .constantFrom(...forms)
      .chain((form) =>
        fc
          .tuple(
            ...[...form].map((sign) =>
              sign === "9"
                ? fc.constantFrom(..."0123456789")
                : sign === "A"
                  ? fc.constantFrom(..."ABCEGHJKLMNPRSTVWXYZ")
                  : fc.constant(sign),
            ),
          )
          .map((signs) => signs.join("")),
      );
    fc.assert(
      fc.property(postcode, (code) => {
        expect(zipTrouble(code)).toBeNull();
        expect(parseCardLine(`${VISA} 12/29 999 ${code}`)).toMatchObject({
          number: VISA,
          cvv: "999",
          zip: code,
          rest: "",
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes US ZIPs and foreign postcodes", () => {
    for (const good of ["", "85284", "85284-1234", "852841234", "K1A 0B1", "SW1A 1AA"])
      expect(zipTrouble(good)).toBeNull();
    for (const abroad of ["3000", "0150", "560001", "7610001", "SW1A 1AA"]) expect(zipTrouble(abroad)).toBeNull();
    for (const bad of ["8", "852841234567"]) expect(zipTrouble(bad)).not.toBeNull();
  });
});

describe("a pasted line", () => {
  const whole = { number: VISA, expiry: "12 / 29", cvv: "999", zip: "85284", rest: "" };
  it.each([
    [`${VISA} 1229 999 85284`],
    ["4012 0000 9876 5439 12/29 999 85284"],
    ["4012-0000-9876-5439, 12/2029, 999, 85284"],
    ["Card: 4012000098765439\t12-29\t999\t85284"],
    ["4012000098765439 exp 12/29 cvv 999 zip 85284"],
    ["4012\t0000\t9876\t5439\t12/29\t999\t85284"],
    ["4012\u00a00000\u00a09876\u00a05439 12/29 999 85284"],
    ["4012–0000–9876–5439 12/29 999 85284"],
    ["４０１２００００９８７６５４３９ １２/２９ ９９９ ８５２８４"],
    ["card 2: 4012 0000 9876 5439 12/29 999 85284"],
  ])("reads %s", (line) => {
    expect(parseCardLine(line)).toEqual(whole);
  });

  it("reads an Amex with its four digits, and a number alone", () => {
    expect(parseCardLine(`${AMEX} 08/30 9997 10001`)).toEqual({
      number: AMEX,
      expiry: "08 / 30",
      cvv: "9997",
      zip: "10001",
      rest: "",
    });
    expect(parseCardLine("4012 0000 9876 5439")).toEqual({ number: VISA, expiry: "", cvv: "", zip: "", rest: "" });
    expect(parseCardLine(`${VISA} 12/29 999 SW1A 1AA`)?.zip).toBe("SW1A 1AA");
  });

  it("leaves other text alone", () => {
    for (const line of ["", "hello", "602 555 0100", "125.00", "4012000098765438 1229"])
      expect(parseCardLine(line)).toBeNull();
  });

  it("never makes up a number", () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        const read = parseCardLine(line);
        if (read) {
          expect(luhn(read.number)).toBe(true);
          expect(line.replace(/\D/g, "")).toContain(read.number);
        }
      }),
    );
  });
});
