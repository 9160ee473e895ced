import fc from "fast-check";
import { expect, it } from "vitest";
import { adviceFor } from "../../../src/shared/advice";
import { readAvs, readCvv } from "../../../src/shared/advice-checks";
import type { AddressGiven } from "../../../src/shared/attempt";
import { NOTHING_SEEN, type Outcome } from "../../../src/shared/outcome";
import { Payment } from "../../../src/shared/payment";

/** Every answer that a processor is known to give, in both ways of saying it, and every other letter and digit. */
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "", "?", "11"];
const CHECKS = ["pass", "fail", "unavailable", "unchecked", "maybe"];
const ANSWERS = [null, ...LETTERS, ...CHECKS.flatMap((street) => CHECKS.map((zip) => `street ${street}, zip ${zip}`))];
const answer = fc.constantFrom(...ANSWERS);
const given: fc.Arbitrary<AddressGiven | null> = fc.option(fc.record({ street: fc.boolean(), zip: fc.boolean() }));

/** A claim about a part that is only true where the part was given. */
const CLAIMS = {
  street: /street (matches|does not match(?! or was not given))|Street and ZIP match|Neither street nor ZIP match\./,
  zip: /ZIP (matches|does not match(?! or was not given))|Street and ZIP match|Neither street nor ZIP match\./,
} as const;

it("says nothing of a part that was not given, and no plain “does not match” where nobody knows", () => {
  fc.assert(
    fc.property(answer, given, (letter, of) => {
      const told = readAvs(letter, of);
      for (const part of ["street", "zip"] as const) {
        if (of !== null && !of[part]) {
          expect(["not given", "unknown"]).toContain(told[part]);
          expect(told.words).not.toMatch(CLAIMS[part]);
        }
        if (of === null) expect(told[part]).not.toBe("does not match");
        else expect(told[part]).not.toBe("no match, or not given");
      }
      expect(told.words).toMatch(/^(The|Street|Neither|No) .*\.$/);
    }),
    { numRuns: 2000 },
  );
});

const payment = (avs: string | null, cvv: string | null): Payment =>
  Payment.parse({
    ...Object.fromEntries(Object.keys(Payment.shape).map((key) => [key, null])),
    id: "ch_1",
    currency: "USD",
    amount: 5000,
    amountRefunded: 0,
    status: "captured",
    captured: true,
    metadata: {},
    refunds: [],
    card: {
      ...Object.fromEntries(Object.keys(Payment.shape.card.unwrap().shape).map((key) => [key, null])),
      brand: "visa",
      avs,
      cvv,
    },
  });

it("a result tells of the address only what the one reading of it says", () => {
  fc.assert(
    fc.property(
      answer,
      given,
      fc.constantFrom("approved", "authorized", "reversed"),
      fc.constantFrom("charge", "capture"),
      (avs, of, kind, operation) => {
        const seen = { ...NOTHING_SEEN, payment: payment(avs, "M"), amount: payment(avs, "M").amount };
        const outcome: Outcome = kind === "reversed" ? { kind, ...seen, rule: "avs" } : { kind, ...seen };
        const { happened, next, say } = adviceFor(outcome, operation, { amount: 5000, surcharge: 0, given: of });
        const told = [happened, next, say].join(" ");
        for (const part of ["street", "zip"] as const)
          if (of !== null && !of[part]) expect(told).not.toMatch(CLAIMS[part]);
        const { street, zip } = readAvs(avs, of);
        if (street !== "does not match" && zip !== "does not match")
          expect(told).not.toMatch(/the address does not match(?! or)/i);
      },
    ),
    { numRuns: 2000 },
  );
});

it("a CVV is said to match, or not to, by its own letters alone", () => {
  for (const letter of ANSWERS) {
    const { verdict, words } = readCvv(letter);
    expect(verdict === "matches").toBe(letter === "M");
    expect(verdict === "does not match").toBe(letter === "N");
    expect(words).toMatch(/CVV.*\.$/);
  }
});
