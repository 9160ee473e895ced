/** What the frame around every screen says. */
export const frameWords = {
  /** Fixed names (docs/design.md, names on the screen). */
  screens: {
    order: "Order",
    customers: "Customers",
    payments: "Payments",
    holds: "Holds",
    activity: "Activity",
    settings: "Settings",
  },
  copy: ({ what }: { what: string }) => `Copy ${what}`,
  copied: "Copied",
  notCopied: "Not copied. Select the text and press Ctrl C.",
} as const;
