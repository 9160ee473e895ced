/** What the program says of itself: why it cannot start, or cannot do so much at once. */
export const programWords = {
  cannotStart: "Counterfoil cannot start",
  noFolder: ({ folder }: { folder: string }) =>
    `${folder} is no folder. Move it away, or start Counterfoil with another folder.`,
  foreignFolder: ({ folder }: { folder: string }) =>
    `${folder} belongs to another user of this computer. Start Counterfoil as that user, or with another folder.`,
  openFolder: ({ folder }: { folder: string }) =>
    `Others can read ${folder}, and the disk does not let that be changed. Start Counterfoil with a folder on another disk.`,
  uselessFolder: ({ folder, code }: { folder: string; code: string }) =>
    `${folder} cannot be used (${code}). Start Counterfoil with a folder that you may write into.`,
  tooManyAsks: "The screen asked for too much at once. Nothing was done for this. Try again in a moment.",
  tooLarge: "This is more than can be read at once. Nothing was done.",
  tooManyPages: "Other pages are being printed or saved. Wait until they are done, then try again.",
  tooManyFilters: ({ most }: { most: number }) =>
    `There are ${most} saved filters. Remove one that you do not need, then save this one.`,

  window: ({ account, live }: { account: string; live: boolean }) => `Counterfoil: ${account}${live ? " (live)" : ""}`,
  opening: "Opening",
  windowAlone: "This window is not connected to the program. Close it and start Counterfoil again.",
  windowUnanswered:
    "The program did not answer this window. What was asked for may have been done: look in Activity before trying again.",
  windowWrong: "Something in this window went wrong.",
  keychainSilent: "The keychain of this computer does not answer. Unlock it and try again.",
} as const;
