import creditCardType from "credit-card-type";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { luhn } from "../../../src/shared/card";
import { beforeOpenDigits, cardNumbersIn, hasCardNumber, withoutCardNumbers } from "../../../src/shared/card-numbers";

const PAN = "4012000098765439";
/** One of each brand, and of each length that a processor takes. */
const NUMBERS = [
  PAN,
  "4111111111111111",
  "4539105864539105867",
  "5555555555554444",
  "2223003122003222",
  "371449635398431",
  "6011000990139424",
  "36227206271667",
  "3530111333300000",
  "6212351112908122743",
].map((digits) => digits.slice(0, -1) + check(digits.slice(0, -1)));

/** The last digit that makes these a card number. */
function check(head: string): string {
  return [..."0123456789"].find((digit) => luhn(head + digit)) ?? "";
}

/** Digits that a text still shows, of every script. */
function digitsOf(text: string): string {
  return withoutHidden(text).replace(/\D/g, "");
}
function withoutHidden(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
}

describe("a card number is found", () => {
  it.each([
    "4012,0000,9876,5439",
    "4012:0000:9876:5439",
    "4012|0000|9876|5439",
    "4012*0000*9876*5439",
    "4012~0000~9876~5439",
    "4012=0000=9876=5439",
    "4012;0000;9876;5439",
    "4012#0000#9876#5439",
    "4012·0000·9876·5439",
    "4012•0000•9876•5439",
    "4012 - 0000 - 9876 - 5439",
    "4012\n0000\n9876\n5439",
    "4012, 0000, 9876, 5439",
    "(4012)(0000)(9876)(5439)",
    "4 0 1 2 0 0 0 0 9 8 7 6 5 4 3 9",
    "4012\u00ad0000\u00ad9876\u00ad5439",
    "40\u200b12\u200d0000\ufeff9876\u20605439",
    "4012\u202a0000\u202c9876\u20685439\u2069",
    "40\u200b\u200b\u200b\u200b\u200b12000098765439",
    "４０１２００００９８７６５４３９",
    "٤٠١٢٠٠٠٠٩٨٧٦٥٤٣٩",
    "۴۰۱۲۰۰۰۰۹۸۷۶۵۴۳۹",
    "४०१२००००९८७६५४३९",
    "৪০১২০০০০৯৮৭৬৫৪৩৯",
    "๔๐๑๒๐๐๐๐๙๘๗๖๕๔๓๙",
    "𝟒𝟎𝟏𝟐𝟎𝟎𝟎𝟎𝟗𝟖𝟕𝟔𝟓𝟒𝟑𝟗",
    "④⓪①②⓪⓪⓪⓪⑨⑧⑦⑥⑤④③⑨",
    "4️⃣0️⃣1️⃣2️⃣0️⃣0️⃣0️⃣0️⃣9️⃣8️⃣7️⃣6️⃣5️⃣4️⃣3️⃣9️⃣",
    "四〇一二〇〇〇〇九八七六五四三九",
    "4012 ٠٠٠٠ 9876 ５４３９",
  ])("%s, and nothing of it is left", (text) => expect(withoutCardNumbers(text, "")).toMatch(/^[()\p{Cf}\p{M}]*$/u));

  it.each([
    ["Visa4111111111111111", "Visa[card number]"],
    ["card№4111111111111111", "card№[card number]"],
    ["Kartennr.4111111111111111bitte", "Kartennr.[card number]bitte"],
    ["名前4111111111111111様", "名前[card number]様"],
    ["41111111111111111229", "[card number]1229"],
    ["4111111111111111123", "[card number]123"],
    ["4111 1111 1111 11111229", "[card number]1229"],
    ["4111-1111-1111-111112/29", "[card number]12/29"],
    ["3714496353984310130", "[card number]0130"],
    ["3714 496353 984310130", "[card number]0130"],
    ["12294111111111111111", "[card number]"],
    ["invoice 12 4012 0000 9876 5439", "invoice 12 [card number]"],
    [`1700000000001 ${PAN} 1229`, "1700000000001 [card number] 1229"],
    [`${PAN} ${PAN}`, "[card number] [card number]"],
    ["4222222222222", "[card number]"],
  ])("%s is left as %s", (text, left) => expect(withoutCardNumbers(text)).toBe(left));

  const number = fc.constantFrom(...NUMBERS);
  const hidden = fc.string({ unit: fc.constantFrom("\u00ad", "\u200b", "\u200e", "\ufe0f"), maxLength: 5 });
  const sign = fc.constantFrom(..." -.,:;|*~=#·•/_()+'\"\n\t–€😀");
  const gap = fc.tuple(fc.string({ unit: sign, maxLength: 3 }), hidden).map((parts) => parts.join(""));
  const script = fc.constantFrom("0", "０", "٠", "०", "𝟎");
  const before = fc.constantFrom("", "Visa", "card: ", "é", "字", "12 ", "x-", "(");
  const behind = fc.constantFrom("", "1229", "12/29", "0131123", " 1229 123", "abc", ".", " 85284");

  it("of every brand, in every script, with anything between its digits", () => {
    fc.assert(
      fc.property(number, fc.infiniteStream(gap), script, before, behind, (digits, gaps, zero, head, tail) => {
        const first = zero.codePointAt(0) ?? 0;
        let written = "";
        for (const [at, digit] of [...digits].entries())
          written += (at === 0 ? "" : (gaps.next().value ?? "")) + String.fromCodePoint(first + Number(digit));
        const left = withoutCardNumbers(head + written + tail);
        expect(left.startsWith(head)).toBe(true);
        expect(digitsOf(left)).not.toContain(digits);
        expect(digitsOf(left).length).toBeLessThan(12);
      }),
      { numRuns: 3_000 },
    );
  });

  it("in groups of four and without a gap also before other digits than an expiry", () => {
    fc.assert(
      fc.property(number, fc.constantFrom("", " ", "-"), fc.stringMatching(/^[013579]{1,9}$/), (digits, by, tail) => {
        const written = digits.replace(/.{4}(?=.)/g, `$&${by}`);
        expect(hasCardNumber(written + tail)).toBe(true);
      }),
    );
  });

  it("by its brands as the library has them: other digits that pass the check only for the log", () => {
    const other = `910000000000000${check("910000000000000")}`;
    expect(creditCardType(other)).toEqual([]);
    expect(withoutCardNumbers(`no ${other}.`)).toBe(`no ${other}.`);
    expect(withoutCardNumbers(`no ${other}.`, "x", true)).toBe("no x.");
  });
});

