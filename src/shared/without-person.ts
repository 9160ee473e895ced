import type { Attempt, Row } from "./attempt";
import { INVOICE, OUR_NAMES } from "./metadata";
import type { Outcome } from "./outcome";
import type { Payment } from "./payment";
import { privacyWords } from "./words/privacy";

/**
 * What is left of an entry of the journal when a person's name and contact are taken out on request. The money stays: sum,
 * times, ids, the card's last four, who took it (docs/security.md, privacy).
 */
export function withoutPerson(row: Row): Row {
  if (row.step === "opened") return { ...row, intent: nameless(row.intent) };
  if (row.step === "closed" || row.step === "reopened") return { ...row, outcome: outcomeOf(row.outcome) } as Row;
  return row;
}

/** The same of what the rows of an entry came to. */
export function attemptWithoutPerson<A extends Attempt>(attempt: A): A {
  const intent = nameless(attempt.intent);
  if (!("outcome" in attempt)) return { ...attempt, intent };
  const told = "told" in attempt && attempt.told ? { ...attempt.told, outcome: outcomeOf(attempt.told.outcome) } : null;
  return { ...attempt, intent, outcome: outcomeOf(attempt.outcome), ...(told && { told }) };
}

function nameless(intent: Attempt["intent"]): Attempt["intent"] {
  return intent.customer ? { ...intent, customer: { ...intent.customer, name: privacyWords.nameRemoved } } : intent;
}

function outcomeOf<O extends Outcome>(outcome: O): O {
  return outcome.payment ? { ...outcome, payment: paymentOf(outcome.payment) } : outcome;
}

/** Our own pairs of the metadata stay, people's may have names in them. */
function paymentOf(payment: Payment): Payment {
  const metadata = Object.fromEntries(
    Object.entries(payment.metadata).filter(([name]) => OUR_NAMES.includes(name) || name === INVOICE),
  );
  const card = payment.card && { ...payment.card, holder: null, zip: null };
  return { ...payment, metadata, card, email: null, phone: null, description: null };
}
