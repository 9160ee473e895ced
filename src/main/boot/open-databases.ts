import { join } from "node:path";
import type { AccountId } from "../../shared/account";
import type { Notice } from "../../shared/contract";
import { openDirectory, type Directory } from "../customers/directory";
import { openClosings, type Closings } from "../history/closings";
import { openFilters, type Filters } from "../history/filters";
import { openHistory, type HistoryStore } from "../history/store";
import { openJournal } from "../journal/open-journal";
import type { Journal } from "../journal/journal";
import { isRecent, lossSentence } from "../journal/loss";
import type { Prover } from "../journal/prove-in-worker";
import { finishRescue } from "../journal/rescue";
import { journalUnder } from "../journal/under-key";
import type { Keychain, SecretName } from "../keychain/keychain";
import { errorText, type Log } from "../base/log";
import type { Where } from "../storage/database";
import type { OpenedCopy } from "../storage/open-copy";
import { asideSentence, trySetAside } from "../storage/set-aside";
import { fileIsMade, keyDatabase, type KeyedDatabase } from "./database-key";
import type { NewKeys } from "./new-keys";
import { copyWords, journalWords } from "../../shared/words/storage";

export interface Folder {
  readonly userData: string;
  readonly keychain: Keychain;
  readonly log: Log;
  /** Epoch ms, for the names of files set aside. */
  readonly now: () => number;
  /** Hears that there are other notices than before: a file turned out to be damaged while it was in use. */
  readonly changed?: () => void;
  /** The change of keys that was asked for before this start. */
  readonly newKeys?: NewKeys;
  /** Proves the journal in the background; in this thread where it is not given. */
  readonly prover?: Prover | undefined;
}

/** The journal, or the sentence that says why there is none; then no money operation is sent. */
export type JournalOrWhy = { readonly journal: Journal } | { readonly journal: null; readonly sentence: string };

const MEMORY: Where = { file: ":memory:", key: null };

/**
 * Opens the journal. Does not throw: whatever is wrong becomes a sentence, and a file is never deleted or written over.
 */
export async function openTheJournal(folder: Folder): Promise<{
  opened: JournalOrWhy;
  notices: Notice[];
  /** It ends with the session, since no keychain keeps its key. */
  inMemory: boolean;
}> {
  const { userData, keychain, log, now } = folder;
  const notices: Notice[] = [];
  const file = join(userData, "journal.db");
  const closed = (sentence: string, cause?: unknown) => {
    log.error(`journal: not open: ${sentence}`, cause);
    const said: Notice = { id: "journal", tone: "warning", sentence };
    return { opened: { journal: null, sentence } as const, notices: [said], inMemory: false };
  };
  const key = async (): Promise<KeyedDatabase> => {
    try {
      // One that was made anew and waits to take its place is the file.
      finishRescue(file);
    } catch {
      // The opening comes upon it again, and says so.
    }
    const build = (from: string, to: string) => (made: string) => journalUnder({ file, key: from }, made, to);
    return keyDatabase(keychain, "journal key", file, folder.newKeys?.changing(build));
  };
  let keyed = await key();
  // Nobody can read it any more, so it is kept, and a new one begins; a keychain that is silent is another matter.
  let path: string | null = null;
  if (keyed.kind === "locked" && keyed.why === "key_gone") {
    path = trySetAside(file, now());
    if (path !== null) keyed = await key();
  }
  if (keyed.kind === "locked") {
    return closed(keyed.why === "no_answer" ? journalWords.locked : journalWords.keyGone({ file }));
  }
  const { where } = keyed;
  const gone = keyed.kind === "kept" && keyed.gone ? "gone" : null;
  const heardOf = (what: string): void => {
    log.error(`journal: damaged: ${what}`);
    notices.push({ id: "journal-damaged", tone: "warning", sentence: journalWords.damaged });
    folder.changed?.();
  };
  const { prover = null } = folder;
  let opened = openJournal(where, now(), heardOf, path === null ? gone : { path }, prover);
  if (opened.journal === null && opened.trouble === "wrong_key") {
    path = trySetAside(file, now());
    if (path !== null) opened = openJournal(where, now(), heardOf, { path }, prover);
  }
  if (opened.journal === null) {
    switch (opened.trouble) {
      case "wrong_key":
        return closed(journalWords.wrongKey({ file }));
      case "newer":
        return closed(journalWords.newer);
      case "not_writable":
        return closed(journalWords.notWritable({ folder: userData }), opened.cause);
      case "other":
        return closed(journalWords.notOpened({ log: join(userData, "logs") }), opened.cause);
    }
  }
  fileIsMade(where);
  for (const [at, loss] of opened.losses.entries()) {
    const sentence = lossSentence(loss);
    log.error(`journal: ${sentence}`);
    notices.push({ id: `journal-loss-${at}`, tone: "warning", sentence });
  }
  return { opened: { journal: opened.journal }, notices, inMemory: keyed.kind === "session" };
}

