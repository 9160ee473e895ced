import { create } from "zustand";
import type { CustomerLine } from "../../shared/customer";
import { go } from "./route";

/** What can be asked of the order at hand from elsewhere. */
export type OrderWish = "new" | "park" | "clear";

/**
 * A wish from elsewhere: take an order for this customer; turn the surcharge of the order at hand on or off; put it
 * aside or away. The order screen takes it up and clears it.
 */
export const useOrderFor = create<{
  readonly line: CustomerLine | null;
  readonly surcharge: boolean;
  readonly wish: OrderWish | null;
}>(() => ({ line: null, surcharge: false, wish: null }));

/** Goes to the order screen with this customer chosen and the focus in Amount. */
export function orderFor(line: CustomerLine): void {
  useOrderFor.setState({ line });
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
