/** What the close of a day says: its figures, what needs a look, and the closing itself. */
export const dayCloseWords = {
  day: "Day",
  lead: "What was taken and refunded this day, by the processor’s list.",
  again: "Read again",
  allAccounts: "All accounts",
  exceptions: "Exceptions",
  notTold: "not told",
  reading: "Reading the day from the processor",
  export: "Export day",

  noSuchDay: "There is no such day.",
  noJournal: "This computer’s record cannot be read, so nothing is compared with it.",
  notAllRead:
    "There are more payments since that day than can be read in one go; older ones are as they were read before.",
  listIsEmpty: "The list here is empty.",
  noTime: ({ count }: { count: number }) =>
    `The processor tells no readable time of ${count === 1 ? "1 payment" : `${count} payments`}, so no day counts ${count === 1 ? "it" : "them"}.`,
  noRefundDay: ({ count }: { count: number }) =>
    `The processor does not tell when ${count === 1 ? "a refund of 1 payment was" : `refunds of ${count} payments were`} made, so “Refunded this day” may leave out some of this day.`,
  listIsOf: ({ when }: { when: string }) => `The list here is from ${when}.`,

  nothingToLookAt: "Nothing to look at",
  toLookAt: ({ count }: { count: number }) => `${count} to look at`,
  allWell: "All that was done at this computer is as the processor shows it.",
  openPayment: ({ amount }: { amount: string }) => `Open the payment of ${amount}`,
  openEntry: ({ amount }: { amount: string }) => `Open the entry of ${amount}`,
  open: "Open",

  totals: "Totals",
  totalsIn: ({ currency }: { currency: string }) => `Totals in ${currency}`,
  takenIn: ({ count }: { count: number }) => `taken in ${count} ${count === 1 ? "payment" : "payments"}`,
  byPerson: "By person",
  byBrand: "By brand",
  byChannel: "By channel",
  byDesk: "By desk",
  byDeskIn: ({ currency }: { currency: string }) => `By desk, ${currency}`,
  thisDesk: ({ desk }: { desk: string }) => `${desk} (this desk)`,
  noDesk: "Desk not stated",
  allDesks: "All desks",
  /** Beside a desk's sum, and not in it. */
  deskMore: {
    held: ({ amount, count }: { amount: string; count: number }) => `${amount} held (${String(count)})`,
    notListed: ({ amount, count }: { amount: string; count: number }) =>
      `${amount} not listed by the processor yet (${String(count)})`,
    notKnown: ({ amount, count }: { amount: string; count: number }) => `${amount} being checked (${String(count)})`,
  },
  desksAre: "All desks as they are known here now. What is closed are the totals above.",
  desksNotSeen: ({ when }: { when: string }) => `Other desks are not seen since ${when}.`,
  desksNeverSeen: "Other desks are not seen.",
  deskMissing: ({ desk, when }: { desk: string; when: string }) =>
    `${desk}’s payments after ${when} are here only as far as the processor lists them. Those being checked there are missing.`,
  desksMissing:
    "Their payments are here only as far as the processor lists them. Those being checked there are missing.",
  nothingTaken: "Nothing was taken.",
  /** Beside the sum of payments that were taken this day. */
  refundedSince: ({ amount }: { amount: string }) => `${amount} of it refunded by now`,
  refundsExplained:
    "“Refunded this day” counts the refunds made this day, whenever their payment was taken. “Of it refunded by now” counts what was refunded of the day’s own payments, until now.",

  sums: {
    taken: "Taken",
    disputed: "Disputed",
    held: "Held, not captured",
    voided: "Voided",
    declined: "Declined",
    lapsed: "Holds lapsed",
    refunded: "Refunded this day",
    fees: "Fees",
    expected: "Expected in the bank",
    elsewhere: "Not stated",
    nobody: "Not stated",
  },
  channels: { phone: "Phone", mail: "Mail", in_person: "In person", online: "Online" },

  /** The sheet that the day is exported as. */
  file: {
    columns: {
      part: "Part",
      what: "What",
      time: "Time",
      count: "Count",
      amount: "Amount",
      currency: "Currency",
      refunded: "Refunded by now",
      by: "By",
      outcome: "Outcome",
      paymentId: "Payment ID",
      reference: "Reference",
    },
    day: "Day",
    closed: "Closed",
    exception: "Exception",
    total: "Total",
    compared: "Compared",
    attempt: "Done here",
    sent: "Sent",
    card: ({ brand, last4 }: { brand: string; last4: string }) => `${brand} ending ${last4}`,
    done: ({ doing, card, customer }: { doing: string; card: string; customer: string | null }) =>
      `${doing}, ${card}${customer === null ? "" : `, ${customer}`}`,
  },

  feesNotTold: "The processor does not tell its fees here, so they are not taken off.",
  feesPartlyTold: ({ count }: { count: number }) =>
    `The processor does not tell the fees of ${count === 1 ? "1 payment" : `${count} payments`}; they are not taken off.`,
  expectedIs:
    "Taken, less refunds made this day, less the fees that the processor tells. A payout can join several days.",
  disputedNotTakenOff: "What is disputed is not taken off: the card’s bank decides about it.",

  compared: {
    title: "Here and at the processor",
    here: "Charged at this computer",
    listed: "Of that in the processor’s list",
    same: "agree",
    same_sums: "same sums, look above",
    differ: "differ",
    not_compared: "not compared",
  },

  kinds: {
    charged_twice: "Charged twice",
    refunded_twice: "Refunded twice",
    unknown: "Checking",
    unreadable: "Not readable",
    denied_here: "Done after all",
    not_in_journal: "Not recorded here",
    not_listed: "Not listed",
    failed_after_approval: "Not done after all",
    amount_differs: "Amount differs",
    unrecognised: "Not known",
    changed_elsewhere: "Changed elsewhere",
    changed_after_close: "Changed since",
    hold_lapsing: "Hold due",
    hold_lapsed: "Hold lapsed",
    closed_by_hand: "Check stopped",
    reversed: "Reversed",
  },
} as const;

