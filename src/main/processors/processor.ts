import type { Brand, CardEntry } from "../../shared/card";
import type { Capability } from "../../shared/account";
import type { Customer, CustomerFields } from "../../shared/customer";
import type { LedgerLine } from "../../shared/ledger";
import type { Currency } from "../../shared/currency";
import type { Cents } from "../../shared/money";
import type { AgainWhy, Channel, Outcome } from "../../shared/outcome";
import type { Payment, TakeBackReason } from "../../shared/payment";

/**
 * The port: what a processor can be asked. Services know this file and no processor behind it. What a processor cannot
 * do is null here, and an order carries only what its `capabilities` name.
 *
 * MONEY: `charge`, `capture`, `void`, `refund` and `adjustTip` send one request and never reject: whatever goes wrong
 * is an Outcome. What was not proven is `unknown`. Only a processor that documents that the same key and body are never
 * carried out twice may send that very request once more, and each time only after `again` said yes. All other calls
 * answer or throw a `Failure`; they may retry.
 */
export interface Processor {
  /** What people call it: "PayArc". */
  readonly name: string;
  /** What an order may carry, and what else differs without a call of its own. */
  readonly capabilities: ReadonlySet<Ability>;
  /** Customers and their cards on file. */
  readonly customers: CustomerBook | null;

  /** One cheap call that proves the credentials. Throws a Failure whose sentence says what is wrong. */
  check(): Promise<void>;

  /** Charges or holds the order in US dollars; `reference` is the idempotency key. */
  charge(order: ChargeOrder, reference: string, again?: SendAgain): Promise<Outcome>;
  /**
   * `amount`, here and below: minor units of `currency`, which is the payment's own and never taken for granted. At most
   * what was authorized.
   */
  capture(paymentId: string, amount: Cents, currency: Currency, reference: string, again?: SendAgain): Promise<Outcome>;
  void(
    paymentId: string,
    amount: Cents,
    currency: Currency,
    take: TakeBack,
    reference: string,
    again?: SendAgain,
  ): Promise<Outcome>;
  refund(
    paymentId: string,
    amount: Cents,
    currency: Currency,
    take: TakeBack,
    reference: string,
    again?: SendAgain,
  ): Promise<Outcome>;
  /** Sets the tip of an unsettled payment. */
  readonly adjustTip:
    | ((paymentId: string, tip: Cents, currency: Currency, reference: string, again?: SendAgain) => Promise<Outcome>)
    | null;

  getPayment(paymentId: string, urgency?: Urgency): Promise<Payment>;
  /** Newest first. `cursor` is null for the first page. */
  listPayments(cursor: string | null, limit: number, urgency?: Urgency): Promise<Page<Payment>>;

  /** What the payment did to the merchant's balance, oldest first or as the processor has it. */
  readonly ledger: ((paymentId: string) => Promise<readonly LedgerLine[]>) | null;
  /** Changes a payment's description and metadata. The reference in the metadata stays, whatever is asked. */
  readonly updatePayment: ((paymentId: string, changes: PaymentChanges) => Promise<Payment>) | null;
  /**
   * The card behind a token of a payment method, before it is charged; null when it cannot be told. Where this is not
   * null, such a token can be charged.
   */
  readonly tokenCard: ((tokenId: string) => Promise<TokenCard | null>) | null;

  /** The processor's clock less this computer's, in ms, by the `Date` of its answers; null until an answer told. */
  clockOffset(): number | null;

  /** An order is near: makes connections until so many are idle. Nothing is asked, and trouble is not told. */
  warm(connections: number): void;

  /** Ends idle connections and what is queued. */
  close(): void;
}

/** Customers and their cards on file. Each call throws a Failure when the processor does not do it. */
export interface CustomerBook {
  /** `cursor` is null for the first page. */
  list(cursor: string | null, limit: number, urgency?: Urgency): Promise<Page<Customer>>;
  get(customerId: string, urgency?: Urgency): Promise<Customer>;
  create(fields: Partial<CustomerFields>): Promise<Customer>;
  /** What is not in `fields` is left alone; null empties a field. */
  update(customerId: string, fields: Partial<CustomerFields>): Promise<Customer>;
  delete(customerId: string): Promise<void>;
  /**
   * A token is single use: one charge or one attaching (docs/payarc.md, seed 003). `authorize` asks for a $0.00 check,
   * which may cost a fee.
   */
  createToken(card: CardEntry, channel: Channel, authorize: boolean): Promise<CardToken>;
  attachCard(customerId: string, tokenId: string): Promise<Customer>;
  setDefaultCard(customerId: string, cardId: string): Promise<Customer>;
  deleteCard(customerId: string, cardId: string): Promise<void>;
}

