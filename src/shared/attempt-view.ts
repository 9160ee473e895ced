import { namedById, type NamedAccount } from "./account";
import { adviceOn } from "./attempt-advice";
import { isCorrected } from "./attempt-steps";
import { type Attempt, type AttemptView, type Settles, type Unknown } from "./attempt";
import { OUTCOME_WORDS, type Operation, type OutcomeKind } from "./outcome";
import { clueOf, settlesOf } from "./settles";
import { doneWords } from "./words/outcomes";

/**
 * An attempt as the renderer sees it. `nextLookAt`: epoch ms of the next automatic look; null: none is planned.
 * `account`: what its account is called; by its id when not given.
 */
export function viewAttempt(
  attempt: Attempt,
  nextLookAt: number | null,
  account: NamedAccount = namedById(attempt.intent.connection),
): AttemptView {
  const { intent } = attempt;
  const looks = attempt.state === "unknown" ? attempt.looks : [];
  const view = {
    id: intent.id,
    operation: intent.operation,
    connection: intent.connection,
    account: account.name,
    state: attempt.state,
    currency: intent.currency,
    amount: intent.amount,
    surcharge: intent.surcharge ?? null,
    addressGiven: intent.addressGiven ?? null,
    receipts: intent.receipts ?? null,
    capture: intent.capture,
    paymentId: intent.paymentId ?? ("outcome" in attempt ? (attempt.outcome.payment?.id ?? null) : null),
    card: { brand: intent.card.brand, brandRaw: intent.card.brandRaw ?? null, last4: intent.card.last4 },
    customer: intent.customer,
    invoice: intent.invoice ?? null,
    channel: intent.channel,
    operator: intent.operator,
    supervisor: intent.supervisor,
    desk: intent.desk,
    openedAt: attempt.openedAt,
    sentAt: attempt.state === "opened" ? null : attempt.sentAt,
    closedAt: "closedAt" in attempt ? attempt.closedAt : null,
    sends: attempt.sends,
    outcome: "outcome" in attempt ? attempt.outcome : null,
    looks: {
      count: looks.length,
      lastAt: looks.at(-1)?.at ?? null,
      nextAt: attempt.state === "unknown" ? nextLookAt : null,
    },
    byHand: attempt.state === "closed_by_hand" ? { reason: attempt.reason, by: attempt.by } : null,
    settles: attempt.state === "unknown" ? settlesNow(attempt, account.processor) : null,
    corrected: correctedOf(attempt),
  };
  return { ...view, advice: adviceOn(view) };
}

/** What would settle it by the last look that could be made; before there was one, by the answer. */
function settlesNow({ intent, outcome, looks }: Unknown, processor: string): Settles | null {
  const last = looks.findLast(({ finding }) => finding !== "could_not_look");
  const clue = last ? last.clue : clueOf(outcome);
  return clue && settlesOf(intent, clue, processor);
}

function correctedOf(attempt: Attempt): AttemptView["corrected"] {
  const told = attempt.state === "unknown" || isCorrected(attempt) ? attempt.told : undefined;
  if (told === undefined) return null;
  const { kind } = told.outcome;
  const word = told.byHand ? doneWords.closedByHand : wordOf(kind, attempt.intent.operation);
  return { word, at: told.at };
}

/** The verdict in a word; for a charge exactly those of OUTCOME_WORDS (docs/design.md, names on the screen). */
export function wordOf(kind: OutcomeKind, operation: Operation): string {
  return kind === "refused" && operation !== "charge" ? doneWords.notDone : OUTCOME_WORDS[kind];
}
