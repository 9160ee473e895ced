/** What the guide of the first run says. It practises in Training, where no money is real. */
export const firstRunWords = {
  count: ({ step, of }: { step: number; of: number }) => `Guide · ${step} of ${of}`,
  goOn: "Go on",
  skip: "Skip",
  leave: "Leave",

  offer: "New here?",
  offerWhat: "Two minutes show how an order goes, with practice money. Help has this guide too.",
  begin: "Show me",
  notNow: "Not now",

  names: "Who you are",
  namesWhat: "Both can be changed in Settings.",
  business: "Business name",
  businessHint: "At the top of receipts.",
  desk: "Name of this desk",
  deskHint: "Beside every payment taken on this computer.",

  order: "An order by phone",
  orderWhat: "Type what the caller says. Enter leaves the amount, and in the last field it charges.",
  declined: "A card that is declined",
  declinedWhat: "In practice this amount is always declined, so that you can see how it looks.",
  amount: "Amount",
  cardNumber: "Card number",
  expiry: "Expiry",
  cvv: "CVV",
  zip: "ZIP",

  orderDone: "That is a whole order. Enter begins the next one.",
  declinedDone: "A no says why, and what to tell the caller. Nothing was charged. N begins a new order.",
  stillOpen: "This one is still being checked. The guide goes on with a new order.",

  connect: "Connect, or later",
  connectWhat:
    "Until an account is connected, this desk practices in Training. Connecting needs what your processor’s dashboard gives you.",
  connectNow: "Connect an account",
  later: "Later",

  elsewhere: "First to Training",
  elsewhereWhat: ({ account }: { account: string }) =>
    `The guide types a practice card, and this window shows ${account}. In Training no money is real.`,
  toTraining: "Change to Training",
} as const;
