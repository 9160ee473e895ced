import type { CardEntry } from "../../shared/card";
import { Failure } from "../../shared/failure";
import { mayHaveHappened } from "./access";

const FIELD_NAMES: Readonly<Record<string, keyof CardEntry>> = {
  card_number: "number",
  exp_month: "expMonth",
  exp_year: "expYear",
  cvv: "cvv",
  card_holder_name: "holder",
  address_line1: "addressLine1",
  address_line2: "addressLine2",
  zip: "zip",
};

/**
 * A refusal of the card itself, told at its field: docs/payarc.md 4.1 has "Invalid CVV" and "Invalid Card" at
 * tokenization (409).
 */
export function asCardTrouble(error: unknown): unknown {
  if (!(error instanceof Failure) || mayHaveHappened(error)) return error;
  const fields: Record<string, string> = {};
  for (const [name, sentence] of Object.entries(error.fields)) fields[FIELD_NAMES[name] ?? name] = sentence;
  const words = `${error.sentence} ${error.cause instanceof Error ? error.cause.message : ""}`;
  if (Object.keys(fields).length === 0) {
    if (/invalid cvv|cvv2? ?verification|cvc/i.test(words))
      fields["cvv"] = "The CVV is not right. Ask for it once more.";
    else if (/invalid card|card number/i.test(words))
      fields["number"] = "This card number is not accepted. Read it back.";
    else if (/expired/i.test(words)) fields["expMonth"] = "This card has expired.";
  }
  return Object.keys(fields).length === 0 ? error : new Failure(error.code, error.sentence, fields, { cause: error });
}
