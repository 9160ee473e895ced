import { useCallback, useEffect, useState } from "react";
import { moneyText } from "../../../shared/currency";
import type { AttemptView } from "../../../shared/attempt";
import { ask, asFailure } from "../../bridge";
import { cardWords, isChecking, timeWords, verdictOf } from "../../payment/words";
import { Segmented } from "../../parts/segmented";
import { Empty, Loading, Trouble } from "../../parts/states";
import { Stub, StubWaiting } from "../../parts/stub";
import { Table, type Column } from "../../parts/table";
import { Switch } from "../../parts/switch";
import { TextField } from "../../parts/text-field";
import { useNow } from "../../parts/use-now";
import { useApp } from "../../stores/app";
import { onAttempt } from "../../stores/attempts";
import { go } from "../../stores/route";
import { ActivityStub } from "./activity-stub";
import { connectionWords } from "./connection-words";
import { DayCloseView } from "./day-close-view";
import "../../payment/payment-lists.css";
import "./activity.css";

const VIEWS = [
  { value: "journal", label: "Journal" },
  { value: "day", label: "Day close" },
] as const;
type View = (typeof VIEWS)[number]["value"];

const MOST = 500;

/** Who did what when at this computer, questions first; and the close of a day. `id` is the attempt that is open. */
export function ActivityScreen({ id }: { readonly id: string | null }) {
  const [view, setView] = useState<View>("journal");
  const { attempts, trouble, again } = useJournal();
  const [clue, setClue] = useState("");
  // Whoever opens an entry, from the close of a day or by its address, is to see it.
  useEffect(() => {
    if (id !== null) setView("journal");
  }, [id]);
  const show = (next: View): void => {
    setView(next);
    // Put away, so that the close of the day can open the same entry again.
    if (next === "day") go("activity");
  };
  const now = useNow(30_000);
  const close = useCallback(() => {
    const row = document.querySelector<HTMLElement>('.table-row[aria-selected="true"]');
    go("activity");
    row?.focus();
  }, []);
  const here = useApp(({ app }) => app?.connection.id ?? null);
  const [everywhere, setEverywhere] = useState(false);
  // Practice and money never stand side by side unasked; a question does, wherever it was sent.
  const isHere = (attempt: AttemptView): boolean => here === null || attempt.connection === here || isChecking(attempt);
  const elsewhere = (attempts ?? []).filter((attempt) => !isHere(attempt)).length;
  const found =
    attempts === null
      ? null
      : attempts.filter((attempt) => (everywhere || isHere(attempt)) && answersTo(attempt, clue, now));
  const connection = useApp(({ app }) => app?.connection.label ?? null);

  return (
    <div className="page">
      <div className="page-top page-top-still">
        <div>
          <h1>Activity</h1>
          <p className="quiet small payments-count" role="status">
            {view === "day"
              ? "What the processor lists, beside this computer’s journal."
              : attempts === null
                ? ""
                : countWords(attempts, found ?? [])}
          </p>
        </div>
        <Segmented label="Show" value={view} choices={VIEWS} onChange={show} />
      </div>
      {view === "day" ? (
        <DayCloseView />
      ) : (
        <>
          <div className="activity-find">
            <TextField
              className="grow"
              label="Find in the journal"
              value={clue}
              onChange={setClue}
              placeholder="Person, amount, last four, customer, outcome"
            />
            {elsewhere > 0 ? <Switch label="Other connections too" on={everywhere} onChange={setEverywhere} /> : null}
          </div>
          <div className="split">
            <div className="split-list">
              {trouble ? (
                <Trouble sentence={trouble} onRetry={again} />
              ) : found === null ? (
                <Loading what="Opening the journal" />
              ) : found.length === 0 ? (
                <Empty
                  title={
                    clue.trim() !== ""
                      ? "Nothing in the journal answers to this."
                      : elsewhere > 0
                        ? `Nothing has been done on ${connection ?? "this connection"} at this computer yet.`
                        : "Nothing has been done at this computer yet."
                  }
                />
              ) : (
                <Table
                  name="Activity"
                  columns={columnsAt(now, here)}
                  rows={found}
                  keyOf={(attempt) => attempt.id}
                  openKey={id}
                  onOpen={(attempt) => go("activity", attempt.id)}
                />
              )}
            </div>
            {id === null ? (
              <Stub name="Attempt">
                <StubWaiting>
                  {"An entry opens here:\nwhat was sent, what came back,\nand what can still be done."}
                </StubWaiting>
              </Stub>
            ) : (
              <ActivityStub
                key={id}
                id={id}
                known={attempts?.find((attempt) => attempt.id === id) ?? null}
                onClose={close}
              />
            )}
          </div>
        </>
      )}
    </div>
  );
}

