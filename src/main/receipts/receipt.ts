import { adviceFor } from "../../shared/advice";
import { brandText } from "../../shared/brand-words";
import type { Environment } from "../../shared/account";
import { withoutCardNumbers } from "../../shared/card-numbers";
import { decimalsOf, minorText, moneyText, USD, type Currency } from "../../shared/currency";
import type { AttemptView } from "../../shared/attempt";
import { invoiceOf } from "../../shared/metadata";
import type { Outcome } from "../../shared/outcome";
import type { Payment } from "../../shared/payment";
import type { PublicSettings } from "../../shared/settings";
import { stampText } from "../../shared/times";
import { nameWords } from "../../shared/words/common";
import { receiptWords as words } from "../../shared/words/receipt";

/**
 * What a receipt says. Pure. It follows the schemes' rules (docs/virtual-terminals.md, receipt content): merchant,
 * amount and currency, date, brand and last four, approval code, kind, description, surcharge on a line of its own
 * before the total, refund policy and contact for remote sales.
 * SECURITY: last four only, no expiry, no CVV, no AVS or CVV verdict, no holder's address (PCI DSS 3.3, 3.4).
 */
export interface Receipt {
  readonly title: string;
  /** Stands across the receipt, top and bottom, when no real money is in it. */
  readonly band: string | null;
  readonly merchant: { readonly name: string; readonly address: readonly string[]; readonly phone: string };
  /** A PNG as base64; empty: none. */
  readonly logo: string;
  /** "Sale", "Refund", … */
  readonly kind: string;
  readonly amount: string;
  /** The code that stands beside the amount: "USD". */
  readonly currency: string;
  /** One short line under the amount: "Approved · phone order". */
  readonly verdict: string;
  /** What the amount is made of; empty when it is just the amount. */
  readonly sums: readonly { readonly label: string; readonly amount: string; readonly total: boolean }[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly notes: readonly string[];
  readonly signature: boolean;
  readonly policy: string;
  readonly foot: string;
}

export interface ReceiptOf {
  readonly payment: Payment;
  /** The operation that the receipt is about; null: the payment as it stands. */
  readonly attempt: AttemptView | null;
  readonly merchant: PublicSettings["merchant"];
  readonly logo?: string;
  readonly connection: Environment;
  /** By how many hours the time of day is told: as the cardholder's clock showed it. */
  readonly hours: 12 | 24;
}

type Kind = keyof typeof words.kinds;

/**
 * The receipt of a payment, or of one operation on it. An outcome that is not known is never written as if money had
 * moved.
 */
export function receiptOf({ payment, attempt, merchant, logo = "", connection, hours }: ReceiptOf): Receipt {
  const kind = kindOf(payment, attempt);
  const outcome = attempt?.outcome ?? null;
  const amount = amountOf(kind, payment, attempt);
  const { currency } = payment;
  const channel = attempt?.channel ?? null;
  const at = attempt?.closedAt ?? attempt?.openedAt ?? payment.createdAt;
  const card = payment.card;
  const shown = card ?? attempt?.card;
  const brand = shown ? brandText(shown) : null;
  const last4 = (card?.last4 ?? attempt?.card.last4 ?? null)?.slice(-4) ?? null;
  const statement = payment.statementDescription ?? merchant.statementDescription;

  const facts: [string, string | null][] = [
    [words.facts.date, at === null ? null : stampText(at, hours)],
    [words.facts.card, brand === null ? null : `${brand}${last4 ? ` ···· ${last4}` : ""}`],
    [
      words.facts.entry,
      channel === null
        ? null
        : channel === "in_person"
          ? words.keyedByHand
          : words.keyed({ channel: words.channels[channel].toLowerCase() }),
    ],
    [words.facts.approvalCode, hasApproval(kind) ? payment.authCode : null],
    [words.facts.paymentId, payment.id],
    [words.facts.reference, attempt?.id ?? payment.reference],
    [nameWords.invoiceNumber, attempt?.invoice ?? invoiceOf(payment)],
    [words.facts.customer, attempt?.customer?.name ?? null],
    [words.facts.description, payment.description],
    [words.facts.statement, money(kind) ? statement : null],
    [words.facts.servedBy, attempt ? attempt.operator : null],
  ];
  return {
    title: titleOf(kind, sumInName(amount, currency), at, payment.id, connection),
    band: connection === "live" ? null : words.bands[connection],
    logo,
    merchant: {
      name: clean(merchant.name),
      address: clean(merchant.address)
        .split(/\n/)
        .map((line) => line.trim())
        .filter(Boolean),
      phone: clean(merchant.phone),
    },
    kind: words.kinds[kind],
    amount: moneyText(amount, currency),
    currency,
    verdict: [words.verdicts[kind], channel === null ? null : words.channels[channel].toLowerCase()]
      .filter(Boolean)
      .join(" · "),
    sums: sumsOf(kind, payment, attempt, amount),
    facts: facts
      .filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== "")
      .map(([label, value]) => ({ label, value: IDS.includes(label) ? value : clean(value) })),
    notes: notesOf(kind, payment, outcome).map(clean),
    // The schemes know no signature for phone, mail and online orders (docs/virtual-terminals.md, receipt content).
    signature: channel === "in_person" && (kind === "sale" || kind === "authorization" || kind === "partial"),
    policy: money(kind) ? clean(merchant.receiptPolicy) : "",
    foot: kind === "checking" ? words.askAgain : words.keep,
  };
}

