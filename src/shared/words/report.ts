/** What the report for whoever helps says, and the page on which it is read before it is saved. */
export const reportWords = {
  title: "Save a report",
  what: "Whoever helps you can see from this what went wrong. Read it through, then save it and send the file yourself. Nothing is sent by itself.",
  without:
    "Card numbers, tokens, the names of your accounts and of your folders are taken out. A message of the processor may still name somebody.",
  reading: "Making the report",
  text: "The report",
  save: "Save report",
  none: "There is no report yet. Open this page again.",
  file: ({ day }: { day: string }) => `counterfoil-report-${day}`,

  program: "Program",
  programIs: ({ version }: { version: string }) => `Counterfoil ${version}`,
  system: "System",
  accounts: "Accounts",
  notices: "What the screens say",
  log: "Log",
  checking: ({ count }: { count: number }) =>
    count === 1 ? "1 payment is being checked" : `${count} payments are being checked`,
} as const;
