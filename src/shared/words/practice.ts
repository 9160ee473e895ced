/** What the sheet of practice cards says. */
export const practiceWords = {
  title: "Practice cards",
  find: "Find a card or an answer",
  example: "declined, Amex, ZIP…",
  reading: "Reading the list",
  none: "Nothing of that name. Try “declined” or “Visa”.",
  note: "Choosing one fills in the order. Nothing is charged until you press Enter there.",
  cvv: ({ cvv }: { cvv: string }) => `CVV ${cvv}`,
  zip: ({ zip }: { zip: string }) => `ZIP ${zip}`,
  holder: "Practice Person",
} as const;
