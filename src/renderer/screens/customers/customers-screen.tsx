import { useCallback, useEffect, useMemo } from "react";
import { expiryText } from "../../../shared/card";
import type { DirectoryStatus } from "../../../shared/contract";
import { CUSTOMER_SHOWS, customerTitle, type CustomerLine, type CustomerShow } from "../../../shared/customer";
import { phoneText } from "../../../shared/phone";
import { cardWords } from "../../../shared/words/card";
import { customersWords as words } from "../../../shared/words/customers";
import { ask } from "../../bridge";
import { useKeys } from "../../parts/keys";
import { BrandMark } from "../../parts/brand-mark";
import { Button } from "../../parts/button";
import { Pill } from "../../parts/pill";
import { SelectField } from "../../parts/select-field";
import { Empty, Loading, Trouble } from "../../parts/states";
import { Stub, StubWaiting } from "../../parts/stub";
import { Table, type Column } from "../../parts/table";
import { useNow } from "../../parts/use-now";
import { useApp, useCan } from "../../stores/app";
import { useDirectory } from "../../stores/directory";
import { go } from "../../stores/route";
import { bind, keyHint } from "../../stores/shortcuts";
import { cardHealth } from "../../card/card-health";
import { CallListButtons } from "./call-list-buttons";
import { CustomerForm } from "./customer-form";
import { type CustomerPages, useCustomerPages } from "./customer-pages";
import { cardHeard } from "./customer-words";
import { CustomerStub } from "./customer-stub";
import { rowOfCustomer } from "./row-of-customer";
import { useOpenRow } from "./use-open-row";
import { useCustomerNews } from "../../stores/customer-news";
import { showCustomers, useCustomerShow } from "../../stores/customer-show";
import "./customers.css";

const SHOWS: readonly { readonly value: CustomerShow; readonly label: string }[] = CUSTOMER_SHOWS.map((value) => ({
  value,
  label: words.shows[value],
}));

/** Everybody on file, by name; `id` is the customer that is open beside the list, or "new". */
export function CustomersScreen({ id }: { readonly id: string | null }) {
  const show = useCustomerShow((state) => state.show);
  const pages = useCustomerPages(show);
  const status = useDirectory((state) => state.status);
  const can = useCan("customers");
  const account = useApp(({ app }) => app?.account.name ?? null);
  const close = useCallback(() => closeCustomer(), []);
  const changed = useCallback(() => pages.stale(), [pages]);
  const news = useCustomerNews(({ customer }) => customer);
  useEffect(() => {
    if (news) pages.stale();
  }, [news, pages]);

  useEffect(() => () => showCustomers("all"), []);

  useKeys(true, bind("customers", { create: can ? () => go("customers", "new") : null }));

  return (
    <div className="page">
      <div className="page-top">
        <div>
          <h1>{words.title}</h1>
          <p className="quiet small page-count" role="status">
            {account && !can ? "" : countWords(pages, status, show)}
          </p>
        </div>
        {account && !can ? null : (
          <Button
            kind="primary"
            size="small"
            keyHint={keyHint("customers", "create")}
            onPress={() => go("customers", "new")}
          >
            {words.create}
          </Button>
        )}
      </div>
      <div className="page-bar">
        {account && !can ? null : (
          <SelectField label={words.show} value={show} choices={SHOWS} onChange={showCustomers} />
        )}
        {(account && !can) || show === "all" || !pages.count ? null : <CallListButtons key={show} show={show} />}
      </div>
      <div className="split">
        <div className="split-list">
          {account && !can ? (
            <Empty title={words.list.notKept({ account })}>{words.list.notKeptNext}</Empty>
          ) : (
            <List pages={pages} status={status} show={show} openId={id} onEverybody={() => showCustomers("all")} />
          )}
        </div>
        {id === "new" ? (
          <Stub name={words.create}>
            <CustomerForm
              key="new"
              customer={null}
              onClose={close}
              onSaved={(made) => {
                changed();
                go("customers", made.id);
              }}
            />
          </Stub>
        ) : id === null ? (
          <Stub name={words.page.name}>
            <StubWaiting>{words.opens}</StubWaiting>
          </Stub>
        ) : (
          <CustomerStub key={id} id={id} line={pages.find(id)} onClose={close} onChanged={changed} />
        )}
      </div>
    </div>
  );
}

/** Puts the open customer away; the row it was opened from has the focus again. */
function closeCustomer(): void {
  const row = document.querySelector<HTMLElement>('.table-row[aria-selected="true"]');
  go("customers");
  row?.focus();
}

