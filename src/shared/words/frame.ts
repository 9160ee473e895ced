/** What the frame around every screen says. */
export const frameWords = {
  copy: ({ what }: { what: string }) => `Copy ${what}`,
  copied: "Copied",
  notCopied: "Not copied. Select the text and press Ctrl C.",
} as const;
