/**
 * What is said when a processor cannot be asked, or says no. `name` is what people call it.
 * MONEY: "Nothing was sent" is said only of what never left; of what may have been done, that it may have been.
 */
const network = "Check the network and try again.";
const helper = "ask whoever looks after the network";

export const wireWords = {
  notInTime: ({ name }: { name: string }) => `${name} could not be reached in time. Nothing was sent. ${network}`,
  notReached: ({ name }: { name: string }) => `${name} could not be reached. Nothing was sent. ${network}`,
  notSafe: ({ why, advice }: { why: string; advice: string }) => `${why} Nothing was sent. ${advice}`,
  notTrusted: ({ name, issuer }: { name: string; issuer: string | null }) =>
    `The connection to ${name} is not safe: its certificate was issued by ${issuer === null ? "somebody, whom" : `“${issuer}”, which`} this computer does not trust.`,
  otherName: ({ name, issuer }: { name: string; issuer: string | null }) =>
    `The connection to ${name} is not safe: its certificate is for another name${issuer === null ? "" : `, issued by “${issuer}”`}.`,
  notChecked: ({ name }: { name: string }) =>
    `The connection to ${name} is not safe: its certificate could not be checked.`,
  adviceClock: `Check this computer’s clock, or ${helper}.`,
  adviceOpened: `Something on the way opens secured connections: a company’s TLS inspection, an antivirus program, or somebody who should not. Ask whoever looks after the network; when that certificate is trusted by this computer, start Counterfoil again.`,
  adviceSignIn: `A network that wants a sign-in page first does this too. Check this computer’s clock, or ${helper}.`,
  proxySignIn: ({ name }: { name: string }) =>
    `The network’s proxy asks for a name and a password, or does not take the ones it was given. ${name} was not reached; nothing was sent. Type them in Settings, under Network.`,
  proxyKind: ({ name }: { name: string }) =>
    `The network’s proxy asks for a kind of sign-in that Counterfoil does not know. ${name} was not reached; nothing was sent. Ask whoever looks after the network for a proxy that takes a name and a password (Basic), and type it in Settings, under Network.`,
  proxyRefused: ({ name }: { name: string }) =>
    `The network’s proxy did not let the connection to ${name} through. Nothing was sent. Ask whoever looks after the network, or see Settings, under Network.`,
  usedUp: ({ name, limit, told }: { name: string; limit: number | null; told: boolean }) =>
    `${name} ${
      limit === null
        ? "takes no more requests of this kind for now"
        : told
          ? `takes ${limit} requests of this kind a minute, and they are used up`
          : `is asked for this at most ${limit} times a minute, and that is used up`
    }. Nothing was sent. Try again in a minute.`,
  askedToWait: ({ name, until }: { name: string; until: string }) =>
    `${name} asked to wait until ${until}. Nothing was sent. Try again then.`,
  full: ({ name, limit }: { name: string; limit: string }) =>
    `${name} takes ${limit} requests of this kind at a time, and none of them has ended yet. Nothing was sent. Try again in a minute.`,
  closed: "This connection was closed. Nothing was sent.",
  late: ({ name }: { name: string }) =>
    `Too much time had passed when ${name} could be asked. Nothing was sent. Try again.`,
  badToken: "There is no usable token for this account. Nothing was sent. Type the token again in Settings.",

  again: "Try again.",
  perhaps: "It may have been done all the same: look before you try again.",
  noAnswer: ({ name, perhaps }: { name: string; perhaps: string }) => `${name} did not answer in time. ${perhaps}`,
  tooLarge: ({ name, perhaps }: { name: string; perhaps: string }) =>
    `${name}’s answer is larger than anything it should say. ${perhaps}`,
  unreadable: ({ name, perhaps }: { name: string; perhaps: string }) =>
    `${name}’s answer could not be read. ${perhaps}`,
  broke: ({ name, perhaps }: { name: string; perhaps: string }) =>
    `The connection to ${name} broke before the answer came. ${perhaps}`,
  said: ({ message }: { message: string }) => `It said: ${message}`,
  notAllowed: ({ name, credentials }: { name: string; credentials: string }) =>
    `${name} does not allow this with ${credentials}.`,
  notFound: ({ name, what }: { name: string; what: string }) => `${name} could not ${what}: not found.`,
  tooMany: ({ name }: { name: string }) => `${name} has had too many requests. Try again in a minute.`,
  down: ({ name, perhaps }: { name: string; perhaps: string }) => `${name} has a problem. ${perhaps}`,
  redirected: ({ name, perhaps }: { name: string; perhaps: string }) =>
    `${name} answered with a redirect, which is not followed. ${perhaps}`,
  noReason: ({ name, what }: { name: string; what: string }) =>
    `${name} could not ${what}, and its reason could not be read.`,
  couldNot: ({ name, what, said }: { name: string; what: string; said: string }) =>
    `${name} could not ${what}. It said: ${said}`,
  endless: ({ name, what }: { name: string; what: string }) => `${name}’s list has no end, so we cannot ${what}.`,
  shape: ({ name, what }: { name: string; what: string }) =>
    `${name} answered, but what it said could not be read, so we cannot ${what}. Try again; if it stays, send the log to whoever looks after this program.`,
  noId: ({ name, what }: { name: string; what: string }) => `${name} could not ${what}: this is not an id.`,
} as const;

