/** What the screens say of the shop's other desks: Settings > Desks, the header, the question before a charge, the day. */
export const desksScreenWords = {
  intro:
    "With a shared book, desks warn each other before they charge the same card, take up each other’s parked orders, and have one list of people and PINs. It is a PostgreSQL database of your own. Every desk keeps its own records all the same.",
  address: "Address of the book",
  addressExample: "postgresql://till@books.example.com/counterfoil",
  addressHint: "Whoever runs the shop’s database knows it.",
  password: "Password of the book",
  passwordHint: "Kept in this computer’s keychain.",
  words: "Words of the shop",
  wordsHint: "Empty on the first desk. On every other one: as Settings > Desks of the first desk shows them.",
  certificate: "Certificate",
  certificateHint: "Only for a server whose certificate this computer does not know. Paste it as text.",
  people:
    "Where the shop’s desks have a list of people, it takes the place of this desk’s own when you join. The screen then locks: sign in with your name and PIN of the shop. Whoever is only on this desk’s list can no longer sign in here.",
  connect: "Join the book",
  nothingChanged: ({ why }: { why: string }) => `Nothing has changed. ${why}`,

  notUsed: "This desk works alone.",
  seen: ({ address }: { address: string }) => `Other desks are seen through ${address}.`,
  waiting: ({ count }: { count: number }) =>
    count === 1
      ? "1 entry is not in the book yet; it follows."
      : `${String(count)} entries are not in the book yet; they follow.`,
  peopleOf: {
    own: "Each desk has its own people so far. Set the owner’s PIN in Settings > People: from then on all desks have the same.",
    shared: "All desks have the same people and PINs. Change them in Settings > People, at any desk.",
  },
  others: "Other desks",
  noOthers: "No other desk has written within a day.",
  lastSeen: ({ operator, when }: { operator: string; when: string }) => `${operator}, ${when}`,
  showWords: "Show the words of the shop",
  leave: "Leave the book",
  leaveTitle: "Leave the shared book?",
  leaveWhy:
    "Other desks are not warned of what is charged here any more. What this desk wrote stays in the book, and everything stays in this desk’s own records. People and PINs stay here as they are now; what other desks change later does not come here.",
  stay: "Stay",
  left: "This desk has left the shared book.",
  wordsTitle: "Words of the shop",
  wordsWhy:
    "Type them at each other desk, in Settings > Desks. Keep them like a key: with them and the book’s password anybody can join.",
  done: "Done",

  /** In the header while the book does not answer. */
  notSeen: "Other desks are not seen",

  /** The question before a charge. */
  rightNow: "Being charged right now?",
  rightNowWhy: ({ who, desk, amount }: { who: string; desk: string; amount: string }) =>
    `${who} at ${desk} is charging this card ${amount} right now. Nothing has been sent from here. Ask there first.`,
  someone: "Somebody",
  desk: "Desk",

  takenAt: ({ operator, desk }: { operator: string; desk: string }) => `${operator} at ${desk}`,

  /** Of a parked order. */
  parkedAt: ({ by, desk }: { by: string; desk: string }) => `parked by ${by} at ${desk}`,
  noAccount: ({ account }: { account: string }) =>
    `This desk has no account “${account}”, so it cannot be resumed here.`,
} as const;
