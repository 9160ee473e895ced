import type { Ref, RefObject } from "react";
import { brandText } from "../../../shared/brand-words";
import { BRAND_NAMES, BRANDS } from "../../../shared/card";
import type { Earlier } from "../../../shared/contract";
import { moneyText } from "../../../shared/currency";
import { type AttemptView } from "../../../shared/attempt";
import { oneOf } from "../../../shared/one-of";
import { OUTCOME_WORDS } from "../../../shared/outcome";
import { PAYMENT_STATUS_WORDS, PAYMENT_STATUSES } from "../../../shared/payment";
import { desksScreenWords } from "../../../shared/words/desks-screen";
import { orderResultWords } from "../../../shared/words/order-result";
import { useKeys } from "../../parts/keys";
import { spanWords, timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Facts, Stub, StubMoney } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import { bind, keyHint, shortcut } from "../../stores/shortcuts";
import type { Question } from "./order-state";
import { questionWords } from "./question-words";

const says = orderResultWords.questions;

/**
 * Nothing was sent: an earlier payment looks the same, or nobody knows yet how one ended. Shows it and asks. Enter
 * stops.
 */
export function QuestionStub(props: {
  readonly question: Question;
  readonly onGoOn: () => void;
  readonly onStop: () => void;
  readonly shown: boolean;
  readonly firstRef: Ref<HTMLButtonElement>;
  readonly stubRef: RefObject<HTMLElement | null>;
}) {
  const { question, onGoOn, onStop, shown } = props;
  const now = useNow(1_000);
  useKeys(shown, bind("result", { first: onStop, stop: onStop, other: onGoOn }));

  const alike =
    question.kind === "standing_unknown" ? question.unknown : question.kind === "duplicate" ? question.earlier : [];
  // What is under way at another desk is what the question is about.
  const first = alike.find((one) => "elsewhere" in one && one.elsewhere?.rightNow) ?? alike[0];
  const others = alike.length - 1;
  const { word, words, goOn } = questionWords(question);
  return (
    <Stub
      ref={props.stubRef}
      name={orderResultWords.name}
      result={word}
      leaving={[shortcut("result", "other").key]}
      steps={
        <>
          <Button ref={props.firstRef} kind="primary" size="wide" keyHint={keyHint("result", "first")} onPress={onStop}>
            {says.doNotCharge}
          </Button>
          <Button size="wide" keyHint={keyHint("result", "other")} onPress={onGoOn}>
            {goOn}
          </Button>
        </>
      }
    >
      <div className="verdict tone-warn">
        <span className="verdict-mark" aria-hidden="true">
          ?
        </span>
        <h2 className="verdict-word">{word}</h2>
      </div>
      {first ? <StubMoney amount={moneyText(first.amount, first.currency)} line={lineOf(first, now)} /> : null}
      <p className="question-words">{words}</p>
      {first ? <Facts facts={"outcome" in first ? standingFacts(first, now) : earlierFacts(first)} /> : null}
      {others > 0 ? <p className="quiet small question-words">{says.more({ count: others })}</p> : null}
    </Stub>
  );
}

function lineOf(first: Earlier | AttemptView, now: number): string {
  if ("outcome" in first)
    return says.sentAt({
      card: `${brandText(first.card)} ···· ${first.card.last4 ?? "····"}`,
      when: timeWords(first.sentAt ?? first.openedAt, now, true),
    });
  const brand = oneOf(BRANDS, first.brand);
  return says.takenAt({
    card: `${brand === null ? first.brand : BRAND_NAMES[brand]} ···· ${first.last4 ?? "····"}`,
    when: timeWords(first.at, now),
    ago: spanWords(now - first.at),
  });
}

function earlierFacts(first: Earlier) {
  const status = oneOf(PAYMENT_STATUSES, first.status);
  const words =
    status === null
      ? new Map<string, string>(Object.entries(OUTCOME_WORDS)).get(first.status)
      : PAYMENT_STATUS_WORDS[status];
  return [
    { label: says.takenBy, value: first.by ?? says.notKnown },
    ...(first.elsewhere ? [{ label: desksScreenWords.desk, value: first.elsewhere.desk }] : []),
    ...(first.elsewhere?.rightNow
      ? []
      : [
          { label: says.itIs, value: words ?? first.status },
          { label: says.paymentId, value: first.id, copy: first.id },
        ]),
  ];
}

function standingFacts(first: AttemptView, now: number) {
  return [
    { label: says.sentBy, value: first.operator },
    { label: says.looked, value: says.lookedTimes({ count: first.looks.count }) },
    {
      label: says.nextLook,
      value: first.looks.nextAt === null ? says.notPlanned : says.in({ span: spanWords(first.looks.nextAt - now) }),
    },
  ];
}
