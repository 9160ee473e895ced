import type { OutputOf } from "../../../shared/contract";
import { dollars } from "../../../shared/money";
import type { Fault } from "../faults";

/**
 * What Training does on purpose, so that staff can practise everything: the list on the screen and the behaviour of the
 * server are this one table. No amount under $1,000.00 is scripted: ordinary prices behave in the ordinary way.
 * Amounts are made of the code, so that they can be remembered: D2012 is $2,012.00, E0911 is $8,911.00.
 */
export interface DeclineEffect {
  readonly kind: "decline";
  /** null: PayArc names no code (the non-2xx form). */
  readonly code: string | null;
  readonly status: string;
  readonly message: string;
  /**
   * Declines arrive in two ways (docs/payarc.md 4.2): a 201 with a failure code, or an error whose message is the
   * reason.
   */
  readonly form: "charge" | "error";
}

export type AmountEffect =
  | DeclineEffect
  | { readonly kind: "duplicate"; readonly decline: DeclineEffect }
  | { readonly kind: "partial" }
  | { readonly kind: "auto_void" }
  | { readonly kind: "settled" }
  | { readonly kind: "disputed" }
  | { readonly kind: "expires" }
  | { readonly kind: "fault"; readonly fault: Fault };

/** What an address check says. `street` and `zip` null: it could not be checked. */
export interface AvsResult {
  readonly letter: string | null;
  readonly street: boolean | null;
  readonly zip: boolean | null;
}

export type CardEffect =
  | { readonly kind: "approve" }
  | { readonly kind: "bin"; readonly country: string; readonly type: "credit" | "debit" | "prepaid" }
  | { readonly kind: "invalid" }
  | DeclineEffect;

export type CvvEffect = { readonly kind: "invalid" } | { readonly kind: "letter"; readonly letter: string };

export interface Scenario {
  readonly group: string;
  readonly what: string;
  readonly card: string | null;
  /** Cents. */
  readonly amount: number | null;
  readonly cvv: string | null;
  readonly zip: string | null;
  readonly onAmount?: AmountEffect;
  readonly onCard?: CardEffect;
  readonly onCvv?: CvvEffect;
  readonly onZip?: AvsResult;
}

const nothing = { card: null, amount: null, cvv: null, zip: null };

/** Address line 1 starting with this, and ZIP 85284, match in full (docs/payarc.md 13). */
const MATCHING_STREET = "8320";
const MATCHING_ZIP = "85284";

function sandboxCard(what: string, card: string, cvv: string | null): Scenario {
  return { ...nothing, group: "Cards that approve", what, card, cvv, onCard: { kind: "approve" } };
}

/**
 * The amount that stands for a code: the four digits of a D code are dollars; with a leading 0 they are 9,nnn, E codes
 * 8,nnn.
 */
function amountOf(code: string): number {
  const [, letter = "", digits = ""] = /^(D|E|DECLINED-)(\d+)$/.exec(code) ?? [];
  const number = Number(digits);
  if (letter === "DECLINED-") return (1000 + number) * 100;
  return (number >= 1000 ? number : number + (letter === "D" ? 9000 : 8000)) * 100;
}

function declined(code: string, status: string, message: string, amount = amountOf(code)): Scenario {
  const onAmount: DeclineEffect = { kind: "decline", code, status, message, form: "charge" };
  return { ...nothing, group: "Declined", what: `${status}: ${message} (${code})`, amount, onAmount };
}

function refusedInWords(message: string, amount: number, code: string | null): Scenario {
  const onAmount: DeclineEffect = { kind: "decline", code, status: "failed_by_gateway", message, form: "error" };
  return { ...nothing, group: "Declined, told as an error", what: message, amount, onAmount };
}

function repeated(code: string, status: string): Scenario {
  const decline: DeclineEffect = { kind: "decline", code, status, message: status, form: "charge" };
  const what = `Charge it twice on one card within 10 minutes: the second is refused as ${status} (${code})`;
  return { ...nothing, group: "Duplicates", what, amount: amountOf(code), onAmount: { kind: "duplicate", decline } };
}

