/**
 * What is said before money moves, or does not: charging, capturing, taking back. Sums come in as written.
 * MONEY: each says that nothing was sent only where nothing was.
 */
export const moneyWords = {
  atMost: ({ most }: { most: string }) => `At most ${most}.`,
  onlyWhole: "Only the whole amount.",
  stillChecked: "An earlier change to this payment is still being checked. Wait until it is known how that ended.",
  otherDetails: "This was already sent with other details. Close it and begin again.",
  orderOtherDetails: "This order was already sent with other details. Start a new order.",
  otherSum: ({ said, amount }: { said: string; amount: string }) =>
    `Nothing was sent: the button said ${said} and the form ${amount}. Look at the amount and press again.`,
  nothingSent: ({ why }: { why: string }) => `Nothing was sent. ${why}`,
  windowChanged:
    "This window has changed to another account. Nothing was sent. Look at the account at the top, then do it again.",
  otherCurrency: ({ currency }: { currency: string }) =>
    `This payment is in ${currency}, whose amounts cannot be typed here. Change it in the processor’s own dashboard.`,
  currencyMoved: ({ its, shown }: { its: string; shown: string }) =>
    `Nothing was sent. The payment is in ${its}, and the form was in ${shown}.`,
  notOurs:
    "The processor’s answer to your charge named this payment, but the payment belongs to another charge. Find yours in Payments by its reference.",

  onlyHolds: ({ status }: { status: string }) => `Only a hold can be captured. This payment is ${status}.`,
  atMostCaptured: ({ most }: { most: string }) => `At most ${most} can be captured.`,
  onlyWholeCaptured: ({ most }: { most: string }) => `Only the whole ${most} can be captured here.`,
  surchargeWhole: ({ surcharge, most }: { surcharge: string; most: string }) =>
    `The surcharge of ${surcharge} is for the whole ${most}. Capture it whole, then refund the rest with its share of the surcharge.`,
  noTips: "Tips cannot be changed on this account.",
  tipSettled: "A tip can only be changed before the payment settles.",
  noLedger: "This account does not list what moved for a payment.",
  noEdits: "Payments cannot be changed afterwards on this account.",

  noSurcharges: "This account takes no surcharges. Nothing was sent.",
  noTyped: "This account takes no typed card numbers.",
  noDefault: "This customer has no default card. Choose one.",
  cardGone: "This card is no longer on file. Choose another.",
  noTokens: "This account takes no tokens of payment methods.",
  noGooglePay: "This account takes no Google Pay.",
  methodInvalid: ({ reason }: { reason: string }) =>
    `The processor has marked this payment method as invalid${reason === "" ? "" : `: “${reason}”`}. Ask for another card.`,
  listLate: ({ processor }: { processor: string }) => `${processor} did not send its list of payments in time.`,
  listOldestFirst: ({ processor }: { processor: string }) =>
    `${processor} lists its payments oldest first, and they are too many to be read to the newest.`,
  duplicate: "Duplicate",
  earlierStands: ({ message, paymentId }: { message: string; paymentId: string }) =>
    `${message}. The earlier payment ${paymentId} went through.`,

  cardNotSaved: "The card was not saved.",
  cardNotSavedCreated: "The customer was created, but the card was not saved.",
  cardNotSavedNoCharge: "The card was not saved: that is done only once it is known that the charge went through.",
  saveFromPage: "Try again from the customer’s page.",
  savingOver: "This card can no longer be saved from here. Add it on the customer’s page.",
} as const;

