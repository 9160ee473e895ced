import { describe, expect, it } from "vitest";
import { createReceipts } from "../../../src/main/receipts/receipts";
import { receiptHtml } from "../../../src/main/receipts/page";
import { receiptOf, type ReceiptOf } from "../../../src/main/receipts/receipt";
import { Failure } from "../../../src/shared/failure";
import { cents } from "../../../src/shared/money";
import type { AttemptView } from "../../../src/shared/attempt";
import type { Operation, Outcome } from "../../../src/shared/outcome";
import type { Payment } from "../../../src/shared/payment";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings";
import { paymentNumber } from "../../fixtures/payments";

const AT = new Date(2026, 10, 21, 10, 42).getTime();
const MERCHANT = {
  name: "Meridian Dental",
  address: "8320 Cactus Road\nPhoenix, AZ 85284",
  phone: "(602) 555-0143",
  statementDescription: "MERIDIAN DENTAL",
  receiptPolicy: "Refunds within 30 days.",
};

const payment = (parts: Partial<Payment> = {}): Payment => ({
  ...paymentNumber(1, AT),
  id: "nBoLWODLMLLoOXyb",
  amount: cents(12_500),
  amountApproved: cents(12_500),
  amountCaptured: cents(12_500),
  amountRefunded: cents(0),
  tip: null,
  surcharge: null,
  status: "captured",
  authCode: "TAS712",
  card: {
    id: null,
    brand: "visa",
    brandRaw: "V",
    last4: "5439",
    expMonth: "12",
    expYear: "2029",
    holder: "Ann Cruz",
    fingerprint: "f1nger",
    customerId: null,
    avs: "Y",
    cvv: "M",
    zip: "85284",
    issuerName: "Bank One",
    issuerPhone: "800 555 0000",
    issuerCountry: "US",
    cardType: null,
  },
  ...parts,
});

const common = (of: Payment) => ({ payment: of, amount: of.amount, code: null, message: null, httpStatus: 201 });
const attempt = (operation: Operation, outcome: Outcome | null, parts: Partial<AttemptView> = {}): AttemptView => ({
  id: "7c1e2b54-9d1c-4a6e-8f0b-3a3f5c1ab2f0",
  operation,
  connection: "training",
  currency: "USD",
  account: "Training",
  state: "closed",
  amount: cents(12_500),
  capture: true,
  paymentId: "nBoLWODLMLLoOXyb",
  card: { brand: "visa", last4: "5439" },
  customer: null,
  channel: "phone",
  operator: "Ana",
  desk: "Front desk",
  openedAt: AT,
  sentAt: AT,
  closedAt: AT,
  outcome,
  sends: 1,
  looks: { count: 0, lastAt: null, nextAt: null },
  byHand: null,
  advice: { happened: "", next: null, say: null },
  ...parts,
});
const words = (of: Partial<ReceiptOf>): string => {
  const receipt = receiptOf({
    hours: 12,
    payment: payment(),
    attempt: null,
    merchant: MERCHANT,
    connection: "live",
    ...of,
  });
  return receiptHtml(receipt, "roll")
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<title>.*?<\/title>/s, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, " ");
};

