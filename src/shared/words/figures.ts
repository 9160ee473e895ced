/** What the figures of a time are called, what each counts, and what is to be known of them: on screen, page and file. */
export const figureWords = {
  /** `name` stands beside the number, `counts` says what it counts. */
  figures: {
    taken: { name: "Taken", counts: "Payments made in this time whose money was taken, before refunds." },
    refunded: { name: "Refunded", counts: "Refunds made in this time, whenever their payment was taken." },
    net: { name: "Taken less refunds", counts: "What was taken in this time, less the refunds made in it." },
    average: { name: "Average order", counts: "What was taken, divided by the number of payments." },
    approved: {
      name: "Approved",
      counts: "Payments that the card’s bank approved: taken, held, voided since, or lapsed since.",
    },
    declined: { name: "Declined", counts: "Payments that were declined in this time." },
    not_known: {
      name: "State not known here",
      counts: "Payments for which the processor uses a word that this program does not know.",
    },
    held: {
      name: "Held, not captured",
      counts: "Payments made in this time that are authorized and not captured yet.",
    },
    voided: { name: "Voided", counts: "Payments made in this time that were cancelled before they settled." },
    lapsed: { name: "Holds lapsed", counts: "Holds made in this time that nobody captured in time." },
    disputed: { name: "Disputed", counts: "Of what was taken in this time, what the card’s bank asks for back." },
    holds_left: { name: "Holds by days left", counts: "All holds there are now, by the days left to capture them." },
    checking: { name: "Checking", counts: "Payments and changes of which nobody knows the outcome yet." },
    holds_due: { name: "Holds to capture soon", counts: "Holds that lapse within 48 hours." },
    disputes: { name: "Disputes", counts: "All payments that the card’s bank asks for back now." },
    cards_expiring: { name: "Cards expiring", counts: "Customers whose usual card expires within 60 days." },
  },
  approvalRate: "Approval rate",
  approvalRateCounts: "Approved payments, divided by those approved or declined.",
  byChannel: "By channel",
  byBrand: "By brand",
  byPerson: "By person",
  byAccount: "By account",
  declines: "Declines by reason",
  channels: { phone: "Phone", mail: "Mail", in_person: "In person", online: "Online" },
  notStated: "Not stated",
  reasons: {
    funds: "Not enough money or credit",
    limit: "Card used too often or for too much",
    noReason: "The bank said no without a reason",
    suspected: "The bank suspects misuse",
    expired: "Card expired, or expiry typed wrong",
    cvv: "Wrong CVV",
    number: "Card number not known",
    repeat: "Refused as a repeat",
    amount: "Amount that cannot be charged",
    unexplained: "Declined, no reason given",
    network: "Trouble in the card network",
    notSetUp: "Account not set up for it",
    stopped: "The holder stopped such payments",
    lapsed: "The hold had lapsed",
    doNotRetry: "The bank asks not to try again",
    tooOften: "Card blocked after many declines",
    replaced: "Card replaced or closed",
    pin: "The bank wants a PIN",
    address: "Address or ZIP not known",
    unstated: "Reason not told in a known word",
  },
  daysLeft: ({ days }: { days: number | null }) =>
    days === null
      ? "Time not told"
      : days < 0
        ? "Past its time"
        : days === 0
          ? "Less than a day"
          : days === 1
            ? "1 day"
            : `${days} days`,

  noSuchDay: "There is no such day.",
  turned: "The first day comes after the last one.",
  tooLong: ({ years }: { years: number }) => `Choose at most ${years} years.`,

  /** The numbers as a sheet. */
  file: {
    columns: {
      part: "Part",
      what: "What",
      from: "From",
      to: "To",
      count: "Count",
      amount: "Amount",
      currency: "Currency",
      share: "Share",
      counts: "What it counts",
    },
    span: "Time",
    missing: "Not complete",
    needs: "Needs somebody",
    total: "Total",
    before: "Before",
    points: { hour: "By hour", day: "By day", week: "By week" },
  },
  /** The numbers as a page. */
  page: {
    title: "Overview",
    days: ({ from, to }: { from: string; to: string }) => `${from} to ${to}`,
    fileTitle: ({ account, from, to }: { account: string; from: string; to: string }) =>
      from === to ? `Overview ${account} ${from}` : `Overview ${account} ${from} to ${to}`,
    before: ({ from, to }: { from: string; to: string }) => `Compared with ${from} to ${to}.`,
    needs: "Needs somebody now",
    totals: ({ currency }: { currency: string }) => `Totals, ${currency}`,
    takenBefore: "Taken before",
    none: "none",
    givenBack: ({ amount }: { amount: string }) => `${amount} refunded`,
  },
  allAccounts: "All accounts",

  /** What to know of a copy that does not have all payments. */
  copyEmpty: "No payments have been read yet.",
  copyReading: ({ count, total }: { count: string; total: string | null }) =>
    total === null
      ? `Still reading: ${count} payments so far. Older payments are missing.`
      : `Still reading: ${count} of ${total} payments. Older payments are missing.`,
  copyCut: "Older payments are missing: there are more than this computer keeps.",
} as const;