function special(what: string, amount: number, onAmount: AmountEffect): Scenario {
  return { ...nothing, group: "Special outcomes", what, amount, onAmount };
}

function trouble(what: string, amount: number, fault: Fault): Scenario {
  return { ...nothing, group: "Trouble on the line", what, amount, onAmount: { kind: "fault", fault } };
}

function avs(zip: string, letter: string, street: boolean | null, zipMatches: boolean | null, what: string): Scenario {
  return {
    ...nothing,
    group: "Address check (AVS)",
    what: `${what} (${letter})`,
    zip,
    onZip: { letter, street, zip: zipMatches },
  };
}

function byCvv(typed: string, letter: string, what: string): Scenario {
  return {
    ...nothing,
    group: "Security code (CVV)",
    what: `${what} (${letter}); Amex: 0${typed}`,
    cvv: typed,
    onCvv: { kind: "letter", letter },
  };
}

function binCard(what: string, card: string, country: string, type: "credit" | "debit" | "prepaid"): Scenario {
  return { ...nothing, group: "Cards for the BIN rules", what, card, onCard: { kind: "bin", country, type } };
}

export const SCENARIOS: readonly Scenario[] = [
  sandboxCard("Visa", "4012000098765439", "999"),
  sandboxCard("Mastercard", "5146315000000055", "998"),
  sandboxCard("Amex", "371449635392376", "9997"),
  sandboxCard("Discover", "6011000993026909", null),
  sandboxCard("UnionPay", "6282000123842342", null),
  sandboxCard("Diners Club", "3055155515160018", null),
  sandboxCard("JCB", "3530142019945859", "996"),

  {
    ...nothing,
    group: "Cards that do not",
    what: "A good number that is always declined: Do not honor (D2026)",
    card: "4000000000000002",
    onCard: { kind: "decline", code: "D2026", status: "Declined", message: "Do not honor", form: "charge" },
  },
  {
    ...nothing,
    group: "Cards that do not",
    what: "A good number that is always expired (D2011)",
    card: "4000000000000069",
    onCard: { kind: "decline", code: "D2011", status: "Expired Card", message: "Expired Card", form: "charge" },
  },
  {
    ...nothing,
    group: "Cards that do not",
    what: "Invalid Card, refused before any charge",
    card: "3111111111111111",
    onCard: { kind: "invalid" },
  },
  binCard("A Canadian credit card", "4500600000000004", "CANADA", "credit"),
  binCard("A British debit card", "4761739000000004", "UNITED KINGDOM", "debit"),
  binCard(
    "An American debit card; with a surcharge it is voided at once",
    "4342560000000002",
    "UNITED STATES",
    "debit",
  ),
  binCard(
    "An American prepaid card; with a surcharge it is voided at once",
    "5332480000000002",
    "UNITED STATES",
    "prepaid",
  ),

  // The sixteen rows of docs/payarc.md, seed 001, word for word. Where the documents give no code to a row, the code of
  // its group in docs/payarc.md 11 stands in.
  declined("D2031", "Activity Limit Exceeded", "Activity Limit exceeded"),
  declined("E0911", "Bad Request - Try Again", "SystemError"),
  declined("E0910", "Bad Request - Try Again", "System Error (Tran)"),
  declined("D2999", "Declined", "General Card Auth Decline"),
  declined("D2026", "Declined", "Do not honor"),
  declined("D2029", "Declined", "Suspected Card"),
  repeated("D0003", "Duplicate transaction"),
  declined("D2011", "Expired Card", "Expired Card"),
  declined("E0010", "Host Validation Error", "Contact PAYARC - Host Validation Error"),
  declined("D2015", "Insufficient Funds", "Withdrawal Limit exceeded"),
  declined("D2004", "Invalid Amount", "Invalid Amount"),
  declined("D1006", "Invalid From Account", "Contact PAYARC - Invalid From Account"),
  declined("D0050", "Invalid Service", "Contact PAYARC - Invalid Service"),
  repeated("D0008", "Possible Duplicate Request"),
  declined("D0092", "Re-enter transaction", "Re-enter transaction"),
  declined(
    "E0016",
    "Transaction Amount Invalid",
    "The value '57679.99999999999' of element 'transactionAmount' is not valid",
  ),

  // The other codes of docs/payarc.md 11.
  repeated("D0001", "Approved previously"),
  repeated("D2022", "Duplicate transaction"),
  declined("D2012", "Insufficient Funds", "Insufficient Funds"),
  declined("DECLINED-051", "Insufficient Funds", "Insufficient Funds"),
  declined("D2001", "Declined", "Refer to issuer"),
  declined("D2002", "Declined", "Refer to issuer, special condition"),
  declined("D2032", "Declined", "Restricted card"),
  declined("DECLINED-005", "Declined", "Do not honor"),
  declined("RESTRICTED CARD", "Declined", "RESTRICTED CARD", 190_000),
  declined("E6057", "Declined", "Transaction not permitted to cardholder"),
  declined("E6058", "Declined", "Transaction not permitted to terminal"),
  declined("D2028", "Expired Card", "Expired Card"),
  declined("EXPIRED CARD", "Expired Card", "EXPIRED CARD", 190_100),
  declined("D2020", "Invalid CVV", "CVV2 verification failed"),
  declined("D2005", "Declined", "Invalid card number"),
  declined("D2006", "Declined", "No such issuer"),
  declined("DECLINED-182", "Declined", "General CardAuth Decline"),
  declined("D2021", "Bad Request - Try Again", "Issuer unavailable"),
  declined("E0200", "Bad Request - Try Again", "System Error"),
  declined("E0300", "Bad Request - Try Again", "System Error"),
  declined("E0350", "Bad Request - Try Again", "System Error"),
  declined("E0912", "Bad Request - Try Again", "System Error"),

  refusedInWords("Insufficient Funds", 400_100, "D2012"),
  refusedInWords("Do not honor", 400_200, "D2026"),
  refusedInWords("Suspected Card", 400_300, "D2029"),
  refusedInWords("Suspected Fraud", 400_400, null),
  refusedInWords("Invalid From Account", 400_500, "D1006"),
  refusedInWords("Withdrawal Limit exceeded", 400_600, "D2015"),
  refusedInWords("Expired Card", 400_700, "D2011"),
  refusedInWords("General CardAuth Decline", 400_800, "D2999"),
  refusedInWords("CVV2 verification failed", 400_900, "D2020"),
  refusedInWords("Customer requested stop of all recurring payments from specific merchant", 401_000, null),

  special("Approved in part: half of the amount", 300_000, { kind: "partial" }),
  special("Approved, then voided at once by an AVS rule of the account", 301_000, { kind: "auto_void" }),
  special("Settled at once, as if taken yesterday: practice refunds, whole and in part", 302_000, { kind: "settled" }),
  special("Settled and disputed: the card’s bank asks for it back when you come back to it", 304_000, {
    kind: "disputed",
  }),
  special("Authorize only: the hold has lapsed when you come back to it", 303_000, { kind: "expires" }),

  trouble("A slow answer: 8 seconds, then approved", 500_800, { kind: "delay", when: "after", ms: 8000 }),
  trouble("The answer is lost, the money was taken", 501_000, { kind: "reset", when: "after" }),
  trouble("The request is lost, nothing was taken", 501_100, { kind: "reset", when: "before" }),
  trouble("Server error 500, the money was taken", 500_000, { kind: "status", when: "after", status: 500 }),
  trouble("Server error 503, nothing was taken", 500_300, {
    kind: "status",
    when: "before",
    status: 503,
    body: "html",
  }),
  trouble("An answer cut in half, the money was taken", 501_200, { kind: "truncated" }),
  trouble("Too many requests (429), nothing was taken", 502_900, { kind: "status", when: "before", status: 429 }),

  avs(MATCHING_ZIP, "Y", true, true, "With address line 1 8320: street and ZIP match"),
  avs("11111", "A", true, false, "Street matches, ZIP does not"),
  avs("22222", "N", false, false, "Neither street nor ZIP matches"),
  avs("99999", "Z", false, true, "ZIP matches, street does not"),
  avs("33333", "U", null, null, "Address check not available"),
  avs("44444", "R", null, null, "Address check: try again"),
  avs("55555", "G", null, null, "Issuer outside the US, not checked"),
  avs("66666", "S", null, null, "Address check not supported"),
  avs("77777", "E", null, null, "Address check error"),
  avs("88888", "Q", null, null, "A letter that nobody knows"),

  {
    ...nothing,
    group: "Security code (CVV)",
    what: "Invalid CVV: refused; Amex: 0000",
    cvv: "000",
    onCvv: { kind: "invalid" },
  },
  {
    ...nothing,
    group: "Security code (CVV)",
    what: "Invalid CVV with this card; 999 is right",
    card: "4111111111111111",
    cvv: "123",
    onCvv: { kind: "invalid" },
  },
  byCvv("001", "N", "Approved though the code does not match"),
  byCvv("002", "P", "Approved, code not processed"),
  byCvv("003", "S", "Approved, code should be on the card"),
  byCvv("004", "U", "Approved, issuer does not check codes"),
];

