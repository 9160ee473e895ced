import { withoutCardNumbers } from "../../shared/card-numbers";

/**
 * Digits, and what people, pages and tables put between them: blanks, dashes of all kinds, dots, slashes, underscores.
 */
const RUN = /\d(?:[\s\-\u2010-\u2015\u2212./_]{0,3}\d){12,}/g;

/** Takes every card number (13-19 digits that pass the Luhn check, however they are grouped) out of a text. */
export function removeCardNumbers(text: string): string {
  // Full-width digits are digits too. A text without a card number stays as it is, sign by sign.
  const plain = text.normalize("NFKC");
  const clean = plain.replace(RUN, (run) => withoutCardNumbers(run, ""));
  return clean === plain ? text : clean;
}
