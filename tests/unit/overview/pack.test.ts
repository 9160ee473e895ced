import { expect, it } from "vitest";
import { packPage, type PackInput } from "../../../src/main/overview/pack";
import { keep } from "../../../src/main/history/kept";
import type { AttemptView } from "../../../src/shared/attempt";
import { viewAttempt } from "../../../src/shared/attempt-view";
import type { PaymentCard } from "../../../src/shared/payment";
import { packWords as words } from "../../../src/shared/words/pack";
import { attempt, dayOptions, NOON, payment, refund } from "../../fixtures/days";

/** What a merchant answers a chargeback with, from the copy and the journal. */
const { card: anyCard } = payment("ch_0");
const card: PaymentCard = {
  ...(anyCard as PaymentCard),
  last4: "4242",
  expMonth: "11",
  expYear: "2031",
  avs: "Z",
  cvv: "M",
};
const made = payment("ch_1", {
  card,
  status: "partly_disputed",
  amountDisputed: 4_000 as never,
  description: "Crown <script>alert(1)</script>",
  email: "mia@example.com",
  refunds: [refund(1_000, { reason: "requested_by_customer" })],
  metadata: { operator: "ana", channel: "phone", table: "12" },
});
const charge = attempt({ id: crypto.randomUUID(), payment: made });
const back = attempt({ operation: "refund", paymentId: "ch_1", amount: 1_000, at: NOON + 3_600_000 });
const lost = attempt({ operation: "void", paymentId: "ch_1", state: "closed_by_hand", at: NOON + 7_200_000 });

function pack(more: Partial<PackInput> = {}): string {
  return packPage({
    paymentId: "ch_1",
    kept: keep(made),
    attempts: [lost, back, charge].map((one) => viewAttempt(one, null)),
    events: [
      {
        at: NOON - 86_400_000,
        kind: "card_added",
        operator: "ben",
        sentence: "Added Visa ···· 4242",
        changes: [],
        consent: { channel: "phone", wording: "May I keep your card?" },
      },
    ],
    customerName: "Mia Lee",
    policy: "Refunds within 14 days.",
    about: dayOptions().page(),
    now: NOON + 86_400_000,
    ...more,
  }).html;
}

it("has the order, the checks in words, the consent, who took it, every step in order, the refunds", () => {
  const html = pack();
  for (const part of [
    "$100.00",
    "$40.00",
    "Partly disputed",
    "Mia Lee",
    "Visa ending 4242",
    "the street does not match or was not given",
    "The CVV matches.",
    "May I keep your card?",
    "Front desk",
    "By phone",
    "Noted: table",
    "Refunds within 14 days.",
    "$10.00, ",
  ])
    expect(html).toContain(part);
  const steps = html.slice(html.indexOf(words.steps));
  const places = [
    "Charge $100.00: begun by ana",
    "Charge $100.00: Approved",
    "Refund $10.00: begun",
    "Void $100.00: checking was stopped by ana",
  ].map((step) => steps.indexOf(step));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(html).toContain("TRAINING");
});

it("SECURITY: has the last four digits alone, no expiry, and runs nothing", () => {
  const html = pack();
  expect(html).not.toMatch(/<script|11\/31|2031|href=/);
  expect(html).toContain("&lt;script&gt;");
});

it("says where the processor was asked to send the receipt, and that it was not asked", () => {
  const asked = (receipts: AttemptView["receipts"]) => pack({ attempts: [{ ...viewAttempt(charge, null), receipts }] });
  expect(asked({ email: true, sms: false })).toContain("asked to send the receipt by e-mail to mia@example.com.");
  expect(asked({ email: false, sms: true })).toContain("asked to send the receipt by text message");
  expect(asked({ email: false, sms: false })).toContain(words.receiptNotAsked);
  expect(asked(null)).toContain(words.receiptNotKept);
});

it("says what it does not know: another desk's payment, one that is not in the copy, one that nobody knows", () => {
  const elsewhere = pack({ attempts: [], events: [] });
  for (const sentence of [words.elsewhere, words.noSteps, words.noConsent, words.checksNotKept])
    expect(elsewhere).toContain(sentence);
  const alone = pack({ kept: null });
  expect(alone).toContain(words.notInCopy);
  expect(alone).toContain("Visa ending 4242");
  expect(() => pack({ kept: null, attempts: [] })).toThrow(words.notFound);
});
