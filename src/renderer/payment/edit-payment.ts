import type { InputOf } from "../../shared/contract";
import { INVOICE, invoiceOf, LONGEST_VALUE, pairTrouble } from "../../shared/metadata";
import type { Payment } from "../../shared/payment";
import { pairWords } from "../../shared/words/input";
import { paymentWords } from "../../shared/words/payment";

const words = paymentWords.edit;

export interface NewPair {
  readonly name: string;
  readonly value: string;
}

/** What is typed about a payment: its note, its invoice number, the fields that are there, and new ones. */
export interface Typed {
  readonly note: string;
  readonly invoice: string;
  readonly there: readonly (NewPair & { readonly removed: boolean })[];
  readonly added: readonly NewPair[];
}

/** What is wrong with it, by field: `metadata.NAME` for one that is there, `name 0` and `value 0` for new ones. */
export function wrongIn(typed: Typed, before: Payment): Record<string, string> {
  const wrong: Record<string, string> = {};
  const invoice = typed.invoice.trim();
  if (invoice.length > LONGEST_VALUE && invoice !== invoiceOf(before))
    wrong[`metadata.${INVOICE}`] = pairWords.longValue({ most: LONGEST_VALUE, has: invoice.length });
  for (const { name, value, removed } of typed.there) {
    if (!removed && value.trim() === "" && before.metadata[name] !== value)
      wrong[`metadata.${name}`] = words.needsValue;
  }
  const names = typed.added.map(({ name }) => name.trim());
  typed.added.forEach(({ value }, at) => {
    const name = names[at] ?? "";
    if (name === "" && value.trim() === "") return;
    if (name === "") wrong[`name ${at}`] = words.needsName;
    else if (typed.there.some((pair) => pair.name === name)) wrong[`name ${at}`] = words.nameThere;
    else if (names.indexOf(name) !== at) wrong[`name ${at}`] = words.nameTwice;
    else if (value.trim() === "") wrong[`value ${at}`] = words.typeValue;
    else {
      const nameWrong = pairTrouble(name, "");
      const valueWrong = pairTrouble("", value.trim());
      if (nameWrong !== null) wrong[`name ${at}`] = nameWrong;
      if (valueWrong !== null) wrong[`value ${at}`] = valueWrong;
    }
  });
  return wrong;
}

/** What is to be changed, and what was there before; null when nothing is. */
export function changesOf(typed: Typed, before: Payment): Omit<InputOf<"payments.update">, "paymentId"> | null {
  const note = typed.note.trim();
  const metadata: Record<string, string | null> = {};
  for (const { name, value, removed } of typed.there) {
    if (removed) metadata[name] = null;
    else if (value !== before.metadata[name]) metadata[name] = value.trim();
  }
  for (const { name, value } of typed.added) if (name.trim() !== "") metadata[name.trim()] = value.trim();
  const invoice = typed.invoice.trim() || null;
  if (invoice !== invoiceOf(before)) metadata[INVOICE] = invoice;
  const noteChanged = note !== (before.description ?? "").trim();
  const names = Object.keys(metadata);
  if (!noteChanged && names.length === 0) return null;
  return {
    ...(noteChanged && { description: note }),
    ...(names.length > 0 && { metadata }),
    seen: {
      description: before.description,
      metadata: Object.fromEntries(names.map((name) => [name, before.metadata[name] ?? null])),
    },
  };
}
