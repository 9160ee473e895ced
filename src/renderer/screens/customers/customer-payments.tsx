import { brandText } from "../../../shared/brand-words";
import { moneyText, USD } from "../../../shared/currency";
import { moneyOf, type CustomerPayment, type CustomerSum } from "../../../shared/history";
import type { Cents } from "../../../shared/money";
import { cardWords as cardText } from "../../../shared/words/card";
import { customersWords } from "../../../shared/words/customers";
import { statusWords } from "../../payment/payment-words";
import { useLiveHistory } from "../../payment/use-live-history";
import { timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Facts, type Fact } from "../../parts/stub";
import { useHistory } from "../../stores/history";
import { go } from "../../stores/route";
import { useCustomerPayments } from "./use-customer-payments";
import "../../payment/payment-lists.css";

const words = customersWords.payments;

/**
 * What a customer paid: all of it together, then each payment, newest first. `onAgain` fills an order with a payment's
 * amount; null: the customer cannot be charged now. `now` in epoch ms.
 */
export function CustomerPayments(props: {
  readonly id: string;
  readonly now: number;
  readonly onAgain: ((amount: Cents) => void) | null;
}) {
  const { id, now, onAgain } = props;
  const status = useHistory((state) => state.status);
  const { payments, sums, failed, more } = useCustomerPayments(id);
  useLiveHistory();
  const isPartial = status?.state === "loading" || status?.state === "empty";
  return (
    <section className="on-file-section">
      <h3 id="customer-payments" className="story-title">
        {sums !== null && sums.count > 0
          ? words.titleCount({ number: sums.count.toLocaleString("en-US") })
          : words.title}
      </h3>
      {failed ? <p className="quiet small">{words.unread}</p> : null}
      {payments?.length === 0 && !failed ? (
        <p className="quiet small">{isPartial ? words.noneRead : words.none}</p>
      ) : null}
      <Facts facts={(sums?.sums ?? []).flatMap((sum) => sumFacts(sum, (sums?.sums.length ?? 0) > 1))} />
      {payments !== null && payments.length > 0 ? (
        <>
          <ul aria-labelledby="customer-payments" className="customer-payments">
            {payments.map((payment) => (
              <Line key={payment.id} payment={payment} now={now} onAgain={onAgain} />
            ))}
          </ul>
          {more ? (
            <Button size="small" onPress={more}>
              {words.more}
            </Button>
          ) : null}
          {isPartial ? <p className="quiet small">{words.partial}</p> : null}
        </>
      ) : null}
    </section>
  );
}

/** What the payments of one currency come to; its code stands beside the words where there are several. */
function sumFacts({ currency, taken, held, refunded }: CustomerSum, isOneOfSeveral: boolean): readonly Fact[] {
  const fact = (label: string, amount: number): Fact => ({
    label: isOneOfSeveral ? words.inCurrency({ label, currency }) : label,
    value: moneyText(amount, currency),
  });
  return [
    fact(words.taken, taken),
    ...(refunded > 0 ? [fact(words.back, refunded), fact(words.left, taken - refunded)] : []),
    ...(held > 0 ? [fact(words.held, held)] : []),
  ];
}

function Line(props: {
  readonly payment: CustomerPayment;
  readonly now: number;
  readonly onAgain: ((amount: Cents) => void) | null;
}) {
  const { payment, now, onAgain } = props;
  const { currency, amountRefunded } = payment;
  const { word, tone } = statusWords(payment);
  const amount = moneyText(moneyOf(payment), currency);
  const when = payment.at === null ? words.noTime : timeWords(payment.at, now);
  const back =
    payment.status === "partly_refunded" && amountRefunded > 0
      ? words.refunded({ amount: moneyText(amountRefunded, currency) })
      : word;
  return (
    <li className="customer-payment">
      <button
        type="button"
        className="customer-payment-open"
        aria-label={words.open({ amount, when, status: back })}
        onClick={() => go("payments", payment.id)}
      >
        <span className="customer-payment-top">
          <strong className="amount">{amount}</strong>
          <span className={`status-word tone-${tone}`}>
            <span className={`fact-dot tone-${tone}`} aria-hidden="true" />
            {back}
          </span>
        </span>
        <span className="quiet small">
          {when} · {payment.last4 === null ? brandText(payment) : cardText.four({ last4: payment.last4 })}
        </span>
      </button>
      {/* MONEY: an order is taken in US dollars, so the figure of another currency would be another amount. */}
      {currency === USD && payment.again > 0 ? (
        <Button
          kind="quiet"
          size="small"
          label={words.againName({ amount: moneyText(payment.again, currency) })}
          disabled={onAgain === null}
          onPress={() => onAgain?.(payment.again)}
        >
          {words.again}
        </Button>
      ) : null}
    </li>
  );
}