/** What Take it back says before it gives anything back. */
export const takeBackWords = {
  releaseTooLate: ({ refundable }: { refundable: boolean }) =>
    `The time in which this hold could be released is over. It lapses by itself seven days after the charge${refundable ? "; to end it sooner, capture it and refund it" : ""}.`,
  noRelease: "This hold cannot be released here. It lapses by itself after seven days.",
  release: ({ amount }: { amount: string }) =>
    `The whole hold of ${amount} is released. No money was taken; the caller’s bank frees it within a few days.`,
  notSettled: "This payment has not settled yet. It can be refunded once it has, usually the next business day.",
  voidWhole: ({ amount }: { amount: string }) =>
    `This payment has not settled, so all of ${amount} is voided and no money moves; it disappears from the caller’s statement within a few days. A part of it can be refunded once it has settled, usually the next business day.`,
  voidOrRefund: ({ amount }: { amount: string }) =>
    `This payment is so new that the whole ${amount} can be voided: it disappears from the caller’s statement within a few days. A part of it is refunded instead, and reaches the card in 5 to 10 days.`,
  voided: "This payment was already voided. No money was taken.",
  refunded: "This payment was already refunded in full.",
  failed: "This payment did not go through, so there is nothing to take back.",
  lapsed: "This hold has lapsed. No money was taken.",
  unknown: ({ status }: { status: string }) =>
    `The processor shows this payment as “${status}”, which Counterfoil does not know. Take it back in the processor’s own dashboard.`,
  noStatus: "nothing",
  nothingLeft: "Nothing is left of this payment to give back.",
  refund: ({ most }: { most: string }) => `Up to ${most} can be refunded.`,
  before: ({ amount }: { amount: string }) => `${amount} was refunded before.`,
  disputed: ({ amount }: { amount: string }) =>
    `The card’s bank asks for ${amount} back (a dispute); that is not among it.`,
  surcharge: ({ amount }: { amount: string }) =>
    `It includes a surcharge of ${amount}: with a part, give back the same share of it.`,
  reaches: "It reaches the caller’s card in 5 to 10 business days.",
  disputedWhole:
    "The card’s bank asks for this money back (a dispute). A refund could give it back a second time, so answer the dispute in the processor’s own dashboard.",
  disputedPart:
    "The card’s bank asks for a part of this money back (a dispute), and how much can still be refunded is not said. Look at it in the processor’s own dashboard.",
  refundedPart:
    "A part of this payment was given back already, and the processor does not say how much. Look at it in the processor’s own dashboard.",
  mayStillHappen: (its: { operation: string; amount: string; operator: string; byHand: boolean; more: number }) =>
    `A ${its.operation} of ${its.amount} by ${its.operator} ${its.byHand ? "got no answer, and its check was stopped" : "ended as not done"} today${its.more === 0 ? "" : `, and so did ${its.more} more before`}. The processor may still carry it out, and what you give back now comes on top of it. Look at the payment in the processor’s dashboard first.`,
  changed: ({ now }: { now: string }) => `This payment has changed meanwhile. ${now}`,
  atMost: ({ most }: { most: string }) => `At most ${most} can be given back.`,
  onlyWhole: ({ most }: { most: string }) => `Only the whole ${most} can be taken back now.`,
  refundFailed: "The refund failed: the card’s bank did not take it.",
  reasons: {
    requested_by_customer: "Requested by customer",
    listOldestFirst: ({ processor }: { processor: string }) =>
      `${processor} lists its payments oldest first, and they are too many to be read to the newest.`,
    duplicate: "Duplicate",
    fraudulent: "Fraudulent",
    other: "Other",
  },
} as const;

/** What stops a change to the note and the fields of a payment. */
export const editWords = {
  ours: ({ field }: { field: string }) => `The field ${field} is written by Counterfoil itself and stays as it is.`,
  oursShort: "Written by Counterfoil itself.",
  note: "note",
  field: ({ name }: { name: string }) => `field ${name}`,
  gone: "It is no longer there.",
  now: ({ value }: { value: string }) => `It is “${value}” now.`,
  moved: ({ what, now }: { what: string; now: string }) =>
    `Somebody else has changed the ${what} meanwhile. ${now} Nothing was saved; close this and open it again.`,
  movedShort: ({ now }: { now: string }) => `Changed by somebody else meanwhile. ${now}`,
} as const;
