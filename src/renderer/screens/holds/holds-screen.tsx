import { useCallback, useState } from "react";
import { capturable, HOLD_DUE_MS, type Hold } from "../../../shared/history";
import { addUp, moneyText, sumsText, type Money } from "../../../shared/currency";
import { holdsWords } from "../../../shared/words/holds";
import { paymentWords } from "../../../shared/words/payment";
import { CaptureDialog } from "../../payment/capture-dialog";
import { PaymentStub } from "../../payment/payment-stub";
import { amountColumn } from "../../payment/amount-column";
import { payerColumns, payerTexts } from "../../payment/payer-columns";
import { payerWords, timeLeft } from "../../payment/payment-words";
import { useLiveHistory } from "../../payment/use-live-history";
import { cardWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Pill } from "../../parts/pill";
import { Empty, Loading, Trouble } from "../../parts/states";
import { Stub, StubWaiting } from "../../parts/stub";
import { Table, type Column } from "../../parts/table";
import { rowThatBegins } from "../../parts/type-ahead";
import { useNow } from "../../parts/use-now";
import { useHistory } from "../../stores/history";
import { go } from "../../stores/route";
import { CaptureManyDialog } from "./capture-many-dialog";
import { useHolds } from "./use-holds";
import "../../payment/payment-lists.css";
import "./holds.css";

/** Money promised and not taken, the most urgent first; `id` is the hold that is open beside the list. */
export function HoldsScreen({ id }: { readonly id: string | null }) {
  const { holds, trouble, again } = useHolds();
  const status = useHistory((state) => state.status);
  const now = useNow(30_000);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [capturing, setCapturing] = useState<Hold | null>(null);
  const [many, setMany] = useState<readonly Hold[] | null>(null);
  useLiveHistory();
  const close = useCallback(() => {
    const row = document.querySelector<HTMLElement>('.table-row[aria-selected="true"]');
    go("holds");
    row?.focus();
  }, []);

  const choose = (hold: Hold, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(hold.id);
    else next.delete(hold.id);
    setChosen(next);
  };
  // A chosen hold that was captured meanwhile has left the list, and the choice with it.
  const picked = (holds ?? []).filter((hold) => chosen.has(hold.id));
  const due = (holds ?? []).filter(
    ({ lapsesAt }) => lapsesAt !== null && lapsesAt > now && lapsesAt - now <= HOLD_DUE_MS,
  );
  const chooseAll = (): void =>
    setChosen(picked.length === holds?.length ? new Set() : new Set((holds ?? []).map((hold) => hold.id)));
  const allDue = due.length > 0 && due.every((hold) => chosen.has(hold.id));

  return (
    <div className="page">
      <div className="page-top">
        <div>
          <h1>{holdsWords.title}</h1>
          <p className="quiet small page-count" role="status" title={status?.sentence ?? undefined}>
            {holds === null
              ? ""
              : holds.length === 0
                ? holdsWords.none
                : `${holdsWords.counted({ count: holds.length, amount: sumsText(heldIn(holds)) })} ${holdsWords.due({ count: due.length })}`}
            {status?.sentence ? ` ${holdsWords.notUpToDate}` : ""}
          </p>
        </div>
      </div>
      <div className="page-bar">
        {due.length > 1 ? (
          <Button size="small" onPress={() => setChosen(allDue ? new Set() : new Set(due.map((hold) => hold.id)))}>
            {allDue ? holdsWords.chooseNone : holdsWords.chooseDue({ count: due.length })}
          </Button>
        ) : null}
        <Button
          size="small"
          kind={picked.length > 0 ? "primary" : "plain"}
          disabled={picked.length === 0}
          onPress={() => setMany(picked)}
        >
          {picked.length === 0
            ? holdsWords.captureNone
            : holdsWords.captureChosen({ count: picked.length, amount: sumsText(heldIn(picked)) })}
        </Button>
      </div>
      <div className="split">
        <div className="split-list">
          {trouble ? (
            <Trouble sentence={trouble} onRetry={again} />
          ) : holds === null || (holds.length === 0 && status?.readAt === null && status.sentence === null) ? (
            <Loading what={holdsWords.reading} />
          ) : holds.length === 0 ? (
            <Empty title={holdsWords.none}>{holdsWords.noneHint}</Empty>
          ) : (
            <Table
              name={holdsWords.title}
              columns={columnsAt(now, holds, chosen, choose, setCapturing)}
              rows={holds}
              keyOf={(hold) => hold.id}
              openKey={id}
              onOpen={(hold) => go("holds", hold.id)}
              find={(typed, from) => rowThatBegins(holds, payerTexts, typed, from)}
              ticks={{ one: (hold) => choose(hold, !chosen.has(hold.id)), all: chooseAll }}
            />
          )}
        </div>
        {id === null ? (
          <Stub name={paymentWords.panel}>
            <StubWaiting>{holdsWords.waiting}</StubWaiting>
          </Stub>
        ) : (
          <PaymentStub key={id} id={id} line={holds?.find((hold) => hold.id === id) ?? null} onClose={close} />
        )}
      </div>
      {capturing ? (
        <CaptureDialog
          held={{
            paymentId: capturing.id,
            currency: capturing.currency,
            amount: capturable(capturing),
            line: `${payerWords(capturing)} · ${cardWords(capturing)}`,
          }}
          open
          onClose={() => {
            setCapturing(null);
            again();
          }}
        />
      ) : null}
      {many ? (
        <CaptureManyDialog
          holds={many}
          open
          onClose={() => {
            setMany(null);
            again();
          }}
        />
      ) : null}
    </div>
  );
}

