/** What stands beside a field whose text cannot be taken: what is wrong, and how it is written. */
export const amountWords = {
  type: "Type an amount.",
  most: ({ most }: { most: string }) => `At most ${most}`,
  digits: "Digits, and a point before the cents",
  unclear: "Not clearly an amount: write 1250.00",
  surchargeOff: "Surcharges are turned off in the settings. Nothing was sent. Look at the amount, then charge again.",
  surchargeMoved: ({ surcharge, percent }: { surcharge: string; percent: string }) =>
    `A surcharge of ${surcharge} is not the ${percent} % of the settings. Nothing was sent. Look at the new amount, then charge again.`,
} as const;

export const emailWords = {
  two: "These are two addresses. Type one of them.",
  length: ({ least, most, has }: { least: number; most: number; has: number }) =>
    `An e-mail address has ${least} to ${most} characters; this one has ${has}.`,
  taken: ({ address }: { address: string }) => `Taken as ${address}.`,
  noAt: "The @ is missing: an e-mail address like ann@example.com.",
  manyAts: "There is one @ too many.",
  nothingBefore: "The name before the @ is missing.",
  nothingBehind: "The part behind the @ is missing, like example.com.",
  space: "There is a space in it.",
  comma: "There is a comma in it, where a dot belongs.",
  twoDots: "There are two dots side by side.",
  dotAtEnd: "The part before the @ begins or ends with a dot.",
  odd: ({ sign }: { sign: string }) => `“${sign}” cannot be in an e-mail address.`,
  noEnding: "Its ending is missing, like .com.",
  noPlace: "The part behind the @ is not like example.com.",
} as const;

export const phoneWords = {
  noDigits: "A phone number has digits.",
  two: "These are two numbers. Type one of them.",
  oneNumber: "Type one number in digits, like 602-555-0143.",
  noCountry: "Begin with + and the country’s code.",
  noZeroOrOne: "A US number has no 0 or 1 as its first or fourth digit. One of another country begins with +.",
  tenDigits: ({ has }: { has: number }) =>
    `A US number has 10 digits; here are ${has}. One of another country begins with +.`,
  notYet: "Numbers of other countries can be read in a moment. Try again.",
  noSuchCountry: "No country has the code after this +.",
  wrongLength: ({ code }: { code: string }) => `A number of +${code} has more or fewer digits than this.`,
  tooLong: ({ has, most }: { has: number; most: number }) =>
    `With its country’s code this number has ${has} digits; ${most} can be sent.`,
  wouldBe: ({ number }: { number: string }) => `Sent without its + this would be the US number ${number}.`,
  taken: ({ number, extension }: { number: string; extension: string | null }) =>
    `Taken as ${number}${extension === null ? "" : `, without the extension ${extension}`}.`,
} as const;

/** Fields of one's own on a payment. */
export const pairWords = {
  longName: ({ most, has }: { most: number; has: number }) =>
    `A name has at most ${most} characters; this one has ${has}.`,
  longValue: ({ most, has }: { most: number; has: number }) =>
    `A value has at most ${most} characters; this one has ${has}.`,
  taken: ({ name }: { name: string }) => `The name ${name} is taken: each payment carries it already.`,
  hasItsField: ({ name }: { name: string }) => `The name ${name} is taken: type it into the field Invoice number.`,
  tooMany: ({ own, all }: { own: number; all: number }) =>
    `At most ${own} fields of your own: with the reference that is ${all}, all that a payment takes.`,
  referenceTaken: "The name reference is taken.",
  most: ({ most }: { most: number }) => `At most ${most} fields.`,
} as const;

export const formWords = {
  accountName: "Give the account a name.",
  day: "A date like 2026-11-20.",
} as const;
