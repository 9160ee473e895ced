import type { OutputOf } from "../../../shared/contract";
import { dollars } from "../../../shared/money";
import type { Fault } from "../faults";

/**
 * What practice does on purpose: the test cards and scenarios of JustiFi (docs/justifi.md 6), and trouble on the line
 * by amount.
 */
export interface Decline {
  /** `error.code`; the reason is its `decline_code` where there is one. */
  readonly code: string;
  readonly reason: string | null;
  readonly network: string | null;
  readonly message: string;
}

const declined = (reason: string | null, message: string, network: string | null = null): Decline => ({
  code: "card_declined",
  reason,
  network,
  message,
});
const coded = (code: string, message: string, network: string | null = null): Decline => ({
  code,
  reason: null,
  network,
  message,
});

/** The names of `metadata.payment_test.scenario`. `successful_payment` and what is not here go through. */
const SCENARIOS: Readonly<Record<string, Decline>> = {
  insufficient_funds: declined("insufficient_funds", "The card has insufficient funds.", "116"),
  expired_card: declined("expired_card", "The card has expired.", "101"),
  invalid_card_number: declined("invalid_card_number", "The card number is invalid.", "131"),
  invalid_cvc: declined("invalid_cvc", "The card's security code is incorrect.", "517"),
  do_not_honor: declined("do_not_honor", "The card's issuer did not approve the payment.", "005"),
  restricted_card: declined("restricted_card", "The card is restricted.", "102"),
  exceeds_card_limit: declined("exceeds_card_limit", "The payment exceeds the card's limit.", "121"),
  gateway_error: coded("gateway_error", "The gateway had an error.", "963"),
  gateway_timeout: coded("gateway_timeout_error", "The gateway did not answer in time."),
  card_blocked: coded(
    "card_decline_rate_limit_exceeded",
    "The card was declined too often and is blocked for 24 hours.",
  ),
  incorrect_pin: declined("incorrect_pin", "The PIN is incorrect.", "117"),
  new_card_issued: declined("new_card_issued", "A new card has been issued.", "503"),
  do_not_retry: declined("do_not_retry", "Do not retry this card.", "504"),
  account_closed: declined("account_closed", "The account is closed.", "231"),
  pin_required: declined("pin_required", "A PIN is required."),
  pin_tries_exceeded: declined("pin_tries_exceeded", "Too many tries of the PIN.", "106"),
  amount_too_large: declined("amount_too_large", "The amount is too large."),
  amount_too_small: declined("amount_too_small", "The amount is too small."),
  invalid_expiry_month: declined("invalid_expiry_month", "The expiry month is invalid."),
  invalid_expiry_year: declined("invalid_expiry_year", "The expiry year is invalid."),
  invalid_charge_amount: declined("invalid_charge_amount", "The amount is invalid.", "110"),
  service_not_allowed: declined("service_not_allowed", "The service is not allowed for this card.", "512"),
  issuer_not_available: declined("issuer_not_available", "The issuer is not available.", "907"),
  currency_not_supported: declined("currency_not_supported", "The currency is not supported."),
  three_d_secure_not_supported: declined("three_d_secure_not_supported", "3-D Secure is not supported.", "531"),
  test_mode_live_card: declined("test_mode_live_card", "A live card was used in test mode."),
  generic_decline: declined(null, "The card was declined."),
  generic_error_change_info: declined(null, "The card was declined: change the information and try again."),
  generic_error_do_not_retry: declined(null, "The card was declined: do not try again."),
  generic_error_please_retry: declined(null, "The card was declined: please try again.", "516"),
  lost_card: declined("lost_card", "The card is reported lost.", "208"),
  stolen_card: declined("stolen_card", "The card is reported stolen.", "209"),
  card_declined: declined(null, "The card was declined."),
  expired_card_code: coded("expired_card", "The card has expired."),
  invalid_cvc_code: coded("invalid_cvc", "The card's security code is incorrect."),
};

/** The decline that a scenario stands for; null: none. */
export function declineOf(scenario: string | null): Decline | null {
  return scenario !== null && Object.hasOwn(SCENARIOS, scenario) ? (SCENARIOS[scenario] ?? null) : null;
}

interface TestCard {
  readonly number: string;
  readonly what: string;
  readonly cvv: string;
  readonly scenario: string | null;
}

