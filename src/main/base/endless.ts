/** Notices that a list has no end, so that reading it can stop. */
export interface EndlessList {
  /** To be told of each page in its order. True: the list repeats itself, or is longer than any list may be. */
  hasNoEnd(page: { readonly items: readonly { readonly id: string }[]; readonly total: number | null }): boolean;
  /** Reading begins again at the first page. */
  restart(): void;
}

/** Pages whose ids are remembered: pages shift while they are read, so a few ids of them may come again. */
const REMEMBERED = 20;
/** So many pages in a row with nothing new are no shift. */
const REPEATS = 3;
/** A list may grow while it is read, and what it says of its length may be old; but not by this factor. */
const GROWTH = 10;
const SLACK_PAGES = 100;

/** `pageSize` is how many a full page has, `most` how many a list may have. */
export function createEndlessList(pageSize: number, most: number): EndlessList {
  let pages = 0;
  let repeated = 0;
  let remembered: ReadonlySet<string>[] = [];
  return {
    hasNoEnd({ items, total }) {
      pages += 1;
      const isNew = items.some(({ id }) => !remembered.some((ids) => ids.has(id)));
      repeated = isNew ? 0 : repeated + 1;
      remembered = [...remembered, new Set(items.map(({ id }) => id))].slice(-REMEMBERED);
      const longest = total === null ? most : Math.min(most, total * GROWTH);
      return repeated >= REPEATS || pages > longest / pageSize + SLACK_PAGES;
    },
    restart() {
      pages = 0;
      repeated = 0;
      remembered = [];
    },
  };
}
