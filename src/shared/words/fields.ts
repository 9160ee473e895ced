/** What any field of any form says. */
export const fieldWords = {
  tooLong: ({ most, has }: { most: number; has: number }) => `At most ${most} characters; this has ${has}. Shorten it.`,
} as const;
