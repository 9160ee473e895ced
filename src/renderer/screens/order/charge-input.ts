import type { InputOf } from "../../../shared/contract";
import { ChargeInput } from "../../../shared/contract";
import { readEmail } from "../../../shared/email";
import { MOST_OWN_PAIRS, pairTrouble, TOO_MANY_PAIRS } from "../../../shared/metadata";
import { amountTypedToCents, UNCLEAR_AMOUNT, type Cents } from "../../../shared/money";
import { phoneToSend } from "../../../shared/phone";
import { orderFieldWords } from "../../../shared/words/order-fields";
import { firstTooLong } from "./longest";
import type { CardFieldName, CardTyped } from "../../card/use-card-fields";
import type { OrderFields } from "../../stores/order-fields";
import type { Overrides } from "./order-state";

const words = orderFieldWords.troubles;

export type PaidWith =
  | { readonly kind: "card"; readonly card: CardTyped }
  | {
      readonly kind: "customer";
      readonly customerId: string;
      readonly cardId: string | null;
      readonly cvv: string | null;
      readonly zip: string | null;
    }
  | { readonly kind: "token"; readonly tokenId: string }
  | { readonly kind: "google_pay"; readonly text: string };

export interface OrderParts {
  readonly attemptId: string;
  /** All that the caller pays, in cents. */
  readonly amount: Cents;
  /** What the button said when it was pressed, in cents. */
  readonly said: Cents;
  /** The part of it that is the surcharge, in cents; 0 is none. */
  readonly surcharge: number;
  readonly fields: OrderFields;
  readonly paidWith: PaidWith;
  /** The chosen customer: a typed card is saved to them. */
  readonly customerId: string | null;
  readonly overrides: Overrides;
  /** The billing address of the card on file, for level 2 data, where none is typed. */
  readonly onFileAddress?: { readonly addressLine1: string | null; readonly zip: string | null };
  /** A typed card is only taken with the cardholder's name and the ZIP. */
  readonly cardNeedsName?: boolean;
}

export type Built =
  | { readonly ok: true; readonly input: InputOf<"payments.charge"> }
  | { readonly ok: false; readonly field: Place | null; readonly sentence: string };

/** The field that a sentence is about: one of the order, of the card, or that for a token. */
export type Place = keyof OrderFields | "amount" | "token" | CardFieldName;

const given = (text: string): string | null => text.trim() || null;

/** The charge as the contract wants it, or the first field that it would not take, with a sentence for it. */
export function buildCharge(parts: OrderParts): Built {
  const { fields, paidWith } = parts;
  const phone = given(fields.phone) === null ? null : phoneToSend(fields.phone, fields.country);
  const email = given(fields.email) === null ? null : readEmail(fields.email);
  const long = firstTooLong(fields);
  if (long) return { ok: false, ...long };
  if (email?.ok === false) return { ok: false, field: "email", sentence: email.sentence };
  // Nothing is sent to a number that was not typed.
  if (phone?.ok === false) return { ok: false, field: "phone", sentence: phone.sentence };
  if (fields.sendSms && phone && !phone.american) return { ok: false, field: "phone", sentence: words.smsAbroad };
  const level2 = given(fields.purchaseOrder) !== null;
  const onFile = level2 && paidWith.kind === "customer" ? parts.onFileAddress : undefined;
  const address = {
    addressLine1: given(fields.addressLine1) ?? onFile?.addressLine1 ?? null,
    addressLine2: given(fields.addressLine2),
    city: given(fields.city),
    state: given(fields.state),
    country: given(fields.country),
  };
  const zip =
    paidWith.kind === "card"
      ? paidWith.card.zip
      : paidWith.kind === "customer"
        ? (paidWith.zip ?? onFile?.zip ?? null)
        : null;
  const saves = fields.saveCard && paidWith.kind === "card";
  const input: InputOf<"payments.charge"> = {
    attemptId: parts.attemptId,
    amount: parts.amount,
    said: parts.said,
    surcharge: parts.surcharge || null,
    capture: !fields.authorizeOnly,
    channel: fields.channel,
    source: sourceOf(paidWith, fields, address),
    email: email?.address ?? null,
    phone: phone?.digits ?? null,
    // PayArc sends receipts unless told not to (docs/payarc.md 8); with nowhere to send them, never.
    sendReceipt: { email: fields.sendEmail && email !== null, sms: fields.sendSms && phone !== null },
    statementDescription: given(fields.statementDescription),
    invoice: given(fields.invoice),
    note: given(fields.note),
    ...address,
    zip,
    tip: amountTypedToCents(fields.tip) || null,
    purchaseOrder: given(fields.purchaseOrder),
    salesTax: given(fields.purchaseOrder) === null ? null : amountTypedToCents(fields.salesTax),
    metadata: Object.fromEntries(ownFields(fields.metadata).map(({ name, value }) => [name, value])),
    saveCard: saves
      ? parts.customerId === null
        ? {
            newCustomer: {
              name: given(fields.holder),
              email: email?.address ?? null,
              phone: phone?.digits ?? null,
              ...address,
              zip,
            },
          }
        : { customerId: parts.customerId }
      : null,
    overrides: parts.overrides,
  };
  if (level2 && address.addressLine1 === null)
    return { ok: false, field: "addressLine1", sentence: words.addressForOrder };
  if (level2 && zip === null)
    return {
      ok: false,
      ...(paidWith.kind === "card"
        ? { field: "zip" as const, sentence: words.needsZip }
        : { field: "purchaseOrder" as const, sentence: words.noZipOnFile }),
    };
  // MONEY: a sum that can be read in two ways is asked about, never left out.
  for (const field of ["tip", "salesTax"] as const) {
    if (amountTypedToCents(fields[field]) === null) return { ok: false, field, sentence: UNCLEAR_AMOUNT };
  }
  const trouble = ownFieldsTrouble(fields);
  if (trouble !== null) return { ok: false, field: "metadata", sentence: trouble };
  if (saves && parts.customerId === null && !given(fields.holder) && email === null && phone === null) {
    return {
      ok: false,
      field: "holder",
      sentence: words.saveForWhom,
    };
  }
  if (parts.cardNeedsName && paidWith.kind === "card") {
    if (!given(fields.holder))
      return {
        ok: false,
        field: "holder",
        sentence: words.needsHolder,
      };
    if (!paidWith.card.zip) return { ok: false, field: "zip", sentence: words.needsZip };
  }
  const parsed = ChargeInput.safeParse(input);
  if (parsed.success) return { ok: true, input };
  const path = parsed.error.issues[0]?.path ?? [];
  const name = String(path[path[0] === "source" ? path.length - 1 : 0] ?? "");
  return {
    ok: false,
    ...(SENTENCES[name] ?? { field: null, sentence: words.somewhere }),
  };
}

