import { describe, expect, it } from "vitest";
import { correctedSentence } from "../../../src/shared/advice-corrected";
import { replay } from "../../../src/shared/attempt-steps";
import { cents } from "../../../src/shared/money";
import { type Closed, type Intent } from "../../../src/shared/attempt";
import { NOTHING_SEEN, Operation, refused, type Outcome } from "../../../src/shared/outcome";

const intent: Intent = {
  id: "7c1e9a52-3f10-4b7e-9d53-0a6f3c21b2f0",
  operation: "charge",
  connection: "payarc_test",
  currency: "USD",
  amount: cents(1_200),
  capture: true,
  paymentId: null,
  card: { brand: "visa", last4: "5439", fingerprint: null },
  customer: null,
  channel: "phone",
  operator: "ana",
  desk: "Front desk",
  overrides: [],
  anchor: null,
  before: null,
};
const corrected = (operation: Operation, kind: "approved" | "authorized", was: Outcome = refused("absent")): Closed =>
  replay([
    { step: "opened", at: 1, intent: { ...intent, operation } },
    { step: "sent", at: 2 },
    { step: "closed", at: 3, outcome: was },
    { step: "closed", at: 4, outcome: { kind, ...NOTHING_SEEN, amount: cents(1_200) } },
  ]) as Closed;

describe("what is told of a “no” that was wrong", () => {
  it("says what was told, what is true and what to do", () => {
    expect(correctedSentence(corrected("charge", "approved"))).toBe(
      "The charge of $12.00 on Visa ···· 5439 by ana (PayArc test) was told as “Not charged”, but the processor took the money after all. If the money was taken another way meanwhile, take one of the two back.",
    );
    expect(correctedSentence(corrected("charge", "authorized"))).toContain("holds the money after all");
    const declined: Outcome = { kind: "declined", ...NOTHING_SEEN, amount: null };
    expect(correctedSentence(corrected("charge", "approved", declined))).toContain("told as “Declined”");
  });

  it("does not call our own work what another desk may have done", () => {
    for (const operation of Operation.options) {
      const sentence = correctedSentence(corrected(operation, "approved"));
      expect(sentence.includes("or at another desk")).toBe(["capture", "void", "tip"].includes(operation));
      if (operation !== "charge") expect(sentence).toContain("told as “Not done”");
    }
  });
});
