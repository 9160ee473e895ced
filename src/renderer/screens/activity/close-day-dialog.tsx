import { useState } from "react";
import { moneyText } from "../../../shared/currency";
import type { Account } from "../../../shared/account";
import type { DayClose } from "../../../shared/day-close";
import { startOfDay } from "../../../shared/history";
import { dayClosingWords as words } from "../../../shared/words/day-closing";
import { dayCloseWords } from "../../../shared/words/day-close";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { Trouble } from "../../parts/states";
import { DayExceptions } from "./day-exceptions";
import { ToTheBank } from "./day-sums";

/** Closing a day: what needs a look first, then the figures, then the act under a person's name. */
export function CloseDayDialog(props: {
  readonly account: Account;
  readonly close: DayClose;
  readonly open: boolean;
  readonly now: number;
  readonly onClosed: (close: DayClose) => void;
  readonly onClose: () => void;
}) {
  const { account, close } = props;
  return (
    <Dialog
      title={words.dialog({ account: account.name, day: dayText(close.day) })}
      size="wide"
      open={props.open}
      onClose={props.onClose}
    >
      <Body {...props} />
    </Dialog>
  );
}

/** "2026-11-28" -> "Saturday, November 28". */
function dayText(day: string): string {
  return new Date(startOfDay(day) ?? 0).toLocaleDateString("en-US", { weekday: "long", month: "long", day: "numeric" });
}

function Body({ account, close, now, onClosed, onClose }: Parameters<typeof CloseDayDialog>[0]) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const { exceptions, mark, day } = close;
  const send = (): void => {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    ask("activity.closeDay", { account: account.id, day, mark, exceptions: exceptions.length })
      .then(
        (closed) => {
          onClosed(closed);
          onClose();
        },
        (error: unknown) => setTrouble(asFailure(error).sentence),
      )
      .finally(() => setBusy(false));
  };
  const amount = moneyText(close.expected.amount, close.currency);
  return (
    <div className="stack">
      <p>{exceptions.length === 0 ? words.nothingOpen : words.firstLook({ count: exceptions.length })}</p>
      {exceptions.length === 0 ? null : (
        <div
          className="close-look"
          role="region"
          aria-label={dayCloseWords.toLookAt({ count: exceptions.length })}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keys must reach it
          tabIndex={0}
        >
          <DayExceptions exceptions={exceptions} now={now} here={false} opens={false} />
        </div>
      )}
      {[close, ...close.others].map((sums) => (
        <section key={sums.currency} aria-label={dayCloseWords.totalsIn({ currency: sums.currency })}>
          <p className="close-taken">
            <strong className="day-money">{moneyText(sums.taken.amount, sums.currency)}</strong>{" "}
            <span className="quiet">{dayCloseWords.takenIn({ count: sums.taken.count })}</span>
          </p>
          <ToTheBank sums={sums} />
        </section>
      ))}
      <p className="quiet small">{words.whatItDoes}</p>
      {trouble ? <Trouble sentence={trouble} /> : null}
      <DialogButtons>
        <Button kind="primary" autoFocus busy={busy} onPress={send}>
          {close.closings.length > 0 ? words.closeAgainFor({ amount }) : words.closeFor({ amount })}
        </Button>
        <Button onPress={onClose}>{words.notYet}</Button>
      </DialogButtons>
    </div>
  );
}
