import { useCallback, useEffect, useState } from "react";
import { dayOf, type DayClose, type DayException, type DaySums, type Sum } from "../../../shared/history";
import { moneyText } from "../../../shared/currency";
import type { Account } from "../../../shared/account";
import { ask, asFailure } from "../../bridge";
import { timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Pill } from "../../parts/pill";
import { Loading, Trouble } from "../../parts/states";
import { Switch } from "../../parts/switch";
import { useNow } from "../../parts/use-now";
import { useAllAccounts } from "../../stores/all-accounts";
import { onAttempt } from "../../stores/attempts";
import { go } from "../../stores/route";
import { toast } from "../../stores/toasts";
import { DayField } from "../../parts/day-field";

/** The close of a day: of this window's account, or of every account, each by itself. */
export function DayCloseView() {
  const now = useNow(60_000);
  const today = dayOf(now);
  const [day, setDay] = useState(today);
  const [everywhere, setEverywhere] = useState(false);
  const accounts = useAllAccounts();
  const [asked, setAsked] = useState(0);
  const again = useCallback(() => setAsked((count) => count + 1), []);
  // What is answered meanwhile changes the close.
  useEffect(
    () =>
      onAttempt((attempt) => {
        if (attempt.state === "closed" || attempt.state === "closed_by_hand") again();
      }),
    [again],
  );
  return (
    <div className="day page-whole">
      <div className="day-top">
        <DayField label="Day" value={day} max={today} onChange={(chosen) => setDay(chosen ?? today)} />
        <Button onPress={again}>Compare again</Button>
        {accounts.length > 1 ? <Switch label="All accounts" on={everywhere} onChange={setEverywhere} /> : null}
      </div>
      {accounts.slice(0, everywhere ? accounts.length : 1).map((account, at) => (
        <DayOfAccount
          key={account.id}
          account={account}
          here={at === 0}
          day={day}
          asked={asked}
          now={now}
          onRetry={again}
        />
      ))}
    </div>
  );
}

/** The close of one account: exceptions first, then the sums, and the journal beside the processor's list. */
function DayOfAccount(props: {
  readonly account: Account;
  readonly day: string;
  readonly here: boolean;
  /** Grows when it is to be asked for anew. */
  readonly asked: number;
  readonly now: number;
  readonly onRetry: () => void;
}) {
  const { account, day, asked, now } = props;
  const { id } = account;
  const [close, setClose] = useState<DayClose | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [saving, setSaving] = useState(false);
  useEffect(() => {
    let gone = false;
    setBusy(true);
    setTrouble(null);
    ask("activity.dayClose", { account: id, day })
      .then(
        (answer) => {
          if (!gone) setClose(answer);
        },
        (error: unknown) => {
          if (!gone) setTrouble(asFailure(error).sentence);
        },
      )
      .finally(() => {
        if (!gone) setBusy(false);
      });
    return () => {
      gone = true;
    };
    // `asked` says when to ask anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- as said above
  }, [id, day, asked]);

  const save = (): void => {
    setSaving(true);
    ask("activity.exportDay", { account: id, day })
      .then(
        ({ path }) => {
          if (path !== null) toast(`The close of ${day} saved as ${path}`);
        },
        (error: unknown) => setTrouble(asFailure(error).sentence),
      )
      .finally(() => setSaving(false));
  };
  const shown = close?.day === day ? close : null;
  return (
    <section className="day" aria-label={account.name}>
      <div className="day-top">
        <h2 className="grow">
          <span className={`account-dot account-${account.colour}`} aria-hidden="true" /> {account.name}
        </h2>
        <Button busy={saving} onPress={save}>
          Export day
        </Button>
      </div>
      {trouble ? <Trouble sentence={trouble} onRetry={props.onRetry} /> : null}
      {shown === null ? (
        busy ? (
          <Loading what="Reading the day from the processor" />
        ) : null
      ) : (
        <Close close={shown} now={now} here={props.here} />
      )}
    </section>
  );
}

