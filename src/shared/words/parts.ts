/** What the parts say that every screen is built from. */
export const partsWords = {
  /** Before the line that is read aloud to the caller. */
  say: "Say:",
  /** Asked before a form with something typed is left. */
  leave: {
    title: "Leave without saving?",
    text: "What you typed here is not saved.",
    stay: "Keep editing",
    discard: "Discard",
  },
  /** Heard of a field whose text is hidden. */
  characters: ({ count }: { count: number }) => (count === 1 ? "1 character" : `${count} characters`),
  nothingFound: "Nothing found.",
  searchFailed: "The search did not work. Try again.",
} as const;
