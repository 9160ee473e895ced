/** What the order screen says, but for its fields (order-fields.ts) and its results (order-result.ts). */
export const orderWords = {
  heading: "Order",
  surchargeAdded: "The surcharge for a credit card is added.",
  surchargeTooMuch: "With the surcharge it is more than can be charged.",
  lastCallers: "This is the last caller’s order.",
  startNewFirst: "Start a new order first.",

  /** What the charge button says: what a press will do, or what became of it. */
  charge: {
    charge: ({ amount }: { amount: string }) => `Charge ${amount}`,
    authorize: ({ amount }: { amount: string }) => `Authorize ${amount}`,
    sending: "Sending…",
    sent: "Sent",
    charged: "Charged",
    authorized: "Authorized",
    partly: "Partly charged",
    not: "Not charged",
  },

  /** The row of what can be done with the order at hand. */
  acts: {
    name: "This order",
    park: "Park",
    clear: "Clear",
    stack: "Stack of slips",
    practice: "Practice cards",
    parked: "Order parked. Card number, expiry and CVV were wiped.",
    cleared: "Order cleared.",
    undo: "Undo",
    nothingToPark: "There is nothing to park: type an amount or choose a customer.",
    waitForAnswer: "Wait for the answer to this order first.",
    lookFirst: "The answer has just come: look at it first.",
    accountChanged: ({ account }: { account: string }) => `The card was wiped: this window is on ${account} now.`,
  },

  /** The chosen customer and their cards. */
  onFile: {
    cards: "Card",
    remove: "Remove",
    removeFrom: ({ name }: { name: string }) => `Remove ${name} from this order`,
    card: ({ brand, last4, expiry, health }: { brand: string; last4: string | null; expiry: string; health: string }) =>
      `${brand} ending ${last4 ?? "unknown"}, ${expiry}${health === "" ? "" : `, ${health}`}`,
    isDefault: "Default",
    reading: "Reading the cards… or type one",
    otherCard: "Another card",
    cvv: "CVV",
    cvvOptional: "optional",
    cvvWrong: "The CVV has 3 or 4 digits. Leave it empty if you did not ask for it.",
    twoWays: ({ googlePay }: { googlePay: boolean }) =>
      `There is a card and a ${googlePay ? "Google Pay" : "payment method"} token. Remove the one that is not to be charged.`,
  },

  /** What is read to the caller before the charge. */
  say: {
    card: ({ brand, last4 }: { brand: string | null; last4: string | null }) =>
      last4 === null ? `your ${brand ?? "card"}` : `the ${brand ?? "card"} ending ${last4}`,
    sentence: (said: {
      hold: boolean;
      amount: string;
      surcharge: string | null;
      card: string;
      statement: string | null;
    }) =>
      [
        `I’m ${said.hold ? "holding" : "charging"} ${said.amount}`,
        said.surcharge === null ? "" : `, which includes a surcharge of ${said.surcharge} for credit cards,`,
        ` ${said.hold ? "on" : "to"} ${said.card}.`,
        said.statement === null ? "" : ` It will show as ${said.statement} on your statement.`,
      ].join(""),
  },

  /** What stands beside the fields in a wide window. */
  beside: {
    name: "Beside this order",
    neverPaid: "No payment yet.",
    today: "Today at this desk",
    noneToday: "No order yet.",
  },

  /** A stack of mail slips. */
  stack: {
    name: "Stack of slips",
    count: ({ count, total }: { count: number; total: string }) =>
      `${String(count)} ${count === 1 ? "slip" : "slips"} · ${total}`,
    agrees: "agrees with the control total",
    toGo: ({ amount }: { amount: string }) => `${amount} to go`,
    tooMuch: ({ amount }: { amount: string }) => `${amount} too much`,
    checking: ({ count }: { count: number }) => `${String(count)} being checked`,
    notCharged: ({ count }: { count: number }) => `${String(count)} not charged`,
    controlTotal: "Control total",
    end: "End the stack",
  },

  /** The sheet of parked orders. */
  parked: {
    title: "Parked orders",
    none: "No order is parked.",
    noCustomer: "No customer",
    line: ({ ago, account }: { ago: string; account: string | null }) =>
      ` · ${ago} ago${account === null ? "" : ` · ${account}`}`,
    resume: "Resume",
    resumeOne: ({ amount, who }: { amount: string; who: string }) => `Resume ${amount}, ${who}`,
    discard: "Discard",
    discarded: "Order discarded.",
    discardOne: ({ amount, who }: { amount: string; who: string }) => `Discard ${amount}, ${who}`,
    close: "Close",
  },

  steps: {
    newOrder: "New order",
    otherCard: "Another card, same amount",
    anyCard: "Type a card, same amount",
    sameCard: "Same card again",
    lookAgain: "Look again now",
    closeByHand: "Stop checking",
    chargeRest: "Charge the rest",
    chargeAgain: "Charge again",
    receipt: "Receipt",
    saveCard: "Save card",
    takeBack: "Take it back",
  },
} as const;
