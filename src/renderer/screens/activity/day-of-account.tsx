import { useEffect, useState } from "react";
import type { DayClose } from "../../../shared/day-close";
import type { Account } from "../../../shared/account";
import { dayCloseWords as words } from "../../../shared/words/day-close";
import { dayClosingWords as closingWords } from "../../../shared/words/day-closing";
import { ask, asFailure } from "../../bridge";
import { tellSaved } from "../../payment/saved-toast";
import { timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { useKeys } from "../../parts/keys";
import { Pill } from "../../parts/pill";
import { Loading, Trouble } from "../../parts/states";
import { useWhyNot } from "../../parts/why-not";
import { useApp } from "../../stores/app";
import { bind, keyHint } from "../../stores/shortcuts";
import { CloseDayDialog } from "./close-day-dialog";
import { DayDesks } from "./day-desks";
import { DayExceptions } from "./day-exceptions";
import { DayFigures } from "./day-sums";

interface DayProps {
  readonly account: Account;
  readonly day: string;
  /** Of this window's account. */
  readonly here: boolean;
  /** Grows when it is to be asked for anew. */
  readonly asked: number;
  readonly now: number;
  readonly onRetry: () => void;
}

/** The day of one account: whether it is closed, what needs a look, the figures. */
export function DayOfAccount(props: DayProps) {
  const { account, day } = props;
  const { shown, setClose, trouble, setTrouble, busy } = useDay(props);
  return (
    <section className="day" aria-label={account.name}>
      <div className="day-top">
        <h2 className="grow">
          <span className={`account-dot account-${account.colour}`} aria-hidden="true" /> {account.name}
        </h2>
        <DayActs
          here={props.here}
          account={account}
          day={day}
          close={shown}
          now={props.now}
          setClose={setClose}
          setTrouble={setTrouble}
        />
      </div>
      {trouble ? <Trouble sentence={trouble} onRetry={props.onRetry} /> : null}
      {shown === null ? (
        busy ? (
          <Loading what={words.reading} />
        ) : null
      ) : (
        <>
          <Closed close={shown} now={props.now} />
          {shown.trouble ? (
            <p className="notice notice-warning" role="status">
              {shown.trouble}
            </p>
          ) : null}
          <section aria-label={words.exceptions} className="sheet">
            <h2>
              {shown.exceptions.length === 0
                ? words.nothingToLookAt
                : words.toLookAt({ count: shown.exceptions.length })}
            </h2>
            {shown.exceptions.length === 0 ? (
              <p className="quiet">{words.allWell}</p>
            ) : (
              <DayExceptions exceptions={shown.exceptions} now={props.now} here={props.here} opens />
            )}
          </section>
          <DayFigures close={shown} />
          <DayDesks close={shown} />
          <p className="quiet small">
            {words.expectedIs} {words.refundsExplained}
          </p>
        </>
      )}
    </section>
  );
}

/** Reads the day whenever it is another one, or is asked for anew. */
function useDay({ account, day, asked }: DayProps) {
  const { id } = account;
  const seen = useApp(({ app }) => app?.desks.seen);
  const [close, setClose] = useState<DayClose | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
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
    // `asked` says when to ask anew; so does whether other desks are seen.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- as said above
  }, [id, day, asked, seen]);
  return { shown: close?.day === day ? close : null, setClose, trouble, setTrouble, busy };
}

/** By whom it was closed and when, and whether something has changed since. */
function Closed({ close, now }: { readonly close: DayClose; readonly now: number }) {
  const [last, ...before] = close.closings;
  if (!last) return null;
  const changed = close.differences.length > 0;
  return (
    <div className="day-closed" role="status">
      <Pill tone={changed ? "bad" : "good"}>{changed ? closingWords.changed : closingWords.closed}</Pill>
      <div>
        <p>
          {closingWords.closedBy({ by: last.by, desk: last.desk, when: timeWords(last.at, now) })}{" "}
          {last.exceptions > 0 ? closingWords.closedWith({ count: last.exceptions }) : null}
        </p>
        {last.differences.map((difference) => (
          <p key={difference} className="quiet small">
            {difference}
          </p>
        ))}
        {before.map(({ by, desk, at }) => (
          <p key={at} className="quiet small">
            {closingWords.closedBefore({ by, desk, when: timeWords(at, now) })}
          </p>
        ))}
      </div>
    </div>
  );
}

type Act = "print" | "pdf" | "csv";
const NEEDS = { print: "activity.printDay", pdf: "activity.saveDayPdf", csv: "activity.exportDay" } as const;

/** Close, print, save. `close` null: not read yet. The key closes the day of this window's account. */
function DayActs(props: {
  readonly here: boolean;
  readonly account: Account;
  readonly day: string;
  readonly close: DayClose | null;
  readonly now: number;
  readonly setClose: (close: DayClose) => void;
  readonly setTrouble: (sentence: string | null) => void;
}) {
  const { account, day, close, now, setClose, setTrouble } = props;
  const [busy, setBusy] = useState<Act | null>(null);
  const [closing, setClosing] = useState(false);
  const run = (act: Act): void => {
    if (busy !== null) return;
    setBusy(act);
    setTrouble(null);
    const asked = { account: account.id, day };
    const work =
      act === "print"
        ? ask("activity.printDay", asked).then(() => undefined)
        : tellSaved(ask(act === "pdf" ? "activity.saveDayPdf" : "activity.exportDay", asked));
    work.catch((error: unknown) => setTrouble(asFailure(error).sentence)).finally(() => setBusy(null));
  };
  const closable = close !== null && close.whyNotClosable === null;
  const notAllowed = useWhyNot("activity.closeDay");
  useKeys(props.here && closable && notAllowed === null, bind("activity", { closeDay: () => setClosing(true) }));
  const act = (name: Act, label: string) => (
    <Button needs={NEEDS[name]} busy={busy === name} onPress={() => run(name)}>
      {label}
    </Button>
  );
  return (
    <>
      {act("print", closingWords.print)}
      {act("pdf", closingWords.savePdf)}
      {act("csv", words.export)}
      {closable ? (
        <Button
          kind="primary"
          needs="activity.closeDay"
          {...(props.here ? { keyHint: keyHint("activity", "closeDay") } : {})}
          onPress={() => setClosing(true)}
        >
          {close.closings.length > 0 ? closingWords.closeAgain : closingWords.close}
        </Button>
      ) : null}
      {close === null ? null : (
        <CloseDayDialog
          account={account}
          close={close}
          open={closing}
          now={now}
          onClosed={setClose}
          onClose={() => setClosing(false)}
        />
      )}
    </>
  );
}
