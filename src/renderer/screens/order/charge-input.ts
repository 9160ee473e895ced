import {
  CARD_NUMBER,
  CVV,
  LONGEST_GOOGLE_PAY,
  LONGEST_OF_CUSTOMER,
  LONGEST_ZIP,
  PHONE_DIGITS,
  SHORTEST_STATEMENT,
  SHORTEST_ZIP,
  TOKEN_ID,
} from "../../../shared/charge-limits";
import type { InputOf } from "../../../shared/contract";
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
  const wrong = wrongIn(input);
  return wrong ? { ok: false, ...wrong } : { ok: true, input };
}

/**
 * The first field of which the contract would not take what stands there, with its sentence; null: it takes all. Main
 * parses the input anyway; here it is told before the card is given out of hand.
 */
function wrongIn(input: InputOf<"payments.charge">): { field: Place | null; sentence: string } | null {
  const { source, phone, statementDescription, saveCard } = input;
  const card = source.kind === "card" ? source.card : null;
  const cvv = source.kind === "customer" ? source.cvv : (card?.cvv ?? null);
  const zips = [card?.zip ?? null, input.zip].filter((zip) => zip !== null);
  if (input.amount <= 0) return { field: "amount", sentence: words.amount };
  if (card && !CARD_NUMBER.test(card.number)) return { field: "number", sentence: words.number };
  if (source.kind === "token" && !TOKEN_ID.test(source.tokenId.trim()))
    return { field: "token", sentence: words.tokenId };
  if (cvv !== null && !CVV.test(cvv)) return { field: "cvv", sentence: words.cvv };
  if (zips.some((zip) => zip.trim().length < SHORTEST_ZIP || zip.trim().length > LONGEST_ZIP))
    return { field: "zip", sentence: words.zip };
  if (phone !== null && !PHONE_DIGITS.test(phone)) return { field: "phone", sentence: words.phone };
  if (statementDescription !== null && statementDescription.length < SHORTEST_STATEMENT)
    return { field: "statementDescription", sentence: words.statementDescription };
  if (source.kind === "google_pay" && (source.text === "" || source.text.length > LONGEST_GOOGLE_PAY))
    return { field: null, sentence: words.somewhere };
  return saveCard && "newCustomer" in saveCard ? longForCustomer(saveCard.newCustomer) : null;
}

/** A card can have a longer name and address than the customer that it is saved to. */
function longForCustomer({
  name = null,
  addressLine1 = null,
  addressLine2 = null,
}: {
  readonly name?: string | null | undefined;
  readonly addressLine1?: string | null | undefined;
  readonly addressLine2?: string | null | undefined;
}): { field: Place; sentence: string } | null {
  for (const [field, text] of Object.entries({ holder: name, addressLine1, addressLine2 })) {
    const has = text?.length ?? 0;
    if (has > LONGEST_OF_CUSTOMER)
      return { field: field as Place, sentence: orderFieldWords.tooLong({ most: LONGEST_OF_CUSTOMER, has }) };
  }
  return null;
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