/** Opens the local copy of the customers. It can be read again from the processor, so it never stops anything. */
export async function openTheDirectory(folder: Folder): Promise<{ directory: Directory; notices: Notice[] }> {
  const what = copyWords.customers;
  const { where, notices } = await replaceable(folder, "directory key", "directory.db", what);
  const { directory, ...opened } = openDirectory(where, folder.now(), undefined, () =>
    damaged(folder, notices, "directory", what),
  );
  notices.push(...noticesOf("directory", what, where, opened, READ_ANEW));
  return { directory, notices };
}

/** Opens the local copy of the payments. It can be read again from the processor, so it never stops anything. */
export async function openTheHistory(folder: Folder): Promise<{ store: HistoryStore; notices: Notice[] }> {
  const what = copyWords.payments;
  const { where, notices } = await replaceable(folder, "history key", "history.db", what);
  const { store, ...opened } = openHistory(where, folder.now(), undefined, () =>
    damaged(folder, notices, "history", what),
  );
  notices.push(...noticesOf("history", what, where, opened, READ_ANEW));
  return { store, notices };
}

/**
 * Opens the saved filters, and takes over those that earlier versions kept in the copy of the payments. Never fails:
 * without a disk they last for this session.
 */
export async function openTheFilters(
  folder: Folder,
  copy: HistoryStore,
): Promise<{ filters: Filters; notices: Notice[] }> {
  const what = copyWords.filters;
  const { where, notices, gone } = await replaceable(folder, "filters key", "filters.db", what);
  const { filters, ...opened } = openFilters(where, folder.now(), () => damaged(folder, notices, "filters", what));
  if (opened.onDisk) fileIsMade(where);
  try {
    if (opened.onDisk) copy.giveUpFilters((filter) => filters.saveIfNew(filter));
  } catch (error) {
    folder.log.warn(`filters: those of before stay in history.db: ${errorText(error)}`);
  }
  notices.push(...noticesOf("filters", what, where, { ...opened, gone }, copyWords.filtersEnd));
  return { filters, notices };
}

/** Opens the record of closed days. Never fails: without a disk it lasts for this session. */
export async function openTheClosings(folder: Folder): Promise<{ closings: Closings; notices: Notice[] }> {
  const what = copyWords.closings;
  const { where, notices, gone } = await replaceable(folder, "closings key", "closings.db", what);
  const { closings, ...opened } = openClosings(where, folder.now(), () => damaged(folder, notices, "closings", what));
  if (opened.onDisk) fileIsMade(where);
  notices.push(...noticesOf("closings", what, where, { ...opened, gone }, copyWords.closingsEnd));
  return { closings, notices };
}

/**
 * MONEY: a journal of yesterday agrees with itself, and a day that was closed since knows that there was more. Told for a
 * week, as every loss of the journal is. Does not throw.
 */
