import { useCallback, useEffect, useMemo, useState } from "react";
import { BRAND_NAMES, expiryText } from "../../../shared/card";
import type { DirectoryStatus } from "../../../shared/contract";
import { CUSTOMER_SHOW_WORDS, CustomerShow, customerTitle, type CustomerLine } from "../../../shared/customer";
import { phoneText } from "../../../shared/phone";
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
import { CustomerStub } from "./customer-stub";
import { useOpenRow } from "./use-open-row";
import { useCustomerNews } from "../../stores/customer-news";
import "./customers.css";

const SHOWS: readonly { readonly value: CustomerShow; readonly label: string }[] = CustomerShow.options.map(
  (value) => ({ value, label: CUSTOMER_SHOW_WORDS[value] }),
);

/** Everybody on file, by name; `id` is the customer that is open beside the list, or "new". */
export function CustomersScreen({ id }: { readonly id: string | null }) {
  const [show, setShow] = useState<CustomerShow>("all");
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

  useKeys(true, bind("customers", { create: can ? () => go("customers", "new") : null }));

  return (
    <div className="page">
      <div className="page-top">
        <div>
          <h1>Customers</h1>
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
            New customer
          </Button>
        )}
      </div>
      <div className="page-bar">
        {account && !can ? null : <SelectField label="Show" value={show} choices={SHOWS} onChange={setShow} />}
        {(account && !can) || show === "all" || !pages.count ? null : <CallListButtons key={show} show={show} />}
      </div>
      <div className="split">
        <div className="split-list">
          {account && !can ? (
            <Empty title={`${account} keeps no customers for this program.`}>
              Charge the card without a customer, or change to another account.
            </Empty>
          ) : (
            <List pages={pages} status={status} show={show} openId={id} onEverybody={() => setShow("all")} />
          )}
        </div>
        {id === "new" ? (
          <Stub name="New customer">
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
          <Stub name="Customer">
            <StubWaiting>
              {"A customer opens here:\nhow to reach them, their cards on file,\nand what was changed by whom."}
            </StubWaiting>
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
  const reveal = useOpenRow(pages, show, openId === "new" ? null : openId);
  const now = useNow(60_000);
  // The rows are mere numbers; a line is looked up when its row is drawn, because most never are.
  const rows = useMemo(() => Array.from({ length: count ?? 0 }, (_, at) => at), [count]);
  if (pages.trouble !== null && count === null)
    return <Trouble sentence={pages.trouble} onRetry={() => pages.stale()} />;
  if (count === null) return <Loading what="Opening the customers" />;
  if (count === 0) {
    if (show !== "all") {
      return (
        <Empty title="Nobody is on this list.">
          <Button onPress={props.onEverybody}>Show everybody</Button>
        </Empty>
      );
    }
    if (status?.state === "loading") return <Loading what="Reading the customers" />;
    if (status?.state === "failed")
      return (
        <Trouble
          sentence={status.sentence ?? "The customers could not be read."}
          onRetry={() => void ask("directory.refresh", {}).catch(() => undefined)}
        />
      );
    return (
      <Empty title="No customers yet.">The first one is made with New customer, or with the card of an order.</Empty>
    );
  }
  return (
    <Table
      name="Customers"
      columns={columnsOf(pages, now)}
      rows={rows}
      keyOf={(at) => pages.lineAt(at)?.id ?? `line ${at}`}
      openKey={openId}
      reveal={reveal}
      onOpen={(at) => {
        const line = pages.lineAt(at);
        if (line) go("customers", line.id);
      }}
    />
  );
}

function columnsOf(pages: CustomerPages, now: number): readonly Column<number>[] {
  const cell = (draw: (line: CustomerLine) => React.ReactNode) => (at: number) => {
    const line = pages.lineAt(at);
    return line ? draw(line) : null;
  };
  return [
    { key: "name", title: "Name", cell: (at) => <NameCell pages={pages} at={at} /> },
    { key: "phone", title: "Phone", width: "146px", narrow: "130px", cell: cell((line) => phoneText(line.phone)) },
    {
      key: "card",
      title: "Card",
      width: "168px",
      narrow: "128px",
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
  if (!card) return <span className="quiet">{cardCount === 0 ? "no card" : `${cardCount} cards, no default`}</span>;
  const health = cardHealth(card.expMonth, card.expYear, now);
  return (
    <span className="search-card">
      <BrandMark brand={card.brand} size={30} />
      <span>
        <span className="heard-only">{BRAND_NAMES[card.brand]} ending </span>
        {card.last4 ?? "····"}
      </span>
      {health === "good" ? (
        cardCount > 1 ? (
          <span className="faint small">+{cardCount - 1}</span>
        ) : null
      ) : (
        <Pill tone={health === "expired" ? "bad" : "warn"}>
          <span title={expiryText(card.expMonth, card.expYear)}>{health}</span>
        </Pill>
      )}
    </span>
  );
}

function countWords(pages: CustomerPages, status: DirectoryStatus | null, show: CustomerShow): string {
  const number = (value: number): string => value.toLocaleString("en-US");
  const counted =
    pages.count === null
      ? "Counting…"
      : `${number(pages.count)} ${pages.count === 1 ? "customer" : "customers"}${show === "all" ? "" : " on this list"}`;
  if (status === null || status.state === "ready") return counted;
  if (status.sentence !== null) return `${counted} · ${status.sentence}`;
  if (status.state === "loading")
    return `${counted} · reading the list: ${number(status.count)}${status.total === null ? "" : ` of ${number(Math.max(status.total, status.count))}`}`;
  return status.state === "stale" ? `${counted} · this list is more than a day old` : counted;
}
