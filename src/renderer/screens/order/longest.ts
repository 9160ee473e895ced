import { LONGEST_VALUE } from "../../../shared/metadata";
import { orderFieldWords } from "../../../shared/words/order-fields";

/** The fields of an order that take a line of text. */
export type TextName =
  | "holder"
  | "addressLine1"
  | "addressLine2"
  | "city"
  | "state"
  | "country"
  | "email"
  | "phone"
  | "statementDescription"
  | "invoice"
  | "note"
  | "purchaseOrder";

/** How many characters a charge takes of each (shared/contract.ts); e-mail and phone are judged as a whole. */
const LONGEST: Readonly<Record<TextName, number | null>> = {
  holder: 60,
  addressLine1: 200,
  addressLine2: 200,
  city: 50,
  state: 50,
  country: 50,
  email: null,
  phone: null,
  statementDescription: 25,
  invoice: LONGEST_VALUE,
  note: 200,
  purchaseOrder: 25,
};

export const TEXT_NAMES = Object.keys(LONGEST) as readonly TextName[];

/** That a field has more than is taken, and by how much, in a sentence; null when it has not. */
export function tooLong(name: TextName, text: string): string | null {
  const most = LONGEST[name];
  const has = text.trim().length;
  return most !== null && has > most ? orderFieldWords.tooLong({ most, has }) : null;
}

/** The first field that has more than is taken, with its sentence; null when all fit. */
export function firstTooLong(
  fields: Readonly<Record<TextName, string>>,
): { readonly field: TextName; readonly sentence: string } | null {
  for (const field of TEXT_NAMES) {
    const sentence = tooLong(field, fields[field]);
    if (sentence !== null) return { field, sentence };
  }
  return null;
}
