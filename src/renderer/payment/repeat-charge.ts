import { USD, type Currency } from "../../shared/currency";
import type { Cents } from "../../shared/money";
import { ask } from "../bridge";
import { orderAgain } from "../stores/order-for";

/** What a past charge says of the next one like it. */
export interface Repeated {
  readonly currency: Currency;
  /** All that was asked for, in minor units, a surcharge included. */
  readonly amount: Cents;
  readonly surcharge?: Cents | null | undefined;
  readonly customerId: string | null;
  readonly holder: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** False for what this program does not charge: another currency than US dollars. */
export function canRepeat({ currency, amount }: Pick<Repeated, "currency" | "amount">): boolean {
  return currency === USD && amount > 0;
}

/**
 * Fills an order with a past charge: the amount without its surcharge, and the customer with the default card of today;
 * without a customer the card is to be typed. MONEY: nothing is sent by it, and no card of then is taken over.
 */
export async function repeatCharge(of: Repeated): Promise<void> {
  const { customerId, amount, surcharge, holder, email, phone } = of;
  // The copy on this computer knows the customer; where it does not, the card is asked for.
  const kept = customerId === null ? null : await ask("customers.kept", { id: customerId }).catch(() => null);
  orderAgain({ line: kept?.line ?? null, amount: (amount - (surcharge ?? 0)) as Cents, holder, email, phone });
}