function countWords(attempts: readonly AttemptView[], found: readonly AttemptView[]): string {
  const checking = attempts.filter(isChecking).length;
  const counted = `${attempts.length >= MOST ? `Of the last ${MOST}: ` : ""}${found.length} ${found.length === 1 ? "entry" : "entries"}.`;
  if (found.length === 0 && checking === 0) return counted;
  return `${counted} ${checking === 0 ? "Every one has its answer." : `${checking} still being checked.`}`;
}

/** The journal, questions first, kept right as attempts change. */
function useJournal(): {
  readonly attempts: readonly AttemptView[] | null;
  readonly trouble: string | null;
  readonly again: () => void;
} {
  const [attempts, setAttempts] = useState<readonly AttemptView[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const read = useCallback(() => {
    ask("attempts.list", { limit: MOST }).then(
      (list) => {
        setAttempts(list);
        setTrouble(null);
      },
      (error: unknown) => setTrouble(asFailure(error).sentence),
    );
  }, []);
  useEffect(() => {
    read();
    return onAttempt((attempt) => setAttempts((old) => (old === null ? old : placed(old, attempt))));
  }, [read]);
  return { attempts, trouble, again: read };
}

/** Questions first, then the newest. */
function placed(attempts: readonly AttemptView[], news: AttemptView): readonly AttemptView[] {
  return [...attempts.filter(({ id }) => id !== news.id), news].sort(
    (one, other) => Number(isChecking(other)) - Number(isChecking(one)) || other.openedAt - one.openedAt,
  );
}

const OPERATION_WORDS: Readonly<Record<AttemptView["operation"], string>> = {
  charge: "Charge",
  capture: "Capture",
  void: "Void",
  refund: "Refund",
  tip: "Tip",
};

function operationWords({ operation, capture }: AttemptView): string {
  return operation === "charge" && !capture ? "Authorize" : OPERATION_WORDS[operation];
}

function answersTo(attempt: AttemptView, clue: string, now: number): boolean {
  const { operator, desk, customer, paymentId, id } = attempt;
  const all = [
    operationWords(attempt),
    moneyText(attempt.amount, attempt.currency),
    verdictOf(attempt).word,
    cardWords(attempt.card),
    customer?.name,
    operator,
    desk,
    paymentId,
    id,
    timeWords(attempt.openedAt, now),
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

function columnsAt(now: number, here: string | null): readonly Column<AttemptView>[] {
  return [
    {
      key: "when",
      title: "When",
      width: "124px",
      narrow: "120px",
      cell: (attempt) => timeWords(attempt.openedAt, now),
    },
    { key: "what", title: "What", width: "88px", narrow: "gone", cell: operationWords },
    {
      key: "amount",
      title: "Amount",
      width: "96px",
      narrow: "90px",
      end: true,
      cell: (attempt) => <strong className="amount">{moneyText(attempt.amount, attempt.currency)}</strong>,
    },
    {
      key: "outcome",
      title: "Outcome",
      width: "142px",
      narrow: "130px",
      cell: (attempt) => <OutcomeWord attempt={attempt} />,
    },
    {
      key: "who",
      title: "Customer, by whom",
      cell: (attempt) => (
        <span className="two-lines">
          <span className="cut">{attempt.customer?.name ?? cardWords(attempt.card)}</span>
          <span className="cut quiet small">
            by {attempt.operator} · {attempt.connection === here ? attempt.desk : connectionWords(attempt.connection)}
          </span>
        </span>
      ),
    },
  ];
}

function OutcomeWord({ attempt }: { readonly attempt: AttemptView }) {
  const { word, tone } = verdictOf(attempt);
  return (
    <span className="two-lines">
      <span className={`status-word tone-${tone}`}>
        <span className={`fact-dot tone-${tone}`} aria-hidden="true" />
        {word}
      </span>
      <span className="cut quiet small narrow-only">{operationWords(attempt)}</span>
    </span>
  );
}
