import { z } from "zod";
import { Row } from "../../shared/attempt";
import { Cents } from "../../shared/money";
import { Currency } from "../../shared/currency";
import { Operation, Outcome, type OutcomeKind } from "../../shared/outcome";
import type { JournalRow } from "../journal/journal";

/** How a money operation can end (src/shared/outcome.ts). */
const KINDS = Outcome.options.map(({ shape }) => shape.kind.value);

/**
 * What other desks get of a row of the journal. SECURITY: what they need to show whose payment it is, and nothing more:
 * no customer, no fingerprint, no words of the processor.
 */
export const SharedRow = z.object({
  step: z.string(),
  /** Of the first row. */
  intent: z
    .object({
      operation: Operation,
      /** What the desk calls the account. */
      account: z.string(),
      currency: Currency,
      amount: Cents,
      brand: z.string(),
      last4: z.string().nullable(),
      paymentId: z.string().nullable(),
      operator: z.string(),
      desk: z.string(),
    })
    .nullable(),
  /** Of a row that says how it ended. */
  outcome: z.object({ kind: z.enum(KINDS), paymentId: z.string().nullable(), amount: Cents.nullable() }).nullable(),
});
export type SharedRow = z.infer<typeof SharedRow>;

/** What the book gets of a row; `account`: what the desk calls that connection. A row that cannot be read tells its step. */
export function sharedRow({ step, body }: JournalRow, account: (connection: string) => string): SharedRow {
  const read = Row.safeParse(parsed(body));
  if (!read.success) return { step, intent: null, outcome: null };
  const row = read.data;
  const intent = row.step === "opened" ? row.intent : null;
  const outcome = "outcome" in row ? row.outcome : null;
  return {
    step,
    intent: intent && {
      operation: intent.operation,
      account: account(intent.connection),
      currency: intent.currency,
      amount: intent.amount,
      brand: intent.card.brandRaw ?? intent.card.brand,
      last4: intent.card.last4,
      paymentId: intent.paymentId,
      operator: intent.operator,
      desk: intent.desk,
    },
    outcome: outcome && {
      kind: outcome.kind,
      paymentId: outcome.payment?.id ?? null,
      amount: outcome.amount,
    },
  };
}

const TOOK: readonly OutcomeKind[] = ["approved", "authorized", "partially_approved"];

/** What an end of a charge means for whoever is about to charge the same. */
export function endOf(kind: Outcome["kind"]): "took" | "unknown" | "not" {
  if (kind === "unknown") return "unknown";
  return TOOK.includes(kind) ? "took" : "not";
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
