import type { Refund } from "./payment";

/**
 * Our mark in a refund's description, where the processor keeps no other reference of ours (PayArc, docs/payarc.md 9):
 * the person's own words first, then "[ref 7c1e9a52]", the first eight digits of the attempt's id. By it one refund is
 * told from another of the same sum.
 */

const MARK = /\[ref ([0-9a-f]{8})\]\s*$/i;
/** How long the mark is, with the space before it, in characters. */
const MARK_LENGTH = " [ref 00000000]".length;

/** The longest description that a person may write: PayArc takes 190 characters, and the mark is one part of them. */
export const LONGEST_TAKE_BACK_WORDS = 190 - MARK_LENGTH;

/** The description as it is sent: the words, if there are any, and the mark of the attempt. */
export function withMark(words: string | null, attemptId: string): string {
  const mark = `[ref ${attemptId.slice(0, 8)}]`;
  return words === null ? mark : `${words} ${mark}`;
}

/** A description as it is listed, taken apart again; `mark` is null where it has none of ours. */
export function readMark(description: string): { readonly words: string | null; readonly mark: string | null } {
  const found = MARK.exec(description);
  const words = (found ? description.slice(0, found.index) : description).trim();
  return { words: words === "" ? null : words, mark: found?.[1]?.toLowerCase() ?? null };
}

/** Whether a listed refund names this attempt, by its whole id or by our mark. */
export function isRefundOf({ reference }: Pick<Refund, "reference">, attemptId: string): boolean {
  return reference === attemptId || (reference?.length === 8 && attemptId.startsWith(reference));
}
