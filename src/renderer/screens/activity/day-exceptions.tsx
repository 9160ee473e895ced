import { moneyText } from "../../../shared/currency";
import type { DayException } from "../../../shared/day-close";
import { dayCloseWords as words } from "../../../shared/words/day-close";
import { timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Pill } from "../../parts/pill";
import { go } from "../../stores/route";

/** What needs a look, the worst first. `here`: of this window's account; `opens`: each can be opened. */
export function DayExceptions(props: {
  readonly exceptions: readonly DayException[];
  readonly now: number;
  readonly here: boolean;
  readonly opens: boolean;
}) {
  return (
    <ul className="exceptions">
      {props.exceptions.map((exception) => (
        <ExceptionLine
          key={`${exception.kind} ${exception.attemptId ?? ""} ${exception.paymentId ?? ""} ${exception.at ?? ""} ${exception.sentence}`}
          exception={exception}
          {...props}
        />
      ))}
    </ul>
  );
}

const TONES: Readonly<Record<DayException["kind"], "bad" | "warn">> = {
  charged_twice: "bad",
  refunded_twice: "bad",
  unknown: "warn",
  unreadable: "bad",
  denied_here: "bad",
  not_in_journal: "bad",
  not_listed: "bad",
  failed_after_approval: "bad",
  amount_differs: "bad",
  unrecognised: "warn",
  changed_elsewhere: "warn",
  changed_after_close: "bad",
  hold_lapsing: "warn",
  hold_lapsed: "warn",
  closed_by_hand: "warn",
  reversed: "warn",
};
/** Their time is not that of what the sentence is about. */
const UNTIMED: readonly DayException["kind"][] = ["hold_lapsing", "changed_after_close"];

function ExceptionLine(props: {
  readonly exception: DayException;
  readonly now: number;
  readonly here: boolean;
  readonly opens: boolean;
}) {
  const { exception, now, here, opens } = props;
  const { kind, sentence, at } = exception;
  return (
    <li className="exception">
      <span className="exception-kind">
        <Pill tone={TONES[kind]}>{words.kinds[kind]}</Pill>
      </span>
      <span className="grow">
        {sentence}{" "}
        {at === null || UNTIMED.includes(kind) ? null : <span className="quiet small">{timeWords(at, now)}</span>}
      </span>
      {opens ? <Open exception={exception} here={here} /> : null}
    </li>
  );
}

/** MONEY: a payment of another account is not opened here, where its id may be another payment's. */
function Open({ exception, here }: { readonly exception: DayException; readonly here: boolean }) {
  const { kind, attemptId, paymentId } = exception;
  const amount = moneyText(exception.amount, exception.currency);
  if (here && paymentId !== null && kind !== "unknown" && kind !== "not_listed")
    return (
      <Button
        size="small"
        label={words.openPayment({ amount })}
        onPress={() => go(kind === "hold_lapsing" ? "holds" : "payments", paymentId)}
      >
        {words.open}
      </Button>
    );
  if (attemptId === null) return null;
  return (
    <Button size="small" label={words.openEntry({ amount })} onPress={() => go("activity", attemptId)}>
      {words.open}
    </Button>
  );
}
