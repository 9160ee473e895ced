import type { Failure } from "../../../shared/failure";
import { cut, redact } from "../../../shared/redact";
import { failureOf as failure } from "../wire/failure";
import type { Body } from "../wire/body";
import type { Answer, RequestKind } from "../wire/messages";
import { isRecord, type Raw } from "../wire/lenient";
import { processorWords } from "../../../shared/words/processor";

/**
 * What PayArc says when it says no (docs/payarc.md 4.1): objects, lists, plain strings, bare arrays, HTML, nothing.
 * Only the sentences are read. SECURITY: `exception`, `file` and `line`, which leak from the sandbox, are not even
 * looked at.
 */
export interface Complaint {
  /** PayArc's own sentence, trimmed and redacted; null when there is none. */
  readonly message: string | null;
  /** Our field name -> PayArc's sentence. */
  readonly fields: Readonly<Record<string, string>>;
  /** True when the body is one of PayArc's error shapes, not a page of something in between. */
  readonly readable: boolean;
}

/** The longest sentence that is shown, and the longest that is looked at for it, in characters. */
const LONGEST = 300;
const MOST = 2_000;
/** How much of a long list of complaints is read. */
const SENTENCES = 10;
const FIELDS_TOLD = 50;
const clean = (words: string) => redact(cut(words, MOST).trim().replace(/\s+/g, " "), LONGEST);
const sentenceIn = (value: unknown) => (typeof value === "string" && /\S/.test(value) ? clean(value) : null);

/** PayArc's field names -> those of our commands and forms. */
const FIELDS: Readonly<Record<string, string>> = {
  address1: "addressLine1",
  address_1: "addressLine1",
  address_line1: "addressLine1",
  address2: "addressLine2",
  address_2: "addressLine2",
  address_line2: "addressLine2",
  card_number: "number",
  exp_month: "expMonth",
  exp_year: "expYear",
  cvv2: "cvv",
  cvc: "cvv",
  card_holder_name: "holder",
  cardholder_name: "holder",
  holder_name: "holder",
  state_code: "state",
  country_code: "country",
  send_email_address: "invoiceEmail",
  cc_email_address: "invoiceCopy",
  phone_number: "phone",
  receipt_phone: "phone",
  receipt_email: "email",
  statement_descriptor: "statementDescription",
  charge_description: "note",
  tip_amount: "tip",
  encrypted_data: "text",
  card_source: "channel",
  void_description: "description",
};

function fieldName(theirs: string): string {
  const name = theirs
    .slice(0, 60)
    .replace(/\.\d+$/, "")
    .replace(/^(?:data|card|customer)\./, "")
    .replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  return FIELDS[name] ?? clean(name).replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}

function readFields(errors: Raw): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors)
      .slice(0, FIELDS_TOLD)
      .flatMap(([theirs, said]) => {
        const words = Array.isArray(said)
          ? said
              .slice(0, SENTENCES)
              .flatMap((each) => sentenceIn(each) ?? [])
              .join(" ")
          : sentenceIn(said);
        return words ? [[fieldName(theirs), words]] : [];
      }),
  );
}

/** Sentences that are about one field although no field is named (docs/payarc.md 4.1, 409). */
const ABOUT: readonly (readonly [RegExp, string])[] = [
  [/^(invalid cvv|cvv2 verification failed)/i, "cvv"],
  [/^invalid card\b/i, "number"],
  [/^expired card/i, "expiry"],
];

/** Reads an error body of any shape. Never throws. */
export function readComplaint(body: Body): Complaint {
  if (body.kind !== "json") return { message: null, fields: {}, readable: false };
  const { value } = body;
  if (Array.isArray(value))
    return complaintOf(
      value.slice(0, SENTENCES).flatMap((each) => sentenceIn(each) ?? []),
      {},
    );
  if (!isRecord(value)) return complaintOf([sentenceIn(value) ?? ""], {});
  const { message, error, errors } = value;
  const nested = isRecord(error) ? error["message"] : error;
  const listed = Array.isArray(errors)
    ? errors.slice(0, SENTENCES).flatMap((each) => sentenceIn(isRecord(each) ? each["message"] : each) ?? [])
    : [];
  const words = [sentenceIn(message), sentenceIn(nested), sentenceIn(errors), ...listed].filter(
    (each) => each !== null,
  );
  return complaintOf(words, isRecord(errors) ? readFields(errors) : {});
}

function complaintOf(words: readonly string[], named: Readonly<Record<string, string>>): Complaint {
  const found = words.filter((each) => each !== "");
  const first = found[0] ?? Object.values(named)[0] ?? null;
  const about =
    Object.keys(named).length === 0 && first !== null ? ABOUT.find(([pattern]) => pattern.test(first)) : undefined;
  const fields = about && first !== null ? { [about[1]]: first } : named;
  return { message: first, fields, readable: first !== null };
}

/**
 * Wrong, ended and of the other environment all look the same on the wire (docs/payarc.md 1), so the sentence names all
 * three.
 */
export function unauthorizedSentence(environment: string): string {
  return processorWords.payarcToken({ account: environment });
}

/** The Failure of a call that moves no money (wire/failure.ts). `what` finishes "PayArc could not …". */
export function failureOf(answer: Answer, kind: RequestKind, environment: string, what: string): Failure {
  const words = {
    name: "PayArc",
    what,
    unauthorized: unauthorizedSentence(environment),
    credentials: processorWords.tokenFor({ account: environment }),
  };
  if (answer.kind !== "answer") return failure(answer, kind, words, null);
  const { message, fields, readable } = readComplaint(answer.body);
  const named = Object.values(fields).filter((sentence) => sentence !== message);
  return failure(answer, kind, words, { message, own: null, whole: [message, ...named].join(" "), fields, readable });
}
