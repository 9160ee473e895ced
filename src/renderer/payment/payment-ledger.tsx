import { useEffect, useState } from "react";
import { ledgerWords, type LedgerLine } from "../../shared/ledger";
import { addUp, moneyText, sumsText, type Currency } from "../../shared/currency";
import { nameWords } from "../../shared/words/common";
import { paymentWords } from "../../shared/words/payment";
import { ask, asFailure } from "../bridge";
import { Loading, Trouble } from "../parts/states";
import { timeWords } from "./words";
import "./payment-ledger.css";

/** What a payment did to the merchant's balance, line by line; read again when `changed` is another. */
export function PaymentLedger({
  paymentId,
  currency,
  changed,
  now,
}: {
  readonly paymentId: string;
  /** Of the payment: of the lines that name none. */
  readonly currency: Currency;
  readonly changed: string;
  readonly now: number;
}) {
  const [read, setRead] = useState<{ of: string; lines: readonly LedgerLine[] } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [again, setAgain] = useState(0);

  useEffect(() => {
    let gone = false;
    ask("payments.ledger", { paymentId }).then(
      (lines) => {
        if (gone) return;
        setRead({ of: paymentId, lines });
        setTrouble(null);
      },
      (error: unknown) => {
        if (!gone) setTrouble(asFailure(error).sentence);
      },
    );
    return () => {
      gone = true;
    };
    // `changed` and `again` are not read; they say when to ask anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- as said above
  }, [paymentId, changed, again]);

  const lines = read?.of === paymentId ? read.lines : null;
  return (
    <section className="ledger" aria-label={paymentWords.ledger.title}>
      <h3 className="story-title">{paymentWords.ledger.title}</h3>
      {lines === null ? (
        trouble === null ? (
          <Loading what={paymentWords.ledger.reading} />
        ) : (
          <Trouble sentence={trouble} onRetry={() => setAgain(again + 1)} />
        )
      ) : lines.length === 0 ? (
        <p className="quiet small">{paymentWords.ledger.none}</p>
      ) : (
        <table className="ledger-table">
          <thead className="heard-only">
            <tr>
              <th scope="col">{paymentWords.ledger.what}</th>
              <th scope="col">{nameWords.amount}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <td>
                  {ledgerWords(line.kind)}
                  {line.at === null ? null : <span className="quiet small"> {timeWords(line.at, now)}</span>}
                </td>
                <td className="ledger-amount">{moneyText(line.amount, line.currency ?? currency)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{paymentWords.ledger.balance}</th>
              <td className="ledger-amount">
                {sumsText(addUp(lines.map((line) => ({ amount: line.amount, currency: line.currency ?? currency }))))}
              </td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}
