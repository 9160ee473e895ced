import type { Failure } from "../../../shared/failure";
import { cut, redact } from "../../../shared/redact";
import { failureOf as failure } from "../wire/failure";
import type { Body } from "../wire/body";
import type { Answer, RequestKind } from "../wire/messages";
import { isRecord, text } from "../wire/lenient";
import { processorWords } from "../../../shared/words/processor";

/**
 * What JustiFi says when it says no (docs/justifi.md 5): `{error: {code, message, …}}`, in older answers a bare string,
 * or nothing.
 */
export interface Complaint {
  /** The reason of a decline where one is named, else the code. */
  readonly code: string | null;
  /** Every code that is named, the general one and the reason. */
  readonly codes: readonly string[];
  /** JustiFi's own sentence, trimmed and redacted. */
  readonly message: string | null;
  /** Our field name -> JustiFi's sentence. */
  readonly fields: Readonly<Record<string, string>>;
  /** True when the body is one of JustiFi's error shapes, not a page of something in between. */
  readonly readable: boolean;
}

/** The longest sentence that is shown, and the longest that is looked at for it, in characters. */
const LONGEST = 300;
const MOST = 2_000;
const clean = (words: string) => redact(cut(words, MOST).trim().replace(/\s+/g, " "), LONGEST);
const word = (value: unknown) => {
  const found = text(value);
  return found === null ? null : clean(found).slice(0, 80);
};
const NOTHING: Complaint = { code: null, codes: [], message: null, fields: {}, readable: false };

/** Codes and parameter names -> the fields of our commands and forms. */
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/card_number|^number$|pan_not_allowed/, "number"],
  [/cvc|cvv|verification/, "cvv"],
  [/expiry|expired_card|(^|_)month|(^|_)year/, "expiry"],
  [/card_name|holder|^name$/, "holder"],
  [/postal|zip/, "zip"],
  [/invalid_address|address_line1/, "addressLine1"],
  [/address_line2/, "addressLine2"],
  [/city/, "city"],
  [/(^|_)state(_|$)/, "state"],
  [/country/, "country"],
  [/email/, "email"],
  [/statement_descriptor/, "statementDescription"],
  [/^amount|charge_amount|refund_exceeds|^payment_fully_refunded$/, "amount"],
  [/payment_method_token|payment_method_not_found|^token|payment_method_required/, "token"],
  [/metadata/, "metadata"],
  [/description/, "note"],
];

function fieldOf(name: string | null): string | null {
  return name === null ? null : (FIELDS.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1] ?? null);
}

/** Reads an error body of any shape. Never throws. */
export function readComplaint(body: Body): Complaint {
  if (body.kind !== "json" || !isRecord(body.value)) return NOTHING;
  const { value } = body;
  const { error } = value;
  if (typeof error === "string") {
    // A code, or a sentence.
    const code = /^[a-z0-9_]{3,60}$/.test(error.trim()) ? word(error) : null;
    return {
      ...NOTHING,
      code,
      codes: code === null ? [] : [code],
      message: word(value["message"]) ?? clean(error),
      readable: error.trim() !== "",
    };
  }
  const raw = isRecord(error) ? error : value;
  const general = word(raw["code"]);
  const message = typeof raw["message"] === "string" && raw["message"].trim() !== "" ? clean(raw["message"]) : null;
  const reason = word(raw["decline_code"]);
  const network = word(raw["network_error_code"]);
  const plain = general === null || general === "card_declined";
  const code = plain ? (reason ?? network ?? general) : general;
  const field = fieldOf(word(raw["param"])) ?? fieldOf(code);
  return {
    code,
    codes: [general, reason].filter((each) => each !== null),
    message:
      message === null || network === null || network === code ? message : `${message} (network code ${network})`,
    fields: field !== null && message !== null ? { [field]: sentenceFor(code) ?? message } : {},
    readable: general !== null || message !== null,
  };
}

/** Our own words where JustiFi's leave out what to do; null: JustiFi's sentence stands. */
export function sentenceFor(code: string | null): string | null {
  switch (code) {
    case "full_pan_not_allowed":
      return processorWords.fullPan;
    case "sub_account_header_required":
      return processorWords.subAccount;
    case "amount_below_minimum":
    case "amount_too_small":
      return processorWords.tooSmall;
    case "amount_above_maximum":
    case "amount_too_large":
      return processorWords.tooLarge;
    case "payment_outside_void_window":
      return processorWords.voidOver;
    case "charge_expired_for_capture":
      return processorWords.holdLapsed;
    case "idempotency_params_mismatch":
      return processorWords.otherTerms;
    default:
      return null;
  }
}

/**
 * What the token endpoint's no means (docs/justifi.md 1): wrong id, wrong secret and the other environment look the
 * same.
 */
export function credentialsSentence(environment: string): string {
  return processorWords.justifiCredentials({ account: environment });
}

/**
 * True for a refusal of the token endpoint that is about the credentials (docs/justifi.md 1: 404 in the stubs, 401
 * elsewhere).
 */
export function refusesCredentials(answer: Answer): boolean {
  return answer.kind === "answer" && [400, 401, 403, 404, 422].includes(answer.status);
}

/** The Failure of a call that moves no money (wire/failure.ts). `what` finishes "JustiFi could not …". */
export function failureOf(answer: Answer, kind: RequestKind, environment: string, what: string): Failure {
  const words = {
    name: "JustiFi",
    what,
    unauthorized: credentialsSentence(environment),
    credentials: processorWords.credentialsFor({ account: environment }),
  };
  if (answer.kind !== "answer") return failure(answer, kind, words, null);
  const { code, message, fields, readable } = readComplaint(answer.body);
  return failure(answer, kind, words, {
    message,
    own: sentenceFor(code),
    whole: message ?? code ?? "",
    fields,
    readable,
  });
}
