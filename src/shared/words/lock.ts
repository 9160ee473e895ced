/** What the locked screen, the warning before it and the supervisor's dialog say. */
export const lockWords = {
  /** Fixed names (docs/design.md, names on the screen). */
  lock: "Lock",
  locked: "Locked",
  person: "Person",
  pin: "PIN",
  unlock: "Unlock",
  supervisor: "Supervisor",
  approve: "Approve",

  howTo: "Type the first letters of your name, then your PIN, then Enter.",
  howToPin: ({ alone }: { alone: boolean }) =>
    `Type your PIN, then Enter.${alone ? "" : " Somebody else chooses a person first."}`,
  noPin: ({ name }: { name: string }) => `${name} has no PIN yet. Press Enter.`,
  pinMissing: "Type your PIN.",
  unlocking: "Checking the PIN…",
  checking: ({ count }: { count: number }) =>
    count === 1 ? "1 payment is being checked; that goes on." : `${count} payments are being checked; that goes on.`,
  cannotRead: ({ why }: { why: string }) => `The list of people cannot be read. ${why}`,

  warning: "Counterfoil locks soon.",
  locksIn: ({ seconds }: { seconds: number }) => `Locks in ${seconds} s`,
  stay: "Stay",

  forgotten: "Forgotten PIN",
  forgottenTitle: "A new PIN",
  back: "Back",
  byWords: "With the recovery words that were shown with the owner’s first PIN. Everybody else asks the owner.",
  words: "Recovery words",
  wordsMissing: "Type the recovery words.",
  newPin: "New PIN",
  setAndUnlock: "Set PIN and unlock",
  noWords: "No recovery words",
  byCredentials: "With what your processor gave you. You become an owner; nobody else is changed.",
  account: "Account",
  yourName: "Your name",
  makeOwner: "Become owner and unlock",
  haveWords: "I have recovery words",
  noAccounts: "No account is connected on this computer, so there is nothing to prove yourself with.",

  recoveryTitle: "Recovery words",
  recoveryWhy:
    "With these words an owner who has forgotten the PIN comes in again. They are shown only now. Print them, or write them down, and keep them away from this computer.",
  recoveryPaper: "Counterfoil: recovery words of the owner",
  recoveryPaperWhy:
    "With these words an owner who has forgotten the PIN comes in again: on the locked screen, under Forgotten PIN. Keep this paper away from the computer. New words replace them when they are used.",
  print: "Print",
  printed: "Sent to the printer.",
  keptThem: "I have kept them",

  asks: ({ act }: { act: string }) => `${act}?`,
  approveOf: ({ amount }: { amount: string }) => `Approve ${amount}`,
  nobodyToAsk: "There is no supervisor with a PIN on this computer. Ask the owner to add one: Settings, under People.",
  notApproved: ({ why }: { why: string }) => `${why} Nobody approved it.`,

  typedKept: "What you were typing is kept. Open the form again to go on.",
  cardCleared: "The card was cleared when the screen locked. Type it again.",
  parkedFor: ({ name }: { name: string }) => `The order of ${name} was parked.`,
} as const;