function kindOf(payment: Payment, attempt: AttemptView | null): Kind {
  if (attempt === null) return kindOfStatus(payment);
  const { outcome, state, operation } = attempt;
  // MONEY: not closed, or not known: no receipt as if it had happened (docs/design.md, promise 1).
  if (state !== "closed" || outcome === null || outcome.kind === "unknown") return "checking";
  switch (outcome.kind) {
    case "approved":
      if (operation === "charge" || operation === "tip") return agreesWith(payment) ? "sale" : "checking";
      return operation;
    case "authorized":
      return agreesWith(payment) ? "authorization" : "checking";
    case "partially_approved":
      return "partial";
    case "declined":
      return "declined";
    case "reversed":
      return "reversed";
    case "refused":
      return "not_charged";
  }
}

/**
 * MONEY: our record says that it went through and the processor now says failed, or something unknown: that is to be
 * cleared up first.
 */
function agreesWith(payment: Payment): boolean {
  return payment.status !== "failed" && payment.status !== "unknown";
}

function kindOfStatus(payment: Payment): Kind {
  switch (payment.status) {
    case "authorized":
      return "authorization";
    case "captured":
    case "settled":
    case "disputed":
    case "partly_disputed":
      return payment.amountApproved !== null && payment.amountApproved > 0 && payment.amountApproved < payment.amount
        ? "partial"
        : "sale";
    case "voided":
      return "void";
    case "refunded":
    case "partly_refunded":
      return "refund";
    case "failed":
      return "declined";
    case "expired":
      return "expired";
    case "unknown":
      return "checking";
  }
}

function amountOf(kind: Kind, payment: Payment, attempt: AttemptView | null): number {
  const told = attempt?.outcome?.amount ?? null;
  switch (kind) {
    case "sale":
      return attempt?.operation === "tip" ? takenOf(payment) : (told ?? attempt?.amount ?? takenOf(payment));
    case "partial":
      return told ?? payment.amountApproved ?? payment.amount;
    case "refund":
      return attempt ? (told ?? attempt.amount) : payment.amountRefunded;
    case "capture":
      return told ?? attempt?.amount ?? takenOf(payment);
    default:
      return told ?? attempt?.amount ?? payment.amount;
  }
}

function takenOf(payment: Payment): number {
  return payment.amountCaptured && payment.amountCaptured > 0 ? payment.amountCaptured : payment.amount;
}

