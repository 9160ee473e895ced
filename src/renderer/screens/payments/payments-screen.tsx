import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { moneyOf, NO_FILTER, type HistoryStatus, type PaymentLine, type PaymentSort } from "../../../shared/history";
import { moneyText } from "../../../shared/currency";
import { commonWords, nameWords } from "../../../shared/words/common";
import { paymentWords } from "../../../shared/words/payment";
import { paymentsWords as words } from "../../../shared/words/payments";
import { PaymentStub } from "../../payment/payment-stub";
import { amountColumn } from "../../payment/amount-column";
import { payerColumns, payerTexts } from "../../payment/payer-columns";
import { statusWords } from "../../payment/payment-words";
import { useLiveHistory } from "../../payment/use-live-history";
import { spanWords, timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Empty, Loading, Trouble } from "../../parts/states";
import { Stub, StubIdle } from "../../parts/stub";
import { Switch } from "../../parts/switch";
import { Table, type Column } from "../../parts/table";
import { rowThatBegins } from "../../parts/type-ahead";
import { useNow } from "../../parts/use-now";
import { useAllAccounts } from "../../stores/all-accounts";
import { useApp } from "../../stores/app";
import { findPayment, narrowPayments, sortPayments, useFindPayment } from "../../stores/find";
import { useHistory } from "../../stores/history";
import { go } from "../../stores/route";
import { AllAccounts } from "./all-accounts";
import { dayHeadings } from "./day-headings";
import { ExportButton } from "./export-button";
import { FilterStub } from "./filter-panel";
import { activeFilters } from "./filter-words";
import { SavedFilters } from "./saved-filters";
import { useFirstFound } from "./use-first-found";
import { totalWords } from "./sum-words";
import { usePaymentLines, type Sum } from "./use-payment-lines";
import "../../payment/payment-lists.css";
import "./payments.css";

// The list is there before the plots are.
const Glance = lazy(() => import("../../plots/glance").then((file) => ({ default: file.Glance })));

/** Everything the processor lists, newest first, found by any clue; `id` is the payment that is open beside it. */
export function PaymentsScreen({ id }: { readonly id: string | null }) {
  const clue = useFindPayment((state) => state.clue);
  const status = useHistory((state) => state.status);
  const filter = useFindPayment((state) => state.filter);
  const sort = useFindPayment((state) => state.sort);
  const [panel, setPanel] = useState(false);
  const [everywhere, setEverywhere] = useState(false);
  const several = useAllAccounts().length > 1;
  const shared = useApp(({ app }) => app !== null && app.desks.seen !== "not_used");
  const filters = useRef<HTMLButtonElement>(null);
  const { lines, answered, sum, trouble, more, again } = usePaymentLines(clue, filter, sort);
  const reveal = useFirstFound({ lines: everywhere ? null : lines, answered });
  const now = useNow(60_000);
  const headings = useMemo(
    () => (sort.by === "when" && lines !== null ? dayHeadings(lines, now) : null),
    [sort.by, lines, now],
  );
  useLiveHistory();
  const active = activeFilters(filter);
  const close = useCallback(() => closePayment(), []);
  const clear = (): void => {
    findPayment("");
    narrowPayments(NO_FILTER);
  };
  useEffect(() => {
    // What was opened by the search is to be seen, and not the filters in its place.
    if (id !== null) setPanel(false);
  }, [id]);
  const closeFilters = (): void => {
    setPanel(false);
    filters.current?.focus();
  };
  const narrowed = active.length > 0 || clue.trim() !== "";

  return (
    <div className="page">
      <div className="page-top">
        <div>
          <h1>{words.title}</h1>
          <p className="quiet small page-count" role="status" title={status?.sentence ?? undefined}>
            {countWords(sum, status, now)}
          </p>
        </div>
        <div className="row">
          <ExportButton clue={clue} filter={filter} />
          {several ? <Switch label={words.allAccounts} on={everywhere} onChange={setEverywhere} /> : null}
        </div>
      </div>
      <div className="page-bar">
        <Button ref={filters} size="small" expanded={panel} onPress={() => setPanel(!panel)}>
          {active.length > 0 ? words.filtersOn({ count: active.length }) : words.filters}
        </Button>
        {active.map(({ key, words: said, without }) => (
          <Button
            key={key}
            size="small"
            label={words.filterOff({ words: said })}
            onPress={() => {
              narrowPayments(without);
              // The pressed button goes away with its filter.
              filters.current?.focus();
            }}
          >
            {said} ×
          </Button>
        ))}
        <SavedFilters clue={clue} filter={filter} onFilter={narrowPayments} />
      </div>
      <div className="split">
        {everywhere ? (
          <AllAccounts clue={clue} filter={filter} />
        ) : (
          <div className="split-list">
            {trouble ? (
              <Trouble sentence={trouble} onRetry={again} />
            ) : lines === null ? (
              <Loading what={words.opening} />
            ) : lines.length === 0 ? (
              <Nothing status={status} narrowed={narrowed} onClear={clear} />
            ) : (
              <>
                <Table
                  name={words.title}
                  columns={columnsAt(now, lines, shared)}
                  rows={lines}
                  keyOf={(line) => line.id}
                  openKey={id}
                  sort={sort}
                  onSort={sortPayments}
                  headings={headings}
                  reveal={reveal}
                  onOpen={(line) => {
                    setPanel(false);
                    go("payments", line.id);
                  }}
                  onEnd={more}
                  find={(typed, from) => rowThatBegins(lines, payerTexts, typed, from)}
                />
                <ul className="quiet small payments-sums" aria-label={words.sums.list}>
                  {(sum?.totals ?? []).map((total) => (
                    <li key={total.currency}>{totalWords(total)}</li>
                  ))}
                </ul>
              </>
            )}
          </div>
        )}
        {panel ? (
          <FilterStub filter={filter} onFilter={narrowPayments} onClose={closeFilters} />
        ) : everywhere ? null : id === null ? (
          <Stub name={paymentWords.panel}>
            <StubIdle>
              <Suspense fallback={null}>
                <Glance />
              </Suspense>
              <p className="faint glance-waiting">{words.waiting}</p>
            </StubIdle>
          </Stub>
        ) : (
          <PaymentStub key={id} id={id} line={lines?.find((line) => line.id === id) ?? null} onClose={close} />
        )}
      </div>
    </div>
  );
}