const card = (what: string, number: string, scenario: string | null = null, cvv = "123"): TestCard => ({
  what,
  number,
  cvv,
  scenario,
});

const CARDS: readonly TestCard[] = [
  card("Visa", "4242424242424242"),
  card("Visa debit", "4000056655665556"),
  card("Mastercard", "5555555555554444"),
  card("Mastercard, 2 series", "2223003122003222"),
  card("Mastercard debit", "5200828282828210"),
  card("Mastercard prepaid", "5105105105105100"),
  card("Amex", "378282246310005", null, "1234"),
  card("Amex", "371449635398431", null, "1234"),
  card("Discover", "6011000990139424"),
  card("Declined, without a reason", "4000000000000002", "card_declined"),
  card("Declined: insufficient funds", "4000000000009995", "insufficient_funds"),
  card("Declined: lost card", "4000000000009987", "lost_card"),
  card("Declined: stolen card", "4000000000009979", "stolen_card"),
  card("Expired card", "4000000000000069", "expired_card_code"),
  card("Wrong security code", "4000000000000127", "invalid_cvc_code"),
  card("The charge fails though the card is good", "4000000000000341", "card_declined"),
  card("Wrong security code, when one is given", "4000000000000101", "invalid_cvc_if_given"),
  card("Gateway error: looked up, then told as declined", "4000000000000119", "gateway_error"),
];

/** What that number comes to; null: it is approved. */
export function scenarioOfCard(number: string, hasCode: boolean): string | null {
  const found = CARDS.find((each) => each.number === number)?.scenario ?? null;
  return found === "invalid_cvc_if_given" ? (hasCode ? "invalid_cvc_code" : null) : found;
}

/** Tokens that are there from the start, for whoever has no approval for typed cards. */
export const TOKENS: readonly {
  readonly id: string;
  readonly what: string;
  readonly number: string;
  readonly invalidReason?: string;
}[] = [
  { id: "pm_practice_visa", what: "A Visa that is approved", number: "4242424242424242" },
  { id: "pm_practice_mastercard", what: "A Mastercard that is approved", number: "5555555555554444" },
  { id: "pm_practice_declined", what: "A Visa without funds", number: "4000000000009995" },
  {
    id: "pm_practice_invalid",
    what: "A Visa that is marked as invalid: nothing is sent",
    number: "4000056655665556",
    invalidReason: "card_expired",
  },
];

const TROUBLE: readonly { readonly what: string; readonly amount: number; readonly fault: Fault }[] = [
  {
    what: "A slow answer: 8 seconds, then approved",
    amount: 500_800,
    fault: { kind: "delay", when: "after", ms: 8000 },
  },
  { what: "The answer is lost, the money was taken", amount: 501_000, fault: { kind: "reset", when: "after" } },
  { what: "The request is lost, nothing was taken", amount: 501_100, fault: { kind: "reset", when: "before" } },
  {
    what: "Server error 500, the money was taken",
    amount: 500_000,
    fault: { kind: "status", when: "after", status: 500 },
  },
  { what: "An answer cut in half, the money was taken", amount: 501_200, fault: { kind: "truncated" } },
];

/** The fault that an amount (cents) stands for; null: none. */
export function faultOfAmount(amount: number): Fault | null {
  return TROUBLE.find((row) => row.amount === amount)?.fault ?? null;
}

/** Everything that can be practised. */
export function justifiScenarios(): OutputOf<"training.scenarios"> {
  const nothing = { card: null, amount: null, cvv: null, zip: null };
  return [
    ...CARDS.map(({ what, number, cvv, scenario }) => ({
      ...nothing,
      group: scenario === null ? "Cards that approve" : "Cards that do not",
      what,
      card: number,
      cvv,
    })),
    ...TOKENS.map(({ id, what }) => ({ ...nothing, group: "Tokens of payment methods", what: `${id}: ${what}` })),
    ...Object.keys(SCENARIOS)
      .filter((name) => !name.endsWith("_code"))
      .map((name) => ({ ...nothing, group: "By your own field payment_test", what: `payment_test = ${name}` })),
    ...TROUBLE.map(({ what, amount }) => ({ ...nothing, group: "Trouble on the line", what, amount: dollars(amount) })),
    { ...nothing, group: "Address check", what: "The ZIP does not match", zip: "22222" },
    { ...nothing, group: "Address check", what: "The check is not available", zip: "33333" },
  ];
}
