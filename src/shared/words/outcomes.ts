/** How a payment, or what is done with one, ended: one word each, the same on every screen, receipt and file. */

/** What became of a charge. Unknown is Checking, never Declined. */
export const outcomeWords = {
  approved: "Approved",
  authorized: "Authorized",
  partially_approved: "Partly approved",
  declined: "Declined",
  reversed: "Reversed",
  refused: "Not charged",
  unknown: "Checking",
} as const;

/** What an act is called when it is done, and when it was not. */
export const doneWords = {
  charge: "Approved",
  capture: "Captured",
  void: "Voided",
  refund: "Refunded",
  tip: "Tip changed",
  notDone: "Not done",
  closedByHand: "Check stopped",
} as const;

/** Where a payment stands at the processor. What did not go through is Declined there too. */
export const statusWords = {
  authorized: "Authorized",
  captured: "Captured",
  settled: "Settled",
  disputed: "Disputed",
  partly_disputed: "Partly disputed",
  voided: "Voided",
  refunded: "Refunded",
  partly_refunded: "Partly refunded",
  failed: "Declined",
  expired: "Lapsed",
  unknown: "Not known",
} as const;
