import { useEffect, useState } from "react";
import { unreadableWarning, type UnreadableEntry } from "../../shared/unreadable";
import { ask } from "../bridge";

/**
 * The entries of the journal that cannot be read and may be a change of this payment: what is to be thought of before,
 * and their ids, which a change made in spite of them names. `warning` null: there are none, or nobody has said so yet;
 * main refuses a change that does not name them.
 */
export function useUnreadableOn(paymentId: string): {
  readonly ids: string[];
  readonly warning: string | null;
} {
  const [entries, setEntries] = useState<readonly UnreadableEntry[]>([]);
  useEffect(() => {
    let gone = false;
    ask("attempts.unreadableOn", { paymentId }).then(
      (found) => {
        if (!gone) setEntries(found);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [paymentId]);
  return { ids: entries.map(({ id }) => id), warning: unreadableWarning(entries) };
}
