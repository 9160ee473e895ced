import { describe, expect, test } from "vitest";
import { customerTitle } from "../../../src/shared/customer";
import { phoneKey, phoneNote, phoneText, phoneToSend, readPhone } from "../../../src/shared/phone-abroad";

const sent = (typed: string, country?: string): string => {
  const read = phoneToSend(typed, country);
  return read.ok ? read.digits : read.sentence;
};

describe("a phone number as people read it", () => {
  test.each([
    "4045550196",
    "14045550196",
    "+14045550196",
    "+1 404 555 0196",
    "404-555-0196",
    "404.555.0196",
    "(404) 555-0196",
    " 404 555 0196 ",
    "1-404-555-0196",
  ])("%s", (phone) => {
    expect(phoneText(phone)).toBe("(404) 555-0196");
  });

  test.each([
    "",
    "555-0196",
    "+44 20 7946 0958",
    "+49 30 901820",
    "404 555 0196 ext. 7",
    "24045550196",
    "0045550196",
    "4041550196",
    "40455501961",
    "call Rosa",
    "1-800-FLOWERS",
    "+999 123",
  ])("%s is shown as it is", (phone) => {
    expect(phoneText(phone)).toBe(phone);
  });

  test.each([
    ["+442079460958", "+44 20 7946 0958"],
    ["+44 (0)20 7946-0958", "+44 20 7946 0958"],
    ["+33123456789", "+33 1 23 45 67 89"],
    ["+1 404 555 0196 x7", "(404) 555-0196 ext. 7"],
  ])("%s is grouped as its country does", (phone, shown) => {
    expect(phoneText(phone)).toBe(shown);
  });

  test("none stays none, and a customer known by the phone alone is called by it", () => {
    expect(phoneText(null)).toBeNull();
    expect(customerTitle({ id: "cus1", name: null, email: null, phone: "4045550196" })).toBe("(404) 555-0196");
    expect(customerTitle({ id: "cus1", name: null, email: null, phone: null })).toBe("cus1");
  });
});

