/** What the Activity screen says: everything done at this computer, what is still being checked, what cannot be read. */
export const activityWords = {
  title: "Activity",
  views: { journal: "Journal", day: "Day close" },
  show: "Show",
  find: "Find in the journal",
  findHint: "Name, amount, last four, outcome",
  allAccounts: "All accounts",
  opening: "Reading what was done here",
  table: "Activity",
  columns: { when: "When", what: "What", outcome: "Outcome", who: "Customer, by whom" },

  nothingFound: "Nothing done here fits what you typed. Clear the field to see everything.",
  nothingOnAccount: ({ account }: { account: string }) => `Nothing has been done on ${account} at this computer yet.`,
  nothingYet: "Nothing has been done at this computer yet.",
  thisAccount: "this account",
  shown: ({ count }: { count: number }) => `${count} ${count === 1 ? "entry" : "entries"}.`,
  shownOfLast: ({ most, count }: { most: number; count: number }) =>
    `Of the last ${most}: ${count} ${count === 1 ? "entry" : "entries"}.`,
  checking: ({ count }: { count: number }) => `${count} still being checked.`,
  notReadable: ({ count }: { count: number }) => `${count} cannot be read.`,

  operations: {
    charge: "Charge",
    authorize: "Authorize",
    capture: "Capture",
    void: "Void",
    refund: "Refund",
    tip: "Tip",
  },
  notKnown: "Not known",
  newerProgram: "Newer than this program",
  damaged: "Damaged on disk",
  accountNotKnown: "account not known",
  dealtWithBy: ({ by }: { by: string }) => `dealt with by ${by}`,
  by: ({ operator, where }: { operator: string; where: string }) => `by ${operator} · ${where}`,

  region: "Attempt",
  waiting: "An entry opens here:\nwhat was sent, what came back,\nand what can still be done.",
  reading: "Reading the entry",
  close: "Close",
  lookAgain: "Look again now",
  stopChecking: "Stop checking",
  openPayment: "Open payment",
  steps: "Steps",
  facts: {
    by: "By",
    channel: "Channel",
    written: "Written down",
    sent: "Sent",
    sentAgain: "Sent again",
    answered: "Answered",
    account: "Account",
    reference: "Reference",
    http: "HTTP",
  },
  never: "never",
  againOnce: "once, under the same key",
  againTimes: ({ count }: { count: number }) => `${count} times, under the same key`,
} as const;

/** The panel of one payment, refund or other act, as it ended or while it is being checked. */
export const attemptWords = {
  partOf: ({ requested }: { requested: string }) => `of ${requested}`,
  checking: {
    looked: "Looked",
    notYet: "not yet",
    times: ({ count }: { count: number }) => (count === 1 ? "1 time" : `${count} times`),
    timesLast: ({ count, ago }: { count: number; ago: string }) =>
      `${count === 1 ? "1 time" : `${count} times`}, last ${ago} ago`,
    nextLook: "Next look",
    whenAsked: "when you ask",
    now: "now",
    inWhile: ({ span }: { span: string }) => `in ${span}`,
    account: "Account",
    reference: "Reference",
  },
  facts: {
    stoppedBy: "Stopped by",
    because: "Because",
    approval: "Approval code",
    surcharge: "Surcharge",
    statement: "Statement",
    paymentId: "Payment ID",
    reference: "Reference",
    firstAnswer: "First answer",
    code: "Code",
  },
  approvedFirst: ({ code }: { code: string }) => `Approved (${code})`,
  onCard: ({ last4 }: { last4: string }) => ` on the card ending ${last4}`,
  say: ({ sentence }: { sentence: string }) => `Say: ${sentence}`,
} as const;

/** Stopping a check, and dealing with an entry that cannot be read. */
export const stopWords = {
  title: "Stop checking",
  lead: "Stop only if you know from elsewhere what happened, such as from the processor’s dashboard. Your name and your reason are kept.",
  stop: "Stop checking",
  keep: "Keep checking",
  why: "Why",
  found: "What you found",
  sayWhy: "Say why, so that the next person understands.",

  dealTitle: "Deal with the entry",
  dealLead:
    "Say this only if you know from elsewhere what became of it. From then on nobody is asked about it. Your name and your reason are kept.",
  deal: "Mark as dealt with",
  leave: "Leave it open",
  lookFor: ({ what, reference }: { what: string; reference: string }) =>
    `${what}, with the reference ${reference}. Look for it in the processor’s dashboard: is it there?`,
  wentThrough: "It is in the dashboard, and it went through.",
  didNot: "It is in the dashboard, and it did not go through.",
} as const;

/** An entry that cannot be read. */
export const unreadableStubWords = {
  notReadable: "Not readable",
  dealtWith: "Dealt with",
  sumNotKnown: "Amount not known",
  mayBe: ({ what }: { what: string }) => `May be: ${what}`,
  facts: {
    written: "Written down",
    account: "Account",
    file: "File",
    asItWas: "Kept as",
    reference: "Reference",
    dealtWith: "Dealt with",
    why: "Why",
  },
  notKnown: "not known",
  fileRow: ({ row }: { row: number }) => `journal.db, row ${row}`,
  file: "journal.db",
  by: ({ when, by }: { when: string; by: string }) => `${when} by ${by}`,
} as const;
