import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { luhn } from "../../../src/shared/card";
import { cut, redact } from "../../../src/shared/redact";

const PAN = "4012000098765439";
/** Made up; in pieces, so that it is not taken for a real one. */
const JWT = ["eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9", "eyJhdWQiOiI0MTUyIiwianRpIjoiMyJ9", "c2lnbmF0dXJl-_x"].join(".");

describe("redact", () => {
  it.each([
    PAN,
    "4012 0000 9876 5439",
    "4012-0000-9876-5439",
    `card_number=${PAN}&exp_month=12`,
    `{"card_number":"${PAN}","cvv":"999"}`,
    `the number ${PAN}, again`,
    `371449635392376`,
    "4012 0000 9876 5439 12/29 999",
    "4012 0000 9876 5439 1229 85284",
    "4012\u00a00000\u00a09876\u00a05439",
    "4012–0000–9876–5439",
    "4012.0000.9876.5439",
    "4012  0000  9876  5439",
    "4012\u202f0000\u202f9876\u202f5439",
    "4012\t0000\t9876\t5439",
    "4012/0000/9876/5439",
  ])("strips the number out of %j", (text) => {
    const clean = redact(text);
    expect(clean.replace(/\D/g, "")).not.toContain(text.replace(/\D/g, "").slice(0, 13));
    expect(clean).not.toContain("0000");
  });

  it.each([
    `Authorization: Bearer ${JWT}`,
    `{"authorization":"Bearer abcdef123456"}`,
    `Bearer abc.def`,
    JWT,
    `client_secret=shhh-very&x=1`,
    `token: 8YmNlwY0qY0mwEq0`,
  ])("strips the secret out of %j", (text) => {
    const clean = redact(text);
    for (const secret of [JWT, "abcdef123456", "abc.def", "shhh-very", "8YmNlwY0qY0mwEq0"])
      expect(clean).not.toContain(secret);
  });

  it.each([
    `cvv=999`,
    `{"verification":"999"}`,
    `verification: 999`,
    `"security_code":"999"`,
    `"cvv": "999"`,
    `"cvv":999,`,
    `cvc2: 9997`,
  ])("strips the CVV out of %j", (text) => expect(redact(text)).not.toMatch(/999/));

  it("strips a number that stands behind other digits", () => {
    expect(redact("invoice 12 4012 0000 9876 5439")).toBe("invoice 12 [card number]");
    expect(redact(`1700000000001 ${PAN} 1229`)).toBe("1700000000001 [card number] 1229");
  });

  it("leaves our references, ids, amounts and times alone", () => {
    for (const text of [
      "charge nBoLWODLMLLoOXyb of 1200 at 1611924403",
      "amount 99999999",
      "2026-11-21T10:42:07.123Z",
      "phone 5417543010",
    ])
      expect(redact(text)).toBe(text);
    fc.assert(fc.property(fc.uuid(), (id) => redact(`reference ${id}`) === `reference ${id}`));
    // A UUID of digits alone can pass for a card number.
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 32, maxLength: 32 }), (d) => {
        const id = `${d.slice(0, 8)}-${d.slice(8, 12)}-${d.slice(12, 16)}-${d.slice(16, 20)}-${d.slice(20)}`;
        expect(redact(id)).toBe(id);
      }),
    );
  });

  it("lets no Luhn-valid number of 13 to 19 digits through, wherever it stands", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 12, maxLength: 18 });
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom(" ", "", "x=", "(", "“"),
        fc.constantFrom(" ", "", ".", ")", "&y=1"),
        (head, before, after) => {
          const last = [..."0123456789"].find((digit) => luhn(head + digit)) ?? "";
          expect(redact(before + head + last + after)).not.toContain(head + last);
        },
      ),
    );
  });

  it("cuts what is too long, and leaves no half of a card number", () => {
    for (const written of [PAN, "4012 0000 9876 5439", "4012-0000-9876-5439", "card_number=4012.0000.9876.5439"]) {
      for (let most = 20; most < 60; most++) {
        const clean = redact(`the number on the card is ${written}, and more`, most);
        expect(clean.length).toBeLessThanOrEqual(most + "[card number]".length);
        expect(clean).not.toMatch(/\d/);
      }
    }
    expect(cut("a short text", 100)).toBe("a short text");
    expect(cut("invoice 12 34", 12)).toBe("invoice…");
    expect(cut("ab\u{1F600}", 4)).toBe("ab\u{1F600}");
    expect(cut("ab\u{1F600}c", 4)).toBe("ab…");
    expect(redact("x".repeat(1_000_000)).length).toBe(64_000);
  });

  it("strips a secret whose quote is not closed, to the end", () => {
    expect(redact(`{"password":"two words, and more`)).toBe(`{"password":[removed]`);
    expect(redact(`{"password":"two words", "name":"Ada"}`)).toBe(`{"password":[removed], "name":"Ada"}`);
  });

  it.each([
    ["number: 4012 0000 9876 5439", "number: [removed]"],
    ["Invoice number: 10234", "Invoice number: [removed]"],
    ["Invoice number: [removed]", "Invoice number: [removed]"],
    ["bearer 4012 0000 9876 5439 12", "bearer [token] 12"],
    ["refresh_token=8YmNlw", "refresh_token=[removed]"],
    ["4012,0000,9876,5439cvv=123", "[card number]cvv=[removed]"],
    ["Visa4111111111111111", "Visa[card number]"],
    ["４０１２００００９８７６５４３９", "[card number]"],
    ["Basic dXNlcjpwYXNz and on", "Basic [token] and on"],
    ["token: bearer abc", "token: [removed] [token]"],
  ])("%j becomes %j", (text, clean) => expect(redact(text)).toBe(clean));

  it("twice is as once, whatever stands beside what, and however it is cut", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ..."4012000098765439|4012 0000|9876 5439|371449635392376|1229|bearer |Basic |token|cvv|number|password".split(
          "|",
        ),
        ..."eyJ|.|//|@|: |=|'|\"|\\| |%20|+|]|[|}|…|\u00ad|٤|[token]|[removed]|[card number]|[tok|x|a@b.c".split("|"),
        "authorization",
        JWT,
        "12345678-1234-1234-1234-123456789012",
      ),
      fc.string({ maxLength: 4 }),
    );
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 200 }), (each, most) => {
        const once = redact(each, most);
        expect(once.length).toBeLessThanOrEqual(most);
        expect(redact(once, most)).toBe(once);
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 10_000 },
    );
  });
});

it("takes the name and the password of a proxy out of an address", () => {
  for (const address of [
    "http://ann:s3cret@proxy.example:3128",
    "https://ann:p%40ss%3Aword-s3cret@proxy.example",
    "PROXY //ann:s3cret@proxy:8080; DIRECT",
    'error {"proxy":"http://ann:s3cret@10.0.0.1:80/"}',
  ]) {
    const said = redact(address);
    expect(said).not.toMatch(/s3cret|ann/);
    expect(said).toContain("//[removed]@");
    expect(redact(said)).toBe(said);
  }
  expect(redact(`Proxy-Authorization: Basic ${btoa("ann:s3cret")}`)).not.toContain(btoa("ann:s3cret"));
  expect(redact("http://127.0.0.1:3128/ asked by ann@example.com")).toBe(
    "http://127.0.0.1:3128/ asked by ann@example.com",
  );
});
