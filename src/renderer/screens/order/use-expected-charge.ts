import { useEffect } from "react";
import { ask } from "../../bridge";
import { payingCard, type OrderForm } from "./order-form";

/**
 * Tells main that a charge is near, once the card is known and again when the rest is typed: it reads meanwhile what
 * the duplicate guard needs. SECURITY: nothing of the card goes along.
 */
export function useExpectedCharge({ payer, seen, typed }: OrderForm, typing: boolean): void {
  const known = payingCard(payer)?.id ?? seen.last4;
  const ready = payer === null ? seen.complete : typed !== "";
  useEffect(() => {
    // Whatever is wrong is told when the charge itself is asked for.
    if (typing && known !== null) ask("payments.expectCharge", {}).catch(() => undefined);
  }, [typing, known, ready]);
}
