/** What is said of closing a day: the act, its dialog, its record and the printed page. */
export const dayClosingWords = {
  closed: "Closed",
  changed: "Changed since",
  closedBy: ({ by, desk, when }: { by: string; desk: string; when: string }) => `Closed by ${by} at ${desk}, ${when}.`,
  closedBefore: ({ by, desk, when }: { by: string; desk: string; when: string }) =>
    `Closed before by ${by} at ${desk}, ${when}.`,
  at: ({ desk }: { desk: string }) => `Closed at ${desk}.`,
  closedWith: ({ count }: { count: number }) =>
    count === 1 ? "1 thing to look at was left open." : `${count} things to look at were left open.`,

  close: "Close the day",
  closeAgain: "Close it again",
  closeFor: ({ amount }: { amount: string }) => `Close the day with ${amount}`,
  closeAgainFor: ({ amount }: { amount: string }) => `Close it again with ${amount}`,
  notYet: "Not yet",
  dialog: ({ account, day }: { account: string; day: string }) => `Close ${day}, ${account}`,
  firstLook: ({ count }: { count: number }) =>
    count === 1
      ? "1 thing to look at first. You can close the day with it; it stays on the page."
      : `${count} things to look at first. You can close the day with them; they stay on the page.`,
  nothingOpen: "Nothing to look at first.",
  whatItDoes:
    "Closing writes down these figures with your name. It moves no money. What changes later is told as changed since.",

  names: {
    taken: "Taken",
    refunded: "Refunded this day",
    disputed: "Disputed",
    held: "Held, not captured",
    voided: "Voided",
    declined: "Declined",
    lapsed: "Holds lapsed",
  },
  figure: ({ count, amount }: { count: number; amount: string }) => `${amount} (${count})`,
  was: ({ what, was, now }: { what: string; was: string; now: string }) =>
    `${what} was ${was} when the day was closed, and is ${now} now.`,
  otherPayments: "The sums are the same as when the day was closed, but some of the payments are others.",

  notBegun: "This day has not begun.",
  listNotRead: "The day cannot be closed while the processor’s list cannot be read. Try again when it can.",
  nothingChanged: "This day is closed, and nothing has changed since.",
  shownOtherwise: "The day has changed while it was shown. Look at it again, then close it.",

  print: "Print",
  savePdf: "Save PDF",
  page: {
    title: "Close of the day",
    fileTitle: ({ account, day }: { account: string; day: string }) => `Day ${account} ${day}`,
    notClosed: "Not closed yet",
    printed: ({ when, by, desk }: { when: string; by: string; desk: string }) => `Printed ${when} by ${by}, ${desk}`,
    journal: ({ rows, value }: { rows: string; value: string }) =>
      `Journal when the day was closed (rows: value): ${rows}: ${value}`,
    signature: "Signature",
    toLookAt: "To look at",
    what: "What",
    count: "Count",
    amount: "Amount",
    training: "TRAINING — NO REAL MONEY",
    test: "TEST — NO REAL MONEY",
  },
} as const;
