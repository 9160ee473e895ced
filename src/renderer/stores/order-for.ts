import { create } from "zustand";
import type { CustomerLine } from "../../shared/customer";
import { go } from "./route";

/** A wish from elsewhere: take an order for this customer; turn the surcharge of the order at hand on or off. The order screen takes it up and clears it. */
export const useOrderFor = create<{ readonly line: CustomerLine | null; readonly surcharge: boolean }>(() => ({ line: null, surcharge: false }));

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
