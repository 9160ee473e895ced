/** What goes wrong in the program itself: what happened, what it means for the money, what to do next. */
export const errorWords = {
  unexpected: "Something unexpected happened.",
  unexpectedInside: "Something unexpected happened inside Counterfoil. Look in Activity before trying again.",
  badQuestion: "The screen asked for something impossible.",
  tooShort: ({ least }: { least: number }) =>
    least === 1 ? "This is needed." : `This is too short: at least ${least} characters are needed.`,
  badForm: "This does not have the form that is needed.",
  unreadableAnswer:
    "The answer could not be read. What was asked for may have been done: look in Activity before trying again.",
  noTraining: "Training could not be started on this computer. Start Counterfoil again; the other accounts work.",
  keychainSilent:
    "The keychain of this computer does not answer, so tokens, and a journal that is not on the disk yet, are gone when Counterfoil is closed. Unlock it; on Linux without one, install gnome-keyring and sign in again.",
  notThere: "There is no such entry in Activity.",
  notOpen: "It is known by now how this ended, so there is no check to stop.",
  unreadableGone: "There is no such entry among those that cannot be read.",
  unreadableClosed: ({ by }: { by: string }) => `${by} has already marked this entry as dealt with.`,
  unreadableNewer: "A newer Counterfoil wrote this entry. Start that one: it can read it.",
  unreadableLater:
    "Start Counterfoil again first: then all that can be read of this entry is saved, and it can be marked as dealt with.",
} as const;

/** What is said of the list of payments on this computer, and of the lists that processors send. */
export const listWords = {
  notKept: ({ what }: { what: string }) =>
    `The list of ${what} could not be kept on this computer. Searching finds only what is already there.`,
  connectionChanged: "The connection was changed while its payments were read. Ask again.",
  tooMany: ({ most }: { most: string }) =>
    `There are more payments than this computer keeps (${most}). The oldest are in no list, sum or export here.`,
  endless:
    "The processor’s list of payments has no end, so reading it was stopped. Older ones may be missing in lists, sums and exports; tell the processor.",
  fileBusy: "Another file is being written. Wait until it is done, or stop it.",
  holdLapses: ({ amount, hours }: { amount: string; hours: number }) =>
    `A hold of ${amount} lapses in ${hours} h. Capture or release it in Holds.`,
  holdsLapse: (its: { count: number; within: number; amount: string; hours: number }) =>
    `${its.count} holds lapse within ${its.within} h, the first (${its.amount}) in ${its.hours} h. Capture or release them in Holds.`,
  amountNotStated: "an amount that is not stated",
  chargedTwice: (its: { amount: string; count: number; first: string; others: string }) =>
    `One charge of ${its.amount} was made ${times(its.count)} at the processor: ${its.first} and ${its.others}. Take back all but one in Payments, and tell the processor.`,
  refundedTwice: (its: { paymentId: string; count: number; amounts: string }) =>
    `One refund of the payment ${its.paymentId} was made ${times(its.count)} by the processor: ${its.amounts}. Tell the processor; it cannot be taken back here.`,
} as const;

function times(count: number): string {
  return count === 2 ? "twice" : `${count} times`;
}