/** The fields of one's own that will be sent: a field without a name or a value is not one yet. */
export function ownFields(metadata: OrderFields["metadata"]): OrderFields["metadata"] {
  return metadata
    .map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
    .filter(({ name, value }) => name !== "" && value !== "");
}

/** Why the fields of one's own cannot be sent as they are, in a sentence; null when they can. */
function ownFieldsTrouble({ metadata, invoice }: OrderFields): string | null {
  const wrong = metadata
    .map(({ name, value }) => pairTrouble(name.trim(), value.trim()))
    .find((trouble) => trouble !== null);
  if (wrong) return wrong;
  const names = metadata.map(({ name }) => name.trim()).filter(Boolean);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return orderFieldWords.twice({ name: twice });
  const taken = given(invoice) === null ? 0 : 1;
  return ownFields(metadata).length + taken > MOST_OWN_PAIRS ? TOO_MANY_PAIRS : null;
}

function sourceOf(
  paidWith: PaidWith,
  fields: OrderFields,
  address: Pick<InputOf<"payments.charge">, "addressLine1" | "addressLine2" | "city" | "state" | "country">,
): InputOf<"payments.charge">["source"] {
  switch (paidWith.kind) {
    case "token":
      return { kind: "token", tokenId: paidWith.tokenId };
    case "google_pay":
      return { kind: "google_pay", text: paidWith.text };
    case "customer":
      return { kind: "customer", customerId: paidWith.customerId, cardId: paidWith.cardId, cvv: paidWith.cvv };
    case "card": {
      const { number, expiry, cvv, zip } = paidWith.card;
      return {
        kind: "card",
        card: {
          number,
          expMonth: expiry.month,
          expYear: expiry.year,
          cvv,
          holder: given(fields.holder),
          ...address,
          zip,
        },
      };
    }
  }
}

const SENTENCES: Readonly<Record<string, { field: Place; sentence: string }>> = {
  amount: { field: "amount", sentence: words.amount },
  number: { field: "number", sentence: words.number },
  tokenId: { field: "token", sentence: words.tokenId },
  cvv: { field: "cvv", sentence: words.cvv },
  zip: { field: "zip", sentence: words.zip },
  email: { field: "email", sentence: words.email },
  phone: { field: "phone", sentence: words.phone },
  statementDescription: { field: "statementDescription", sentence: words.statementDescription },
  metadata: { field: "metadata", sentence: words.metadata },
};
