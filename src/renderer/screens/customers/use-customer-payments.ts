import { useCallback, useEffect, useRef, useState } from "react";
import type { CustomerPayment, CustomerSum } from "../../../shared/history";
import { ask } from "../../bridge";
import { useHistory } from "../../stores/history";

/** So many are shown at first; what the eye takes in at a glance. */
const FIRST = 8;
/** The stretches after the first are longer: whoever asks for more looks for something. */
const MORE = 40;
const MOST_AT_ONCE = 100;

export interface CustomerPayments {
  /** null: not read yet. */
  readonly payments: readonly CustomerPayment[] | null;
  /** null: not counted yet. */
  readonly sums: { readonly count: number; readonly sums: readonly CustomerSum[] } | null;
  readonly failed: boolean;
  /** null: that was all. */
  readonly more: (() => void) | null;
}

interface Read {
  readonly payments: readonly CustomerPayment[];
  readonly next: number | null;
}

/** The payments of a customer, newest first, from the local copy; read anew whenever the copy has changed. */
export function useCustomerPayments(id: string): CustomerPayments {
  const revision = useHistory(({ status }) => status?.revision ?? 0);
  const [read, setRead] = useState<Read | null>(null);
  const [sums, setSums] = useState<CustomerPayments["sums"]>(null);
  const [failed, setFailed] = useState(false);
  const shown = useRef(0);
  shown.current = read?.payments.length ?? 0;

  useEffect(() => {
    let gone = false;
    const limit = Math.min(MOST_AT_ONCE, Math.max(FIRST, shown.current));
    ask("customers.payments", { id, before: null, limit }).then(
      (answer) => {
        if (gone) return;
        setRead(answer);
        setFailed(false);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    // Adding up many waits for a moment of quiet: while the copy is being read it changes several times a second.
    const timer = setTimeout(() => {
      ask("customers.sums", { id }).then(
        (answer) => {
          if (!gone) setSums(answer);
        },
        () => undefined,
      );
    }, 250);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [id, revision]);

  const next = read?.next ?? null;
  const more = useCallback(() => {
    if (next === null) return;
    ask("customers.payments", { id, before: next, limit: MORE }).then(
      (answer) =>
        setRead((old) =>
          old?.next === next ? { payments: [...old.payments, ...answer.payments], next: answer.next } : old,
        ),
      () => setFailed(true),
    );
  }, [id, next]);
  return { payments: read?.payments ?? null, sums, failed, more: next === null ? null : more };
}
