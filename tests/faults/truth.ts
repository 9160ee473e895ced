import type { LedgerLine } from "../../src/main/practice/control";
import type { AttemptView } from "../../src/shared/attempt";
import type { Outcome } from "../../src/shared/outcome";
import type { Act } from "./second-desk";

/** What is known beside the server's ledger. */
export interface Known {
  /** The fault was an answer that names another payment: the charge happened, and only its id is wrong. */
  readonly wrongId: boolean;
  /** What another desk was told that it did. */
  readonly theirs: readonly Act[];
}

/**
 * Whether what is shown of an attempt is true, by the server's own ledger. `null`: it is. Written from the meaning of
 * the words (docs/design.md, words), not from the services' code.
 */
export function liesAbout(view: AttemptView, ledger: readonly LedgerLine[], known: Known): string | null {
  const { outcome } = view;
  if (outcome === null || outcome.kind === "unknown") return null;
  const lie =
    view.operation === "charge" ? aboutCharge(view, outcome, ledger, known) : aboutChange(view, outcome, ledger, known);
  return lie === null
    ? null
    : `shown as ${outcome.kind}${outcome.kind === "refused" ? `/${outcome.why}` : ""}, but ${lie}`;
}

function aboutCharge(
  view: AttemptView,
  outcome: Outcome,
  ledger: readonly LedgerLine[],
  { wrongId, theirs }: Known,
): string | null {
  const lines = ledger.filter(({ reference }) => reference === view.id);
  const line = lines[0];
  const took = line !== undefined && !line.declined;
  const voidedByThem = theirs.some((act) => act.do === "void" && act.paymentId === line?.id);
  switch (outcome.kind) {
    case "approved":
    case "authorized":
    case "partially_approved":
    case "reversed": {
      if (!took) return line ? "the ledger has a decline" : "the ledger has no charge";
      if (view.card.last4 !== null && line.last4 !== view.card.last4) return `the card ···· ${line.last4} was charged`;
      if (line.amount !== view.amount) return `the ledger has ${line.amount} instead of ${view.amount}`;
      if (outcome.payment && outcome.payment.id !== line.id && !wrongId) return "it is another payment";
      if (outcome.kind === "partially_approved") return line.approved < line.amount ? null : "the whole was approved";
      if (outcome.kind === "reversed") return line.status === "void" ? null : "it was not voided";
      if (line.approved !== line.amount) return "only a part was approved";
      // What was true when it was answered stays told; that another desk changed it is told beside it.
      if (line.status === "void") return voidedByThem || undoneByRefund(line, theirs) ? null : "it was voided";
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

/** PayArc voids all of an unsettled charge that somebody wants to refund (docs/payarc.md 9). */
function undoneByRefund(line: LedgerLine, theirs: readonly Act[]): boolean {
  return theirs.some((act) => act.do === "refund" && act.paymentId === line.id);
}

function aboutChange(
  view: AttemptView,
  outcome: Outcome,
  ledger: readonly LedgerLine[],
  { theirs }: Known,
): string | null {
  const line = ledger.find(({ id }) => id === view.paymentId);
  if (!line) return "the ledger does not have the payment";
  const on = theirs.filter((act) => act.do !== "charge" && act.paymentId === line.id);
  // What another desk ended afterwards tells nothing of our capture any more.
  if (view.operation === "capture" && line.status === "void" && on.length > 0) return null;
  if (outcome.kind === "approved") return isAsAsked(view, line, on) ? null : "it did not happen";
  if (outcome.kind === "refused" || outcome.kind === "declined")
    return isAsAsked(view, line, on) && !didTheSame(view, on) ? "it happened" : null;
  return "this cannot come of a change";
}

/** Refunds on a payment that are ours, in cents: all that are there, less those that another desk gave. */
export function oursOf(line: LedgerLine, theirs: readonly Act[]): readonly number[] {
  const left = [...line.refunds];
  for (const act of theirs) {
    if (act.do !== "refund" || act.paymentId !== line.id) continue;
    const at = left.indexOf(act.amount);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

function isAsAsked(view: AttemptView, line: LedgerLine, theirs: readonly Act[]): boolean {
  switch (view.operation) {
    case "capture":
      return line.captured === view.amount;
    case "void":
      return line.status === "void";
    case "refund":
      return (line.status === "void" && theirs.length === 0) || oursOf(line, theirs).includes(view.amount);
    case "tip":
      return line.tip === view.amount;
    case "charge":
      return false;
  }
}

/** Another desk did what would look the same; that ours was not done may then be true. */
function didTheSame({ operation, amount }: AttemptView, theirs: readonly Act[]): boolean {
  if (operation === "void") return theirs.some((act) => act.do === "void" || act.do === "refund");
  return operation === "capture" && theirs.some((act) => act.do === "capture" && act.amount === amount);
}
