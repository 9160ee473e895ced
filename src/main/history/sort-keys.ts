import { brandText } from "../../shared/brand-words";
import type { Currency } from "../../shared/currency";
import { moneyOf } from "../../shared/history";
import type { PaymentStatus } from "../../shared/payment";
import { fold } from "../search/clues";
import type { Kept } from "./kept";

/** By what a payment's row is sorted and summed; amounts in minor units of the currency. */
export interface SortKeys {
  readonly amount: number;
  readonly currency: Currency;
  readonly status: PaymentStatus;
  readonly refunded: number;
  readonly customer: string | null;
  /** Whom the list shows as the payer, folded. */
  readonly payer: string;
  /** Brand and last four. */
  readonly card: string;
}

/** Comes after every name. */
const UNNAMED = "\u{10FFFF}";
/** Two names that are the same so far are told apart by nobody who scrolls. */
const LONGEST = 80;

/** `name`: the customer's as the directory has it, null when it has none. */
export function keysOf(kept: Kept, name: string | null): SortKeys {
  return {
    amount: moneyOf(kept),
    currency: kept.currency,
    status: kept.status,
    refunded: kept.amountRefunded,
    customer: kept.customerId,
    payer: payerKey(name ?? kept.holder ?? kept.metadata["name"] ?? kept.email),
    card: kept.last4 === null ? UNNAMED : fold(`${brandText(kept)} ${kept.last4}`).slice(0, LONGEST),
  };
}

/** A name as the list is sorted by it. */
export function payerKey(name: string | null): string {
  return name === null || name === "" ? UNNAMED : fold(name).slice(0, LONGEST);
}