const BY_AMOUNT = new Map(
  SCENARIOS.flatMap((row) => (row.onAmount && row.amount !== null ? [[row.amount, row.onAmount] as const] : [])),
);
const BY_CARD = new Map(
  SCENARIOS.flatMap((row) => (row.onCard && row.card !== null ? [[row.card, row.onCard] as const] : [])),
);
const BY_ZIP = new Map(
  SCENARIOS.flatMap((row) => (row.onZip && row.zip !== null ? [[row.zip, row.onZip] as const] : [])),
);

/** What the amount (cents) asks for; null: nothing special. */
export function effectOfAmount(amount: number): AmountEffect | null {
  return BY_AMOUNT.get(amount) ?? null;
}

/** What a card does on purpose; null: it behaves as any other. */
export function effectOfCard(cardNumber: string): CardEffect | null {
  return BY_CARD.get(cardNumber) ?? null;
}

/** The letter for a typed security code, or that it is invalid; null when none was given. */
export function effectOfCvv(cardNumber: string | null, typed: string | null): CvvEffect | null {
  if (typed === null) return null;
  const own = SCENARIOS.find((row) => row.onCvv && row.cvv === typed && row.card !== null && row.card === cardNumber);
  const any = SCENARIOS.find(
    (row) => row.onCvv && row.card === null && row.cvv !== null && Number(row.cvv) === Number(typed),
  );
  return own?.onCvv ?? any?.onCvv ?? { kind: "letter", letter: "M" };
}

