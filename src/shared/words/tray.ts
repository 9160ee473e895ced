/** What the sheet of payments being checked says. */
export const trayWords = {
  title: "Checking",
  nothing: "Nothing is being checked. You know how every payment ended.",
  close: "Close",
  /** Beside acts of the payment: the sheet alone is left. */
  notNow: "Not now",
  payments: "Payments being checked",
  lookAgain: "Look again now",
  byHand: "Stop checking",
  damaged: "Entries that cannot be read",
  /** `mayBe`: what the entry may stand for, as a sentence begins. */
  damagedEntry: ({ mayBe }: { mayBe: string }) => `${mayBe}: this entry is damaged. Open it to see what to do.`,
  open: "Open in Activity",
} as const;
