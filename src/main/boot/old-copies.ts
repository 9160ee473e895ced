import type { AccountId } from "../../shared/account";
import type { HistoryStore } from "../history/store";
import type { Directory } from "../customers/directory";

const DAY_MS = 24 * 60 * 60_000;

/**
 * Lets go of the copies that nobody had on the screen for so many days; 0: of none. They are read from the processor
 * again when the account is opened; the journal is no copy, and stays. Answers whose went. `now` is epoch ms.
 */
export function dropOldCopies(options: {
  readonly accounts: readonly AccountId[];
  readonly store: Pick<HistoryStore, "state" | "clear">;
  readonly directory: Pick<Directory, "clear">;
  readonly days: number;
  readonly now: number;
}): AccountId[] {
  const { accounts, store, directory, days, now } = options;
  if (days === 0) return [];
  const old = accounts.filter((account) => {
    const { newestAt } = store.state(account);
    return newestAt !== null && now - newestAt >= days * DAY_MS;
  });
  for (const account of old) {
    directory.clear(account);
    store.clear(account);
  }
  return old;
}
