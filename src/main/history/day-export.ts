import { amountCell, codeCell, type Cell } from "../../shared/csv";
import { deskLabel, deskMore } from "../../shared/desk-sums";
import type { DayClose, DaySums, Sum } from "../../shared/day-close";
import { dayOf } from "../../shared/history";
import { brandText } from "../../shared/brand-words";
import type { AttemptView } from "../../shared/attempt";
import type { Currency } from "../../shared/currency";
import { activityWords } from "../../shared/words/activity";
import { dayClosingWords as closingWords } from "../../shared/words/day-closing";
import { dayCloseWords as words } from "../../shared/words/day-close";
import { OUTCOME_WORDS } from "../../shared/outcome";

const COLUMNS = [
  "part",
  "what",
  "time",
  "count",
  "amount",
  "currency",
  "refunded",
  "by",
  "outcome",
  "paymentId",
  "reference",
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], Cell>>;

/** The close of a day of that account as a sheet: exceptions, sums, then every attempt of this computer. */
export function dayRows(close: DayClose, account: string): { header: readonly string[]; rows: Cell[][] } {
  const { file } = words;
  const rows: Row[] = [
    { part: file.day, what: account, time: { number: close.day }, outcome: close.trouble },
    ...close.closings.map(({ at, by, desk, exceptions, differences }) => ({
      part: file.closed,
      what: [closingWords.at({ desk }), ...differences].join(" "),
      time: timeCell(at),
      count: { number: exceptions },
      by,
    })),
    ...close.exceptions.map(({ kind, sentence, currency, amount, attemptId, paymentId, at }) => ({
      part: file.exception,
      what: sentence,
      time: timeCell(at),
      ...money(amount, currency),
      outcome: words.kinds[kind],
      paymentId: codeCell(paymentId),
      reference: codeCell(attemptId),
    })),
    ...[close, ...close.others].flatMap(sumRows),
    ...close.deskNotes.map((note) => ({ part: words.byDesk, what: note })),
    ...comparedRows(close),
    ...close.attempts.map(attemptRow),
  ];
  return {
    header: COLUMNS.map((column) => file.columns[column]),
    rows: rows.map((row) => COLUMNS.map((column) => row[column] ?? null)),
  };
}

function sumRows(sums: DaySums): Row[] {
  const { taken, refundedToday, expected, currency } = sums;
  const of =
    (part: string) =>
    ({ label, count, amount, refunded }: Sum): Row => ({
      part,
      what: label,
      count: { number: count },
      ...money(amount, currency),
      refunded: amountCell(refunded, currency),
    });
  const total = (what: string, count: number, amount: number): Row => ({
    part: words.file.total,
    what,
    count: { number: count },
    ...money(amount, currency),
  });
  return [
    ...[taken, sums.disputed, sums.held, sums.voided, sums.declined, sums.lapsed].map(of(words.file.total)),
    total(words.sums.refunded, refundedToday.count, refundedToday.amount),
    total(words.sums.fees, taken.count - expected.untold, expected.fees),
    total(words.sums.expected, taken.count, expected.amount),
    ...sums.byBrand.map(of(words.byBrand)),
    ...sums.byChannel.map(of(words.byChannel)),
    ...sums.byPerson.map(of(words.byPerson)),
    ...sums.byDesk.map((desk) => ({
      part: words.byDesk,
      what: [deskLabel(desk), ...deskMore(desk, currency)].join("; "),
      count: { number: desk.taken.count },
      ...money(desk.taken.amount, currency),
    })),
  ];
}

function comparedRows({ compared, currency }: DayClose): Row[] {
  const side = (what: string, count: number, amount: number): Row => ({
    part: words.file.compared,
    what,
    count: { number: count },
    ...money(amount, currency),
    outcome: words.compared[compared.verdict],
  });
  return [
    side(words.compared.here, compared.journalCount, compared.journalAmount),
    side(words.compared.listed, compared.listedCount, compared.listedAmount),
  ];
}

function attemptRow(attempt: AttemptView): Row {
  const { operation, card, customer, capture } = attempt;
  const doing = operation === "charge" && !capture ? "authorize" : operation;
  return {
    part: words.file.attempt,
    what: words.file.done({
      doing: activityWords.operations[doing],
      card: card.last4 === null ? brandText(card) : words.file.card({ brand: brandText(card), last4: card.last4 }),
      customer: customer?.name ?? null,
    }),
    time: timeCell(attempt.openedAt),
    ...money(attempt.amount, attempt.currency),
    by: attempt.operator,
    outcome: attempt.byHand
      ? words.kinds.closed_by_hand
      : attempt.outcome
        ? OUTCOME_WORDS[attempt.outcome.kind]
        : words.file.sent,
    paymentId: codeCell(attempt.paymentId),
    reference: codeCell(attempt.id),
  };
}

function money(amount: number, currency: Currency): Pick<Row, "amount" | "currency"> {
  return { amount: amountCell(amount, currency), currency };
}

function timeCell(at: number | null): Cell {
  return at === null ? null : { number: `${dayOf(at)} ${new Date(at).toTimeString().slice(0, 8)}` };
}
