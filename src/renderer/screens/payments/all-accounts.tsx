import { useEffect, useState } from "react";
import type { Account } from "../../../shared/account";
import { moneyText } from "../../../shared/currency";
import { moneyOf, type PaymentFilter, type PaymentLine } from "../../../shared/history";
import type { PaymentTotals } from "../../../shared/totals";
import { commonWords } from "../../../shared/words/common";
import { paymentsWords } from "../../../shared/words/payments";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { useNow } from "../../parts/use-now";
import { statusWords, payerWords } from "../../payment/payment-words";
import { timeWords } from "../../payment/words";
import { useAllAccounts } from "../../stores/all-accounts";
import { useApp } from "../../stores/app";
import { useHistory } from "../../stores/history";
import { totalWords } from "./sum-words";

const FIRST = 20;
const MORE = 200;

interface Found {
  readonly lines: readonly PaymentLine[];
  readonly next: number | null;
  readonly count: number;
  readonly totals: readonly PaymentTotals[];
}

/** What answers on every account, each by itself with its own sums: money of two accounts is never one figure. */
export function AllAccounts({ clue, filter }: { readonly clue: string; readonly filter: PaymentFilter }) {
  const accounts = useAllAccounts();
  return (
    <div className="all-accounts page-whole">
      {accounts.map((account) => (
        <OneAccount key={account.id} account={account} clue={clue} filter={filter} />
      ))}
    </div>
  );
}

function OneAccount(props: { readonly account: Account; readonly clue: string; readonly filter: PaymentFilter }) {
  const { account, filter } = props;
  const clue = props.clue.trim();
  const { id } = account;
  const here = useApp(({ app }) => app?.account.id === id);
  const revision = useHistory(({ status }) => status?.revision ?? 0);
  const [limit, setLimit] = useState(FIRST);
  const [found, setFound] = useState<Found | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const now = useNow(60_000);
  const question = JSON.stringify([clue, filter]);
  useEffect(() => {
    let gone = false;
    Promise.all([
      ask("history.list", { account: id, clue, filter, before: null, limit }),
      ask("history.sum", { account: id, clue, filter }),
    ]).then(
      ([{ lines, next }, { count, totals }]) => {
        if (!gone) setFound({ lines, next, count, totals });
      },
      (error: unknown) => {
        if (!gone) setTrouble(asFailure(error).sentence);
      },
    );
    return () => {
      gone = true;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the question is compared by its text
  }, [id, question, limit, revision]);
  // A removed account of which nothing was kept is no longer worth a line.
  if (account.removed && (found === null || found.count === 0)) return null;
  return (
    <section className="sheet" aria-label={account.name}>
      <h2>
        <span className={`account-dot account-${account.colour}`} aria-hidden="true" /> {account.name}
        {here ? <span className="quiet small"> {paymentsWords.accountHere}</span> : null}
        {account.removed ? <span className="quiet small"> {paymentsWords.accountRemoved}</span> : null}
      </h2>
      {trouble ? <p className="tone-bad">{trouble}</p> : null}
      <p className="quiet small" role="status">
        {found === null ? paymentsWords.counting : countWords(found)}
      </p>
      {found !== null && found.lines.length > 0 ? (
        <table className="all-accounts-table" aria-label={paymentsWords.paymentsOf({ account: account.name })}>
          <tbody>
            {found.lines.map((line) => (
              <tr key={line.id}>
                <td>{line.at === null ? commonWords.notStated : timeWords(line.at, now)}</td>
                <td>{payerWords(line)}</td>
                <td>{statusWords(line).word}</td>
                <td className="amount all-accounts-amount">{moneyText(moneyOf(line), line.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {found !== null && found.next !== null && limit < 2 * MORE ? (
        <Button
          size="small"
          label={paymentsWords.morePaymentsOf({ account: account.name })}
          onPress={() => setLimit(limit + MORE)}
        >
          {commonWords.more}
        </Button>
      ) : null}
    </section>
  );
}

function countWords({ count, totals }: Found): string {
  if (count === 0) return paymentsWords.noPayments;
  return [paymentsWords.counted({ count }), ...totals.map(totalWords)].join(" · ");
}