export function olderJournal(journal: Journal, closings: Closings, now: number): Notice[] {
  try {
    const closing = closings.newest();
    const rows = (closing?.journal?.rows ?? 0) - journal.newest();
    if (closing === null || rows <= 0 || !isRecent(closing, now)) return [];
    return [{ id: "journal-older", tone: "warning", sentence: journalWords.older({ rows }) }];
  } catch {
    // Whatever cannot be read is told by its own file.
    return [];
  }
}

const READ_ANEW = copyWords.readAnew;

/**
 * What is to be said of a file that could be opened, or not. `gone`: it was there before, and nobody else has what was in
 * it. `forNow`: what it means that it is in memory.
 */
function noticesOf(
  id: string,
  what: string,
  where: Where,
  opened: OpenedCopy & { readonly gone?: boolean | undefined },
  forNow: string,
): Notice[] {
  if (opened.setAside !== null) return [aside(id, what, opened.setAside)];
  if (opened.gone) return [{ id: `${id}-gone`, tone: "warning", sentence: copyWords.gone({ what }) }];
  if (opened.newer) return [newer(id, what, forNow)];
  if (opened.onDisk || where.file === ":memory:") return [];
  return [{ id: `${id}-memory`, tone: "info", sentence: copyWords.inMemory({ what, forNow }) }];
}

/** A file turned out to be damaged while it was in use; `notices` are those that are shown. */
function damaged({ log, changed }: Folder, notices: Notice[], id: string, what: string): void {
  const sentence = copyWords.damaged({ what });
  log.error(`${id}: damaged while it was in use`);
  notices.push({ id: `${id}-damaged`, tone: "warning", sentence });
  changed?.();
}

function newer(id: string, what: string, forNow: string): Notice {
  const sentence = copyWords.newer({ what, forNow });
  return { id: `${id}-newer`, tone: "info", sentence };
}

/** Where the practice data of an account lies; the first of each kind have names from before there were accounts. */
export function wherePracticeIs(folder: Folder, account: AccountId): Promise<{ where: Where; notices: Notice[] }> {
  const what = copyWords.practice;
  if (account === "training") return replaceable(folder, "training key", "training.db", what);
  if (account === "training_justifi") return replaceable(folder, "justifi training key", "training-justifi.db", what);
  return replaceable(folder, `practice key of ${account}`, `practice-${account}.db`, what);
}

/** Puts a damaged practice file out of the way; answers where to begin anew, with what to say. */
export function trainingAnew(where: Where, now: number): { where: Where; notices: Notice[] } {
  const kept = trySetAside(where.file, now);
  return {
    where: kept === null ? MEMORY : where,
    notices: [aside("training", copyWords.practice, kept ?? where.file)],
  };
}

/** A newer program's practice file stays as it is; answers where to practise meanwhile, with what to say. */
export function trainingInMemory(): { where: Where; notices: Notice[] } {
  return {
    where: MEMORY,
    notices: [newer("training", copyWords.practice, copyWords.practiceEnds)],
  };
}

/**
 * A file that can be made again: when its key is gone it is set aside and named; when the keychain is silent, memory
 * serves this once.
 */
async function replaceable(
  folder: Folder,
  name: SecretName,
  fileName: string,
  what: string,
): Promise<{ where: Where; notices: Notice[]; gone?: boolean | undefined }> {
  const { keychain, userData, now, log } = folder;
  const file = join(userData, fileName);
  const keyed = await keyDatabase(keychain, name, file, folder.newKeys?.changing());
  if (keyed.kind === "kept") return { where: keyed.where, notices: [], gone: keyed.gone };
  if (keyed.kind === "session") return { where: keyed.where, notices: [] };
  log.warn(`${fileName}: ${keyed.why}`);
  if (keyed.why === "no_answer") return { where: MEMORY, notices: [] };
  const kept = trySetAside(file, now());
  const again = kept === null ? null : await keyDatabase(keychain, name, file);
  return { where: again?.kind === "kept" ? again.where : MEMORY, notices: [aside(fileName, what, kept ?? file)] };
}

function aside(id: string, what: string, kept: string): Notice {
  return { id: `${id}-aside`, tone: "info", sentence: asideSentence(what, kept) };
}
