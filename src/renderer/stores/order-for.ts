import { create } from "zustand";
import type { CustomerLine } from "../../shared/customer";
import type { Cents } from "../../shared/money";
import { go } from "./route";

/** What can be asked of the order at hand from elsewhere. */
export type OrderWish = "new" | "park" | "clear";

/** A past charge to be made again, its amount in cents. `line`: of its customer; null: the card is to be typed. */
export interface AgainWish {
  readonly line: CustomerLine | null;
  readonly amount: Cents;
  readonly holder: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/**
 * A wish from elsewhere: take an order for this customer; turn the surcharge of the order at hand on or off; put it
 * aside or away. The order screen takes it up and clears it.
 */
export const useOrderFor = create<{
  readonly customer: CustomerLine | null;
  readonly again: AgainWish | null;
  readonly surcharge: boolean;
  readonly wish: OrderWish | null;
}>(() => ({ customer: null, again: null, surcharge: false, wish: null }));

/** Goes to the order screen with this customer chosen and the focus in Amount. */
export function orderFor(customer: CustomerLine): void {
  useOrderFor.setState({ customer });
  go("order");
}

/** Goes to the order screen and begins an order like a past one; what was typed is parked. Nothing is sent by it. */
export function orderAgain(again: AgainWish): void {
  useOrderFor.setState({ again });
  go("order");
}

/** Goes to the order screen and turns the surcharge of the order at hand on, or off again. */
export function turnSurcharge(): void {
  useOrderFor.setState({ surcharge: true });
  go("order");
}

/** Goes to the order screen and begins a new order (what is typed is parked), parks the order at hand, or clears it. */
export function wishOfOrder(wish: OrderWish): void {
  useOrderFor.setState({ wish });
  go("order");
}
