import { withoutCardNumbers } from "../../shared/card-numbers";
import type { Database } from "./database";

/** How much a local copy holds: a list without an end must not fill the disk. */
export interface CopyLimit {
  /** Of one connection. */
  readonly rows: number;
  /** Of the whole file, its free pages counted. */
  readonly bytes: number;
}

/** Why a copy does not have all that the processor lists; null: it has. */
export type Cut = "full" | "endless" | null;

/** What a row of the disk says of it; what it cannot mean is null. */
export function readCut(value: unknown): Cut {
  return value === "full" || value === "endless" ? value : null;
}

/** How large an open database is, in bytes. */
export function bytesOf(database: Database): number {
  const ask = (what: "page_count" | "page_size"): number => {
    const [found] = database.pragma(what) as Readonly<Record<string, number>>[];
    return found?.[what] ?? 0;
  };
  return ask("page_count") * ask("page_size");
}

/** No text of a processor that a person may want to read is longer; in UTF-16 units. */
const LONGEST_TEXT = 500;

/** A foreign text as long as a copy keeps it. */
export function cutText<T extends string | null>(text: T): T {
  if (text === null || text.length <= LONGEST_TEXT) return text;
  // Half of a surrogate pair is no text.
  return text.slice(0, LONGEST_TEXT).replace(/[\uD800-\uDBFF]$/, "") as T;
}

/**
 * What people may have written, as a copy keeps it. SECURITY: no card number is left, nor half of one where the text is
 * cut.
 */
export function keptText<T extends string | null>(text: T): T {
  return (text === null ? null : cutText(withoutCardNumbers(text.slice(0, 2 * LONGEST_TEXT)))) as T;
}

/** An id that is longer names nothing that could be asked for: what bears it is not kept. */
export const LONGEST_ID = 200;
