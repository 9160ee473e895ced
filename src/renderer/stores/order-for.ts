import { create } from "zustand";
import type { CustomerLine } from "../../shared/customer";
import { go } from "./route";

/** A wish from elsewhere: take an order for this customer. The order screen takes it up and clears it. */
export const useOrderFor = create<{ readonly line: CustomerLine | null }>(() => ({ line: null }));

/** Goes to the order screen with this customer chosen and the focus in Amount. */
export function orderFor(line: CustomerLine): void {
  useOrderFor.setState({ line });
  go("order");
}
