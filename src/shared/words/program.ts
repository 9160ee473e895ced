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
} as const;
