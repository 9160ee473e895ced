import type { InputOf } from "../../../shared/contract";
import { ChargeInput } from "../../../shared/contract";
import { readEmail } from "../../../shared/email";
import { MOST_OWN_PAIRS, pairTrouble, TOO_MANY_PAIRS } from "../../../shared/metadata";
import { amountTypedToCents, UNCLEAR_AMOUNT, type Cents } from "../../../shared/money";
import { phoneToSend } from "../../../shared/phone";
import type { CardTyped } from "../../card/use-card-fields";
import type { OrderFields } from "../../stores/order-fields";
import type { Overrides } from "./order-state";

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
  /** `field` is a name of `OrderFields`, or null when none can be named. */
  | { readonly ok: false; readonly field: keyof OrderFields | null; readonly sentence: string };

const given = (text: string): string | null => text.trim() || null;

/** The charge as the contract wants it, or the first field that it would not take, with a sentence for it. */
export function buildCharge(parts: OrderParts): Built {
  const { fields, paidWith } = parts;
  const phone = given(fields.phone) === null ? null : phoneToSend(fields.phone, fields.country);
  const email = given(fields.email) === null ? null : readEmail(fields.email);
  if (email?.ok === false) return { ok: false, field: "email", sentence: email.sentence };
  // Nothing is sent to a number that was not typed.
  if (phone?.ok === false) return { ok: false, field: "phone", sentence: phone.sentence };
  if (fields.sendSms && phone && !phone.american) return { ok: false, field: "phone", sentence: SMS_ABROAD };
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
    return { ok: false, field: "addressLine1", sentence: "A purchase order goes only with the address." };
  if (level2 && zip === null)
    return {
      ok: false,
      field: "purchaseOrder",
      sentence:
        paidWith.kind === "card"
          ? "It goes only with the ZIP."
          : "It goes only with a ZIP, and none is on file for this.",
    };
  // MONEY: a sum that can be read in two ways is asked about, never left out.
  for (const field of ["tip", "salesTax"] as const) {
    if (amountTypedToCents(fields[field]) === null) return { ok: false, field, sentence: UNCLEAR_AMOUNT };
  }
  const trouble = ownFieldsTrouble(fields.metadata);
  if (trouble !== null) return { ok: false, field: "metadata", sentence: trouble };
  if (saves && parts.customerId === null && !given(fields.holder) && email === null && phone === null) {
    return {
      ok: false,
      field: "holder",
      sentence: "To save the card, choose a customer or type the cardholder’s name.",
    };
  }
  if (parts.cardNeedsName && paidWith.kind === "card") {
    if (!given(fields.holder))
      return {
        ok: false,
        field: "holder",
        sentence: "This connection takes a typed card only with the cardholder’s name.",
      };
    if (!paidWith.card.zip)
      return {
        ok: false,
        field: null,
        sentence: "This connection takes a typed card only with the ZIP of its billing address.",
      };
  }
  const parsed = ChargeInput.safeParse(input);
  if (parsed.success) return { ok: true, input };
  const path = parsed.error.issues[0]?.path ?? [];
  const name = String(path[path[0] === "source" ? path.length - 1 : 0] ?? "");
  return {
    ok: false,
    ...(SENTENCES[name] ?? {
      field: null,
      sentence: "Something in this order cannot be sent. Look through the fields under More.",
    }),
  };
}

/** The fields of one's own that will be sent: a field without a name or a value is not one yet. */
export function ownFields(metadata: OrderFields["metadata"]): OrderFields["metadata"] {
  return metadata
    .map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
    .filter(({ name, value }) => name !== "" && value !== "");
}

/** Why the fields of one's own cannot be sent as they are, in a sentence; null when they can. */
function ownFieldsTrouble(metadata: OrderFields["metadata"]): string | null {
  const wrong = metadata
    .map(({ name, value }) => pairTrouble(name.trim(), value.trim()))
    .find((trouble) => trouble !== null);
  if (wrong) return wrong;
  const names = metadata.map(({ name }) => name.trim()).filter(Boolean);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `There are two fields named ${twice}.`;
  return ownFields(metadata).length > MOST_OWN_PAIRS ? TOO_MANY_PAIRS : null;
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

const SMS_ABROAD = "A receipt by SMS goes to numbers of the US and Canada only. Switch it off, or type one.";

const SENTENCES: Readonly<Record<string, { field: keyof OrderFields | null; sentence: string }>> = {
  amount: { field: null, sentence: "Type an amount." },
  number: { field: null, sentence: "This card number cannot be charged." },
  tokenId: {
    field: null,
    sentence: "This is no token of a payment method: one has letters, digits and underscores only.",
  },
  cvv: { field: null, sentence: "The CVV has 3 or 4 digits." },
  zip: { field: null, sentence: "A ZIP has 2 to 10 characters." },
  holder: { field: "holder", sentence: "At most 60 characters." },
  email: { field: "email", sentence: "An e-mail address has 5 to 40 characters." },
  phone: { field: "phone", sentence: "A phone number has 2 to 11 digits." },
  statementDescription: { field: "statementDescription", sentence: "5 to 25 characters." },
  note: { field: "note", sentence: "At most 200 characters." },
  addressLine1: { field: "addressLine1", sentence: "At most 200 characters." },
  addressLine2: { field: "addressLine2", sentence: "At most 200 characters." },
  city: { field: "city", sentence: "At most 50 characters." },
  state: { field: "state", sentence: "At most 50 characters." },
  country: { field: "country", sentence: "At most 50 characters." },
  purchaseOrder: { field: "purchaseOrder", sentence: "At most 25 characters." },
  metadata: { field: "metadata", sentence: "Names up to 20, values up to 100 characters, at most 49 pairs." },
};
