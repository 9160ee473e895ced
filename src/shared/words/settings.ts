/** What the Settings screen says, but for accounts and connections (words/accounts.ts, words/connection.ts). */
export const settingsWords = {
  title: "Settings",
  opening: "Opening the settings",
  sectionsLabel: "Sections",
  sections: {
    connection: "Connection",
    desk: "This desk",
    surcharge: "Surcharge",
    desks: "Desks",
    receipts: "Receipts",
    rules: "Safety rules",
    network: "Network",
    data: "Data on this computer",
    updates: "Updates",
    people: "People",
    training: "Training",
  },
  saved: ({ what }: { what: string }) => `Saved: ${what}`,
  notSaved: ({ what, why }: { what: string; why: string }) => `${what} was not saved: ${why}`,

  setAside: ({ file }: { file: string }) =>
    `The settings could not be read, so they start anew. The old file is kept as ${file}.`,
  gone: "The settings are not in their folder any more and start anew. If somebody moved the file, close Counterfoil and put it back.",
  notKept: "The settings cannot be kept on this disk. What you set lasts until Counterfoil is closed.",

  deskName: "Desk name",
  deskNameHint: "Stands beside every payment taken on this computer.",
  theme: "Theme",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  hours: "Time of day",
  weekStart: "Week begins on",
  weekStartOf: { system: "As the system", sunday: "Sunday", monday: "Monday", saturday: "Saturday" },
  hoursOf: { system: "As the system", 12: "2:30 PM", 24: "14:30" },
  channel: "Orders come by",
  autoAdvance: "Go to the next card field when one is complete",
  sayThis: "Show the sentence to read to the caller",

  merchantName: "Merchant name",
  merchantNameHint: "At the top of receipts.",
  merchantAddress: "Merchant address",
  merchantAddressHint: "Street on one line, city and state on the next.",
  merchantPhone: "Merchant phone",
  statementName: "Name on the statement",
  statementNameHint: "What customers see on their card statement: 5 to 25 characters. Empty: what the processor has.",
  policy: "Refund and cancel policy",
  policyHint: "Printed on every receipt. The card networks ask for it on phone, mail and online orders.",
  paper: "Paper",
  papers: { roll: "80 mm roll", letter: "Letter", a4: "A4" },
  logo: "Logo",
  logoHint: "A PNG or SVG picture; black on white prints best.",
  logoShown: "The logo as it is printed",
  logoRemove: "Remove logo",
  logoUnusable: "This file cannot be used. Choose another PNG or SVG.",
  logoNoPicture: "Choose a PNG or an SVG file.",
  logoTooLarge: "This file is larger than 2 MB. Choose a smaller one.",
  logoNoSize: "This picture has no size of its own. Save it as a PNG.",
  logoNotDrawn: "This file cannot be drawn. Choose another PNG or SVG.",
  logoNoCanvas: "This window cannot draw pictures. Close it and open another.",
  logoForeign: "This SVG has a web page in it. Save it as a PNG.",

  rulesIntro:
    "The processor checks these right after the bank has approved. A payment that breaks one is voided at once and shown as Reversed.",
  address: "Address",
  addressRules: {
    keep: "Keep the payment whatever the address check says",
    street: "Void it when the street does not match",
    zip: "Void it when the ZIP does not match",
    both: "Void it when neither street nor ZIP match",
  },
  country: "Country of the card",
  countryRules: {
    every: "Take cards from every country",
    usa: "Void it when the card is not from the USA",
    usaCanada: "Void it when the card is not from the USA or Canada",
  },
  cardType: "Type of card",
  cardTypeRules: {
    every: "Take every type of card",
    credit: "Void credit cards",
    debit: "Void debit cards",
    prepaid: "Void prepaid cards",
    prepaidDebit: "Void prepaid and debit cards",
  },
  firstDesk: "Front desk",
  logoForm: "A logo is a PNG picture.",
  statementShort: "At least 5 characters.",
  contradiction:
    "A surcharge is for credit cards only, and the safety rule “Void credit cards” voids exactly those. Change the rule or leave the surcharge off.",
  cardTypeSurcharge: "With a surcharge, prepaid and debit cards are voided whatever is chosen here.",

  proxyAddress: "Proxy address",
  proxyAddressExample: "proxy.example.com:8080",
  proxyAddressHint: "Only where your network asks for a name and a password. Empty: what this computer’s system uses.",
  proxyName: "Proxy name",
  proxyNameHint: "Empty where the proxy asks for none.",
  proxyPassword: "Proxy password",
  proxySave: "Save network",
  proxySystem: "Connections go the way this computer’s system says.",
  proxyUsed: ({ address, who }: { address: string; who: string }) => `Connections go through ${address}${who}.`,
  proxyAs: ({ name }: { name: string }) => `, as ${name}`,
  proxyAsWithout: ({ name }: { name: string }) => `, as ${name}; type its password again`,
  proxySaved: ({ used }: { used: string }) => `Saved. ${used}`,
  nothingChanged: ({ why }: { why: string }) => `Nothing was changed. ${why}`,
  inKeychain: "It is in the keychain. A new one replaces it.",
  toKeychain: "It is kept in this computer’s keychain.",

  reset: "Reset practice data",
  resetAsk: "Reset practice data?",
  resetWhat:
    "All practice payments, customers and cards are thrown away, and the practice customers of the first day come back. Nothing real is touched.",
  resetKeep: "Keep",
  resetDone: "Practice begins anew.",
  practiceIntro:
    "These cards and amounts answer as said here. Any other amount below $1,000.00 is approved, with any expiry ahead and any CVV.",
  practiceReading: "Reading the practice cards",

  about: ({ version, electron, chrome }: { version: string; electron: string; chrome: string }) =>
    `Counterfoil ${version} · Electron ${electron} · Chromium ${chrome}`,
} as const;

/** What the surcharge's section says. */
export const surchargeWords = {
  rules: [
    "For credit cards only, never debit or prepaid. A surcharged order on one of those is voided at once and shown as Reversed.",
    "The card networks want 30 days’ notice before you begin, and no more than the card costs you: 3 % at most.",
    "Tell the caller before you charge; the order screen has the sentence. The receipt shows it on its own line.",
    "Some states forbid it (Connecticut, Massachusetts) or allow less (Colorado: 2 %). Ask your lawyer.",
  ],
  percent: "Surcharge in percent",
  percentHint: "Up to 3, with at most two decimals. Each surcharge is rounded down to the cent.",
  percentWrong: "A percentage from 0.01 to 3, with at most two decimals.",
  tick: ({ account }: { account: string }) =>
    `The processor has confirmed that it reads the surcharge as a part of the amount, in cents, on our account (${account})`,
  tickWhy:
    "Counterfoil sends all that the caller pays as the amount and names the surcharge as a part of it. The processor’s documents do not say whether it reads that so. Ask it.",
  tickMissing: "Ask the processor first, then tick this.",
  turnOn: "Turn the surcharge on",
  turnOff: "Turn the surcharge off",
  isOn: ({ account, percent }: { account: string; percent: string }) =>
    `On for ${account}: ${percent} % when the order says that it is a credit card.`,
  turnedOn: ({ percent }: { percent: string }) =>
    `Surcharges are on: ${percent} %, when the order says that it is a credit card.`,
  turnedOff: "Surcharges are off.",
} as const;
