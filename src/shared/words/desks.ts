/** What is said of the shop's other desks and of the shared book. */
export const desksWords = {
  notUsed: "This desk has no shared book. Connect it in Settings > Desks.",
  notSeen: "Other desks are not seen: the shared book does not answer. You can go on charging.",
  slow: "Other desks are not seen: the shared book answers too slowly. You can go on charging.",
  full: "Other desks may miss what is charged here: the shared book cannot be written. Its disk may be full.",
  leftOut: ({ count }: { count: number }) =>
    count === 1
      ? "Other desks miss 1 entry of this desk: it cannot be read. Close Counterfoil and start it again."
      : `Other desks miss ${String(count)} entries of this desk: they cannot be read. Close Counterfoil and start it again.`,
  newer: "The shared book was made by a newer Counterfoil. Update this one to see other desks.",
  older:
    "The shared book is of an older Counterfoil. Run book:init on it once, or connect with a login that may change it.",
  tooOld: "This PostgreSQL is too old. The shared book needs version 12 or newer.",
  otherShop: "The shared book at this address is another shop’s. Join the book again in Settings > Desks.",
  addressForm: "Type an address like postgresql://name@server.example.com:5432/counterfoil.",
  addressPassword: "Leave the password out of the address. Type it in its own field.",
  addressName: "The address has to say the login’s name, before an @.",
  addressExtras: "Leave out what follows the database’s name. Encryption is always on.",
  notReached: "No answer from this address. Check it, and that the server is running.",
  passwordWrong: "The server refused this login and password.",
  noSuchDatabase: "The server has no database of this name.",
  notTrusted: "The server’s certificate is not known here. Paste its certificate, or its authority’s.",
  certificateForm: "Paste the certificate as text that begins with -----BEGIN CERTIFICATE-----.",
  noEncryption: "The server does not encrypt. Switch TLS on there: without it nothing is sent to another computer.",
  notMade: "There is no book at this address yet. Connect with a login that may make one, or run book:init.",
  notAllowed: "This login may not use the book. Use a login that book:init has made, or one that may make logins.",
  wordsNeeded: "Other desks use this book already. Type the words that Settings > Desks shows on one of them.",
  wordsWrong: "These are not the words of this shop. Look at Settings > Desks on another desk.",
  wordsForm: "The words are 28 letters and digits, in groups of four.",
  inMemory: "There is no keychain on this computer, so the shared book is forgotten when Counterfoil closes.",
  peopleForged:
    "The shared book has a list of people that no desk of this shop wrote. It was not used. Tell whoever looks after the book’s server.",
  peopleOther:
    "This desk has its own list of people, and the shop has another. To use the shop’s here, leave the book in Settings > Desks and connect again.",
  peopleNewer:
    "A newer Counterfoil changed the shop’s people. Update this one: until then this desk keeps the people it knows.",
  parkedTaken: ({ who, desk }: { who: string; desk: string }) => `${who} at ${desk} has this order already.`,
  parkedGone: "This order is no longer parked.",
  changing: ({ who, desk }: { who: string; desk: string }) =>
    `Nothing was sent: ${who} at ${desk} is changing this payment right now. Wait a moment, then look at it again.`,
  changeChecked: ({ who, desk }: { who: string; desk: string }) =>
    `Nothing was sent: ${who} at ${desk} has changed this payment, and the answer is still being checked there. Ask there first.`,
} as const;