describe("a phone number as it is sent", () => {
  test.each([
    ["602-555-0143", null],
    ["602-555-0143 x1", "1"],
    ["602-555-0143x12", "12"],
    ["(602) 555-0143 ext. 12", "12"],
    ["602.555.0143, extension 4", "4"],
    ["602 555 0143 #77", "77"],
    ["602 555 0143 (x 77)", "77"],
    ["6025550143,,1234#", "1234"],
    ["602-555-0143 EXT 0012", "0012"],
    ["602-555-0143 x", ""],
    ["tel:602-555-0143;ext=9", "9"],
    ["tel:+1-602-555-0143;phone-context=example.com", null],
    ["tel:%2B16025550143", null],
    ["Phone: 602-555-0143", null],
    ["Tel. 602 555 0143 (cell)", null],
    ["\u202a(602) 555\u20110143\u202c", null],
    ["602\u200b555\u00a00143", null],
    ["６０２－５５５－０１４３", null],
    ["٦٠٢٥٥٥٠١٤٣", null],
    ["۶۰۲ ۵۵۵ ۰۱۴۳", null],
    ["६०२५५५०१४३", null],
    ["📞 602 555 0143", null],
    ["011 1 602 555 0143", null],
    ["+1 (602) 555-0143", null],
  ])("%s is one number, its extension apart", (typed, extension) => {
    const read = phoneToSend(typed);
    expect(read).toMatchObject({ ok: true, national: "6025550143", american: true, extension });
    expect(read.ok && ["6025550143", "16025550143"].includes(read.digits)).toBe(true);
  });

  test.each([
    ["1-800-FLOWERS", "18003569377"],
    ["1 800 flowers", "18003569377"],
    ["(800) FLOWERS", "8003569377"],
    ["1-800-GO-FEDEX", "18004633339"],
    ["1-888-4-A-PIZZA x2", "18884274992"],
    ["1-800-FLOWERS x2", "18003569377"],
    ["602-555-CALL", "6025552255"],
    ["1-800-555-TAX", null],
    ["1-855-2-GET-TAX", "18552438829"],
  ])("%s is dialled on a keypad", (typed, digits) => {
    if (digits === null) expect(phoneToSend(typed).ok).toBe(false);
    else expect(sent(typed)).toBe(digits);
  });

  test.each([
    ["call Rosa", "digits"],
    ["555-2143 Ann", "one number"],
    ["602-555-0143 Rosa", "one number"],
    ["Rosa 602-555-0143", "one number"],
    ["602-555-0143 x1 or x2", "one number"],
    ["1-800-MATTRESSES", "one number"],
    ["602-555-0143 / 602-555-0144", "two numbers"],
    ["602-555-0143, 555-0144", "two numbers"],
    ["+16025550143+16025550144", "two numbers"],
    ["602-555-0143 or 480-555-0144 x1", "two numbers"],
    ["602-555-0143 602-555-0144", "here are 20"],
    ["555-0143", "here are 7"],
    ["602-555-014", "here are 9"],
    ["602-555-01433", "here are 11"],
    ["24045550196", "here are 11"],
    ["123-456-7890", "first or fourth"],
    ["602-155-0143", "first or fourth"],
    ["+999 123 4567", "No country"],
    ["+44 20 79", "more or fewer"],
    ["+44 20 7946 0958", "12 digits"],
    ["+65 6234 5678", "(656) 234-5678"],
    ["+45 32 12 34 56", "(453) 212-3456"],
  ])("%s is told: %s", (typed, why) => {
    expect(sent(typed)).toContain(why);
  });

  test.each([
    ["+33 1 23 45 67 89", "", "33123456789"],
    ["0033 1 23 45 67 89", "", "33123456789"],
    ["020 7946 0958", "United Kingdom", "02079460958"],
    ["030/901820", "Germany", "030901820"],
    ["01 23 45 67 89", "fr", "0123456789"],
    ["602 555 0143", "usa", "6025550143"],
    ["416 555 0143", "Canada", "4165550143"],
  ])("%s of %s", (typed, country, digits) => {
    expect(phoneToSend(typed, country)).toMatchObject({ ok: true, digits });
  });

  test("a country that is not known, and digits that would be another number, are told", () => {
    expect(sent("602 555 0143", "Wonderland")).toContain("Begin with +");
    expect(sent("55 1234 5678", "Mexico")).toContain("(551) 234-5678");
    expect(sent("656 234 5678", "Mexico")).toContain("(656) 234-5678");
  });

  test("what was left out or read otherwise is told beside the field", () => {
    expect(phoneNote("602-555-0143 x1")).toBe("Taken as (602) 555-0143, without the extension 1.");
    expect(phoneNote("1-800-FLOWERS")).toBe("Taken as (800) 356-9377.");
    for (const typed of ["602-555-0143", "+1 602 555 0143", "", "602-555"]) expect(phoneNote(typed)).toBeNull();
  });

  test("any text is read or told, and digits are never made up", () => {
    for (const typed of ["", "+", "++1", "x", "#", "()", "tel:", "0".repeat(5000), "1-".repeat(3000), "\u{1F4DE}"]) {
      const read = readPhone(typed);
      if (read.ok) expect(typed.replace(/\D/g, "")).toContain(read.digits);
      else expect(read.sentence).toMatch(/\.$/);
    }
  });
});

describe("a phone number as it is found", () => {
  test.each([
    ["+1 (602) 555-0143", "6025550143"],
    ["602-555-0143 x12", "6025550143"],
    ["+44 (0)20 7946 0958", "442079460958"],
    ["+442079460958", "442079460958"],
    ["1-800-FLOWERS", "8003569377"],
    ["٦٠٢٥٥٥٠١٤٣", "6025550143"],
    ["555-0143", "5550143"],
    ["call Rosa", ""],
  ])("%s", (phone, key) => {
    expect(phoneKey(phone)).toBe(key);
  });
});
