import { create } from "zustand";
import { NO_FILTER, type PaymentFilter, type PaymentSort } from "../../shared/history";

const NEWEST_FIRST: PaymentSort = { by: "when", down: true };

/**
 * What is typed in the header's "Find payment" box, and what the list of payments is narrowed to: both stay while other
 * screens are looked at.
 */
export const useFindPayment = create<{
  readonly clue: string;
  readonly filter: PaymentFilter;
  readonly sort: PaymentSort;
  /** Enter was pressed for this clue: the first payment that answers is opened as soon as it is known. */
  readonly opens: string | null;
}>(() => ({
  clue: "",
  filter: NO_FILTER,
  sort: NEWEST_FIRST,
  opens: null,
}));

/** The list of payments shows what answers to this clue; nothing is opened. */
export function findPayment(clue: string): void {
  useFindPayment.setState({ clue, opens: null });
}

/** Opens the first payment that answers to the clue as it is now. */
export function openFirstFound(): void {
  useFindPayment.setState(({ clue }) => ({ opens: clue }));
}

/** The list of payments is narrowed to this. */
export function narrowPayments(filter: PaymentFilter): void {
  useFindPayment.setState({ filter });
}

/** Sorts by a column, the newest or largest first, words from A; by the same column once more: the other way round. */
export function sortPayments(by: PaymentSort["by"]): void {
  const first = by === "when" || by === "amount";
  useFindPayment.setState(({ sort }) => ({ sort: { by, down: sort.by === by ? !sort.down : first } }));
}
