import { create } from "zustand";

/** What is typed in the header's "Find payment" box; the Payments screen narrows its table by it. */
export const useFindPayment = create<{ readonly clue: string }>(() => ({ clue: "" }));

export function findPayment(clue: string): void {
  useFindPayment.setState({ clue });
}
