/** What the searches of the header say. */
export const findWords = {
  /** Fixed names (docs/design.md, names on the screen). */
  customer: "Find customer",
  payment: "Find payment",
  customerHint: "Name, phone, email, last four",
  paymentHint: "Amount, last four, name, approval code",
  stillReading: "Still reading the list of customers. Press Enter to take the first one once it is read.",
  none: "No customer found.",
  cards: ({ count }: { count: number }) => (count > 1 ? `${count} cards, none default` : "no card"),
} as const;
