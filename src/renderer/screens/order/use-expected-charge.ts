import { useEffect } from "react";
import { ask } from "../../bridge";
import { payingCard, type OrderForm } from "./order-form";

/** How often main is told that the order still waits for its press, ms, and how many times at most. */
const AGAIN_MS = 1_500;
const TIMES = 6;

/**
 * Tells main that a charge is near, from the first digit on: it connects and reads meanwhile what the duplicate guard
 * needs, so that nothing is left to wait for after the press. SECURITY: nothing of the card goes along.
 */
export function useExpectedCharge({ payer, seen, typed }: OrderForm, typing: boolean): void {
  const begun = typed !== "" || seen.brand !== "unknown";
  const known = payingCard(payer)?.id ?? seen.last4;
  const near = payer === null ? seen.complete : known !== null && typed !== "";
  useEffect(() => {
    if (!typing || !(begun || known !== null)) return undefined;
    tell(near);
    if (!near) return undefined;
    let left = TIMES;
    const timer = setInterval(() => {
      tell(true);
      left -= 1;
      if (left === 0) clearInterval(timer);
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [typing, begun, known, near]);
}

function tell(near: boolean): void {
  // Whatever is wrong is told when the charge itself is asked for.
  ask("payments.expectCharge", { near }).catch(() => undefined);
}
