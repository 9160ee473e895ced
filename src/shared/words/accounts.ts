/** What is said of accounts: the sheet that changes a window's account, and how one is added, edited and removed. */
export const accountsWords = {
  title: "Accounts",
  find: "Find account",
  findHint: "Enter: this window. Shift and Enter: another window.",
  none: "No account has this name.",
  thisWindow: " · this window",
  cannotYet: " · cannot be used here yet",
  notConnected: " · not connected",
  line: ({ processor, moves }: { processor: string; moves: string }) => `${processor} · ${moves}`,
  newWindow: "New window",
  newWindowOn: ({ name }: { name: string }) => `New window on ${name}`,
  moved: ({ name }: { name: string }) => `This window shows ${name} now.`,
  close: "Close",
  cancel: "Cancel",
  keep: "Keep",

  add: "Add account",
  edit: "Edit account",
  remove: "Remove account",
  kind: "Kind of account",
  name: "Account name",
  nameHint: "Shown at the top of its windows: “Main street”, “Web shop”.",
  nameMissing: "Give the account a name.",
  colour: "Color",
  colours: {
    slate: "Slate",
    blue: "Blue",
    teal: "Teal",
    green: "Green",
    amber: "Amber",
    orange: "Orange",
    rose: "Rose",
    violet: "Violet",
  },
  doAdd: "Add",
  doSave: "Save",
  removeAsk: ({ name }: { name: string }) => `Remove ${name}?`,
  removeWhat:
    "Its credentials leave this computer’s keychain, and its windows go to Training. What was done here stays in Activity. At the processor nothing changes.",
  removeCopies: "Delete its local copies too",
  copiesGo:
    "The copies of its customers and payments, with your notes on who changed what, are deleted. This cannot be undone.",
  copiesStay: "The copies of its customers and payments stay on this computer, encrypted.",
  gone: "This account is no longer on this computer.",
  taken: ({ name }: { name: string }) => `There is an account “${name}” already. Give this one another name.`,
  firstStays: "The first practice account stays: windows of a removed account go to it.",
  stillChecking: ({ count }: { count: number }) =>
    count === 1
      ? "A payment of this account is still being checked. Remove the account when that is answered, or its check was stopped."
      : `${count} payments of this account are still being checked. Remove the account when those are answered, or their checks were stopped.`,
  removed: ({ name }: { name: string }) => `${name} is no longer on this computer.`,
} as const;
