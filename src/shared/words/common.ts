/** Words that several screens share: what a button does, and the acts with money, each with its sum. */
export const commonWords = {
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  sending: "Sending…",
  more: "More",
  tryAgain: "Try again",
  notStated: "Not stated",
} as const;

/** What a button says that moves money: the act and its sum, never "Confirm". */
export const actWords = {
  charge: ({ amount }: { amount: string }) => `Charge ${amount}`,
  authorize: ({ amount }: { amount: string }) => `Authorize ${amount}`,
  capture: ({ amount }: { amount: string }) => `Capture ${amount}`,
  void: ({ amount }: { amount: string }) => `Void ${amount}`,
  refund: ({ amount }: { amount: string }) => `Refund ${amount}`,
  tip: ({ amount }: { amount: string }) => `Set tip to ${amount}`,
  takeItBack: "Take it back",
} as const;

/** What a thing is called, on every screen, receipt and file and in every sentence. */
export const nameWords = {
  paymentId: "Payment ID",
  reference: "Reference",
  customerId: "Customer ID",
  invoiceNumber: "Invoice number",
  approvalCode: "Approval code",
  amount: "Amount",
  account: "Account",
  desk: "Desk",
  card: "Card",
  customer: "Customer",
  note: "Note",
  reason: "Reason",
  status: "Status",
  operator: "Taken by",
} as const;
