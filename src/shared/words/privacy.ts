/** What is said of what this computer keeps: the journal's export, its keys, and the data of one customer. */
export const privacyWords = {
  nameRemoved: "Name removed",

  exportJournal: "Export the journal",
  exportJournalHint:
    "One file with every row. Anybody can check it against the value on the printed close of a day, without this computer.",
  exported: ({ rows, path }: { rows: number; path: string }) =>
    `${rows === 1 ? "1 row" : `${rows} rows`} of the journal saved as ${path}`,
  journalFile: ({ day }: { day: string }) => `Journal ${day}.jsonl`,
  changeKeys: "Change the keys",
  changeKeysHint:
    "Every file of Counterfoil on this computer is encrypted with a key in the keychain. Change the keys when somebody may have copied them.",
  changeKeysAsk: "Change the keys?",
  changeKeysWhat:
    "At the next start every file is written anew under a new key, and the old key is gone. Nothing is lost, whatever happens meanwhile. Old files that were put aside because they were damaged cannot be read any more afterwards.",
  changeKeysKeep: "Keep the keys",
  keysAsked: "The keys change the next time Counterfoil starts. Close it and start it again.",
  keysChanged: ({ count }: { count: number }) =>
    count === 1
      ? "The key was changed: 1 file is written anew, and its old key is gone."
      : `The keys were changed: ${count} files are written anew, and their old keys are gone.`,
  keysKept: ({ count }: { count: number }) =>
    count === 1
      ? "1 file could not be written anew and has its old key. It is tried again at the next start; the log says why."
      : `${count} files could not be written anew and have their old keys. It is tried again at the next start; the log says why.`,
  noKeys: "The keychain did not take the new keys, so the old ones stay. Unlock it and try again.",

  exportCustomer: "Save everything",
  exportedCustomer: ({ path }: { path: string }) => `Everything that is kept of this customer is saved as ${path}`,
  exportAbout:
    "Everything that Counterfoil on this computer keeps of one customer, with what the processor answered when this file was made. Amounts are in cents or the smallest unit of their currency; times are milliseconds since 1970 (UTC).",
  customerFile: ({ name, day }: { name: string; day: string }) => `Customer ${name} ${day}.json`,
  forget: "Delete and forget",
  forgetTitle: ({ name }: { name: string }) => `Delete and forget ${name}?`,
  forgetWhat: ({ account }: { account: string }) =>
    `${account} deletes the customer and the cards on file. Name, e-mail, phone and what was noted about them go from this computer too. Payments stay, as the law asks of money, without the name. ${account} goes on keeping the payments in its own books, and saved files and receipts are yours to delete. This cannot be undone.`,
  forgotten: ({ name }: { name: string }) => `${name} is deleted and forgotten.`,
  noJournalNow: "There is no journal now, so nothing was done. The line at the top of the screen says why.",
  stillChecking: ({ count }: { count: number }) =>
    count === 1
      ? "1 payment of this customer is still being checked. Nothing was deleted; try again when its outcome is known."
      : `${count} payments of this customer are still being checked. Nothing was deleted; try again when their outcomes are known.`,

  captures: "Pictures of the screen",
  capturesWhich: { shown: "Shown", not_cards: "Hide card screens", never_shown: "Hide always" },
  capturesHint:
    "What screenshots, recordings and screen sharing show of Counterfoil, on Windows and macOS. On Linux this does nothing.",
  logDays: "Keep the log for",
  logDaysWhich: { 7: "1 week", 30: "30 days", 90: "90 days", 365: "1 year" },
  logDaysHint: "Older lines go when Counterfoil starts.",
  copyDays: "Keep the copies of an account that nobody opens for",
  copyDaysWhich: { 0: "Always", 30: "30 days", 90: "90 days", 365: "1 year" },
  copyDaysHint: "Customers and payments are read from the processor again when it is opened. The journal always stays.",

  noJournal: "There is no journal to export now. The line at the top of the screen says why.",
  notReadable: "The journal could not be read whole, so nothing was written. Start Counterfoil again, then export it.",
} as const;
