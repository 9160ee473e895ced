import type { DeclineReason } from "./decline-reason";
import { declineWords } from "./words/decline";

/**
 * Why a card was declined, in plain words: the failure-code groups of docs/payarc.md 11 and the 16 rows of
 * docs/payarc.md, seed 001; JustiFi's codes, reasons and network codes (docs/payarc.md 5). A code that is not known
 * here gets no meaning.
 */

/** `not_needed`: it is done. `no`: not this card for this. `look_first`: only after the payment has been looked up. */
export type Retry = "not_needed" | "no" | "later" | "other_card" | "fix_and_retry" | "look_first";

export interface Advice {
  /** For the person at the desk: what happened. */
  readonly happened: string;
  readonly retry: Retry;
  /** For the person at the desk: what to do next; null when nothing is to be done. */
  readonly next: string | null;
  /** To be read to the caller as it stands; null when there is nothing to say. */
  readonly say: string | null;
}

interface Reason {
  readonly retry: Retry;
  readonly name: Exclude<DeclineReason, "unstated">;
  readonly codes: readonly string[];
  readonly phrases: readonly string[];
}

/** Phrases in lower case. */
const REASONS: readonly Reason[] = [
  {
    codes: ["D2012", "D2015", "D2031", "DECLINED-051", "INSUFFICIENT_FUNDS", "116"],
    phrases: ["insufficient funds", "withdrawal limit exceeded"],
    retry: "other_card",
    name: "funds",
  },
  {
    codes: ["EXCEEDS_CARD_LIMIT", "121", "123", "134", "152", "154", "317", "528"],
    phrases: ["activity limit exceeded"],
    retry: "other_card",
    name: "limit",
  },
  {
    codes: [
      "D2001",
      "D2002",
      "D2026",
      "D2029",
      "D2032",
      "DECLINED-005",
      "RESTRICTED CARD",
      "E6057",
      "E6058",
      "DO_NOT_HONOR",
      "RESTRICTED_CARD",
      "005",
      "100",
      "104",
      "119",
      "124",
    ],
    phrases: ["do not honor"],
    retry: "other_card",
    name: "noReason",
  },
  {
    codes: ["LOST_CARD", "STOLEN_CARD", "102", "122", "129", "208", "209"],
    phrases: ["suspected card", "suspected fraud"],
    retry: "no",
    name: "suspected",
  },
  {
    codes: [
      "D2011",
      "D2028",
      "EXPIRED CARD",
      "EXPIRED_CARD",
      "INVALID_EXPIRY_MONTH",
      "INVALID_EXPIRY_YEAR",
      "INVALID_EXPIRY_DATE",
      "101",
      "132",
    ],
    phrases: ["expired card"],
    retry: "fix_and_retry",
    name: "expired",
  },
  {
    codes: ["D2020", "INVALID_CVC", "VERIFICATION_INVALID", "517"],
    phrases: ["invalid cvv", "cvv2 verification failed"],
    retry: "fix_and_retry",
    name: "cvv",
  },
  {
    codes: ["D2005", "D2006", "INVALID_CARD_NUMBER", "CARD_NUMBER_INVALID", "CREDIT_CARD_NUMBER_INVALID", "131", "213"],
    phrases: ["invalid card"],
    retry: "fix_and_retry",
    name: "number",
  },
  {
    codes: ["D0001", "D0003", "D0008", "D0022", "D2022"],
    phrases: ["duplicate transaction", "possible duplicate request"],
    retry: "look_first",
    name: "repeat",
  },
  {
    codes: ["D2004", "INVALID_CHARGE_AMOUNT", "AMOUNT_TOO_SMALL", "AMOUNT_TOO_LARGE", "110"],
    phrases: ["invalid amount", "transaction amount invalid"],
    retry: "fix_and_retry",
    name: "amount",
  },
  {
    codes: ["D2999", "DECLINED-182", "CARD_DECLINED", "GENERIC_DECLINE"],
    phrases: ["declined", "general card auth decline", "general cardauth decline"],
    retry: "other_card",
    name: "unexplained",
  },
  {
    codes: [
      "D0092",
      "D2021",
      "E0200",
      "E0300",
      "E0350",
      "E0910",
      "E0911",
      "E0912",
      "ISSUER_NOT_AVAILABLE",
      "GATEWAY_ERROR",
      "GATEWAY_ERROR_PLEASE_RETRY",
      "GATEWAY_TIMEOUT_ERROR",
      "500",
      "505",
      "516",
      "907",
      "963",
    ],
    phrases: ["bad request - try again", "systemerror", "system error (tran)", "re-enter transaction"],
    retry: "later",
    name: "network",
  },
  {
    codes: [
      "E0010",
      "E0016",
      "D0050",
      "D1006",
      "SERVICE_NOT_ALLOWED",
      "CURRENCY_NOT_SUPPORTED",
      "THREE_D_SECURE_NOT_SUPPORTED",
      "INVALID_CARD_BRAND",
      "512",
      "531",
    ],
    phrases: [
      "host validation error",
      "contact payarc - host validation error",
      "invalid from account",
      "contact payarc - invalid from account",
      "invalid service",
      "contact payarc - invalid service",
    ],
    retry: "no",
    name: "notSetUp",
  },
  {
    codes: [],
    phrases: ["customer requested stop of all recurring payments from specific merchant"],
    retry: "no",
    name: "stopped",
  },
  {
    codes: ["CHARGE_EXPIRED_FOR_CAPTURE"],
    phrases: ["authorization_expired"],
    retry: "fix_and_retry",
    name: "lapsed",
  },
  {
    codes: ["DO_NOT_RETRY", "504"],
    phrases: [],
    retry: "no",
    name: "doNotRetry",
  },
  {
    codes: ["CARD_DECLINE_RATE_LIMIT_EXCEEDED"],
    phrases: [],
    retry: "no",
    name: "tooOften",
  },
  {
    codes: ["NEW_CARD_ISSUED", "ACCOUNT_CLOSED", "231", "232", "237", "302", "503"],
    phrases: [],
    retry: "other_card",
    name: "replaced",
  },
  {
    codes: ["INCORRECT_PIN", "PIN_REQUIRED", "PIN_TRIES_EXCEEDED", "106", "117", "351"],
    phrases: [],
    retry: "other_card",
    name: "pin",
  },
  {
    codes: ["INVALID_ZIP_CODE", "INVALID_ADDRESS"],
    phrases: [],
    retry: "fix_and_retry",
    name: "address",
  },
];

