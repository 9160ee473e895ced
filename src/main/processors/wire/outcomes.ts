import type { Outcome, RefusedWhy, UnknownWhy } from "../../../shared/outcome";
import type { Payment } from "../../../shared/payment";

/** What an answer showed of the payment that it is about. */
export interface Seen {
  readonly payment: Payment | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly httpStatus: number | null;
}
export const NOTHING_SEEN: Seen = { payment: null, code: null, message: null, httpStatus: null };

/** Nothing was authorized, and that is proven. `fields`: our field name -> the sentence about it. */
export function refused(
  why: RefusedWhy,
  message: string | null,
  fields: Readonly<Record<string, string>> = {},
  httpStatus: number | null = null,
  code: string | null = null,
): Outcome {
  return { kind: "refused", why, payment: null, amount: null, code, message, httpStatus, fields: { ...fields } };
}

/** Money may have moved. */
export function unknown(why: UnknownWhy, seen: Seen = NOTHING_SEEN): Outcome {
  return { kind: "unknown", why, ...seen, amount: null };
}
