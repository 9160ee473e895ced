import { randomUUID } from "node:crypto";
import { Failure } from "../../shared/failure";
import { receiptWords as words } from "../../shared/words/receipt";

/**
 * The files for people that this program has written since it was started. SECURITY: a page names a file by the id that
 * main gave for it, never by a path, so that nothing else of the disk can be shown.
 */
export interface SavedFiles {
  /** Answers the id of the file at that path; null where none was written. */
  wrote(path: string | null): string | null;
  /** Throws a Failure when there is no such file. */
  path(file: string): string;
}

const MOST = 500;

/** Files that were written; the oldest are forgotten. */
export function createSavedFiles(): SavedFiles {
  const paths = new Map<string, string>();
  return {
    wrote(path) {
      if (path === null) return null;
      const file = randomUUID();
      paths.set(file, path);
      const [oldest] = paths.keys();
      if (paths.size > MOST && oldest !== undefined) paths.delete(oldest);
      return file;
    },
    path(file) {
      const found = paths.get(file);
      if (found === undefined) throw new Failure("not_found", words.fileNotKnown);
      return found;
    },
  };
}
