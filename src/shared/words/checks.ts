/** What the checks of address (AVS) and CVV mean, wherever they are told: result, payment, receipt, file. */

/** The verdict on one part, as it stands beside "Street", "ZIP" or "CVV". */
export const verdictWords = {
  matches: "matches",
  "does not match": "does not match",
  "no match, or not given": "no match, or not given",
  "not checked": "not checked",
  "not given": "not given",
  "not told": "not told",
  unknown: "not known here",
} as const;

export const checkWords = {
  bothMatch: "Street and ZIP match.",
  neither: "Neither street nor ZIP match.",
  neitherOrNotGiven: "Neither street nor ZIP match, or they were not given.",
  noAddress: "No address was given.",
  notChecked: "The address was not checked.",
  bankChecksNone: "The card’s bank does not check addresses.",
  outOfOrder: "The address check was out of order.",
  couldNot: "The address could not be checked.",
  unknownAddress: ({ answer }: { answer: string }) =>
    `The address check answered “${answer}”, which is not known here.`,
  both: ({ first, second }: { first: string; second: string }) => `The ${first}, ${second}.`,
  /** The street or the ZIP and its verdict, as the first or the second half of a sentence. */
  half: ({ part, verdict }: { part: "street" | "ZIP"; verdict: keyof typeof verdictWords }) =>
    ({
      matches: `${part} matches`,
      "does not match": `${part} does not match`,
      "no match, or not given": `${part} does not match or was not given`,
      "not checked": `${part} was not checked`,
      "not given": `no ${part} was given`,
      "not told": `${part} is not told`,
      unknown: `${part} is not known`,
    })[verdict],
  cvvMatches: "The CVV matches.",
  cvvWrong: "The CVV does not match.",
  cvvNotChecked: "The CVV was not checked.",
  cvvNotGiven: "No CVV was given, but the card has one.",
  cvvBankChecksNone: "The card’s bank does not check CVVs.",
  cvvNotTold: "The processor does not tell whether the CVV matched.",
  unknownCvv: ({ answer }: { answer: string }) => `The CVV check answered “${answer}”, which is not known here.`,
} as const;
