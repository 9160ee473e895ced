import { Failure } from "../../shared/failure";
import { OUR_NAMES } from "../../shared/metadata";
import type { Payment } from "../../shared/payment";
import type { PaymentChanges } from "../processors/processor";
import { editWords } from "../../shared/words/money";

/** What a window showed of what it changes; null: not there. */
export interface Seen {
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string | null>>;
}

/** MONEY: by the reference a payment is found again. Throws a Failure where that, or who took it, would be changed. */
export function mayChange({ metadata = {} }: PaymentChanges): void {
  const ours = Object.keys(metadata).find((name) => OUR_NAMES.includes(name));
  if (ours !== undefined)
    throw new Failure("bad_input", editWords.ours({ field: ours }), {
      [`metadata.${ours}`]: editWords.oursShort,
    });
}

/** Two people may edit one payment: throws a Failure when somebody else has changed meanwhile what is changed now. */
export function notMovedSince(payment: Payment, changes: PaymentChanges, seen: Seen): void {
  if (changes.description !== undefined && (payment.description ?? "") !== (seen.description ?? ""))
    throw moved("description", editWords.note, payment.description);
  for (const name of Object.keys(changes.metadata ?? {})) {
    const there = valueOf(payment.metadata, name);
    if (there !== valueOf(seen.metadata, name)) throw moved(`metadata.${name}`, editWords.field({ name }), there);
  }
}

function valueOf(pairs: Readonly<Record<string, string | null>>, name: string): string | null {
  return Object.hasOwn(pairs, name) ? (pairs[name] ?? null) : null;
}

function moved(field: string, what: string, now: string | null): Failure {
  const is = now === null || now === "" ? editWords.gone : editWords.now({ value: now });
  return new Failure("refused", editWords.moved({ what, now: is }), { [field]: editWords.movedShort({ now: is }) });
}
