/** What the frame around every screen says. */
export const frameWords = {
  /** Fixed names (docs/design.md, names on the screen). */
  screens: {
    order: "Order",
    customers: "Customers",
    payments: "Payments",
    holds: "Holds",
    activity: "Activity",
    overview: "Overview",
    settings: "Settings",
  },
  program: "Counterfoil",
  screensOf: "Screens",
  parked: "Parked",
  checking: "Checking",
  holdsDue: ({ count }: { count: number }) => `${count} due`,
  close: "Close",
  notices: "Notices",
  noNotices: "There is nothing to tell.",
  /** The button that opens all notices; `count` is how many there are besides the one in sight. */
  moreNotices: ({ count }: { count: number }) => (count === 0 ? "Read" : `and ${count} more`),
  dismiss: "Dismiss",
  cardTakenOut: "That was a card number. It was taken out: type it in the field Card number.",
  cardInMoney: "That was a card number in a field for money. Nothing was changed: look at the amount.",
  swiped: "A card was swiped. Nothing of it was kept: type its number in the field Card number.",
  haveRead: "I have read it",
  copy: ({ what }: { what: string }) => `Copy ${what}`,
  copied: "Copied",
  notCopied: "Not copied. Select the text and press Ctrl C.",
} as const;
