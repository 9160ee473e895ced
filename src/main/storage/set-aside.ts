import { existsSync, renameSync } from "node:fs";
import { basename } from "node:path";
import { copyWords } from "../../shared/words/storage";

/**
 * What belongs to a file and goes with it: SQLite's write-ahead log, its index and its rollback journal, the mark of a
 * damage, and the notes that the journal keeps beside itself.
 */
const WITH_IT = ["-wal", "-shm", "-journal", ".damaged", ".key-check", ".note"] as const;

/**
 * Puts a file that cannot be used out of the way, with all that belongs to it, under a name of its own beside it.
 * `now` is epoch ms, for that name. Answers the file's new path. Nothing is ever deleted or written over.
 * Throws what the file system throws; then everything is where it was.
 */
export function setAside(file: string, now: number): string {
  const kept = nameAside(file, now);
  const moved: string[] = [];
  try {
    // The file goes first: a write-ahead log without its file is seen at the next start, the other way round is not.
    for (const tail of ["", ...WITH_IT]) {
      if (!existsSync(file + tail)) continue;
      renameSync(file + tail, kept + tail);
      moved.push(tail);
    }
    return kept;
  } catch (error) {
    for (const tail of moved.reverse()) renameSync(kept + tail, file + tail);
    throw error;
  }
}

/** The path that `setAside` would give the file. */
export function nameAside(file: string, now: number): string {
  return freeName(`${file}.set-aside-${new Date(now).toISOString().replaceAll(/[:.]/g, "-")}`);
}

/** As `setAside`; null where the file system refuses, and then everything is where it was. */
export function trySetAside(file: string, now: number): string | null {
  try {
    return setAside(file, now);
  } catch {
    return null;
  }
}

/** The sentence for a file that begins anew. `what` begins it: "The local copy of the payments". */
export function asideSentence(what: string, kept: string): string {
  return copyWords.setAside({ what, kept: basename(kept) });
}

function freeName(wanted: string): string {
  const taken = (name: string): boolean => ["", ...WITH_IT].some((tail) => existsSync(name + tail));
  let name = wanted;
  for (let again = 2; taken(name); again++) name = `${wanted}-${again}`;
  return name;
}
