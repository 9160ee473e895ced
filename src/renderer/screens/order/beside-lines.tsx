import { moneyText } from "../../../shared/currency";
import { customerTitle } from "../../../shared/customer";
import { moneyOf } from "../../../shared/history";
import { orderWords } from "../../../shared/words/order";
import { statusWords } from "../../payment/payment-words";
import { attemptAmount, verdictOf } from "../../payment/verdict";
import { timeOrDay } from "../../payment/words";
import type { Tone } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import type { Payer } from "./order-form";
import { useOwnOrders, usePaidBefore } from "./use-beside";

const words = orderWords.beside;

interface Line {
  readonly id: string;
  readonly amount: string;
  readonly word: string;
  readonly tone: Tone;
  readonly when: string;
  readonly who: string;
}

/** What the chosen customer paid last, and what is noted of them. */
export function OfCustomer({ payer }: { readonly payer: Payer }) {
  const now = useNow(60_000);
  const paid = usePaidBefore(payer.line.id);
  const note = payer.customer?.description?.trim();
  return (
    <>
      <h2>{customerTitle(payer.line)}</h2>
      {note ? <p className="order-beside-note">{note}</p> : null}
      <Lines
        none={words.neverPaid}
        lines={paid?.map((line) => ({
          id: line.id,
          amount: moneyText(moneyOf(line), line.currency),
          ...statusWords(line),
          when: line.at === null ? "" : timeOrDay(line.at, now),
          who: digits(line.last4),
        }))}
      />
    </>
  );
}

/** Today's own orders. */
export function OwnOrders({ shown }: { readonly shown: boolean }) {
  const now = useNow(60_000);
  const own = useOwnOrders(shown, now);
  return (
    <Lines
      none={words.noneToday}
      lines={own?.map((attempt) => ({
        id: attempt.id,
        amount: moneyText(attemptAmount(attempt), attempt.currency),
        ...verdictOf(attempt),
        when: timeOrDay(attempt.openedAt, now),
        who: attempt.customer?.name ?? digits(attempt.card.last4),
      }))}
    />
  );
}

/** `lines` undefined: not read yet. */
function Lines({ lines, none }: { readonly lines: readonly Line[] | undefined; readonly none: string }) {
  if (lines === undefined) return null;
  if (lines.length === 0) return <p className="quiet small">{none}</p>;
  return (
    <ul>
      {lines.map(({ id, amount, word, tone, when, who }) => (
        <li key={id}>
          <span className="order-beside-line">
            <strong>{amount}</strong> <span className="quiet small">{when}</span>
          </span>{" "}
          <span className="order-beside-line small">
            <span className={`tone-${tone}`}>{word}</span> <span className="quiet">{who}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function digits(last4: string | null): string {
  return last4 === null ? "" : `···· ${last4}`;
}
