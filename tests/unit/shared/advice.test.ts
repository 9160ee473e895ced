import { describe, expect, test } from "vitest";
import { adviceFor } from "../../../src/shared/advice";
import { readAvs, readCvv } from "../../../src/shared/advice-checks";
import { adviceForDecline } from "../../../src/shared/advice-reasons";
import { cents } from "../../../src/shared/money";
import { Operation, refusedInOurWords, RefusedWhy, UnknownWhy, type Outcome } from "../../../src/shared/outcome";
import type { Payment } from "../../../src/shared/payment";
import { refusedWords, unknownWords } from "../../../src/shared/words/advice";

const seen = { payment: null, amount: cents(12_500), code: null, message: null, httpStatus: 201 };

function payment(card: Partial<NonNullable<Payment["card"]>>, changes: Partial<Payment> = {}): Payment {
  const text = {
    id: null,
    brandRaw: null,
    last4: "5439",
    expMonth: null,
    expYear: null,
    holder: null,
    fingerprint: null,
    customerId: null,
    avs: null,
    cvv: null,
    zip: null,
    issuerName: null,
    issuerPhone: null,
    issuerCountry: null,
    cardType: null,
  };
  const bare = {
    reference: null,
    amountApproved: null,
    amountCaptured: null,
    tip: null,
    surcharge: null,
    fees: null,
    net: null,
    authCode: null,
    failureCode: null,
    failureMessage: null,
    hostCode: null,
    hostMessage: null,
    customerId: null,
    email: null,
    phone: null,
    description: null,
    statementDescription: null,
    createdBy: null,
    createdAt: null,
    updatedAt: null,
  };
  return {
    ...bare,
    id: "a",
    currency: "USD",
    amount: cents(12_500),
    amountRefunded: cents(0),
    status: "captured",
    statusRaw: null,
    captured: true,
    metadata: {},
    refunds: [],
    card: { ...text, brand: "visa", ...card },
    ...changes,
  };
}

test.each([
  ["Y", "matches", "matches"],
  ["X", "matches", "matches"],
  ["D", "matches", "matches"],
  ["M", "matches", "matches"],
  ["A", "matches", "does not match"],
  ["B", "matches", "not checked"],
  ["Z", "does not match", "matches"],
  ["W", "does not match", "matches"],
  ["P", "not checked", "matches"],
  ["N", "does not match", "does not match"],
  ["U", "not checked", "not checked"],
  ["G", "not checked", "not checked"],
  ["I", "not checked", "not checked"],
  ["S", "not checked", "not checked"],
  ["C", "not checked", "not checked"],
  ["R", "not checked", "not checked"],
  ["E", "not checked", "not checked"],
  ["0", "not checked", "not checked"],
  ["y", "matches", "matches"],
  [null, "not checked", "not checked"],
  ["", "not checked", "not checked"],
  ["Q", "unknown", "unknown"],
  ["11", "unknown", "unknown"],
] as const)("AVS %s: street %s, ZIP %s", (letter, street, zip) => {
  expect(readAvs(letter, { street: true, zip: true })).toMatchObject({ street, zip });
  if (street === "unknown") expect(readAvs(letter).words).toContain(letter);
});

test.each([
  ["M", "matches"],
  ["N", "does not match"],
  ["P", "not checked"],
  ["S", "not given"],
  ["U", "not checked"],
  [null, "not checked"],
  ["Z", "unknown"],
] as const)("CVV %s: %s", (letter, verdict) => {
  expect(readCvv(letter).verdict).toBe(verdict);
  if (verdict === "unknown") expect(readCvv(letter).words).toContain(letter);
});

/** All 16 rows of docs/payarc.md, seed 001, status and message. */
const ROWS = [
  ["Activity Limit Exceeded", "Activity Limit exceeded", "other_card"],
  ["Bad Request - Try Again", "SystemError", "later"],
  ["Bad Request - Try Again", "System Error (Tran)", "later"],
  ["Declined", "General Card Auth Decline", "other_card"],
  ["Declined", "Do not honor", "other_card"],
  ["Declined", "Suspected Card", "no"],
  ["Duplicate transaction", "Duplicate transaction", "look_first"],
  ["Expired Card", "Expired Card", "fix_and_retry"],
  ["Host Validation Error", "Contact PAYARC - Host Validation Error", "no"],
  ["Insufficient Funds", "Withdrawal Limit exceeded", "other_card"],
  ["Invalid Amount", "Invalid Amount", "fix_and_retry"],
  ["Invalid From Account", "Contact PAYARC - Invalid From Account", "no"],
  ["Invalid Service", "Contact PAYARC - Invalid Service", "no"],
  ["Possible Duplicate Request", "Possible Duplicate Request", "look_first"],
  ["Re-enter transaction", "Re-enter transaction", "later"],
  [
    "Transaction Amount Invalid",
    "The value '57679.99999999999' of element 'transactionAmount' is not valid",
    "fix_and_retry",
  ],
] as const;

