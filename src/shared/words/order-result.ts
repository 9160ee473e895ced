/** What the panel at the right of an order says. */
export const orderResultWords = {
  name: "Result",
  waiting:
    "The result appears here:\napproved, declined, or still being checked,\nin words you can read to the caller.",

  approving: "A supervisor is asked.\nNothing was sent yet.",
  sending: "Sending…",
  awaiting: ({ seconds }: { seconds: number }) =>
    `Waiting for the bank’s answer${seconds >= 1 ? `, ${String(seconds)} s` : ""}`,
  askedAgain: "The answer did not arrive, so the same order is sent again. It cannot be charged twice.",

  nothingSent: "Nothing was sent",
  notKnown: "Not known",
  stillThere: "What you typed is still there.",
  sameAgain: "What you typed is still there. Send it again from here: that is the same charge, never a second one.",
  stopped:
    "The order before is still in the form. For the next caller type the new amount, and all else is cleared. For the same caller go on from its fields.",
  clearStopped: "Clear this order",

  takenBack: ({ word, amount }: { word: string; amount: string }) => `${word} · ${amount}`,
  otherDefault: ({ paid, shown }: { paid: string; shown: string }) =>
    `The default card had been changed meanwhile: it was the ${paid}, not the ${shown}.`,
  elsewhere: ({ account }: { account: string }) =>
    `This was sent on ${account}, and this window is on another account now. Change back to ${account} for its receipt, or to take it back.`,
  saved: ({ name }: { name: string }) => `Card saved for ${name}.`,

  questions: {
    doNotCharge: "Do not charge",
    chargeAllTheSame: "Charge all the same",
    chargeAgain: "Charge again",
    standing: "Still being checked",
    standingWhy:
      "The same card and amount was sent, and nobody knows yet whether it was charged. Charging again may take the money twice.",
    duplicate: "Charged before?",
    duplicateWhy: "The same card was charged the same amount within the day. Nothing has been sent now.",
    unsure: "Charge all the same?",
    unreadableWhy: ({ count }: { count: number }) =>
      `${count === 1 ? "An entry" : `${String(count)} entries`} of this computer’s journal cannot be read, and may be this very order. Nothing has been sent. First look for it in the processor’s dashboard.`,
    notLookedWhy: ({ why }: { why: string }) =>
      `The processor’s list could not be read, so another desk may just have charged this card. Nothing has been sent. ${why}`,
    more: ({ count }: { count: number }) => `and ${String(count)} more like it`,
    sentAt: ({ card, when }: { card: string; when: string }) => `${card} · sent ${when}`,
    takenAt: ({ card, when, ago }: { card: string; when: string; ago: string }) => `${card} · ${when}, ${ago} ago`,
    takenBy: "Taken by",
    notKnown: "not known",
    itIs: "It is",
    paymentId: "Payment ID",
    sentBy: "Sent by",
    looked: "Looked",
    lookedTimes: ({ count }: { count: number }) =>
      count === 0 ? "not yet" : count === 1 ? "once" : `${String(count)} times`,
    nextLook: "Next look",
    notPlanned: "not planned",
    in: ({ span }: { span: string }) => `in ${span}`,
  },
} as const;
