/** What the parts say that every screen is built from. */
export const partsWords = {
  /** Before the line that is read aloud to the caller. */
  say: "Say:",
  nothingFound: "Nothing found.",
  searchFailed: "The search did not work. Try again.",
} as const;