const unstated = adviceForDecline(null, null);

test.each(ROWS)("%s | %s", (status, message, retry) => {
  for (const advice of [
    adviceForDecline(null, message, status),
    adviceForDecline(null, message),
    adviceForDecline(null, null, status),
  ]) {
    expect(advice).not.toEqual(unstated);
    expect(advice.say?.length).toBeGreaterThan(20);
  }
  expect(adviceForDecline(null, message, status).retry).toBe(retry);
});

/** The failure-code groups of docs/payarc.md 11. */
test.each([
  ["D2012 D2015 D2031 DECLINED-051", "other_card"],
  ["D2001 D2002 D2026 D2029 D2032 DECLINED-005 E6057 E6058", "other_card"],
  ["D2011 D2028", "fix_and_retry"],
  ["D2020", "fix_and_retry"],
  ["D2005 D2006", "fix_and_retry"],
  ["D0001 D0003 D0008 D2022", "look_first"],
  ["D2004", "fix_and_retry"],
  ["D2999 DECLINED-182", "other_card"],
  ["D0092 D2021 E0200 E0300 E0350 E0910 E0911 E0912", "later"],
  ["E0010 E0016 D0050 D1006", "no"],
] as const)("%s: %s", (codes, retry) => {
  const advices = codes.split(" ").map((code) => adviceForDecline(code, "whatever it said"));
  expect(new Set(advices.map((each) => each.happened)).size).toBe(1);
  expect(advices[0]).not.toEqual(unstated);
  expect(advices[0]?.retry).toBe(retry);
});
test("a suspected card is never put down to a bank that did not say why: stop, and do not explain", () => {
  expect(adviceForDecline("D2029", "Suspected Card")).toEqual(adviceForDecline("LOST_CARD"));
  expect(adviceForDecline("D2029", null, "Suspected Fraud").retry).toBe("no");
  expect(adviceForDecline("D2029", "Declined").retry).toBe("other_card");
  // A code that says more than its words is not outdone by them.
  expect(adviceForDecline("D2020", "Do not honor").retry).toBe("fix_and_retry");
});
test("codes that are words", () => {
  expect(adviceForDecline("RESTRICTED CARD").happened).toBe(adviceForDecline("D2001").happened);
  expect(adviceForDecline("expired card").retry).toBe("fix_and_retry");
});

test("a code that is not known gets no meaning", () => {
  expect(adviceForDecline("D7777", "Some new phrase", "Brand new")).toEqual(unstated);
});

describe("who to call", () => {
  const declined = (card: Parameters<typeof payment>[0]): Outcome => ({
    kind: "declined",
    ...seen,
    code: "D2026",
    message: "Do not honor",
    payment: payment(card, { status: "failed" }),
  });

  test("is named when the card carries it", () => {
    const both = adviceFor(declined({ issuerName: "First Bank", issuerPhone: "1-800-555-0100" }), "charge");
    expect(both.say).toContain("First Bank, (800) 555-0100");
    expect(both.next).toContain("First Bank, (800) 555-0100");
    expect(adviceFor(declined({ issuerName: "First Bank" }), "charge").say).toContain(
      "Your bank, First Bank, can tell you why; its number is on the back",
    );
    expect(adviceFor(declined({ issuerPhone: "1-800-555-0100" }), "charge").say).toContain("(800) 555-0100");
    expect(adviceFor(declined({}), "charge").say).toContain("back of the card");
  });
});