function sumsOf(kind: Kind, payment: Payment, attempt: AttemptView | null, amount: number): Receipt["sums"] {
  const line = (label: string, value: number, total = false): Receipt["sums"][number] => ({
    label,
    amount: moneyText(value, payment.currency),
    total,
  });
  if (kind === "partial") {
    const requested = attempt?.outcome?.kind === "partially_approved" ? attempt.outcome.requested : payment.amount;
    return [
      line(words.sums.askedFor, requested),
      line(words.sums.approved, amount, true),
      line(words.sums.stillToPay, requested - amount),
    ];
  }
  if (kind === "refund") {
    const original = takenOf(payment);
    return [line(words.sums.original, original), line(words.sums.refunded, amount, true)];
  }
  if (kind === "capture" && payment.amount !== amount)
    return [line(words.sums.authorized, payment.amount), line(words.sums.captured, amount, true)];
  const tip = payment.tip ?? 0;
  // The schemes want the surcharge on a line of its own (docs/virtual-terminals.md, receipt content). The attempt knows
  // it where the processor does not give it back.
  const surcharge = payment.surcharge || (attempt?.surcharge ?? 0);
  if (!money(kind) || (tip === 0 && surcharge === 0) || tip + surcharge >= amount) return [];
  return [
    line(words.sums.amount, amount - tip - surcharge),
    ...(tip > 0 ? [line(words.sums.tip, tip)] : []),
    ...(surcharge > 0 ? [line(words.sums.surcharge, surcharge)] : []),
    line(words.sums.total, amount, true),
  ];
}

function notesOf(kind: Kind, payment: Payment, outcome: Outcome | null): string[] {
  const notes: string[] = [];
  if (kind === "declined") notes.push(declinedWords(payment, outcome));
  if (kind === "checking") notes.push(words.notes.checking);
  if (kind === "authorization" && payment.status !== "expired") notes.push(words.notes.authorization);
  if (kind === "reversed") notes.push(words.notes.reversed);
  if (kind === "void") notes.push(words.notes.void);
  if (kind === "refund") notes.push(words.notes.refund);
  const told = kind === "sale" || kind === "authorization" || kind === "capture" || kind === "partial";
  if (told && payment.status === "voided") notes.push(words.notes.sinceVoided);
  if (told && payment.status === "expired") notes.push(words.notes.sinceLapsed);
  // MONEY: where only the status says so, nothing is printed of a sum.
  if (told && payment.amountRefunded > 0 && (payment.status === "refunded" || payment.status === "partly_refunded"))
    notes.push(words.notes.sinceRefunded({ amount: moneyText(payment.amountRefunded, payment.currency) }));
  return notes;
}

/**
 * Why a charge failed, for the slip. Mastercard's rules ask for the reason (docs/virtual-terminals.md, receipt content);
 * a reason that speaks of fraud stays with the desk.
 */
function declinedWords(payment: Payment, outcome: Outcome | null): string {
  const declined: Outcome =
    outcome?.kind === "declined"
      ? outcome
      : {
          kind: "declined",
          payment,
          amount: null,
          code: payment.failureCode,
          message: payment.failureMessage,
          httpStatus: null,
        };
  return adviceFor(declined, "charge").say ?? words.notes.declined;
}

/** Whether money was taken, held or refunded. */
function money(kind: Kind): boolean {
  return kind === "sale" || kind === "authorization" || kind === "capture" || kind === "partial" || kind === "refund";
}

function hasApproval(kind: Kind): boolean {
  return money(kind) || kind === "void" || kind === "reversed";
}

function titleOf(kind: Kind, amount: string, at: number | null, id: string, connection: Environment): string {
  const when = at === null ? "" : ` ${new Intl.DateTimeFormat("en-CA", { dateStyle: "short" }).format(at)}`;
  const practice = connection === "live" ? "" : connection === "test" ? "TEST " : "TRAINING ";
  return `${practice}${words.kinds[kind]} ${amount}${when} ${id}`;
}

/** The amount as it stands in a file's name: "12.00", "CAD 12.00". */
function sumInName(amount: number, currency: Currency): string {
  const sum = minorText(amount, decimalsOf(currency) ?? 0).replaceAll(",", "");
  return currency === USD ? sum : `${currency} ${sum}`;
}

/** What the processor or this program made, and would mean nothing once it is changed. */
const IDS: readonly string[] = [words.facts.paymentId, words.facts.reference];

/** SECURITY: a card number that somebody typed into a note or a name is not printed. */
function clean(text: string): string {
  return withoutCardNumbers(text);
}
