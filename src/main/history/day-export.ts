import { amountCell, codeCell, type Cell } from "../../shared/csv";
import { dayOf, type DayClose, type Sum } from "../../shared/history";
import { BRAND_NAMES } from "../../shared/card";
import { OUTCOME_WORDS } from "../../shared/outcome";

/** The close of a day as a sheet: exceptions, sums, then every attempt of this computer. */
export function dayRows(close: DayClose): { header: readonly string[]; rows: Cell[][] } {
  const header = ["Part", "What", "Time", "Count", "Amount", "Refunded", "By", "Outcome", "Payment", "Reference"];
  const sumRow = (part: string, { label, count, amount, refunded }: Sum): Cell[] => [
    part,
    label,
    null,
    { number: count },
    amountCell(amount),
    amountCell(refunded),
    null,
    null,
    null,
    null,
  ];
  return {
    header,
    rows: [
      ["Day", null, { number: close.day }, null, null, null, null, close.trouble, null, null],
      ...close.exceptions.map(({ kind, sentence, amount, attemptId, paymentId, at }): Cell[] => [
        "Exception",
        sentence,
        timeCell(at),
        null,
        amountCell(amount),
        null,
        null,
        kind,
        codeCell(paymentId),
        codeCell(attemptId),
      ]),
      ...[close.taken, close.held, close.voided, close.failed].map((sum) => sumRow("Total", sum)),
      [
        "Total",
        "Given back on this day",
        null,
        { number: close.refundedToday.count },
        amountCell(close.refundedToday.amount),
        null,
        null,
        null,
        null,
        null,
      ],
      ...close.byBrand.map((sum) => sumRow("By brand", sum)),
      ...close.byChannel.map((sum) => sumRow("By channel", sum)),
      ...close.byPerson.map((sum) => sumRow("By person", sum)),
      [
        "Compared",
        "This computer’s journal",
        null,
        { number: close.compared.journalCount },
        amountCell(close.compared.journalAmount),
        null,
        null,
        close.compared.agrees ? "agrees" : "differs",
        null,
        null,
      ],
      [
        "Compared",
        "The processor’s list",
        null,
        { number: close.compared.listedCount },
        amountCell(close.compared.listedAmount),
        null,
        null,
        null,
        null,
        null,
      ],
      ...close.attempts.map((attempt): Cell[] => [
        "Attempt",
        `${attempt.operation} ${BRAND_NAMES[attempt.card.brand]}${attempt.card.last4 === null ? "" : ` ending ${attempt.card.last4}`}${attempt.customer ? `, ${attempt.customer.name}` : ""}`,
        timeCell(attempt.openedAt),
        null,
        amountCell(attempt.amount),
        null,
        attempt.operator,
        attempt.byHand ? "Closed by hand" : attempt.outcome ? OUTCOME_WORDS[attempt.outcome.kind] : "Sent",
        codeCell(attempt.paymentId),
        codeCell(attempt.id),
      ]),
    ],
  };
}

function timeCell(at: number | null): Cell {
  return at === null ? null : { number: `${dayOf(at)} ${new Date(at).toTimeString().slice(0, 8)}` };
}