function List(props: {
  readonly pages: CustomerPages;
  readonly status: DirectoryStatus | null;
  readonly show: CustomerShow;
  readonly openId: string | null;
  readonly onEverybody: () => void;
}) {
  const { pages, status, show, openId } = props;
  const { count } = pages;
  const open = useOpenRow(pages, show, openId === "new" ? null : openId);
  const now = useNow(60_000);
  // The rows are mere numbers; a line is looked up when its row is drawn, because most never are.
  const rows = useMemo(() => Array.from({ length: count ?? 0 }, (_, at) => at), [count]);
  if (pages.trouble !== null && count === null)
    return <Trouble sentence={pages.trouble} onRetry={() => pages.stale()} />;
  if (count === null) return <Loading what={words.list.opening} />;
  if (count === 0) {
    if (show !== "all") {
      return (
        <Empty title={words.list.nobody}>
          <Button onPress={props.onEverybody}>{words.list.everybody}</Button>
        </Empty>
      );
    }
    if (status?.state === "loading") return <Loading what={words.list.reading} />;
    if (status?.state === "failed")
      return (
        <Trouble
          sentence={status.sentence ?? words.list.unread}
          onRetry={() => void ask("directory.refresh", {}).catch(() => undefined)}
        />
      );
    return <Empty title={words.list.empty}>{words.list.emptyNext}</Empty>;
  }
  return (
    <Table
      name={words.title}
      columns={columnsOf(pages, now)}
      rows={rows}
      keyOf={(at) => pages.lineAt(at)?.id ?? `line ${at}`}
      openKey={openId}
      reveal={open.reveal}
      follows={open.follows}
      onOpen={(at) => {
        const line = pages.lineAt(at);
        if (line) go("customers", line.id);
      }}
      find={(typed) => rowOfCustomer(show, count, typed).catch(() => null)}
    />
  );
}

function columnsOf(pages: CustomerPages, now: number): readonly Column<number>[] {
  const cell = (draw: (line: CustomerLine) => React.ReactNode) => (at: number) => {
    const line = pages.lineAt(at);
    return line ? draw(line) : null;
  };
  return [
    { key: "name", title: words.list.columns.name, cell: (at) => <NameCell pages={pages} at={at} /> },
    {
      key: "phone",
      title: words.list.columns.phone,
      width: "146px",
      // It is in the panel, which is open when the table is narrow.
      narrow: "gone",
      cell: cell((line) => phoneText(line.phone)),
    },
    {
      key: "card",
      title: words.list.columns.card,
      width: "168px",
      // What is said of the card stands below its digits: the rest of the line is for names and e-mails.
      narrow: "118px",
      cell: cell((line) => <CardCell line={line} now={now} />),
    },
  ];
}

/** The name of one row; drawing it fetches the page that the row is on. */
function NameCell({ pages, at }: { readonly pages: CustomerPages; readonly at: number }) {
  const line = pages.lineAt(at);
  // Runs on every drawing, because a change makes pages stale; a page that is there costs one look in a map.
  useEffect(() => pages.need(at));
  if (!line) return <span className="customers-ghost" aria-hidden="true" />;
  return (
    <span className="customers-who">
      <strong className="customers-name">{customerTitle(line)}</strong>
      {line.name && line.email ? <span className="quiet small">{line.email}</span> : null}
    </span>
  );
}

function CardCell({ line, now }: { readonly line: CustomerLine; readonly now: number }) {
  const { card, cardCount } = line;
  if (!card)
    return (
      <span className="quiet customers-no-card">
        {cardCount === 0 ? words.list.noCard : words.list.noDefault({ count: cardCount })}
      </span>
    );
  const health = cardHealth(card.expMonth, card.expYear, now);
  return (
    <span className="search-card customers-card">
      <BrandMark brand={card.brand} size={30} />
      <span>
        <span className="heard-only">{cardHeard(card)}</span>
        <span aria-hidden="true">{card.last4 ?? "····"}</span>
      </span>
      {health === "good" ? (
        cardCount > 1 ? (
          <span className="faint small">+{cardCount - 1}</span>
        ) : null
      ) : (
        <Pill tone={health === "expired" ? "bad" : "warn"}>
          <span title={expiryText(card.expMonth, card.expYear)}>{cardWords.healthShort[health]}</span>
        </Pill>
      )}
    </span>
  );
}

function countWords(pages: CustomerPages, status: DirectoryStatus | null, show: CustomerShow): string {
  const { count } = pages;
  const counted =
    count === null ? words.list.counting : words.list.counted({ count, number: number(count), all: show === "all" });
  const more = moreWords(status);
  return more === null ? counted : words.list.with({ counted, more });
}

/** How complete the list is, where it is not; null when it is. */
function moreWords(status: DirectoryStatus | null): string | null {
  if (status === null || status.state === "ready") return null;
  if (status.sentence !== null) return status.sentence;
  if (status.state === "stale") return words.list.stale;
  if (status.state !== "loading") return null;
  const total = status.total === null ? null : number(Math.max(status.total, status.count));
  return words.list.loading({ number: number(status.count), total });
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
