import type { AmountTyped } from "../../shared/money";
import type { Channel } from "../../shared/outcome";

/**
 * What an order has besides amount, customer and card: all of it may be kept when the order is parked. Text as typed.
 */
export interface OrderFields {
  readonly channel: Channel;
  readonly authorizeOnly: boolean;
  readonly saveCard: boolean;
  /** The caller pays with a credit card: the surcharge of the settings is added. Counts only where one is set up. */
  readonly surcharge: boolean;
  readonly cvvNotGiven: boolean;
  readonly holder: string;
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly email: string;
  readonly phone: string;
  readonly sendEmail: boolean;
  readonly sendSms: boolean;
  readonly statementDescription: string;
  readonly invoice: string;
  readonly note: string;
  /** As typed (shared/money.ts); empty is none. */
  readonly tip: AmountTyped;
  readonly purchaseOrder: string;
  /** As typed; goes only with a purchase order (level 2 is both or none), where empty is 0.00. */
  readonly salesTax: AmountTyped;
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
}

/**
 * With which of the customer's cards an order is paid. `default`: nobody chose, so whichever is the default when it is
 * charged. `card`: a person chose this one. `typed`: a person chose to type another.
 */
export type CardChoice =
  | { readonly kind: "default" }
  | { readonly kind: "card"; readonly cardId: string }
  | { readonly kind: "typed" };

/** The fields of a new order on a desk that last used this channel. */
export function emptyFields(channel: Channel): OrderFields {
  return {
    channel,
    authorizeOnly: false,
    saveCard: false,
    surcharge: false,
    cvvNotGiven: false,
    holder: "",
    addressLine1: "",
    addressLine2: "",
    city: "",
    state: "",
    country: "",
    email: "",
    phone: "",
    sendEmail: false,
    sendSms: false,
    statementDescription: "",
    invoice: "",
    note: "",
    tip: "",
    purchaseOrder: "",
    salesTax: "",
    metadata: [],
  };
}

/** Something was written: a name, a note, an own field. A switch alone is no order worth keeping. */
export function isWritten({ channel: _channel, metadata, ...fields }: OrderFields): boolean {
  return metadata.length > 0 || Object.values(fields).some((value) => typeof value === "string" && value.trim() !== "");
}