describe("everything else is left as it is", () => {
  it.each([
    "Invoice number: 10234",
    "480-555-0199, 602-555-0143",
    "+1 480 555 0199 / +1 602 555 0143",
    "2026-11-21 10:42:07.123 – 2026-11-21 10:43:00.000",
    "1Z999AA10123456784",
    "9400 1118 9922 3344 5566 77",
    "+4915123456789",
    "4012 0000 9876",
    "4012    0000    9876    5439",
    "4012 and 0000 and 9876 and 5439",
    "½ price, ﬁne, ①②③, №5",
  ])("%s", (text) => expect(withoutCardNumbers(text)).toBe(text));

  it("any text without a number, sign by sign", () => {
    const text = fc.string({ unit: "binary", maxLength: 80 });
    fc.assert(fc.property(text, (each) => hasCardNumber(each) || withoutCardNumbers(each) === each));
  });

  it("each UUID, one of digits alone too", () => {
    fc.assert(fc.property(fc.uuid(), (id) => withoutCardNumbers(`ref ${id}, 7`) === `ref ${id}, 7`));
    expect(hasCardNumber("41111111-1111-1111-1111-111111111111")).toBe(false);
  });
});

describe("taking out", () => {
  /** Texts in which digits and signs stand closely. */
  const dense = fc.string({ unit: fc.constantFrom(..."00112234455667899 -,;x\u200b٤"), maxLength: 120 });

  it("twice is as once", () => {
    const text = fc.oneof(
      dense,
      fc.array(fc.oneof(fc.constantFrom(...NUMBERS), dense)).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, fc.boolean(), (each, anyBrand) => {
        const once = withoutCardNumbers(each, undefined, anyBrand);
        expect(withoutCardNumbers(once, undefined, anyBrand)).toBe(once);
      }),
      { numRuns: 5_000 },
    );
  });

  it("makes no text longer than it was", () => {
    fc.assert(fc.property(dense, (each) => withoutCardNumbers(each).length <= each.length));
  });

  it("finds spans in their order that do not overlap", () => {
    fc.assert(
      fc.property(dense, (each) => {
        let last = 0;
        for (const { start, end } of cardNumbersIn(each)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
    );
  });
});

describe("a cut", () => {
  it("leaves no half of a number, however it is written", () => {
    for (const written of [PAN, "4012, 0000, 9876, 5439", "٤٠١٢٠٠٠٠٩٨٧٦٥٤٣٩", "4012\u00ad0000\u00ad9876", "𝟒𝟎𝟏𝟐𝟎𝟎𝟎𝟎"])
      for (let end = 6; end < written.length + 5; end++)
        expect(digitsOf(`note: ${written}`.slice(0, beforeOpenDigits(`note: ${written}`, end)))).toBe("");
  });

  it("stands where it was when no digit is near", () => {
    expect(beforeOpenDigits("a note 12 with words", 14)).toBe(14);
    expect(beforeOpenDigits("12 -----", 8)).toBe(8);
  });
});