/** Abilities that a processor has where that part of its port is not null. */
type Told = "customers" | "cards_on_file" | "tip" | "ledger" | "edit_payment" | "payment_token";

/** Abilities that no part of the port shows, so that `capabilities` names them. */
export type Ability = Exclude<Capability, Told>;

/** All that a processor can do, as a list for the windows. */
export function capabilitiesOf(processor: Processor): Capability[] {
  const { capabilities, customers, adjustTip, ledger, updatePayment, tokenCard } = processor;
  const told: Readonly<Record<Told, unknown>> = {
    customers,
    cards_on_file: customers,
    tip: adjustTip,
    ledger,
    edit_payment: updatePayment,
    payment_token: tokenCard,
  };
  return [...capabilities, ...(Object.keys(told) as Told[]).filter((each) => told[each] !== null)];
}

/**
 * Asked before the same request leaves once more, with the same key and body. true: the disk says that it may have been
 * sent again. false, or no such function: it must not leave.
 */
export type SendAgain = (why: AgainWhy) => boolean;

/** What to change of a payment. What is left out stays, each pair of the metadata too; null removes a pair. */
export interface PaymentChanges {
  readonly description?: string;
  readonly metadata?: Readonly<Record<string, string | null>>;
}

/**
 * Who waits: the duplicate guard, and an order with it (`guard`), a person (`now`), or nobody (`later`). In the request
 * budget each goes before the next, and of the list of payments a part is the guard's alone. What an order that is being
 * typed may need (`early`) is asked at once, while half of the budget is left, or fails.
 */
export type Urgency = "guard" | "early" | "now" | "later";

export interface Page<T> {
  readonly items: readonly T[];
  /** null on the last page. */
  readonly next: string | null;
  /** How many there are in all, when the processor says. */
  readonly total: number | null;
  /** How many rows, none of money, are left out: without an id that can be used nobody could ask for them again. */
  readonly unread?: number;
}

export interface CardToken {
  readonly id: string;
  readonly cardId: string | null;
  readonly fingerprint: string | null;
}

/** What is known of the card behind a token. SECURITY: not the token. */
export interface TokenCard {
  readonly brand: Brand;
  readonly last4: string | null;
  readonly fingerprint: string | null;
  /** Why the processor itself calls the payment method invalid, "" without a reason; null: it does not. */
  readonly invalid: string | null;
}

export interface TakeBack {
  readonly reason: TakeBackReason;
  /** 5-175 characters, so that our mark has room behind it (refund-mark.ts), or null. */
  readonly description: string | null;
  readonly receipts: Receipts;
}

/** PayArc sends e-mail and SMS receipts unless told not to (docs/payarc.md 8); we always say which. */
export interface Receipts {
  readonly email: boolean;
  readonly sms: boolean;
}

/** Who pays: exactly one of these (docs/payarc.md 8). */
export type ChargeSource =
  | {
      readonly kind: "customer";
      readonly customerId: string;
      readonly cardId: string | null;
      readonly cvv: string | null;
    }
  | { readonly kind: "card"; readonly card: CardEntry }
  | { readonly kind: "token"; readonly tokenId: string }
  /** The raw payment token, the whole paymentData as JSON, or the text already encoded (docs/payarc.md, seed 001). */
  | { readonly kind: "google_pay"; readonly text: string };

/** Post-authorization rules (docs/payarc.md, seed 001), in the numbers of the processor. null: not asked for. */
export interface Rules {
  readonly avs: 1 | 2 | 3 | 4 | 5 | 6 | null;
  readonly binLocation: 1 | 2 | null;
  readonly binCardType: 1 | 2 | 3 | 4 | null;
}

/** Level 2 data (docs/payarc.md 8): sent only as a whole. `salesTax` in cents, 0 when exempt. */
export interface Level2 {
  readonly purchaseOrder: string;
  readonly salesTax: Cents;
  readonly customerRef: string | null;
}

export interface ChargeOrder {
  readonly source: ChargeSource;
  /** All that the caller pays, in cents. */
  readonly amount: Cents;
  readonly capture: boolean;
  readonly channel: Channel;
  readonly statementDescription: string | null;
  readonly description: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly receipts: Receipts;
  /** Billing address for AVS where the source is no keyed card. */
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string | null;
  readonly country: string | null;
  readonly tip: Cents | null;
  /** The part of `amount` that is a surcharge on a credit card, in cents. */
  readonly surcharge: Cents | null;
  readonly rules: Rules;
  readonly level2: Level2 | null;
  /** Up to 49 pairs; `reference` is added by the processor and may not be among them. */
  readonly metadata: Readonly<Record<string, string>>;
}
