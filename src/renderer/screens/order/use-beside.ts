import { startTransition, useEffect, useState } from "react";
import type { AttemptView } from "../../../shared/attempt";
import type { PaymentLine } from "../../../shared/history";
import { ask } from "../../bridge";
import { useApp } from "../../stores/app";
import { onAttempt } from "../../stores/attempts";
import { useHistory } from "../../stores/history";

/** So many stand beside an order. */
const MOST = 8;
/** So many of the newest entries are looked through for charges of today. */
const LOOKED_THROUGH = 60;

/** What a customer paid last, newest first, from the copy on this computer; null: not read yet. */
export function usePaidBefore(id: string): readonly PaymentLine[] | null {
  const revision = useHistory(({ status }) => status?.revision ?? 0);
  const [paid, setPaid] = useState<readonly PaymentLine[] | null>(null);
  useEffect(() => {
    let gone = false;
    ask("customers.payments", { id, before: null, limit: MOST }).then(
      ({ payments }) => {
        if (!gone) setPaid(payments);
      },
      // A help only: the order does not wait for it and is not stopped by it.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [id, revision]);
  return paid;
}

/** Today's charges of this computer on the window's account, newest first, from the journal; null: not read yet. */
export function useOwnOrders(shown: boolean, now: number): readonly AttemptView[] | null {
  const account = useApp(({ app }) => app?.account.id ?? null);
  const [entries, setEntries] = useState<readonly AttemptView[] | null>(null);
  useEffect(() => {
    if (!shown) return undefined;
    let gone = false;
    // What is heard while the list is on its way may be newer than it.
    const heardMeanwhile = new Map<string, AttemptView>();
    const stop = onAttempt((attempt) => heardMeanwhile.set(attempt.id, attempt));
    ask("attempts.list", { limit: LOOKED_THROUGH })
      .then(
        (found) => {
          if (!gone) setEntries([...heardMeanwhile.values()].reduce(withNews, found));
        },
        () => undefined,
      )
      .finally(stop);
    return () => {
      gone = true;
      stop();
    };
  }, [shown, account]);
  // The result of an order is drawn first: this list beside it can wait for that.
  useEffect(
    () => onAttempt((heard) => startTransition(() => setEntries((known) => known && withNews(known, heard)))),
    [],
  );
  const today = new Date(now).toDateString();
  return (
    entries
      ?.filter(({ operation, connection }) => operation === "charge" && connection === account)
      .filter(({ openedAt }) => new Date(openedAt).toDateString() === today)
      .slice(0, MOST) ?? null
  );
}

/** The entries, newest first, with what was heard of one of them or of another. */
function withNews(entries: readonly AttemptView[], heard: AttemptView): readonly AttemptView[] {
  return [...entries.filter(({ id }) => id !== heard.id), heard]
    .toSorted((one, other) => other.openedAt - one.openedAt)
    .slice(0, LOOKED_THROUGH);
}