describe("every outcome of every operation", () => {
  const outcomes: Outcome[] = [
    { kind: "approved", ...seen },
    { kind: "authorized", ...seen },
    { kind: "partially_approved", ...seen, amount: cents(5000), requested: cents(12_500) },
    { kind: "declined", ...seen },
    ...(["avs", "bin", "unstated"] as const).map((rule): Outcome => ({ kind: "reversed", ...seen, rule })),
    ...RefusedWhy.options.flatMap((why): Outcome[] => [
      { kind: "refused", ...seen, amount: null, why, fields: {} },
      { kind: "refused", ...seen, amount: null, why, message: "Its words.", fields: { zip: "bad" } },
    ]),
    ...UnknownWhy.options.map((why): Outcome => ({ kind: "unknown", ...seen, amount: null, why })),
  ];
  test.each(Operation.options)("%s", (operation) => {
    for (const outcome of outcomes) {
      const { happened, retry, next, say } = adviceFor(outcome, operation);
      const all = [happened, next, say].filter((each) => each !== null).join(" ");
      expect(happened).toMatch(/^[A-Z$].*[.”]$/);
      expect(all).not.toMatch(/undefined|null|NaN|\s{2}|!/);
      if (outcome.kind === "unknown") {
        expect(retry).toBe("look_first");
        expect(all).not.toMatch(/\b(declined|approved|nothing was)\b/i);
      }
      if (outcome.kind === "refused" && operation !== "charge" && operation !== "capture") expect(say).toBeNull();
      if (outcome.kind !== "approved") expect(retry).not.toBe(outcome.kind === "authorized" ? "no" : "not_needed");
    }
  });

  test("each reason has its own sentence", () => {
    expect(new Set(UnknownWhy.options.map((why) => unknownWords[why])).size).toBe(UnknownWhy.options.length);
    expect(new Set(RefusedWhy.options.map((why) => refusedWords[why])).size).toBe(RefusedWhy.options.length);
  });
});

test("an approval in spite of a failed check says so", () => {
  const approved: Outcome = { kind: "approved", ...seen, payment: payment({ avs: "N", cvv: "N" }) };
  const asked = { amount: 12_500, surcharge: 0, given: { street: true, zip: true } };
  expect(adviceFor(approved, "charge", asked).next).toMatch(/Neither street nor ZIP.*CVV does not match/);
  expect(adviceFor({ ...approved, payment: payment({ avs: "Y", cvv: "M" }) }, "charge").next).toBeNull();
  // It was taken when the charge was; a void or a refund has nothing to doubt.
  for (const operation of ["void", "refund", "tip"] as const)
    expect(adviceFor(approved, operation, asked).next).toBeNull();
});

test("a refund that became a void says that all of it was voided", () => {
  const outcome: Outcome = { kind: "approved", ...seen, payment: payment({}, { status: "voided" }) };
  expect(adviceFor(outcome, "refund").happened).toContain("whole payment of $125.00 was voided");
});

test("what is left of a partial approval is worked out", () => {
  expect(
    adviceFor({ kind: "partially_approved", ...seen, amount: cents(5000), requested: cents(12_500) }, "charge").say,
  ).toContain("$75.00 with another card");
});

test.each([
  ["street pass, zip pass", "matches", "matches", "Street and ZIP match."],
  ["street pass, zip fail", "matches", "does not match", "The street matches, the ZIP does not match."],
  ["street unchecked, zip pass", "not checked", "matches", "The ZIP matches, the street was not checked."],
  ["street fail, zip fail", "does not match", "does not match", "Neither street nor ZIP match."],
  ["street unchecked, zip unavailable", "not checked", "not checked", "The address was not checked."],
  [
    "street pass, zip maybe",
    "unknown",
    "unknown",
    "The address check answered “street pass, zip maybe”, which is not known here.",
  ],
] as const)("checks without letters: %s", (said, street, zip, words) =>
  expect(readAvs(said, { street: true, zip: true })).toEqual({ street, zip, words }),
);

test.each([
  ["insufficient_funds", "other_card"],
  ["do_not_honor", "other_card"],
  ["lost_card", "no"],
  ["expired_card", "fix_and_retry"],
  ["invalid_cvc", "fix_and_retry"],
  ["card_number_invalid", "fix_and_retry"],
  ["issuer_not_available", "later"],
  ["do_not_retry", "no"],
  ["card_decline_rate_limit_exceeded", "no"],
  ["new_card_issued", "other_card"],
  ["pin_required", "other_card"],
  ["service_not_allowed", "no"],
  ["charge_expired_for_capture", "fix_and_retry"],
  ["116", "other_card"],
  ["504", "no"],
  ["907", "later"],
  ["517", "fix_and_retry"],
])("reason %s: %s", (code, retry) => {
  const advice = adviceForDecline(code);
  expect(advice).not.toEqual(unstated);
  expect(advice.retry).toBe(retry);
});

