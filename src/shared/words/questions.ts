/** What is asked of a person where no look can tell how something ended, and the answers that may be found. */
const wentThrough = ["The dashboard shows that it went through.", "The dashboard shows that it did not go through."];

export const settlesWords = {
  /** A payment as it stands inside a question. */
  payment: ({ id }: { id: string | null }) => (id === null ? "the payment" : `payment ${id}`),
  open: ({ payment, processor }: { payment: string; processor: string }) =>
    `Open ${payment} in ${processor}’s dashboard:`,
  wentThrough: ({ open }: { open: string }) => `${open} did it go through?`,
  wentThroughAnswers: wentThrough,
  repeat: ({ processor, sum }: { processor: string; sum: string }) =>
    `${processor} took it for a repeat. Open its dashboard: is there an earlier payment of ${sum} that went through? Then this one took nothing.`,
  repeatAnswers: ["There is an earlier payment that went through.", "There is no earlier payment."],
  whose: ({ processor, payment, sum }: { processor: string; payment: string; sum: string }) =>
    `${processor} lists ${payment} of ${sum} and does not say who made it. Open it in the dashboard: was it made for this order?`,
  whoseAnswers: ["It was made for this order.", "It was made for another order."],
  otherCapture: ({ payment, sum }: { payment: string | null; sum: string }) =>
    `${payment === null ? "The hold" : `The hold of payment ${payment}`} was captured for another sum than ${sum}. Ask at the other desks: who captured it?`,
  otherCaptureAnswers: ["Another desk captured it, ours was not done.", "It is ours."],
  otherSum: ({ open, sum, operation }: { open: string; sum: string; operation: string }) =>
    `${open} it is not about ${sum}. Is it this ${operation}?`,
  refund: (its: { processor: string; sum: string; open: string; operator: string }) =>
    `${its.processor} lists a refund of ${its.sum} made since, and does not say whose it is. ${its.open} was it made here, by ${its.operator}?`,
  refundAnswers: ["It was made here.", "It was made elsewhere, ours was not done."],
  sumOn: ({ sum, card }: { sum: string; card: string | null }) => (card === null ? sum : `${sum} on ${card}`),
} as const;

/** What is said of an entry of Activity whose record on this computer cannot be read. */
export const unreadableWords = {
  someCharge: "A charge or a change of a payment",
  act: ({ operation }: { operation: string }) => `A ${operation}`,
  sumNotKnown: "a sum that is not known",
  stands: (its: { what: string; sum: string; account: string | null; paymentId: string | null }) =>
    `${its.what} of ${its.sum}${its.account === null ? "" : ` on ${its.account}`}${its.paymentId === null ? "" : `, payment ${its.paymentId}`}`,
  newer: "It was written by a newer Counterfoil, and this one does not understand it.",
  damaged: "A row of it was damaged on the disk, so only what proves itself is believed.",
  ended: "It has ended and stops nothing.",
  open: "Nobody knows how it ended: it may have moved money, and it cannot be looked up from here.",
  close: "Look for it in the processor’s dashboard, then mark it as dealt with.",
  startNewer: "Start the newer Counterfoil: it can read it.",
  startAgain: "Start Counterfoil again: then all that can be read of it is saved, and it can be marked as dealt with.",
  warning: ({ more, what }: { more: number; what: string }) =>
    `An entry of the journal cannot be read${more === 0 ? "" : `, and ${more} more`}. It may be a change of this payment that was done: ${what}. Look at the payment in the processor’s dashboard first, then go on, or mark the entry as dealt with in Activity.`,
} as const;

/** What a line of a payment's ledger is called. */
export const ledgerLineWords = {
  payment: "Payment",
  payment_fee: "Fee",
  payout: "Payout",
  refund: "Refund",
  fee_refund: "Fee given back",
  application_fee_returned: "Fee given back",
  dispute: "Dispute",
  dispute_fee: "Dispute fee",
  dispute_fee_refund: "Dispute fee given back",
  dispute_refund: "Dispute given back",
} as const;

/** What the kinds of account are called. */
export const kindWords = {
  training: "Training",
  payarc_test: "PayArc test",
  payarc_live: "PayArc live",
  training_justifi: "Training, JustiFi",
  justifi_test: "JustiFi test",
  justifi_live: "JustiFi live",
} as const;

/** What cards are called that no network names. */
export const brandWords = { diners: "Diners Club", unknown: "Card" } as const;
