import { amountCell, codeCell, type Cell } from "../../shared/csv";
import { dayOf, type DayClose, type DaySums, type Sum } from "../../shared/history";
import { brandText } from "../../shared/brand-words";
import { dayClosingWords as closingWords } from "../../shared/words/day-closing";
import { dayCloseWords as words } from "../../shared/words/day-close";
import { OUTCOME_WORDS } from "../../shared/outcome";

/** The close of a day of that account as a sheet: exceptions, sums, then every attempt of this computer. */
export function dayRows(close: DayClose, account: string): { header: readonly string[]; rows: Cell[][] } {
  const header = [
    "Part",
    "What",
    "Time",
    "Count",
    "Amount",
    "Currency",
    "Refunded",
    "By",
    "Outcome",
    "Payment",
    "Reference",
  ];
  const sumRow = (part: string, { label, currency, count, amount, refunded }: Sum): Cell[] => [
    part,
    label,
    null,
    { number: count },
    amountCell(amount, currency),
    currency,
    amountCell(refunded, currency),
    null,
    null,
    null,
    null,
  ];
  return {
    header,
    rows: [
      ["Day", account, { number: close.day }, null, null, null, null, null, close.trouble, null, null],
      ...close.closings.map(({ at, by, desk, exceptions, differences }): Cell[] => [
        "Closed",
        [closingWords.at({ desk }), ...differences].join(" "),
        timeCell(at),
        { number: exceptions },
        null,
        null,
        null,
        by,
        null,
        null,
        null,
      ]),
      ...close.exceptions.map(({ kind, sentence, currency, amount, attemptId, paymentId, at }): Cell[] => [
        "Exception",
        sentence,
        timeCell(at),
        null,
        amountCell(amount, currency),
        currency,
        null,
        null,
        kind,
        codeCell(paymentId),
        codeCell(attemptId),
      ]),
      ...[close, ...close.others].flatMap((sums) => [
        ...[sums.taken, sums.disputed, sums.held, sums.voided, sums.declined, sums.lapsed].map((sum) =>
          sumRow("Total", sum),
        ),
        ...bankRows(sums),
        ...sums.byBrand.map((sum) => sumRow("By brand", sum)),
        ...sums.byChannel.map((sum) => sumRow("By channel", sum)),
        ...sums.byPerson.map((sum) => sumRow("By person", sum)),
      ]),
      [
        "Compared",
        words.compared.here,
        null,
        { number: close.compared.journalCount },
        amountCell(close.compared.journalAmount, close.currency),
        close.currency,
        null,
        null,
        words.compared[close.compared.verdict],
        null,
        null,
      ],
      [
        "Compared",
        words.compared.listed,
        null,
        { number: close.compared.listedCount },
        amountCell(close.compared.listedAmount, close.currency),
        close.currency,
        null,
        null,
        null,
        null,
        null,
      ],
      ...close.attempts.map((attempt): Cell[] => [
        "Attempt",
        `${attempt.operation} ${brandText(attempt.card)}${attempt.card.last4 === null ? "" : ` ending ${attempt.card.last4}`}${attempt.customer ? `, ${attempt.customer.name}` : ""}`,
        timeCell(attempt.openedAt),
        null,
        amountCell(attempt.amount, attempt.currency),
        attempt.currency,
        null,
        attempt.operator,
        attempt.byHand ? words.kinds.closed_by_hand : attempt.outcome ? OUTCOME_WORDS[attempt.outcome.kind] : "Sent",
        codeCell(attempt.paymentId),
        codeCell(attempt.id),
      ]),
    ],
  };
}

function bankRows({ taken, refundedToday, expected, currency }: DaySums): Cell[][] {
  const row = (what: string, count: number, amount: number): Cell[] => [
    "Total",
    what,
    null,
    { number: count },
    amountCell(amount, currency),
    currency,
    null,
    null,
    null,
    null,
    null,
  ];
  return [
    row(words.sums.refunded, refundedToday.count, refundedToday.amount),
    row(words.sums.fees, taken.count - expected.untold, expected.fees),
    row(words.sums.expected, taken.count, expected.amount),
  ];
}

function timeCell(at: number | null): Cell {
  return at === null ? null : { number: `${dayOf(at)} ${new Date(at).toTimeString().slice(0, 8)}` };
}
