import { useEffect } from "react";
import { ask } from "../../bridge";
import type { FormAction, Payer } from "./order-form";

/**
 * Reads the chosen customer, so that all cards can be shown. What the search knew is enough to charge: main reads the
 * customer again and says what is wrong.
 */
export function usePayer(payer: Payer | null, step: (action: FormAction) => void): void {
  const id = payer?.line.id ?? null;
  const unread = payer !== null && payer.customer === null;
  useEffect(() => {
    if (id === null || !unread) return undefined;
    let gone = false;
    ask("customers.get", { id }).then(
      (customer) => {
        if (!gone) step({ do: "read payer", customer });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [id, unread, step]);
}