/** `here`: of this window's account. */
function Close({ close, now, here }: { readonly close: DayClose; readonly now: number; readonly here: boolean }) {
  const { compared, currency } = close;
  const all: readonly DaySums[] = [close, ...close.others];
  return (
    <>
      {close.trouble ? (
        <p className="notice notice-warning" role="status">
          {close.trouble}
        </p>
      ) : null}
      <section aria-label="Exceptions" className="sheet">
        <h2>{close.exceptions.length === 0 ? "No exceptions" : `${close.exceptions.length} to look at`}</h2>
        {close.exceptions.length === 0 ? (
          <p className="quiet">Every payment of the day is as this computer left it.</p>
        ) : (
          <ul className="exceptions">
            {close.exceptions.map((exception) => (
              <ExceptionLine
                key={`${exception.kind} ${exception.attemptId ?? ""} ${exception.paymentId ?? ""} ${exception.at ?? ""} ${exception.sentence}`}
                exception={exception}
                now={now}
                here={here}
              />
            ))}
          </ul>
        )}
      </section>
      <div className="day-sums">
        <Totals name="Totals" sums={close} />
        {close.others.map((sums) => (
          <Totals key={sums.currency} name={`Totals in ${sums.currency}`} sums={sums} />
        ))}
        <section aria-label="Journal and list" className="sheet">
          <h2>Journal and list {compared.agrees ? <Pill tone="good">agree</Pill> : <Pill tone="warn">differ</Pill>}</h2>
          <Sums
            rows={[
              {
                label: "In this journal",
                currency,
                count: compared.journalCount,
                amount: compared.journalAmount,
                refunded: 0,
              },
              {
                label: "In the processor’s list",
                currency,
                count: compared.listedCount,
                amount: compared.listedAmount,
                refunded: 0,
              },
            ]}
          />
        </section>
        <section aria-label="By person" className="sheet">
          <h2>By person</h2>
          <Sums rows={all.flatMap(({ byPerson }) => byPerson)} />
        </section>
        <section aria-label="By brand" className="sheet">
          <h2>By brand</h2>
          <Sums rows={all.flatMap(({ byBrand }) => byBrand)} />
        </section>
        <section aria-label="By channel" className="sheet">
          <h2>By channel</h2>
          <Sums rows={all.flatMap(({ byChannel }) => byChannel)} />
        </section>
      </div>
    </>
  );
}

function Totals({ name, sums }: { readonly name: string; readonly sums: DaySums }) {
  const { currency, taken, refundedToday } = sums;
  return (
    <section aria-label={name} className="sheet">
      <h2>{name}</h2>
      <p className="day-money">{moneyText(taken.amount, currency)}</p>
      <p className="quiet">
        taken in {taken.count} {taken.count === 1 ? "payment" : "payments"}
      </p>
      <Sums
        rows={[
          ...(sums.disputed.count > 0 ? [sums.disputed] : []),
          sums.held,
          sums.voided,
          sums.failed,
          { label: "Given back this day", currency, ...refundedToday, refunded: 0 },
        ]}
      />
    </section>
  );
}

const KIND_WORDS: Readonly<Record<DayException["kind"], { readonly word: string; readonly tone: "bad" | "warn" }>> = {
  charged_twice: { word: "Charged twice", tone: "bad" },
  refunded_twice: { word: "Refunded twice", tone: "bad" },
  unknown: { word: "Checking", tone: "warn" },
  unreadable: { word: "Not readable", tone: "bad" },
  denied_here: { word: "Done after all", tone: "bad" },
  not_in_journal: { word: "Not in journal", tone: "bad" },
  not_listed: { word: "Not listed", tone: "bad" },
  failed_after_approval: { word: "Failed later", tone: "bad" },
  amount_differs: { word: "Amount differs", tone: "bad" },
  unrecognised: { word: "Not known", tone: "warn" },
  changed_elsewhere: { word: "Changed elsewhere", tone: "warn" },
  hold_lapsing: { word: "Hold due", tone: "warn" },
  hold_lapsed: { word: "Hold lapsed", tone: "warn" },
  closed_by_hand: { word: "Closed by hand", tone: "warn" },
  reversed: { word: "Reversed", tone: "warn" },
};

/** MONEY: a payment of another account is not opened here, where its id may be another payment's. */
function ExceptionLine(props: { readonly exception: DayException; readonly now: number; readonly here: boolean }) {
  const { exception, now, here } = props;
  const { kind, sentence, attemptId, paymentId, at } = exception;
  const { word, tone } = KIND_WORDS[kind];
  return (
    <li className="exception">
      <span className="exception-kind">
        <Pill tone={tone}>{word}</Pill>
      </span>
      <span className="grow">
        {sentence}{" "}
        {at === null || kind === "hold_lapsing" ? null : <span className="quiet small">{timeWords(at, now)}</span>}
      </span>
      {here && paymentId !== null && kind !== "unknown" && kind !== "not_listed" ? (
        <Button
          size="small"
          label={`Open the payment of ${moneyText(exception.amount, exception.currency)}`}
          onPress={() => go(kind === "hold_lapsing" ? "holds" : "payments", paymentId)}
        >
          Open
        </Button>
      ) : attemptId !== null ? (
        <Button
          size="small"
          label={`Open the entry of ${moneyText(exception.amount, exception.currency)}`}
          onPress={() => go("activity", attemptId)}
        >
          Open
        </Button>
      ) : null}
    </li>
  );
}

/** The rows of all currencies, each in its own. */
function Sums({ rows }: { readonly rows: readonly Sum[] }) {
  if (rows.length === 0) return <p className="quiet">Nothing was taken.</p>;
  return (
    <table className="sums">
      <tbody>
        {rows.map(({ label, currency, count, amount, refunded }) => (
          <tr key={`${label} ${currency}`}>
            <th scope="row">{label}</th>
            <td>{count}</td>
            <td>
              {moneyText(amount, currency)}
              {refunded > 0 ? (
                <span className="quiet small sums-back">{moneyText(refunded, currency)} given back</span>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
