/**
 * What is told when something ends while somebody is elsewhere. What the operating system shows may be read on a locked
 * screen, so it has no name and no digit of a card.
 */
export const notificationWords = {
  /** On our own screen; `word` as in "Approved". */
  answered: ({ amount, card, word, account }: { amount: string; card: string; word: string; account: string }) =>
    `Checked: ${amount} on ${card} is ${word.toLowerCase()} (${account}).`,
  answeredTitle: ({ word }: { word: string }) => `A payment was checked: ${word}`,
  answeredBody: ({ amount, account }: { amount: string; account: string }) => `${amount} · ${account}`,
  holdsTitle: ({ count }: { count: number }) => (count === 1 ? "A hold lapses soon" : `${count} holds lapse soon`),
  holdsBody: ({ account }: { account: string }) => `Capture it or let it go · ${account}`,
  written: ({ file }: { file: string }) => `${file} is written.`,
  writtenTitle: "The file is written",
  writtenBody: ({ account }: { account: string }) => account,
  open: "Open",
  read: "I have read it",
} as const;
