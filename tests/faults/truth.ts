import type { LedgerLine } from "../../src/main/practice/control";
import type { AttemptView, Outcome } from "../../src/shared/outcome";

/**
 * Whether what is shown of an attempt is true, by the server's own ledger. `null`: it is. Written from the meaning of
 * the words (docs/design.md, words), not from the services' code.
 */
export function liesAbout(view: AttemptView, ledger: readonly LedgerLine[], wrongId: boolean): string | null {
  const { outcome } = view;
  if (outcome === null || outcome.kind === "unknown") return null;
  const lie =
    view.operation === "charge" ? aboutCharge(view, outcome, ledger, wrongId) : aboutChange(view, outcome, ledger);
  return lie === null
    ? null
    : `shown as ${outcome.kind}${outcome.kind === "refused" ? `/${outcome.why}` : ""}, but ${lie}`;
}

function aboutCharge(
  view: AttemptView,
  outcome: Outcome,
  ledger: readonly LedgerLine[],
  wrongId: boolean,
): string | null {
  const lines = ledger.filter(({ reference }) => reference === view.id);
  const line = lines[0];
  const took = line !== undefined && !line.declined;
  switch (outcome.kind) {
    case "approved":
    case "authorized":
    case "partially_approved":
    case "reversed": {
      if (!took) return line ? "the ledger has a decline" : "the ledger has no charge";
      if (line.amount !== view.amount) return `the ledger has ${line.amount} instead of ${view.amount}`;
      if (outcome.payment && outcome.payment.id !== line.id && !wrongId) return "it is another payment";
      if (outcome.kind === "partially_approved") return line.approved < line.amount ? null : "the whole was approved";
      if (outcome.kind === "reversed") return line.status === "void" ? null : "it was not voided";
      if (line.approved !== line.amount) return "only a part was approved";
      if (line.status === "void") return "it was voided";
      return outcome.kind === "authorized" && line.captured > 0
        ? "it was captured"
        : outcome.kind === "approved" && line.captured === 0
          ? "it is only a hold"
          : null;
    }
    case "declined":
    case "refused":
      return took ? `the ledger has ${line.amount} as ${line.status}` : null;
    case "unknown":
      return null;
  }
}

function aboutChange(view: AttemptView, outcome: Outcome, ledger: readonly LedgerLine[]): string | null {
  const line = ledger.find(({ id }) => id === view.paymentId);
  if (!line) return "the ledger does not have the payment";
  const done = hasHappened(view, line);
  if (outcome.kind === "approved") return done ? null : "it did not happen";
  if (outcome.kind === "refused" || outcome.kind === "declined") return done ? "it happened" : null;
  return "this cannot come of a change";
}

function hasHappened(view: AttemptView, line: LedgerLine): boolean {
  switch (view.operation) {
    case "capture":
      return line.captured > 0;
    case "void":
      return line.status === "void";
    case "refund":
      return line.status === "void" || line.refunds.includes(view.amount);
    case "tip":
      return line.tip === view.amount;
    case "charge":
      return false;
  }
}
