/** What is said of the files on this computer: the journal, the local copies, files that are saved. */

const noMoney = "Until then no payment can be taken or changed; looking up works.";
const compare = "Compare the last days with the processor’s list.";
const asBefore = "Nothing was written, and a file that was there is as it was.";

export const journalWords = {
  notWritten:
    "Nothing was sent, because the journal on this computer could not be written. Free some disk space or check the folder’s permissions, then try again.",
  notRead:
    "Nothing was sent, because the journal on this computer could not be read. Free some disk space or check the folder’s permissions, then try again.",
  locked: `The journal is locked: the keychain that holds its key does not answer. Unlock the keychain and start Counterfoil again. ${noMoney}`,
  keyGone: ({ file }: { file: string }) =>
    `The journal cannot be opened: its key is no longer in the keychain. Bring the key back, or move ${file} away to begin a new journal; what is in the old one stays unreadable. ${noMoney}`,
  otherKey: ({ kept }: { kept: string | null }) =>
    `The journal of before cannot be read, because its key is no longer in the keychain: a new one has begun. Payments that were being checked then are not looked up any more.${keptAs(kept)} ${compare}`,
  gone: `The journal is not in its folder any more: a new one has begun. Payments that were being checked then are not looked up any more. If somebody moved its files, close Counterfoil and put them back. ${compare}`,
  older: ({ rows }: { rows: number }) =>
    `The journal is shorter by ${rows === 1 ? "a row" : `${rows} rows`} than when a day was last closed: an older copy of it was put back. Payments that were being checked since then are not looked up any more. ${compare}`,
  damaged:
    "Part of the journal is damaged. Start Counterfoil again: then it is made anew from all that can be read, and the old files are kept.",
  wrongKey: ({ file }: { file: string }) =>
    `The journal cannot be opened: the key in the keychain is not the one it was written with. Bring the right key back, or move ${file} away to begin a new journal. ${noMoney}`,
  newer: `The journal was written by a newer Counterfoil, which this one cannot add to. Start the newer one. ${noMoney}`,
  notWritable: ({ folder }: { folder: string }) =>
    `The journal cannot be written. Make room on the disk, or the right to write in ${folder}, and start Counterfoil again. ${noMoney}`,
  notOpened: ({ log }: { log: string }) => `The journal cannot be opened. The log in ${log} says more. ${noMoney}`,

  noNote: `The note that says how long the journal was is gone, so it cannot be told whether its last entries are all here. ${compare}`,
  begunAnew: ({ rows, kept }: { rows: number; kept: string | null }) =>
    `The journal could not be read${rows === 0 ? "" : `, which had ${rows === 1 ? "one row" : `${rows} rows`}`}: a new one has begun. What was still being checked is not looked up any more.${keptAs(kept)} ${compare}`,
  allHere: ({ kept }: { kept: string | null }) =>
    `The journal was damaged and has been made anew: all of it could be read and is here.${keptAs(kept)}`,
  madeAnew: ({ lost, unreadable, kept }: { lost: number; unreadable: number; kept: string | null }) =>
    `The journal was damaged and has been made anew from all that could be read.${lostRows(lost)}${lostEntries(unreadable)}${keptAs(kept)} ${compare}`,
} as const;

function keptAs(kept: string | null): string {
  return kept === null ? "" : ` The old files are kept as ${kept}.`;
}

function lostRows(count: number): string {
  if (count <= 0) return "";
  return count === 1
    ? " One row could not be read; what it said last is looked up where it can be."
    : ` ${count} rows could not be read; what they said last is looked up where it can be.`;
}

function lostEntries(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? " One entry could not be read; Activity shows it."
    : ` ${count} entries could not be read; Activity shows them.`;
}

/** The files that can be made again, and what becomes of them. */
export const copyWords = {
  customersFull: ({ most }: { most: string }) =>
    `There are more customers than this computer keeps (${most}). The search finds only those that it has.`,
  customersEndless:
    "The processor’s list of customers has no end, so reading it was stopped. The search finds only those that were read; tell the processor.",
  customersUnread:
    "Not every customer is on this list: at least one is listed by the processor under an id that cannot be used. Look for them in the processor’s own dashboard, and tell the processor.",
  customers: "The local copy of the customers",
  payments: "The local copy of the payments",
  filters: "The file of the saved filters",
  closings: "The record of closed days",
  practice: "The practice data",
  filtersEnd: "what is saved now ends when Counterfoil is closed",
  closingsEnd: "what is closed now ends when Counterfoil is closed",
  practiceEnds: "what you practice ends when Counterfoil is closed",
  readAnew: "it is read anew at each start",
  inMemory: ({ what, forNow }: { what: string; forNow: string }) => `${what} cannot be kept on this disk; ${forNow}.`,
  damaged: ({ what }: { what: string }) =>
    `${what} is damaged. Start Counterfoil again: then it begins anew, and the old file is kept.`,
  gone: ({ what }: { what: string }) =>
    `${what} is not in its folder any more and begins anew. If somebody moved the file, close Counterfoil and put it back.`,
  notKept: "This could not be saved on this computer, so nothing was changed. Look whether the disk is full.",
  newer: ({ what, forNow }: { what: string; forNow: string }) =>
    `${what} was written by a newer Counterfoil and is left alone; ${forNow}. Start the newer one.`,
  setAside: ({ what, kept }: { what: string; kept: string }) =>
    `${what} could not be read and begins anew. The old file is kept as ${kept}.`,
} as const;

/** Why a file could not be saved. */
export const fileWords = {
  isFolder: ({ path }: { path: string }) => `${path} is a folder. Choose a name for the file in it.`,
  isDevice: ({ path }: { path: string }) => `${path} is a device and not a file. Choose another name.`,
  openElsewhere: ({ path }: { path: string }) =>
    `${path} is open in another program. Nothing was written. Close it there and try again, or choose another name.`,
  notReplaced: ({ path }: { path: string }) =>
    `${path} cannot be replaced: it may be open in another program. ${asBefore} Close it there and try again, or choose another name.`,
  forbidden: ({ folder }: { folder: string }) =>
    `You may not write into the folder ${folder}. ${asBefore} Choose another folder.`,
  readOnly: ({ folder }: { folder: string }) =>
    `The disk with ${folder} can only be read. ${asBefore} Choose another folder.`,
  noRoom: ({ path }: { path: string }) =>
    `There is no room for ${path} on that disk. ${asBefore} Make room, or choose another folder.`,
  nameTooLong: ({ name }: { name: string }) =>
    `The name ${name}… is too long for that disk. ${asBefore} Choose a shorter one.`,
  folderGone: ({ folder }: { folder: string }) =>
    `The folder ${folder} is not there (any more). ${asBefore} Choose another folder.`,
  other: ({ path }: { path: string }) =>
    `The file ${path} could not be written. ${asBefore} Try again, or choose another folder.`,
} as const;
