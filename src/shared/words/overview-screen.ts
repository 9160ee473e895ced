/** What the Overview screen says; what its figures count is in overview.ts. */
export const overviewScreenWords = {
  title: "Overview",
  titleOf: ({ account }: { account: string }) => `Overview of ${account}`,
  reading: "Reading the figures",
  when: "When",
  spans: {
    today: "Today",
    week: "This week",
    month: "This month",
    year: "This year",
    days_7: "Last 7 days",
    days_30: "Last 30 days",
    days_90: "Last 90 days",
    between: "Between two days",
  },
  from: "From",
  until: "Until",
  chooseDays: "Choose both days.",
  daysTurned: "The first day is after the last. Change one of them.",
  currency: "Currency",
  allAccounts: "All accounts",
  csv: "CSV",
  pdf: "PDF",
  copyPicture: "Copy picture",
  pictureCopied: "The picture is on the clipboard. Paste it where you want it.",
  pictureFailed: "The picture could not be copied. Try it again with this window in front.",

  /** The line below the title. */
  days: ({ from, until }: { from: string; until: string }) => (from === until ? from : `${from} to ${until}`),
  whole: ({ count }: { count: string }) => `from all ${count} payments of the account`,
  wholeOfAll: ({ count }: { count: string }) => `from all ${count} payments of the accounts`,
  notWhole: ({ count }: { count: string }) => `from the ${count} payments that are on this computer so far`,
  readAgo: ({ ago }: { ago: string }) => `read ${ago} ago`,

  needs: {
    title: "To do",
    none: "Nothing waits for anybody.",
    says: {
      checking: "The outcome is not known yet.",
      holds_due: "Capture within 2 days, or the bank lets the money go.",
      disputes: "Answer the bank in time.",
      cards_expiring: "Ask for a new card.",
    },
  },

  figures: "Figures",
  says: {
    taken: ({ count }: { count: number }) =>
      count === 0 ? "No payment yet." : `${number(count)} ${plural(count, "payment")}, before refunds.`,
    net: "What is left after refunds.",
    average: "What one payment brings.",
    noAverage: "No payment to count.",
    approval: ({ approved, declined }: { approved: number; declined: number }) =>
      `${number(approved)} approved, ${number(declined)} declined.`,
    noApproval: "Nothing was asked of a bank.",
    refunded: ({ count }: { count: number }) =>
      count === 0 ? "No refund." : `${number(count)} ${plural(count, "refund")}, of payments of any day.`,
    held: ({ count }: { count: number }) =>
      count === 0 ? "No hold made." : `${number(count)} ${plural(count, "hold")} made, not captured.`,
    voided: ({ count }: { count: number }) =>
      count === 0 ? "No payment." : `${number(count)} ${plural(count, "payment")} cancelled before settling.`,
    lapsed: ({ count }: { count: number }) => `${number(count)} ${plural(count, "hold")} not captured in time.`,
    disputed: ({ count }: { count: number }) => `${number(count)} ${plural(count, "payment")}, in Taken too.`,
    not_known: ({ count }: { count: number }) => `${number(count)} ${plural(count, "payment")}, in no sum.`,
  },
  /** What is heard of a number besides: what it counts in full, and what a press does. */
  opens: ({ counts }: { counts: string }) => `${counts} Opens the list.`,
  percent: ({ percent }: { percent: string }) => `${percent} %`,

  more: ({ amount }: { amount: string }) => `${amount} more`,
  less: ({ amount }: { amount: string }) => `${amount} less`,
  same: "The same",
  /** Of a rate: what it was in the time that it is compared with. */
  was: ({ percent }: { percent: string }) => `${percent} before`,
  /** What it is compared with. */
  than: {
    than: ({ than }: { than: string }) => `than ${than}`,
    as: ({ than }: { than: string }) => `as ${than}`,
    today: ({ weekday }: { weekday: string }) => `last ${weekday} by this time`,
    week: "last week by now",
    month: "last month by now",
    year: "last year by now",
    days: ({ count }: { count: number }) => `the ${count} days before`,
    day: "the day before",
  },
  /** The same as the name of a series. */
  before: {
    today: ({ weekday }: { weekday: string }) => `Last ${weekday}`,
    week: "Last week",
    month: "Last month",
    year: "Last year",
    days: ({ count }: { count: number }) => `${count} days before`,
    day: "Day before",
  },

  plots: {
    taken: { hour: "Taken by hour", day: "Taken by day", week: "Taken by week" },
    of: { hour: "Hour", day: "Day", week: "Week" },
    peak: { hour: "hour", day: "day", week: "week" },
    none: "Nothing was taken in this time.",
    most: ({ amount, peak, label }: { amount: string; peak: string; label: string }) =>
      `Most in one ${peak}: ${amount}, ${label}.`,
    weekOf: ({ day }: { day: string }) => `week of ${day}`,
    byChannel: "Channel",
    byBrand: "Brand",
    byPerson: "Person",
    byAccount: "Account",
    declines: { of: "Reason", none: "No payment was declined." },
    holds: { of: "Time left", none: "There are no holds." },
    amount: "Amount",
    payments: "Payments",
    all: ({ label }: { label: string }) => `All of it: ${label}.`,
    largest: ({ label, part }: { label: string; part: string }) => `The most: ${label}, ${part} of what was taken.`,
    mostDeclines: ({ label, count, all }: { label: string; count: number; all: number }) =>
      count === all
        ? `${label}: all ${number(all)} of them.`
        : `The most: ${label}, ${number(count)} of ${number(all)}.`,
    holdsNow: ({ amount, count }: { amount: string; count: number }) =>
      `${amount} in ${number(count)} ${plural(count, "hold")} now, whenever they were made.`,
    count: ({ count }: { count: number }) => number(count),
  },

  glance: {
    title: "Today",
    taken: "Taken today",
    open: "Open Overview",
  },
} as const;

function number(count: number): string {
  return count.toLocaleString("en-US");
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}