test("a refusal says which field was not taken, and why", () => {
  const refused: Outcome = {
    kind: "refused",
    ...seen,
    amount: null,
    why: "not_sent",
    message: "This charge cannot be sent as it is.",
    fields: { zip: "Level 2 data need the ZIP." },
  };
  expect(adviceFor(refused, "charge").happened).toContain("Level 2 data need the ZIP.");
});

test.each([
  ["Z", { street: false, zip: true }, "not given", "matches", "The ZIP matches, no street was given."],
  ["N", { street: false, zip: true }, "not given", "does not match", "The ZIP does not match, no street was given."],
  ["N", { street: true, zip: false }, "does not match", "not given", "The street does not match, no ZIP was given."],
  ["N", { street: false, zip: false }, "not given", "not given", "No address was given."],
  ["U", { street: false, zip: true }, "not given", "not checked", "The card’s bank does not check addresses."],
  ["Y", { street: false, zip: true }, "not given", "matches", "The ZIP matches, no street was given."],
  ["Q", { street: false, zip: true }, "unknown", "unknown", "The address check answered “Q”, which is not known here."],
  [
    "street fail, zip pass",
    { street: false, zip: true },
    "not given",
    "matches",
    "The ZIP matches, no street was given.",
  ],
  ["Z", null, "no match, or not given", "matches", "The ZIP matches, the street does not match or was not given."],
] as const)("AVS %s, where %o was given", (letter, given, street, zip, words) =>
  expect(readAvs(letter, given)).toEqual({ street, zip, words }),
);

test("an approval is no doubtful one for a street that nobody gave; a ZIP that does not match stays one", () => {
  const approved = (avs: string): Outcome => ({ kind: "approved", ...seen, payment: payment({ avs, cvv: "M" }) });
  const asked = { amount: 12_500, surcharge: 0, given: { street: false, zip: true } };
  expect(adviceFor(approved("Z"), "charge", asked).next).toBeNull();
  expect(adviceFor(approved("N"), "charge", asked).next).toMatch(/The ZIP does not match, no street was given\./);
  expect(adviceFor(approved("Z"), "charge").next).toMatch(/the street does not match or was not given/);
});

test("an AVS rule that missed a street nobody was asked for: the street is asked for, and nobody is told that it does not match", () => {
  const reversed = (avs: string): Outcome => ({ kind: "reversed", ...seen, payment: payment({ avs }), rule: "avs" });
  const asked = (street: boolean, zip: boolean) => ({ amount: 12_500, surcharge: 0, given: { street, zip } });
  expect(adviceFor(reversed("Z"), "charge", asked(false, true))).toMatchObject({
    happened: expect.stringMatching(/voided at once.*no street was given/),
    retry: "fix_and_retry",
    say: "Could you give me the street of the billing address of your card?",
  });
  expect(adviceFor(reversed("N"), "charge", asked(false, false)).next).toBe(
    "Ask for the street and ZIP. The street goes under More.",
  );
  expect(adviceFor(reversed("A"), "charge", asked(true, false)).next).toBe("Ask for the ZIP.");
  // The ZIP is wrong, whatever the street would have been.
  for (const given of [asked(false, true), asked(true, true)])
    expect(adviceFor(reversed("N"), "charge", given).say).toMatch(/^The address does not match/);
  expect(adviceFor(reversed("Z"), "charge", asked(true, true)).say).toMatch(/^The address does not match/);
  // Nobody knows what was given: the address of a card on file, or that of another desk.
  expect(adviceFor(reversed("N"), "charge").say).toMatch(/^Your bank could not confirm the address/);
});

test("a charge found voided is not said to have been voided by a rule, nor at once: a person may have done it", () => {
  const found: Outcome = { kind: "reversed", ...seen, httpStatus: null, rule: "unstated" };
  const advice = adviceFor(found, "charge");
  expect(advice.happened).not.toMatch(/a rule of the account does not allow it|at once/);
  expect(advice.happened).toMatch(/was voided.*No money was taken\.$/);
  expect(advice.say).not.toContain("We cannot take this kind of card");
});

test("a sentence of our own is not told as the processor's, nor to be given to its support", () => {
  const ours = refusedInOurWords("The 25 minutes are over. Refund it instead.", 400, "payment_outside_void_window");
  expect(adviceFor(ours, "void")).toMatchObject({
    happened: "Nothing was voided. The 25 minutes are over. Refund it instead.",
    next: null,
  });
  const field = refusedInOurWords("It is too small.", 422, "amount_too_small", { amount: "It is too small." });
  expect(adviceFor(field, "charge").happened).not.toContain("It said");
});
