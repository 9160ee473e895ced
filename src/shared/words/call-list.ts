/** What the lists of people to call say: on the screen, in the file and on paper. */
export const callListWords = {
  print: "Print",
  export: "Export CSV",
  saved: ({ count, number, path }: { count: number; number: string; path: string }) =>
    `${number} ${count === 1 ? "customer" : "customers"} saved as ${path}.`,
  notWhole: "The list on paper may not be complete.",
  partial: "The customers are still being read, so some may be missing.",
  tooMany: ({ number }: { number: string }) =>
    `There are ${number} on this list, too many for paper. Export them as CSV and print what you need.`,

  columns: {
    name: "Name",
    phone: "Phone",
    email: "E-mail",
    brand: "Brand",
    last4: "Last four",
    expires: "Expires",
    why: "Why",
    customer: "Customer",
    card: "Card",
    said: "Said",
  },
  noCard: "No card on file",
  noDefault: ({ count }: { count: number }) => `${count} cards, none is the default`,
  expired: ({ on }: { on: string }) => `Card expired ${on}`,
  expires: ({ on }: { on: string }) => `Card expires ${on}`,
  people: ({ count, number }: { count: number; number: string }) => (count === 1 ? "1 person" : `${number} people`),
  notAllRead: "not all customers were read",
  by: ({ operator, desk }: { operator: string; desk: string }) => `${operator}, ${desk}`,

  file: ({ list, day }: { list: string; day: string }) => `calls ${list} ${day}.csv`,
  fileNames: {
    expiring: "card expiring",
    expired: "card expired",
    no_default: "no default card",
    no_card: "no card",
  },
} as const;
