import { create } from "zustand";
import { NO_FILTER, type PaymentFilter } from "../../shared/history";

/**
 * What is typed in the header's "Find payment" box, and what the list of payments is narrowed to: both stay while other
 * screens are looked at.
 */
export const useFindPayment = create<{ readonly clue: string; readonly filter: PaymentFilter }>(() => ({
  clue: "",
  filter: NO_FILTER,
}));

export function findPayment(clue: string): void {
  useFindPayment.setState({ clue });
}

export function narrowPayments(filter: PaymentFilter): void {
  useFindPayment.setState({ filter });
}
