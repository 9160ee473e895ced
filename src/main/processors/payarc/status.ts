import { saysDuplicate } from "../../../shared/duplicate-words";
import type { PaymentStatus } from "../../../shared/payment";

/**
 * What PayArc's status words, failure codes and sentences mean (docs/payarc.md 4.2, 8, 11; docs/payarc.md, seed 001).
 */

const STATUSES: Readonly<Record<string, PaymentStatus>> = {
  submitted_for_settlement: "captured",
  partially_submitted_for_settlement: "captured",
  authorized: "authorized",
  settled: "settled",
  void: "voided",
  voided: "voided",
  // Not among the recorded ones; the words are what they say, and no better status may stand in their place.
  disputed: "disputed",
  partially_disputed: "partly_disputed",
  chargeback: "disputed",
  refunded: "refunded",
  partial_refund: "partly_refunded",
  credit: "refunded",
  failed_by_gateway: "failed",
  not_processed: "failed",
  invalid_track_data: "failed",
  authorization_expired: "expired",
};

/**
 * Phrases that say "no" where a status or a message stands: the 16 rows of docs/payarc.md, seed 001 and those recorded
 * in docs/payarc.md 4.2 and 8.
 */
const DECLINE_PHRASES: ReadonlySet<string> = new Set([
  "activity limit exceeded",
  "bad request - try again",
  "systemerror",
  "system error (tran)",
  "declined",
  "general card auth decline",
  "general cardauth decline",
  "do not honor",
  "suspected card",
  "suspected fraud",
  "expired card",
  "host validation error",
  "contact payarc - host validation error",
  "insufficient funds",
  "withdrawal limit exceeded",
  "invalid amount",
  "invalid from account",
  "contact payarc - invalid from account",
  "invalid service",
  "contact payarc - invalid service",
  "re-enter transaction",
  "transaction amount invalid",
  "invalid cvv",
  "cvv2 verification failed",
  "customer requested stop of all recurring payments from specific merchant",
]);

/** Failure codes whose meaning is recorded and is a "no" (docs/payarc.md 11). Duplicates are not among them. */
const DECLINE_CODES: ReadonlySet<string> = new Set(
  (
    "D2012 D2015 D2031 DECLINED-051 D2001 D2002 D2026 D2029 D2032 DECLINED-005 E6057 E6058 D2011 D2028 D2020 D2005 D2006 D2004 " +
    "D2999 DECLINED-182 D0092 D2021 E0200 E0300 E0350 E0910 E0911 E0912 E0010 E0016 D0050 D1006"
  )
    .split(" ")
    .concat("RESTRICTED CARD", "EXPIRED CARD"),
);

const fold = (words: string) => words.trim().toLowerCase().replace(/\s+/g, " ").replace(/\.$/, "");

/** Codes that stand for an approval; A0002 is one in part. */
export const isApprovalCode = (code: string) => /^A000[02]$/i.test(code.trim());

/** The code or phrase is a recorded "no". */
export function isDeclineCode(code: string | null): boolean {
  if (code === null) return false;
  const upper = code.trim().toUpperCase();
  return DECLINE_CODES.has(upper) || /^DECLINED-\d{1,4}$/.test(upper);
}

export function isDeclinePhrase(words: string | null): boolean {
  if (words === null) return false;
  const folded = fold(words);
  return DECLINE_PHRASES.has(folded) || /^the value '[\d.]+' of element 'transactionamount' is not valid$/.test(folded);
}

/**
 * The status of a charge. `failed` needs a known phrase or a known failure code; a success word beside a failure code
 * contradicts itself and is `unknown`, as is every word that is not known (docs/design.md, words).
 */
export function readStatus(word: string | null, failureCode: string | null): PaymentStatus {
  const failed = failureCode !== null && !isApprovalCode(failureCode);
  const folded = word === null ? "" : fold(word).replace(/[ -]/g, "_");
  const known = Object.hasOwn(STATUSES, folded) ? STATUSES[folded] : undefined;
  if (known !== undefined) {
    const success = known === "authorized" || known === "captured" || known === "settled";
    return success && failed ? "unknown" : known;
  }
  if (isDeclinePhrase(word) || saysDuplicate(word)) return "failed";
  return failed && word !== null && (isDeclineCode(failureCode) || saysDuplicate(failureCode)) ? "failed" : "unknown";
}
