import { useCallback, useEffect, useState } from "react";
import type { AttemptView } from "../../shared/attempt";
import type { Payment } from "../../shared/payment";
import { ask, asFailure } from "../bridge";
import { onAttempt } from "../stores/attempts";

export interface OpenPayment {
  /** As the processor has it; null while it is being read. */
  readonly payment: Payment | null;
  readonly attempts: readonly AttemptView[];
  readonly trouble: string | null;
  readonly reread: () => void;
}

/**
 * One payment, fresh from the processor, and read again whenever this computer has changed it or `changed` says that it
 * is not the same.
 */
export function usePayment(id: string, changed: string): OpenPayment {
  const [read, setRead] = useState<{ id: string; payment: Payment } | null>(null);
  const [attempts, setAttempts] = useState<{ id: string; list: readonly AttemptView[] } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [again, setAgain] = useState(0);
  const reread = useCallback(() => setAgain((count) => count + 1), []);

  useEffect(() => {
    let gone = false;
    ask("payments.get", { id }).then(
      (payment) => {
        if (gone) return;
        setRead({ id, payment });
        setTrouble(null);
      },
      (error: unknown) => {
        if (!gone) setTrouble(asFailure(error).sentence);
      },
    );
    ask("history.attempts", { paymentId: id }).then(
      (list) => {
        if (!gone) setAttempts({ id, list });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
    // `changed` and `again` are not read; they say when to ask anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- as said above
  }, [id, changed, again]);

  useEffect(
    () =>
      onAttempt((attempt) => {
        if (attempt.paymentId === id && attempt.state !== "opened" && attempt.state !== "sent") reread();
      }),
    [id, reread],
  );

  return {
    payment: read?.id === id ? read.payment : null,
    attempts: attempts?.id === id ? attempts.list : [],
    trouble,
    reread,
  };
}