/** What the holds come to, a sum for each currency. */
function heldIn(holds: readonly Hold[]): Money[] {
  return addUp(holds.map((hold) => ({ amount: capturable(hold), currency: hold.currency })));
}

function columnsAt(
  now: number,
  holds: readonly Hold[],
  chosen: ReadonlySet<string>,
  choose: (hold: Hold, on: boolean) => void,
  capture: (hold: Hold) => void,
): readonly Column<Hold>[] {
  return [
    {
      key: "choose",
      title: holdsWords.columns.choose,
      heardOnly: true,
      width: "46px",
      narrow: "40px",
      cell: (hold) => (
        <input
          type="checkbox"
          className="tick"
          aria-label={holdsWords.chooseRow({
            amount: moneyText(capturable(hold), hold.currency),
            name: payerWords(hold),
          })}
          checked={chosen.has(hold.id)}
          onChange={(event) => choose(hold, event.target.checked)}
        />
      ),
    },
    {
      key: "left",
      title: holdsWords.columns.left,
      width: "138px",
      narrow: "gone",
      cell: (hold) => <TimeLeft lapsesAt={hold.lapsesAt} now={now} />,
    },
    {
      ...amountColumn(holds.map((hold) => moneyText(capturable(hold), hold.currency))),
      narrow: "116px",
      cell: (hold) => (
        <span className="two-lines">
          <strong className="amount">{moneyText(capturable(hold), hold.currency)}</strong>
          <span className="narrow-only">
            <TimeLeft lapsesAt={hold.lapsesAt} now={now} />
          </span>
        </span>
      ),
    },
    ...payerColumns<Hold>(),
    {
      key: "capture",
      title: holdsWords.columns.capture,
      heardOnly: true,
      width: "102px",
      narrow: "92px",
      end: true,
      cell: (hold) => (
        <Button size="small" onPress={() => capture(hold)}>
          {holdsWords.capture}
        </Button>
      ),
    },
  ];
}

function TimeLeft({ lapsesAt, now }: { readonly lapsesAt: number | null; readonly now: number }) {
  const { words, urgency, word } = timeLeft(lapsesAt, now);
  return (
    <span className={`time-left time-left-${urgency}`}>
      {urgency === "over" ? null : <span>{words}</span>}
      {word === null ? null : <Pill tone={urgency === "due" ? "warn" : "bad"}>{word}</Pill>}
    </span>
  );
}
