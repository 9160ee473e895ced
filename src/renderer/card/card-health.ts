import { isExpired } from "../../shared/card";

export type CardHealth = "good" | "expiring" | "expired";

const SOON_MS = 60 * 24 * 60 * 60 * 1000;

/**
 * Whether a card on file can still be charged at `now` (epoch ms): expired, expiring within 60 days, or good. Unknown
 * dates are good.
 */
export function cardHealth(expMonth: string | null, expYear: string | null, now: number): CardHealth {
  if (!expMonth || !expYear || !/^\d{1,2}$/.test(expMonth) || !/^\d{4}$/.test(expYear)) return "good";
  if (isExpired(expMonth, expYear, now)) return "expired";
  return isExpired(expMonth, expYear, now + SOON_MS) ? "expiring" : "good";
}
