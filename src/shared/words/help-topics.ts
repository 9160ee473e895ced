/** One page of Help: its title, words by which it is found besides its own, and its paragraphs. */
export interface HelpTopic {
  readonly title: string;
  readonly also: string;
  readonly text: readonly string[];
}

interface HelpChapter {
  readonly title: string;
  readonly topics: readonly HelpTopic[];
}

/** The chapters of Help, in the order in which they are listed. Keys and practice cards have pages of their own. */
export const helpChapters: readonly HelpChapter[] = [
  {
    title: "Everyday",
    topics: [
      {
        title: "Take a phone order",
        also: "sale charge keyed new payment sell",
        text: [
          "Type the amount without a point: 1 2 5 0 is $12.50. Press Enter. Type card number, expiry, CVV and ZIP; each field goes on to the next by itself. Press Enter in the last field to charge.",
          "For a customer on file, press / and type a piece of the name, phone, e-mail or last four. Enter chooses the customer, then type the amount and press Enter.",
        ],
      },
      {
        title: "Give money back",
        also: "refund void return take it back cancel reverse partial",
        text: [
          "Open the payment and press T. Counterfoil looks whether the payment has settled and says what it will do: a void before that, a refund after. You choose nothing.",
          "A part can be given back after the payment has settled, and at once where the processor allows it; the screen says so. A void disappears from the customer’s statement within a few days; a refund takes 5 to 10 business days.",
        ],
      },
      {
        title: "Authorize now and capture later",
        also: "hold deposit preauth reserve",
        text: [
          "Turn on Authorize only before you charge. The money is held on the card, not taken. It is on Holds, with the time that is left.",
          "Capture it within seven days, or the hold ends by itself and nothing is paid.",
        ],
      },
      {
        title: "Put an order aside",
        also: "park resume call back wait",
        text: [
          "Park keeps amount, customer and notes. The card is wiped, so ask for it again. Parked, at the lower left, has the orders: Resume or Discard each.",
        ],
      },
      {
        title: "Find a payment",
        also: "search list old past history last four approval code",
        text: [
          "Go to Payments and press /. Type any piece: an amount, last four, name, e-mail or approval code. Filters narrow the list by day, status, card or amount.",
        ],
      },
      {
        title: "Close the day",
        also: "compare end of day total report z settlement batch bank expected",
        text: [
          "Go to Activity and choose Day close. It sets what this computer did beside what the processor has, and lists what needs a look.",
          "When you have looked, press Close the day. The figures are written down with your name, and no money moves. What changes later is told as changed since.",
        ],
      },
      {
        title: "Send a receipt again",
        also: "print pdf e-mail email copy slip reprint",
        text: ["Open the payment and press R. Print the receipt, save it as a PDF, or send it by e-mail."],
      },
    ],
  },
  {
    title: "What each result means",
    topics: [
      {
        title: "Approved",
        also: "success paid yes ok",
        text: ["The card was charged. Nothing more to do. Keep the approval code if the caller asks for one."],
      },
      {
        title: "Authorized",
        also: "hold held",
        text: ["The money is held and not taken yet. Capture it within seven days."],
      },
      {
        title: "Partly approved",
        also: "partial rest prepaid gift balance",
        text: [
          "The card had less than the amount, and that part was charged. Press C to charge the rest to another card, or take the part back with T.",
        ],
      },
      {
        title: "Declined",
        also: "refused no failed bank insufficient",
        text: [
          "The bank said no, and no money was taken. Read the caller the sentence on the screen: it says whether another try can work or another card is needed.",
        ],
      },
      {
        title: "Reversed",
        also: "avs address zip rule cvv mismatch",
        text: [
          "The bank said yes, then a rule of your account cancelled the payment at once: the address, the ZIP or the kind of card did not fit. No money was taken. The caller may see a pending amount for a few days.",
        ],
      },
      {
        title: "Not charged",
        also: "refused error invalid never sent",
        text: ["The payment never reached the bank. No money was taken. The screen says what to correct."],
      },
      {
        title: "Checking",
        also: "unknown lost timeout no answer pending stuck",
        text: [
          "The answer did not arrive, so nobody knows yet whether the card was charged. Counterfoil keeps asking the processor and tells you. Do not charge the same order again.",
        ],
      },
      {
        title: "Voided and Refunded",
        also: "cancelled returned money back",
        text: [
          "Voided: cancelled before it settled, so the customer never pays. Refunded: the money was paid and is on its way back, in 5 to 10 business days.",
        ],
      },
    ],
  },
  {
    title: "What to do when…",
    topics: [
      {
        title: "The internet or the processor is away",
        also: "line drops offline network connection down wifi no internet outage",
        text: [
          "The top of the screen says so. New charges cannot be sent; customers, payments and receipts on this computer can still be read.",
          "An order sent just before is Checking: it is looked up as soon as the line is back. Park what you have typed and call the customer back. Never write down a card number.",
        ],
      },
      {
        title: "A payment stays Checking",
        also: "unknown stuck pending long time no answer",
        text: [
          "Open Checking at the lower left and press Look again now. If it stays, look in the processor’s own dashboard for the amount and last four.",
          "Only when you have seen there how it ended, press Stop checking and write what you saw. Until then tell the caller: I will call you back when I know.",
        ],
      },
      {
        title: "The wrong amount was charged",
        also: "mistake typo too much too little wrong charge",
        text: [
          "Too much: open the payment, press T and give back all of it; then charge the right amount. After it has settled you can give back only the difference.",
          "Too little: charge the difference as a new order, and say so to the caller.",
        ],
      },
      {
        title: "The wrong card or customer was charged",
        also: "mistake wrong person",
        text: [
          "Open the payment and press T to take all of it back. Then take the order again with the right card. Both are on Activity, with your name and the time.",
        ],
      },
      {
        title: "A payment was charged twice",
        also: "double duplicate two times charged before",
        text: [
          "Search for the amount on Payments and compare last four, time and approval code. If both went through, take one back with T.",
          "If Counterfoil asks Charged before?, read the earlier payment aloud to the caller first. Charge again only when it is a second order.",
        ],
      },
      {
        title: "A customer disputes a payment",
        also: "chargeback dispute disputed bank claim complaint",
        text: [
          "Do not refund it: the card’s bank asks for the money back, and a refund could give it back a second time. Open the payment and save its dispute pack: one PDF with the order, the checks, the consent, the receipt and every step.",
          "Answer in the processor’s dashboard before the day it names. A disputed payment says so in the list, and what is disputed cannot be taken back here.",
        ],
      },
      {
        title: "A card is declined",
        also: "no refused insufficient funds",
        text: [
          "Nothing was charged. Read the caller the sentence on the screen. Press Enter to type another card for the same amount.",
        ],
      },
      {
        title: "The caller hangs up",
        also: "gone disconnected clear wipe",
        text: ["Clear the order, or park it if they will call back. The card number is wiped either way."],
      },
      {
        title: "A hold is about to end",
        also: "lapse expire seven days authorization due",
        text: [
          "Open Holds: those with the least time come first. Capture what is delivered. Release the others with Take it back; what you leave ends by itself.",
        ],
      },
      {
        title: "The refund has not arrived",
        also: "where is my money missing waiting",
        text: [
          "A refund takes 5 to 10 business days at the customer’s bank. Open the payment, read them the date and the reference of the refund; their bank can look for it.",
        ],
      },
      {
        title: "The computer stopped during a charge",
        also: "crash power cut restart frozen",
        text: [
          "Start Counterfoil again. What was on its way is under Checking and is looked up before anything else is sent. Do not type the order again until you know how it ended.",
        ],
      },
      {
        title: "The account is not connected",
        also: "token expired refused sign in credentials password settings",
        text: [
          "Go to Settings, choose the account and enter its token or client secret from the processor’s dashboard. The old one may have ended.",
        ],
      },
      {
        title: "The keychain does not answer",
        also: "keyring password memory session lost",
        text: [
          "Tokens are kept in memory only until Counterfoil is closed. Unlock or start the keychain of this computer, then start Counterfoil again.",
        ],
      },
      {
        title: "An entry cannot be read",
        also: "damaged journal broken corrupted",
        text: [
          "Something on the disk was damaged. Open the entry on Activity: it says which payments it may stand for. Look for them at the processor, then mark it as dealt with, with what you found.",
        ],
      },
    ],
  },
];