/** Puts the open payment away; the row it was opened from has the focus again. */
function closePayment(): void {
  const row = document.querySelector<HTMLElement>('.table-row[aria-selected="true"]');
  go("payments");
  row?.focus();
}

/** `shared`: other desks write into a book with this one, so that who took a payment is always to be seen. */
function columnsAt(
  now: number,
  lines: readonly PaymentLine[],
  shared: boolean,
): readonly Column<PaymentLine, PaymentSort["by"]>[] {
  const [customer, card] = payerColumns<PaymentLine>(shared ? takerWords : undefined);
  return [
    {
      key: "when",
      sorts: "when",
      title: words.columns.when,
      width: "156px",
      narrow: "144px",
      cell: (line) => (
        <span className="two-lines">
          <span>{line.at === null ? commonWords.notStated : timeWords(line.at, now)}</span>
          <span className="narrow-only">
            <StatusWord line={line} />
          </span>
          {shared ? <span className="cut quiet small tight-only">{takerWords(line)}</span> : null}
        </span>
      ),
    },
    {
      sorts: "amount",
      ...amountColumn(largestOf(lines)),
      cell: (line) => <Money line={line} />,
    },
    {
      key: "status",
      sorts: "status",
      title: words.columns.status,
      width: "138px",
      narrow: "gone",
      cell: (line) => <StatusWord line={line} />,
    },
    { ...customer, sorts: "customer" },
    { key: "invoice", title: nameWords.invoiceNumber, width: "150px", roomy: true, cell: ({ invoice }) => invoice },
    { ...card, sorts: "card" },
    {
      key: "taken by",
      title: nameWords.operator,
      width: "clamp(132px, 15cqw, 220px)",
      roomy: true,
      cell: (line) => (
        <span className="two-lines">
          <span className="cut">{line.operator}</span>
          <span className="cut quiet small">{line.desk}</span>
        </span>
      ),
    },
  ];
}

/** The largest amount of each currency: no other text is longer, and writing all of them takes long. */
function largestOf(lines: readonly PaymentLine[]): readonly string[] {
  const largest = new Map<string, number>();
  for (const line of lines) {
    const { currency } = line;
    largest.set(currency, Math.max(largest.get(currency) ?? 0, moneyOf(line)));
  }
  return [...largest].map(([currency, amount]) => moneyText(amount, currency));
}

/** "Ana · Till 2"; empty where the payment does not say it. */
function takerWords({ operator, desk }: PaymentLine): string {
  return [operator, desk].filter(Boolean).join(" · ");
}

/** The money that was taken or is held; with what was asked for, where that was more. */
function Money({ line }: { readonly line: PaymentLine }) {
  const money = moneyOf(line);
  if (money === line.amount) return <strong className="amount">{moneyText(money, line.currency)}</strong>;
  return (
    <span className="two-lines">
      <strong className="amount">{moneyText(money, line.currency)}</strong>
      <span className="quiet small">{words.of({ amount: moneyText(line.amount, line.currency) })}</span>
    </span>
  );
}

/** The status by its word and a dot: the dot's colour is never all there is. */
function StatusWord({ line }: { readonly line: PaymentLine }) {
  const { word, tone } = statusWords(line);
  return (
    <span
      className={`status-word tone-${tone}`}
      title={
        line.status === "partly_refunded" && line.amountRefunded > 0
          ? words.refundedOf({ amount: moneyText(line.amountRefunded, line.currency) })
          : undefined
      }
    >
      <span className={`fact-dot tone-${tone}`} aria-hidden="true" />
      {word}
    </span>
  );
}

function countWords(sum: Sum | null, status: HistoryStatus | null, now: number): string {
  const counted = sum === null ? words.counting : words.counted({ count: sum.count });
  if (status === null) return counted;
  // Why is said at the top of the screen, or in the place of the list.
  if (status.sentence !== null)
    return words.notUpToDate({ counted, ago: status.readAt === null ? null : spanWords(now - status.readAt) });
  if (status.state === "loading")
    return words.readingOlder({
      counted,
      done: status.count,
      total: status.total === null ? null : Math.max(status.total, status.count),
    });
  return counted;
}

function Nothing(props: {
  readonly status: HistoryStatus | null;
  readonly narrowed: boolean;
  readonly onClear: () => void;
}) {
  const { status, narrowed, onClear } = props;
  if (narrowed) {
    return (
      <Empty title={words.noneFound}>
        {status?.state === "loading" ? <p>{words.olderComing}</p> : null}
        <Button onPress={onClear}>{words.showAll}</Button>
      </Empty>
    );
  }
  if (status?.state === "loading") return <Loading what={words.reading} />;
  if (status?.state === "failed") return <Trouble sentence={status.sentence ?? words.notRead} />;
  return <Empty title={words.none}>{words.noneHint}</Empty>;
}
