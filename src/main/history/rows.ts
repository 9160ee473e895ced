/**
 * The row number of a payment says where it stands: connection first, then time, then order of arrival within its
 * second. So a stretch of row numbers is one connection's payments between two times, newest last, for the table and
 * the full-text index alike. Those before 1970 stand in one second, and those after 2106 too.
 */
export const PER_SECOND = 2 ** 17;
export const PER_SHELF = 2 ** 49;
/** 15 connections, until the year 2106, 131,072 payments a second: all below 2^53, so that a number holds it. */
export const LAST_SHELF = 15;
const MOST_SECONDS = 2 ** 32 - 1;

export interface Stretch {
  /** Included. */
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

/** The first row that a payment of that second may have. `at` is epoch ms; null (not known) is the oldest of all. */
export function firstRow(shelf: number, at: number | null): number {
  const seconds = Math.min(MOST_SECONDS, Math.max(0, Math.floor((at ?? 0) / 1000)));
  return shelf * PER_SHELF + seconds * PER_SECOND;
}

/** The row behind the last one of that second (`first` is its first row); null when the second is full. */
export function nextRow(first: number, last: number | null): number | null {
  if (last === null) return first;
  return last + 1 < first + PER_SECOND ? last + 1 : null;
}

/** Rows of a connection from `from` (epoch ms, included) to `to` (not included); null is open. */
export function stretch(shelf: number, from: number | null, to: number | null): Stretch {
  return {
    from: from === null ? shelf * PER_SHELF : firstRow(shelf, Math.ceil(from / 1000) * 1000),
    to: to === null ? (shelf + 1) * PER_SHELF : firstRow(shelf, Math.ceil(to / 1000) * 1000),
  };
}

/** Whether a payment that now says `at` still belongs to its row. */
export function standsAt(row: number, shelf: number, at: number | null): boolean {
  const first = firstRow(shelf, at);
  return row >= first && row < first + PER_SECOND;
}