describe("what every receipt says", () => {
  it.each([
    ["CAD", "CA$125.00 CAD", "Sale CAD 125.00"],
    ["JPY", "¥12,500 JPY", "Sale JPY 12500"],
    ["KWD", "KWD 12.500 KWD", "Sale KWD 12.500"],
    ["XQZ", "XQZ 12500 minor units XQZ", "Sale XQZ 12500"],
    ["USD", "$125.00 USD", "Sale 125.00"],
  ])("is in the payment’s own currency: %s", (currency, shown, title) => {
    const of = payment({
      currency,
      tip: cents(500),
      refunds: [],
      status: "partly_refunded",
      amountRefunded: cents(500),
    });
    const receipt = receiptOf({ hours: 12, payment: of, attempt: null, merchant: MERCHANT, connection: "live" });
    const captured = { ...of, status: "captured" as const };
    expect(words({ payment: captured })).toContain(shown);
    expect(
      receiptOf({ hours: 12, payment: captured, attempt: null, merchant: MERCHANT, connection: "live" }).title,
    ).toContain(title);
    if (currency !== "USD") expect(JSON.stringify(receipt).replaceAll("CA$", "")).not.toMatch(/USD|\$/);
  });

  it("MONEY: of a payment that was given back in part, nobody knows how much, it names no sum", () => {
    const of = (amountRefunded: number) =>
      words({
        payment: payment({ status: "partly_refunded", amountRefunded: cents(amountRefunded) }),
        attempt: attempt("charge", { kind: "approved", ...common(payment()) }),
      });
    expect(of(500)).toContain("$5.00");
    expect(of(0)).not.toContain("$0.00");
  });

  it("has what the schemes ask for, and nothing they forbid", () => {
    const said = words({ attempt: attempt("charge", { kind: "approved", ...common(payment()) }) });
    for (const part of [
      "Meridian Dental",
      "Phoenix, AZ 85284",
      "(602) 555-0143",
      "Sale",
      "$125.00",
      "USD",
      "Nov 21, 2026, 10:42 AM",
      "Visa ···· 5439",
      "TAS712",
      "nBoLWODLMLLoOXyb",
      "MERIDIAN DENTAL",
      "phone order",
      "Refunds within 30 days.",
    ]) {
      expect(said).toContain(part);
    }
    for (const never of ["2029", "12/29", "CVV", "AVS", "matches", "85284 ", "f1nger", "Signature", "NOT A REAL"])
      expect(said.replace("AZ 85284", "")).not.toContain(never);
  });

  it("tells the time by as many hours as the screens do", () => {
    const paid = { attempt: attempt("charge", { kind: "approved", ...common(payment()) }) };
    expect(words({ ...paid, hours: 24 })).toMatch(/Nov 21, 2026, 10:42 (?!AM)/);
  });

  it("asks for a signature in person only", () => {
    const inPerson = attempt("charge", { kind: "approved", ...common(payment()) }, { channel: "in_person" });
    expect(words({ attempt: inPerson })).toContain("Signature");
    expect(words({ attempt: { ...inPerson, operation: "refund" } })).not.toContain("Signature");
  });

  it("sets tip and surcharge on lines of their own before the total", () => {
    const said = words({ payment: payment({ tip: cents(500), surcharge: cents(300) }) });
    expect(said).toMatch(/Amount \$117\.00 Tip \$5\.00 Surcharge \$3\.00 Total \$125\.00/);
  });

  it("takes the surcharge out of the whole that was asked for, also where the processor does not give it back", () => {
    const whole = payment({ amount: cents(12_875), surcharge: cents(375), tip: cents(500) });
    const sale = (of: Payment) =>
      words({
        payment: of,
        attempt: attempt(
          "charge",
          { kind: "approved", ...common(of) },
          { amount: cents(12_875), surcharge: cents(375) },
        ),
      });
    expect(sale(whole)).toMatch(/Amount \$120\.00 Tip \$5\.00 Surcharge \$3\.75 Total \$128\.75/);
    for (const surcharge of [null, cents(0)])
      expect(sale({ ...whole, tip: null, surcharge })).toMatch(/Amount \$125\.00 Surcharge \$3\.75 Total \$128\.75/);
  });

  it("prints no card number that somebody typed into a text, and no markup", () => {
    const receipt = receiptOf({
      hours: 12,
      payment: payment({ description: "card 4012 0000 9876 5439 <script>alert(1)</script>" }),
      attempt: null,
      merchant: { ...MERCHANT, name: "A & B <b>" },
      connection: "live",
    });
    const html = receiptHtml(receipt, "a4");
    expect(html).not.toContain("9876");
    expect(html).not.toMatch(/<script|<b>/);
    expect(html).toContain("A &amp; B &lt;b&gt;");
  });

  it("leaves a name that is written from right to left its own direction, and its place", () => {
    for (const paper of ["roll", "letter", "a4"] as const) {
      const html = receiptHtml(
        receiptOf({ hours: 12, payment: payment(), attempt: null, merchant: MERCHANT, connection: "live" }),
        paper,
      );
      expect(html).toMatch(/\nh1,p,td\{unicode-bidi:plaintext\}\nbody\{text-align:left;/u);
    }
  });

  it("cannot be taken for a real one when it is practice or test", () => {
    for (const paper of ["roll", "letter", "a4"] as const) {
      const html = (connection: ReceiptOf["connection"]): string =>
        receiptHtml(receiptOf({ hours: 12, payment: payment(), attempt: null, merchant: MERCHANT, connection }), paper);
      expect(html("practice").match(/TRAINING — NOT A REAL PAYMENT/g)).toHaveLength(2);
      expect(html("test").match(/TEST — NOT A REAL PAYMENT/g)).toHaveLength(2);
      expect(html("live")).not.toContain("NOT A REAL");
    }
    expect(
      receiptOf({ hours: 12, payment: payment(), attempt: null, merchant: MERCHANT, connection: "practice" }).title,
    ).toMatch(/^TRAINING Sale 125\.00/);
  });
});

describe("what happened", () => {
  it.each<[string, AttemptView | null, Partial<Payment>, RegExp[]]>([
    ["a sale", attempt("charge", { kind: "approved", ...common(payment()) }), {}, [/Sale \$125\.00/, /Approved/]],
    [
      "a hold",
      attempt("charge", { kind: "authorized", ...common(payment()) }),
      { status: "authorized" },
      [/Authorization \$125\.00/, /not charged/, /seven days/],
    ],
    [
      "a capture of a part",
      attempt("capture", { kind: "approved", ...common(payment()), amount: cents(10_000) }),
      {},
      [/Capture \$100\.00/, /Authorized \$125\.00/],
    ],
    [
      "a void",
      attempt("void", { kind: "approved", ...common(payment()) }),
      { status: "voided" },
      [/Void \$125\.00/, /no money is taken/],
    ],
    [
      "a refund",
      attempt("refund", { kind: "approved", ...common(payment()), amount: cents(2000) }, { amount: cents(2000) }),
      { status: "partly_refunded" },
      [/Refund \$20\.00/, /Original payment \$125\.00/],
    ],
    [
      "a decline",
      attempt("charge", { kind: "declined", ...common(payment()), code: "D2012", message: "Insufficient Funds" }),
      { status: "failed" },
      [/Declined/, /Not charged/, /another card/],
    ],
    [
      "a part",
      attempt("charge", {
        kind: "partially_approved",
        ...common(payment()),
        amount: cents(6000),
        requested: cents(12_500),
      }),
      {},
      [/Partly approved \$60\.00/, /Still to pay \$65\.00/],
    ],
    [
      "a reversal",
      attempt("charge", { kind: "reversed", ...common(payment()), rule: "avs" }),
      { status: "voided" },
      [/Reversed/, /no money is taken/],
    ],
    ["no attempt of ours, a hold", null, { status: "authorized" }, [/Authorization/]],
    [
      "no attempt of ours, refunded",
      null,
      { status: "partly_refunded", amountRefunded: cents(2500) },
      [/Refund \$25\.00/],
    ],
    ["no attempt of ours, failed", null, { status: "failed", failureCode: "D2012" }, [/Declined/]],
    [
      "an authorization whose hold has lapsed since",
      attempt("charge", { kind: "authorized", ...common(payment({ status: "authorized" })) }),
      { status: "expired" },
      [/has been let go/, /No money is taken/],
    ],
    ["no attempt of ours, expired", null, { status: "expired" }, [/lapsed/, /No money was taken/]],
    [
      "a sale that was voided since",
      attempt("charge", { kind: "approved", ...common(payment()) }),
      { status: "voided" },
      [/Sale/, /since been cancelled/],
    ],
  ])("%s", (_what, about, parts, expected) => {
    const said = words({ attempt: about, payment: payment(parts) });
    for (const one of expected) expect(said).toMatch(one);
  });

  it.each<[string, AttemptView | null, Partial<Payment>]>([
    [
      "the answer did not arrive",
      attempt("charge", { kind: "unknown", ...common(payment()), why: "timeout" }, { state: "unknown" }),
      {},
    ],
    [
      "it was given up by hand",
      attempt("charge", { kind: "unknown", ...common(payment()), why: "timeout" }, { state: "closed_by_hand" }),
      {},
    ],
    ["it is still under way", attempt("charge", null, { state: "sent" }), {}],
    ["the processor's word is not known", null, { status: "unknown", statusRaw: "pondering" }],
    [
      "our record and the processor do not agree",
      attempt("charge", { kind: "approved", ...common(payment()) }),
      { status: "failed" },
    ],
  ])("nothing is certified when %s", (_what, about, parts) => {
    const said = words({ attempt: about, payment: payment(parts) });
    expect(said).toContain("Being confirmed");
    expect(said).toContain("may or may not have gone through");
    expect(said).not.toMatch(/Approved|Declined|TAS712|Cardholder copy/);
  });
});

describe("a receipt when nobody can be asked", () => {
  const parts = {
    customerEmail: () => null,
    connection: () => "training",
    environment: () => "practice" as const,
    settings: () => ({ ...DEFAULT_SETTINGS, merchant: MERCHANT }),
    payment: () => Promise.reject(new Failure("no_network", "The processor cannot be reached.")),
  };
  it("is written from what was answered when the operation ended", async () => {
    const receipts = createReceipts({
      hours: () => 12,
      ...parts,
      attempt: () => attempt("charge", { kind: "approved", ...common(payment()) }),
    });
    const page = await receipts.page({ paymentId: "nBoLWODLMLLoOXyb", attemptId: "x", paper: "letter" });
    expect(page.html).toContain("$125.00");
    expect(page.paper).toBe("letter");
    await expect(receipts.page({ paymentId: "nBoLWODLMLLoOXyb", attemptId: null, paper: "roll" })).rejects.toThrow(
      "cannot be reached",
    );
  });
  it("is never written for another payment than the attempt's, nor with another account's mark", async () => {
    const receipts = createReceipts({
      hours: () => 12,
      ...parts,
      connection: () => "payarc_live",
      attempt: () => attempt("charge", { kind: "approved", ...common(payment()) }),
    });
    await expect(receipts.page({ paymentId: "other", attemptId: "x", paper: "roll" })).rejects.toThrow(Failure);
    expect((await receipts.page({ paymentId: "nBoLWODLMLLoOXyb", attemptId: "x", paper: "roll" })).html).toContain(
      "TRAINING",
    );
  });
});

it.each(["Invoice number: 10234", "Basic service, March", "Bearer bonds, 2 pieces", "token: blue", "cvv missing"])(
  "a receipt says what people wrote as they wrote it: %s",
  (written) => {
    const merchant = { ...MERCHANT, name: written, receiptPolicy: written };
    const told = receiptOf({
      hours: 12,
      payment: payment({ description: written }),
      attempt: null,
      merchant,
      connection: "live",
    });
    expect(told.facts).toContainEqual({ label: "For", value: written });
    expect([told.merchant.name, told.policy]).toEqual([written, written]);
  },
);

it("SECURITY: a receipt has no card number, however it is written, and its ids are whole", () => {
  const id = "py4012000098765439x";
  const description = "Visa4012,0000,9876,5439 for Ann";
  const merchant = { ...MERCHANT, address: "4012·0000·9876·5439\nPhoenix" };
  const told = receiptOf({
    hours: 12,
    payment: payment({ id, description }),
    attempt: null,
    merchant,
    connection: "live",
  });
  expect(told.facts).toContainEqual({ label: "Payment ID", value: id });
  expect(told.facts).toContainEqual({ label: "For", value: "Visa[card number] for Ann" });
  expect(told.merchant.address).toEqual(["[card number]", "Phoenix"]);
});
