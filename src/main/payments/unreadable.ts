import type { AccountId } from "../../shared/account";
import { Failure } from "../../shared/failure";
import type { Intent } from "../../shared/attempt";
import type { Payment } from "../../shared/payment";
import type { UnreadableEntry } from "../../shared/unreadable";
import type { Journal } from "../journal/journal";
import { errorWords } from "../../shared/words/errors";

/**
 * Entries of the journal that cannot be read: what they stand in the way of, and how a person closes one. MONEY: what is
 * not known of one is taken for whatever could be the same; better one question too many than money moved twice.
 */

/** Those that may be this charge; `sums`: what the order may come to, in cents. Throws JournalTrouble. */
export function perhapsThisCharge(journal: Journal, { connection }: Intent, sums: readonly number[]) {
  return standing(journal, connection).filter(
    ({ operation, amount }) =>
      (operation === null || operation === "charge") && (amount === null || sums.includes(amount)),
  );
}

/** Those that may be a change of this payment. Throws JournalTrouble. */
export function perhapsChanges(
  journal: Journal,
  connection: AccountId,
  { id, reference }: Pick<Payment, "id" | "reference">,
): readonly UnreadableEntry[] {
  return standing(journal, connection).filter(
    (entry) =>
      entry.operation !== "charge" &&
      (entry.paymentId === null || entry.paymentId === id) &&
      // The charge that made it is no change of it.
      entry.id !== reference,
  );
}

function standing(journal: Journal, connection: string): readonly UnreadableEntry[] {
  return journal
    .unreadable()
    .filter(({ standing: stands, connection: on }) => stands && (on === null || on === connection));
}

/** All of them, those that stand first, then the newest. Throws JournalTrouble. */
export function unreadableEntries(journal: Journal): UnreadableEntry[] {
  return journal
    .unreadable()
    .toSorted((a, b) => Number(b.standing) - Number(a.standing) || (b.at ?? Infinity) - (a.at ?? Infinity));
}

/**
 * A named person says that an entry need not be looked for any more. `at` is epoch ms. Throws a Failure when it cannot be
 * closed, JournalTrouble when that cannot be written.
 */
export function closeUnreadable(journal: Journal, id: string, reason: string, operator: string, at: number): void {
  const entry = journal.unreadable().find((one) => one.id === id);
  if (!entry) throw new Failure("not_found", errorWords.unreadableGone);
  if (entry.byHand !== null) throw new Failure("refused", errorWords.unreadableClosed({ by: entry.byHand.by }));
  if (entry.why === "newer") throw new Failure("refused", errorWords.unreadableNewer);
  if (!entry.closable) throw new Failure("refused", errorWords.unreadableLater);
  journal.closeUnreadable(id, reason, operator, at);
}
