/**
 * Every key of the program, for the help sheet. The places that listen are named beside; a key that is listed works.
 */
export const SHORTCUTS: readonly {
  readonly where: string;
  readonly keys: readonly { readonly key: string; readonly does: string }[];
}[] = [
  {
    where: "Everywhere",
    keys: [
      { key: "/", does: "To the search box" },
      { key: "Ctrl 1 – 6", does: "The screens, by the numbers beside them" },
      { key: "Ctrl K", does: "Do anything: type what" },
      { key: "?", does: "This sheet" },
      { key: "Esc", does: "Close what is open" },
    ],
  },
  {
    where: "Order",
    keys: [
      { key: "Enter", does: "From Amount to the card; in the last field: charge" },
      { key: "Backspace", does: "In an empty field: one field back" },
      { key: "↑ (held)", does: "In Card number: see the digits" },
      { key: "Ctrl V", does: "In Card number: number, expiry, CVV and ZIP in one line" },
      { key: "%", does: "Credit card: surcharge on or off, where one is set up" },
      { key: "M", does: "More fields, while no field has the focus" },
    ],
  },
  {
    where: "Result",
    keys: [
      { key: "Enter", does: "New order; while checking: look again now" },
      { key: "R", does: "Receipt" },
      { key: "S", does: "Save card" },
      { key: "T", does: "Take it back" },
      { key: "A", does: "Try again with the card typed again" },
      { key: "C", does: "What the button says: charge the rest, charge again, close by hand" },
      { key: "N", does: "Start another order while one is being checked" },
    ],
  },
  {
    where: "Lists",
    keys: [
      { key: "↑ ↓", does: "Go through the rows" },
      { key: "Enter", does: "Open the row" },
      { key: "Esc", does: "Put away what is open at the right" },
    ],
  },
  {
    where: "Customers",
    keys: [
      { key: "N", does: "New customer" },
      { key: "C", does: "Charge the open customer" },
      { key: "A", does: "Add a card" },
      { key: "E", does: "Edit" },
    ],
  },
  {
    where: "Payments and holds",
    keys: [
      { key: "C", does: "Capture the open payment" },
      { key: "R", does: "Receipt" },
      { key: "T", does: "Take it back" },
    ],
  },
  {
    where: "Activity",
    keys: [
      { key: "L", does: "Look again now" },
      { key: "P", does: "Go to the payment" },
    ],
  },
];
