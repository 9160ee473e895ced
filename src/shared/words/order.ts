/** What the order screen says. */
export const orderWords = {
  steps: {
    newOrder: "New order",
    otherCard: "Another card, same amount",
    sameCard: "Same card again",
    lookAgain: "Look again now",
    startAnother: "Start another order",
    closeByHand: "Stop checking",
    chargeRest: "Charge the rest",
    receipt: "Receipt",
    saveCard: "Save card",
    takeBack: "Take it back",
  },
} as const;
