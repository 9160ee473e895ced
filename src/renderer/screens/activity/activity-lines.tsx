import { moneyText } from "../../../shared/currency";
import type { AttemptView } from "../../../shared/attempt";
import { doneBy } from "../../../shared/people";
import { activityWords as words } from "../../../shared/words/activity";
import { mayStandFor, sumWords, type UnreadableEntry } from "../../../shared/unreadable";
import { amountColumn } from "../../payment/amount-column";
import { verdictOf } from "../../payment/verdict";
import { cardWords, isChecking, timeWords } from "../../payment/words";
import type { Tone } from "../../parts/stub";
import type { Column } from "../../parts/table";
import { accountName } from "../../stores/all-accounts";
import { unreadableVerdict } from "./unreadable-stub";

/** A line of the journal's list: an attempt, or an entry that cannot be read. */
export type Line = AttemptView | UnreadableEntry;

function isUnreadable(line: Line): line is UnreadableEntry {
  return "closable" in line;
}

/** Practice and money never stand side by side unasked; a question does, wherever it was sent. */
export function isOn(line: Line, connection: string | null): boolean {
  if (connection === null || line.connection === null || line.connection === connection) return true;
  return isUnreadable(line) ? line.standing : isChecking(line);
}

/** Entries that cannot be read and stand first; those that have ended, between the attempts, by their time. */
export function linesOf(attempts: readonly AttemptView[], unreadable: readonly UnreadableEntry[]): readonly Line[] {
  const ended = unreadable.filter(({ standing }) => !standing);
  const questions = attempts.filter(isChecking);
  const rest = [...attempts.filter((attempt) => !isChecking(attempt)), ...ended];
  return [
    ...unreadable.filter(({ standing }) => standing),
    ...questions,
    ...rest.toSorted((one, other) => (timeOf(other) ?? 0) - (timeOf(one) ?? 0)),
  ];
}

function timeOf(line: Line): number | null {
  return isUnreadable(line) ? line.at : line.openedAt;
}

function operationWords(line: Line): string {
  if (line.operation === "charge" && !isUnreadable(line) && !line.capture) return words.operations.authorize;
  return words.operations[line.operation as AttemptView["operation"]] ?? line.operation ?? words.notKnown;
}

function amountWords(line: Line): string {
  return isUnreadable(line) ? (sumWords(line) ?? words.notKnown) : moneyText(line.amount, line.currency);
}

function whenWords(line: Line, now: number): string {
  const at = timeOf(line);
  return at === null ? words.notKnown : timeWords(at, now);
}

function verdict(line: Line): { readonly word: string; readonly tone: Tone } {
  return isUnreadable(line) ? unreadableVerdict(line) : verdictOf(line);
}

/** Whether what a person typed stands in the line, in whatever order. */
export function answersTo(line: Line, clue: string, now: number): boolean {
  const own = isUnreadable(line)
    ? [mayStandFor(line), line.byHand?.by, line.byHand?.reason]
    : [cardWords(line.card), line.customer?.name, doneBy(line), line.desk];
  const all = [
    operationWords(line),
    amountWords(line),
    verdict(line).word,
    ...own,
    line.paymentId,
    line.id,
    whenWords(line, now),
  ]
    .filter(Boolean)
    .join(" ")
    .toLowerCase();
  return clue
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((part) => all.includes(part));
}

/** By which typed letters a line is found: customer, card, who did it. */
export function textsOf(line: Line): readonly string[] {
  return isUnreadable(line)
    ? []
    : [line.customer?.name, line.card.last4, line.operator].filter((text) => text !== null && text !== undefined);
}

/** The columns of the list; `here` is the account of this window. */
export function columnsAt(now: number, here: string | null, lines: readonly Line[]): readonly Column<Line>[] {
  return [
    {
      key: "when",
      title: words.columns.when,
      width: "148px",
      narrow: "144px",
      cell: (line) => (
        <span className="two-lines">
          <span>{whenWords(line, now)}</span>
          <span className="narrow-only">
            <OutcomeWord line={line} />
          </span>
        </span>
      ),
    },
    { key: "what", title: words.columns.what, width: "88px", narrow: "gone", cell: operationWords },
    {
      ...amountColumn(lines.map(amountWords)),
      cell: (line) => (
        <span className="two-lines">
          <strong className="amount">{amountWords(line)}</strong>
          <span className="quiet small narrow-only">{operationWords(line)}</span>
        </span>
      ),
    },
    {
      key: "outcome",
      title: words.columns.outcome,
      width: "142px",
      narrow: "gone",
      cell: (line) => <OutcomeWord line={line} />,
    },
    { key: "who", title: words.columns.who, cell: (line) => <Who line={line} here={here} /> },
  ];
}

function Who({ line, here }: { readonly line: Line; readonly here: string | null }) {
  const [first, second] = isUnreadable(line)
    ? [
        line.why === "newer" ? words.newerProgram : words.damaged,
        line.byHand === null
          ? line.connection === null
            ? words.accountNotKnown
            : accountName(line.connection)
          : words.dealtWithBy({ by: line.byHand.by }),
      ]
    : [
        line.customer?.name ?? cardWords(line.card),
        words.by({
          operator: doneBy(line),
          where: line.connection === here ? line.desk : accountName(line.connection),
        }),
      ];
  return (
    <span className="two-lines">
      <span className="cut">{first}</span>
      <span className="cut quiet small">{second}</span>
    </span>
  );
}

function OutcomeWord({ line }: { readonly line: Line }) {
  const { word, tone } = verdict(line);
  return (
    <span className={`status-word tone-${tone}`}>
      <span className={`fact-dot tone-${tone}`} aria-hidden="true" />
      {word}
    </span>
  );
}