/** The address check: scripted by ZIP; any other ZIP matches, and the street with it when one was given. */
export function checkAddress(street: string | null, zip: string | null): AvsResult {
  if (zip === null && street === null) return { letter: null, street: null, zip: null };
  if (zip === null) return { letter: "0", street: null, zip: null };
  const five = zip.slice(0, 5);
  if (five === MATCHING_ZIP && !street?.startsWith(MATCHING_STREET)) return { letter: "Z", street: false, zip: true };
  return (
    BY_ZIP.get(five) ??
    (street === null ? { letter: "Z", street: null, zip: true } : { letter: "Y", street: true, zip: true })
  );
}

/** What the declined payments of the practice past were declined for. */
export function decliningMix(): DeclineEffect[] {
  return ["D2012", "D2026", "D2999", "D2011", "D2020", "D2029"].flatMap((code) => {
    const found = SCENARIOS.find(
      (row) => row.onAmount?.kind === "decline" && row.onAmount.code === code && row.onAmount.form === "charge",
    );
    return found?.onAmount?.kind === "decline" ? [found.onAmount] : [];
  });
}

/** The list for the screen. */
export function trainingScenarios(): OutputOf<"training.scenarios"> {
  return SCENARIOS.map(({ group, what, card, amount, cvv, zip }) => ({
    group,
    what,
    card,
    amount: amount === null ? null : dollars(amount),
    cvv,
    zip,
  }));
}
