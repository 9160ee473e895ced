import { Failure } from "../../shared/failure";
import { OUR_NAMES } from "../../shared/metadata";
import type { Payment } from "../../shared/payment";
import type { PaymentChanges } from "../processors/processor";

/** What a window showed of what it changes; null: not there. */
export interface Seen {
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string | null>>;
}

/** MONEY: by the reference a payment is found again. Throws a Failure where that, or who took it, would be changed. */
export function mayChange({ metadata = {} }: PaymentChanges): void {
  const ours = Object.keys(metadata).find((name) => OUR_NAMES.includes(name));
  if (ours !== undefined)
    throw new Failure("bad_input", `The field ${ours} is written by Counterfoil itself and stays as it is.`, {
      [`metadata.${ours}`]: "Written by Counterfoil itself.",
    });
}

/** Two people may edit one payment: throws a Failure when somebody else has changed meanwhile what is changed now. */
export function notMovedSince(payment: Payment, changes: PaymentChanges, seen: Seen): void {
  if (changes.description !== undefined && (payment.description ?? "") !== (seen.description ?? ""))
    throw moved("description", "note", payment.description);
  for (const name of Object.keys(changes.metadata ?? {})) {
    const there = valueOf(payment.metadata, name);
    if (there !== valueOf(seen.metadata, name)) throw moved(`metadata.${name}`, `field ${name}`, there);
  }
}

function valueOf(pairs: Readonly<Record<string, string | null>>, name: string): string | null {
  return Object.hasOwn(pairs, name) ? (pairs[name] ?? null) : null;
}

function moved(field: string, what: string, now: string | null): Failure {
  const is = now === null || now === "" ? "It is no longer there." : `It is “${now}” now.`;
  return new Failure(
    "refused",
    `Somebody else has changed the ${what} meanwhile. ${is} Nothing was saved; close this and open it again.`,
    { [field]: `Changed by somebody else meanwhile. ${is}` },
  );
}
