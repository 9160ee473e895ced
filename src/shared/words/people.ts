/** What is said of people, PINs, the lock and approvals. Screens have their own words beside these. */
export const peopleWords = {
  roles: {
    front_desk: "Front desk",
    back_office: "Back office",
    supervisor: "Supervisor",
    owner: "Owner",
  },
  nameMissing: "Type a name.",
  nameTaken: ({ name }: { name: string }) => `There is already somebody called ${name}. Choose another name.`,
  pinShort: "Type 6 digits or more, or a passphrase of 10 characters or more.",
  pinWrong: "This PIN is not right. Try again.",
  currentWrong: "Your present PIN is not right. Try again.",
  wordsWrong: "These recovery words are not right. Check each word and try again.",
  wait: ({ seconds }: { seconds: number }) =>
    `Too many wrong PINs. Wait ${seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`}, then try again.`,
  gone: "This person is no longer on the list. Choose another.",
  locked: "Counterfoil is locked. Unlock it first.",
  ownerPinFirst: "Set the owner’s PIN first: Settings > People. Then others can be added.",
  livePinFirst: "Set the owner’s PIN first: Settings > People. Then a live account can be connected.",
  pinNeeded: "A supervisor or an owner needs a PIN. Give this person one.",
  lastOwner: "There has to be one owner. Make somebody else an owner first.",
  notYourself: "You cannot remove yourself. Another owner can.",
  ownerCeilings: "An owner has no ceilings.",
  notKept: "This could not be saved on this computer, so nothing was changed. Look whether the disk is full.",
  lost: "The list of people on this computer cannot be read. Make a new owner, with what your processor gave you.",
  keychainSilent:
    "The keychain of this computer does not answer, so no PIN can be checked. Unlock the keychain and start Counterfoil again.",
  newer: "A newer Counterfoil wrote the list of people. Start that one.",
  notRecovered: "No recovery words were made on this computer yet.",
  otherCredentials: "These are not what this account is connected with. Nothing was changed.",
  liveCredentials: "Use what a live account is connected with. Nothing was changed.",
  needsApproval: {
    sale: ({ most }: { most: string }) => `You may take up to ${most} at once.`,
    refund: ({ most }: { most: string }) => `You may give back up to ${most} at once.`,
    refundsDay: ({ most, today }: { most: string; today: string }) =>
      `You may give back up to ${most} a day, and have given back ${today} today.`,
    noSurcharge: "You may not leave the surcharge off.",
    beyondDuplicate: "You may not go on after this question.",
  },
  both: ({ operator, supervisor }: { operator: string; supervisor: string }) =>
    `${operator}, approved by ${supervisor}`,
  ask: "A supervisor can approve this here.",
  approverNotAllowed: ({ name }: { name: string }) => `${name} may not approve this. Choose another supervisor.`,
  approverNoPin: ({ name }: { name: string }) =>
    `${name} has no PIN yet and cannot approve. Choose another supervisor.`,
  approverSelf: "Somebody else has to approve this.",
  /** Who changed something, for the records of other desks. */
  at: ({ who, desk }: { who: string; desk: string }) => `${who} at ${desk}`,
  /** Under which name wrong tries of these are told of. */
  byWords: "the recovery words",
  byCredentials: "a new owner",
  wrongSince: ({ name, count, when, waited }: { name: string; count: number; when: string; waited: boolean }) =>
    `${count} wrong tries for ${name} since you last signed in, the last on ${when}.${waited ? " Counterfoil then made them wait." : ""} Ask who it was.`,
  auditBroken:
    "The list of people on this computer, or the record of their PINs, was changed by somebody else’s hand. Tell the owner.",
} as const;
