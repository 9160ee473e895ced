import { useEffect, useState } from "react";
import type { AttemptView } from "../../shared/attempt";
import type { Payment } from "../../shared/payment";
import type { TakenBy } from "../../shared/desks";
import { ask } from "../bridge";
import { useApp } from "../stores/app";

/** The references that desks give their charges. */
const OURS = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who took a payment, as the shared book says; null for one of this desk, and where no desk wrote it. */
export function useTakenBy(payment: Payment | null, charge: AttemptView | null): TakenBy | null {
  const used = useApp(({ app }) => app !== null && app.desks.seen !== "not_used");
  const [known, setKnown] = useState<{ readonly reference: string; readonly by: TakenBy } | null>(null);
  const reference = payment?.reference ?? null;
  const asks = used && charge === null && reference !== null && OURS.test(reference);
  useEffect(() => {
    let gone = false;
    if (!asks) return undefined;
    ask("desks.takenBy", { attempts: [reference] }).then(
      (answer) => {
        const by = answer[reference];
        if (!gone && by) setKnown({ reference, by });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [asks, reference]);
  return known !== null && known.reference === reference ? known.by : null;
}
