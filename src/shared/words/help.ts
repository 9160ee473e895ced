/** What Help says around its chapters. The topics themselves are in help-topics.ts. */
export const helpWords = {
  title: "Help",
  opening: "Opening Help",
  search: "Search in Help",
  placeholder: "declined, refund, internet, keys…",
  topics: "Topics",
  nothing: "No topic has these words. Try one word of what you see on the screen.",
  found: "Found",
  reference: "Look up",
  keys: "All keys",
  practice: "Practice cards",
  about: "About Counterfoil",
  close: "Close",
  guide: "Guide: your first order",
  practiceIntro:
    "These cards and amounts do something on purpose, and no real money moves. Any other amount below $1,000.00 is approved, with any expiry in the future and any CVV. Use an account marked Practice.",
  practiceFor: ({ processor }: { processor: string }) => `Practice with ${processor}`,
  readingPractice: "Reading the practice cards",
  /** What the button copies that puts a practice card on the clipboard. */
  cardOf: ({ what }: { what: string }) => `practice card, ${what}`,
  cvv: ({ cvv }: { cvv: string }) => `CVV ${cvv}`,
  zip: ({ zip }: { zip: string }) => `ZIP ${zip}`,
} as const;
