/** What somebody is told whose role may not do a thing. */
export const notAllowedWords = {
  role: ({ who }: { who: string }) => `Your role may not do this. Ask ${who}.`,
  whoMay: {
    owner: "the owner",
    supervisor: "a supervisor or the owner",
    back_office: "the back office, a supervisor or the owner",
    front_desk: "anybody",
  },
} as const;
