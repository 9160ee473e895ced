import { LONGEST_OF_CUSTOMER } from "../../../shared/charge-limits";
import type { Customer, CustomerFields } from "../../../shared/customer";
import { emailNote, readEmail } from "../../../shared/email";
import { phoneNote, phoneToSend } from "../../../shared/phone";
import { tooLong } from "../../../shared/too-long";
import { customersWords } from "../../../shared/words/customers";

/** The fields of a customer's form as texts, and what is sent of them. */

export type Name = keyof CustomerFields;
export type Typed = Readonly<Record<Name, string>>;

/** Where it stands in the form: on a line of its own unless said; `invoices` is folded away. */
type Place = "half" | "invoices";

export interface FormField {
  readonly name: Name;
  /** The most that is kept, in characters; null: an address or a number, which is read first and told by itself. */
  readonly longest: number | null;
  readonly place?: Place;
}

/** Lengths as in CustomerFields (docs/payarc.md 6). */
export const FIELDS: readonly FormField[] = [
  { name: "name", longest: LONGEST_OF_CUSTOMER },
  { name: "email", longest: null },
  { name: "phone", longest: null },
  { name: "description", longest: 50 },
  { name: "addressLine1", longest: LONGEST_OF_CUSTOMER },
  { name: "addressLine2", longest: LONGEST_OF_CUSTOMER },
  { name: "city", longest: 50, place: "half" },
  { name: "state", longest: 50, place: "half" },
  { name: "zip", longest: 10, place: "half" },
  { name: "country", longest: 50, place: "half" },
  { name: "invoiceEmail", longest: null, place: "invoices" },
  { name: "invoiceCopy", longest: null, place: "invoices" },
];
export const INVOICES = FIELDS.filter(({ place }) => place === "invoices");
const ADDRESSES: readonly Name[] = ["email", "invoiceEmail", "invoiceCopy"];

/** What the form shows of a customer; empty for a new one. */
export function typedOf(customer: Customer | null): Typed {
  return Object.fromEntries(FIELDS.map(({ name }) => [name, customer?.[name] ?? ""])) as Record<Name, string>;
}

/** The fields to send: for a new customer all that was typed; for an edit those that differ, null where emptied. */
export function changesOf(customer: Customer | null, typed: Typed): Partial<CustomerFields> {
  const changed = FIELDS.filter(({ name }) => differs(name, typed, customer));
  return Object.fromEntries(changed.map(({ name }) => [name, meant(name, typed) || null]));
}

/** What is already on file was not typed here, and is left alone however it is written. */
function differs(name: Name, typed: Typed, customer: Customer | null): boolean {
  return typed[name].trim() !== (customer?.[name] ?? "");
}

/** What is kept of a field: a number and an address without what was typed or pasted around it. */
function meant(name: Name, typed: Typed): string {
  const value = typed[name].trim();
  if (name === "phone") {
    const read = phoneToSend(value, typed.country);
    return read.ok ? read.digits : value;
  }
  if (!ADDRESSES.includes(name)) return value;
  const read = readEmail(value);
  return read.ok ? read.address : value;
}

/** A remark beside a field of an address or a number, on how it is read; null: none. */
export function note(name: Name, typed: Typed): string | null {
  if (name === "phone") return phoneNote(typed.phone, typed.country);
  return ADDRESSES.includes(name) ? emailNote(typed[name]) : null;
}

/** The mistakes that can be seen without asking the processor, each a sentence for its field. It may refuse more. */
export function doubtsOf(typed: Typed, customer: Customer | null): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const field of FIELDS) {
    const sentence = doubt(field, typed, customer);
    if (sentence !== null) found[field.name] = sentence;
  }
  if (!FIELDS.some(({ name, place }) => place !== "invoices" && typed[name].trim()))
    found.name = customersWords.form.nothing;
  return found;
}

/** What is wrong with one field, as a sentence; null when nothing is. */
export function doubt({ name, longest }: FormField, typed: Typed, customer: Customer | null): string | null {
  if (typed[name].trim() === "" || !differs(name, typed, customer)) return null;
  if (longest !== null) return tooLong(typed[name], longest);
  const read = name === "phone" ? phoneToSend(typed.phone, typed.country) : readEmail(typed[name]);
  return read.ok ? null : read.sentence;
}
