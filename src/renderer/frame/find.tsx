import { memo, useRef } from "react";
import { customerTitle, type CustomerLine } from "../../shared/customer";
import { phoneText } from "../../shared/phone";
import { findWords } from "../../shared/words/find";
import { ask } from "../bridge";
import { BrandMark } from "../parts/brand-mark";
import { Kbd } from "../parts/kbd";
import { leaveSearch } from "../parts/focus-home";
import { SearchBox, SearchMark } from "../parts/search-box";
import { useNow } from "../parts/use-now";
import { cardHealth } from "../card/card-health";
import { readSoFar, useDirectory } from "../stores/directory";
import { findPayment, openFirstFound, useFindPayment } from "../stores/find";
import { orderFor } from "../stores/order-for";
import { go, useRoute } from "../stores/route";
import { keyHint } from "../stores/shortcuts";

const findCustomers = (clue: string) => ask("customers.search", { clue, limit: 8 });

/** The search for customers in the header. The chosen one is charged on the order screen and opened on every other. */
export function FindCustomer() {
  const onOrder = useRoute(({ screen }) => screen === "order");
  const status = useDirectory((state) => state.status);
  const again = useDirectory(readSoFar);
  // Where it says why it is not read, nobody knows when it will be.
  const reading = status?.state !== "ready" && !status?.sentence;
  const now = useNow(60_000);
  return (
    <SearchBox
      name={findWords.customer}
      placeholder={findWords.customerHint}
      keyHint={keyHint("everywhere", "search")}
      find={findCustomers}
      again={again}
      reading={reading}
      keyOf={(line) => line.id}
      nameOf={customerTitle}
      line={(line) => <CustomerOption line={line} now={now} />}
      onChoose={(line) => (onOrder ? orderFor(line) : openCustomer(line))}
      nothing={status?.sentence ?? (reading ? findWords.stillReading : findWords.none)}
    />
  );
}

/** The focus is free for the row that is opened: the next keys belong to it. */
function openCustomer(line: CustomerLine): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  go("customers", line.id);
}

const CustomerOption = memo(function CustomerOption({
  line,
  now,
}: {
  readonly line: CustomerLine;
  readonly now: number;
}) {
  const { card } = line;
  const health = card ? cardHealth(card.expMonth, card.expYear, now) : null;
  return (
    <>
      <span className="grow cut">
        <span className="search-name">{customerTitle(line)}</span>
        <span className="faint small">
          {[phoneText(line.phone), line.name ? line.email : null].filter(Boolean).join(" · ")}
        </span>
      </span>
      {card ? (
        <span className="search-card">
          {health && health !== "good" ? <span className={`small health-${health}`}>{health}</span> : null}
          <BrandMark brand={card.brand} />
          <span>{card.last4 ?? "····"}</span>
        </span>
      ) : (
        <span className="faint small">{findWords.cards({ count: line.cardCount })}</span>
      )}
    </>
  );
});

/**
 * The search for payments in the header. On Payments it narrows the table below it. Enter opens the first payment that
 * answers, from other screens too; Escape clears, then leaves.
 */
export function FindPayment() {
  const clue = useFindPayment((state) => state.clue);
  const onPayments = useRoute(({ screen }) => screen === "payments");
  const cameFrom = useRef<EventTarget | null>(null);
  return (
    <search className="search">
      <SearchMark />
      <input
        type="search"
        className="search-input"
        aria-label={findWords.payment}
        placeholder={findWords.paymentHint}
        autoComplete="off"
        spellCheck={false}
        value={clue}
        onChange={(event) => findPayment(event.target.value)}
        onFocus={(event) => {
          cameFrom.current = event.relatedTarget;
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape" && clue !== "") findPayment("");
          else if (event.key === "Escape") leaveSearch(cameFrom.current);
          else if (event.key === "Enter") {
            openFirstFound();
            if (!onPayments) go("payments");
          } else if (event.key === "ArrowDown") document.querySelector<HTMLElement>(".table-row")?.focus();
          else return;
          event.preventDefault();
        }}
      />
      <Kbd>{keyHint("everywhere", "search")}</Kbd>
    </search>
  );
}
