/** What is said of what this computer keeps: the journal's export, its keys, and the data of one customer. */
export const privacyWords = {
  nameRemoved: "Name removed",

  exportJournal: "Export the journal",
  exportJournalHint:
    "One file with every row. Anybody can check it against the value on the printed close of a day, without this computer.",
  exported: ({ rows, path }: { rows: number; path: string }) =>
    `${rows === 1 ? "1 row" : `${rows} rows`} of the journal saved as ${path}`,
  journalFile: ({ day }: { day: string }) => `Journal ${day}.jsonl`,
  noJournal: "There is no journal to export now. The line at the top of the screen says why.",
  notReadable: "The journal could not be read whole, so nothing was written. Start Counterfoil again, then export it.",
} as const;