/** The sentences of what needs a look. `what` is such as "The refund of $12.00 on Visa ···· 4242". */
export const dayExceptionWords = {
  doing: { charge: "The charge", capture: "The capture", void: "The void", refund: "The refund", tip: "The tip" },
  of: ({ doing, money }: { doing: string; money: string }) => `${doing} of ${money}`,
  onCard: ({ amount, card }: { amount: string; card: string }) => `${amount} on ${card}`,
  card: ({ brand, last4 }: { brand: string; last4: string }) => `${brand} ···· ${last4}`,
  notSent: "not sent",

  noAnswerYet: ({ what }: { what: string }) => `${what} has no answer yet. It is being checked; do not do it again.`,
  checkStopped: ({ what, by, reason }: { what: string; by: string; reason: string }) =>
    `${what} never got its answer, and ${by} stopped the check: “${reason}”. Look for it in the processor’s dashboard.`,
  unreadable:
    "A record on this computer cannot be read, and what it was about is not known. Compare the processor’s list with what you remember.",
  deniedHere: ({ money, denied, status }: { money: string; denied: string; status: string }) =>
    `${money} was ${denied} here, but the processor shows it as ${status}. Keep it or take it back in Payments.`,
  reversed: ({ what }: { what: string }) =>
    `${what} was authorized, then voided at once by a rule. No money was taken.`,
  notListed: ({ money }: { money: string }) =>
    `${money} was approved here, but the processor does not list it. Ask the processor before you hand anything over.`,
  otherAmount: ({ money, shown }: { money: string; shown: string }) =>
    `${money} was approved here, but the processor lists it as ${shown}.`,
  notRecorded: ({ money, status, by }: { money: string; status: string; by: string | null }) =>
    `The processor shows ${money} as ${status}, taken at this desk${by === null ? "" : ` by ${by}`}, but this computer has no record of it.`,
  whoTookIt:
    "Find out who took it. If another computer has the same desk name, give one of them another name in Settings.",
  noMoneyKept: "No money was kept.",
  changeNotListed: ({ what }: { what: string }) => `${what} is about a payment that the processor does not list.`,
  standsBeside: ({ id, money, status }: { id: string; money: string; status: string }) =>
    `The payment ${id} of ${money} is ${status}, although its charge goes by another payment, which is no longer there. Ask the processor, and keep it or take it back in Payments.`,
  unrecognised: ({ money, raw }: { money: string; raw: string }) =>
    `The processor shows a payment of ${money} as “${raw}”, a status that Counterfoil does not know. It is in none of the sums.`,
  nothing: "nothing",
  holdLapsing: ({ money, hours }: { money: string; hours: number }) =>
    `A hold of ${money} lapses in ${hours} h. Capture it or release it.`,
  holdLapsed: ({ money }: { money: string }) =>
    `The hold of ${money} lapsed before it was captured. No money was taken.`,

  elsewhere: ({ money, what }: { money: string; what: string }) =>
    `${money} was taken here and ${what}; that was done at another desk or in the processor’s dashboard.`,
  isNow: ({ status }: { status: string }) => `is now ${status}`,
  wasCaptured: "was captured",
  hasOtherTip: ({ tip }: { tip: string }) => `has another tip: the processor shows a tip of ${tip}`,
  notDoneAfterAll: ({ what, status }: { what: string; status: string }) =>
    `${what} was done here, but the processor shows the payment as ${status}.`,
  noMoneyWillArrive: ({ what }: { what: string }) =>
    `${what} was done here, but the processor shows the payment as declined. No money will arrive.`,
  approvedThen: ({ money, status }: { money: string; status: string }) =>
    `${money} was approved here, but the processor now shows it as ${status}.`,
  approvedThenNoMoney: ({ money }: { money: string }) =>
    `${money} was approved here, but the processor now shows it as declined. No money will arrive.`,
  otherCapture: ({ money, listed }: { money: string; listed: string }) =>
    `${money} was captured here, but the processor lists ${listed} as captured.`,
  otherTip: ({ what, tip }: { what: string; tip: string }) =>
    `${what} was set here, but the processor shows a tip of ${tip}.`,

  refundNotShown: ({ what, status }: { what: string; status: string }) =>
    `${what} was done here, but the processor shows the payment as ${status} without it.`,
  otherRefund: ({ what, sum }: { what: string; sum: string }) =>
    `${what} was done here, but the processor lists it as ${sum}.`,
  refundAfterAll: ({ what }: { what: string }) => `${what} was not done here, but the processor lists it as refunded.`,
  refundedOnceMore: ({ sum, money }: { sum: string; money: string }) =>
    `${sum} was refunded once more than was asked for here, of ${money}: by the processor itself, at another desk or in its dashboard. Ask the processor.`,
  refundedElsewhere: ({ sum, money }: { sum: string; money: string }) =>
    `${sum} was refunded of ${money}, which was taken here; that was done at another desk or in the processor’s dashboard.`,
  refundAskedHere: "A refund of that sum was asked for here and, by this computer’s record, not done.",
  sumNotStated: "A sum that is not stated",
} as const;
