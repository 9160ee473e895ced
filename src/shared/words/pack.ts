/** The dispute pack: what a merchant answers a chargeback with, as one page. */
export const packWords = {
  title: "Evidence for a dispute",
  fileTitle: ({ paymentId, day }: { paymentId: string; day: string }) => `Dispute ${paymentId} ${day}`,
  source:
    "From this computer’s copy of the payments and its own record. Of the card only the last four digits are kept.",
  notInCopy: "This payment is not in this computer’s copy. What follows is from its own record alone.",
  notFound: "This computer knows nothing of this payment. Open Payments, wait until it is listed, and try again.",

  order: "The order",
  checks: "Checks of the card",
  consent: "Consent to keep the card",
  taken: "How it was taken",
  receipt: "Receipt",
  steps: "Every step at this computer",
  refunds: "Refunds",
  policy: "Refund policy, as printed on receipts",

  facts: {
    amount: "Amount",
    captured: "Captured",
    refunded: "Refunded",
    disputed: "Disputed",
    tip: "Tip, in the amount",
    surcharge: "Surcharge, in the amount",
    status: "State",
    date: "Date",
    card: "Card",
    holder: "Name on the card",
    customer: "Customer",
    email: "E-mail",
    phone: "Phone",
    description: "For",
    invoice: "Invoice number",
    statement: "On the cardholder’s statement",
    approvalCode: "Approval code",
    paymentId: "Payment ID",
    reference: "Reference",
    note: ({ name }: { name: string }) => `Noted: ${name}`,
    address: "Address (AVS)",
    cvv: "CVV",
    by: "Taken by",
    supervisor: "Approved on the spot by",
    desk: "Desk",
    channel: "Channel",
    at: "Time",
    emailOn: "E-mail on the payment",
    phoneOn: "Phone on the payment",
  },
  channels: { phone: "By phone", mail: "By mail", in_person: "In person", online: "Online" },
  card: ({ brand, last4 }: { brand: string; last4: string | null }) =>
    last4 === null ? brand : `${brand} ending ${last4}`,
  checksNotKept: "The answers of the checks are not in this computer’s record of the payment.",
  noConsent: "No consent to keep a card is recorded at this computer for this customer.",
  consentGiven: ({ when, operator, sentence }: { when: string; operator: string; sentence: string }) =>
    `${when}, noted by ${operator}: ${sentence}`,
  consentChannel: ({ channel }: { channel: string }) => `Given ${channel.toLowerCase()}, in these words:`,
  elsewhere: "This payment was not taken at this computer.",
  receiptNotKept: "Whether a receipt was sent is not in this computer’s record.",
  receiptNotAsked: "The processor was not asked to send a receipt.",
  receiptByEmail: ({ to }: { to: string | null }) =>
    `The processor was asked to send the receipt by e-mail${to === null ? "" : ` to ${to}`}.`,
  receiptByText: ({ to }: { to: string | null }) =>
    `The processor was asked to send the receipt by text message${to === null ? "" : ` to ${to}`}.`,
  noSteps: "This computer did nothing to this payment.",
  noRefunds: "Nothing was refunded.",

  doing: { charge: "Charge", capture: "Capture", void: "Void", refund: "Refund", tip: "Tip" },
  step: {
    opened: ({ what, by, desk }: { what: string; by: string; desk: string }) => `${what}: begun by ${by}, ${desk}`,
    approvedBy: ({ what, by }: { what: string; by: string }) => `${what}: approved on the spot by ${by}`,
    sent: ({ what }: { what: string }) => `${what}: sent to the processor`,
    sentAgain: ({ what, count }: { what: string; count: number }) =>
      `${what}: sent to the processor, ${count} times under one key, which is one operation`,
    told: ({ what, word }: { what: string; word: string }) => `${what}: told as ${word} at first`,
    ended: ({ what, word }: { what: string; word: string }) => `${what}: ${word}`,
    looked: ({ what, count }: { what: string; count: number }) =>
      `${what}: looked for at the processor ${count === 1 ? "once" : `${count} times`}, the last time`,
    byHand: ({ what, by, reason }: { what: string; by: string; reason: string }) =>
      `${what}: checking was stopped by ${by}: ${reason}`,
  },
  refund: ({ amount, state, reason }: { amount: string; state: string | null; reason: string | null }) =>
    [amount, state, reason].filter((each) => each !== null && each !== "").join(", "),
  refundFailed: "the card’s bank did not take it",
  amountNotTold: "Amount not told",
  timeNotTold: "Time not told",
} as const;