const fold = (words: string) => words.trim().toLowerCase().replace(/\s+/g, " ").replace(/\.$/, "");

/**
 * The advice for a decline, by its code first, then by the processor's words; a code of the group "did not say why"
 * yields to words that do.
 */
export function adviceForDecline(code: string | null, ...words: readonly (string | null)[]): Advice {
  const found = reasonIn(code, words);
  return found === null
    ? { retry: "other_card", ...declineWords.unstated }
    : { retry: found.retry, ...declineWords[found.name] };
}

/** The reason by which `adviceForDecline` advises. */
export function reasonForDecline(code: string | null, ...words: readonly (string | null)[]): DeclineReason {
  return reasonIn(code, words)?.name ?? "unstated";
}

function reasonIn(code: string | null, words: readonly (string | null)[]): Reason | null {
  const byCode = code === null ? undefined : REASONS.find(({ codes }) => codes.includes(code.trim().toUpperCase()));
  const byWords = words
    .concat(code)
    .flatMap((each) => (each === null ? [] : (REASONS.find(({ phrases }) => phrases.includes(fold(each))) ?? [])))[0];
  const found = byCode?.codes.includes("D2026") ? (byWords ?? byCode) : (byCode ?? byWords);
  if (found) return found;
  const isAmount = words.some((each) => each !== null && /element 'transactionamount'/i.test(each));
  return isAmount ? (REASONS.find(({ name }) => name === "amount") ?? null) : null;
}
