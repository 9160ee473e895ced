/** What the header says on every screen. */
export const headerWords = {
  accountHint: "Change the account of this window (Ctrl O)",
  /** What moves on an account: the colour is never all there is. */
  moves: { practice: "practice money", test: "no real money", live: "real money" },
  who: ({ operator, desk }: { operator: string; desk: string }) => `${operator} · ${desk}`,
  /** Beside the account while its processor does not answer. */
  away: ({ since }: { since: string }) => `Not connected since ${since}`,
  /** Follows the sentence that says why. */
  stillWorks: "Nothing can be charged until it is back. Lists show what was last read; orders can be parked.",
} as const;