/** What an order, a payment or credentials must be before anything is sent, for either processor. */
export const processorWords = {
  cannotSend: "This charge cannot be sent as it is.",
  noPaymentId: "This is no payment’s id.",
  otherTerms: "This was already sent with other details. Close it and begin again.",
  noAmount: "Type an amount.",
  level2Address: "Level 2 data need the address.",
  level2Zip: "Level 2 data need the ZIP.",
  payarcToken: ({ account }: { account: string }) =>
    `PayArc does not accept this token for ${account}. It may be mistyped or ended, or belong to the other environment: test and live have different tokens. Type the right one in Settings.`,
  tokenFor: ({ account }: { account: string }) => `the token for ${account}`,
  credentialsFor: ({ account }: { account: string }) => `the credentials for ${account}`,
  googlePay: "This is no Google Pay token.",
  googlePayWrong: ({ begin, reason }: { begin: string; reason: string }) =>
    `${begin} Nothing was sent: ${reason}. Paste the paymentData or its token as Google gave it.`,

  accessEnded:
    "JustiFi no longer took the access token, so it did not look at the request. Try again: a new token is fetched.",
  notSignedIn: "JustiFi did not sign us in, so nothing was sent. Try again in a minute.",
  justifiCredentials: ({ account }: { account: string }) =>
    `JustiFi does not accept this client ID and secret for ${account}. They may be mistyped or taken back, or belong to the other environment. Type the right ones in Settings.`,
  otherMode: ({ mode, account }: { mode: "test" | "live"; account: string }) =>
    `These are ${mode} credentials, and this is ${account}. Use them on the other account.`,
  justifiSources: "JustiFi takes a typed card or a token of a payment method.",
  fullPan:
    'JustiFi takes no typed card numbers from this account. Ask JustiFi Customer Success to approve it for raw card numbers ("full PAN"); they will want your completed PCI questionnaire (SAQ). Until then, charge a token of a payment method.',
  subAccount:
    "JustiFi wants to know for which sub account this is. Connect again in Settings and type the sub account, which begins with acc_.",
  tooSmall: "The amount is too small: it must be more than $0.50.",
  tooLarge: "The amount is too large: it must be less than $1,000,000.00.",
  voidOver: "The 25 minutes in which a payment can be voided are over. Refund it instead.",
  holdLapsed: "The hold has lapsed: it was not captured within seven days.",
  least: "The least that can be charged here is $0.50.",
  noTips: "Tips are not taken on this account. Add it to the amount.",
  noSurcharges: "Surcharges are not taken on this account.",
  noLevel2: "Purchase orders and sales tax are not sent on this account.",
  statement: "5 to 22 letters, digits, dashes or underscores; no spaces.",
  needsHolder: "A typed card needs the cardholder’s name.",
  needsZip: "A typed card needs the ZIP.",
  noMethod: "This is no token of a payment method; they begin with pm_.",
  endlessLedger: "This payment’s ledger has no end. Look at it in the processor’s own dashboard.",
} as const;
