import { moneyText } from "../../shared/currency";
import { nameWords } from "../../shared/words/common";
import type { AttemptView } from "../../shared/attempt";
import { isOurSentence } from "../../shared/outcome";
import { attemptWords as words } from "../../shared/words/activity";
import { Facts, Quote, StubMoney, Verdict, type Fact } from "../parts/stub";
import { useNow } from "../parts/use-now";
import { checkFacts, isPlainlyGood } from "./advised";
import { attemptAmount, attemptLine, verdictOf } from "./verdict";
import { isChecking, shortId, spanWords, timeWords } from "./words";

/**
 * What a stub says of one attempt: the verdict, the money, words before codes. Without its next steps. `unsaid`: what
 * there was to say is no longer true.
 */
export function AttemptStub({ attempt, unsaid = false }: { readonly attempt: AttemptView; readonly unsaid?: boolean }) {
  const verdict = verdictOf(attempt);
  const now = useNow(1_000);
  const { happened, next, say: toSay } = attempt.advice;
  const say = unsaid ? null : toSay;
  const facts = <Facts facts={isChecking(attempt) ? checkingFacts(attempt, now) : attemptFacts(attempt, now)} />;
  const partly = attempt.outcome?.kind === "partially_approved" ? attempt.outcome : null;
  const name = attempt.customer?.name;
  return (
    <>
      <span hidden data-attempt={attempt.id} />
      <Verdict tone={verdict.tone} mark={partly ? "½" : undefined}>
        {verdict.word}
      </Verdict>
      <StubMoney
        amount={moneyText(attemptAmount(attempt), attempt.currency)}
        line={
          <>
            {partly ? `${words.partOf({ requested: moneyText(partly.requested, attempt.currency) })} · ` : null}
            {name ? (
              <>
                <bdi>{name}</bdi>
                {" · "}
              </>
            ) : null}
            {attemptLine(attempt, now)}
          </>
        }
      />
      {/* How long a hold lasts is for everybody to know. */}
      {isPlainlyGood(attempt) && attempt.outcome?.kind !== "authorized" ? null : (
        <Quote>
          {happened} {next}
        </Quote>
      )}
      {attempt.settles ? <Quote>{attempt.settles.question}</Quote> : null}
      {say ? <Quote say>{say}</Quote> : null}
      {facts}
    </>
  );
}

function checkingFacts(attempt: AttemptView, now: number): (Fact | null)[] {
  const { count, lastAt, nextAt } = attempt.looks;
  return [
    {
      label: words.checking.looked,
      value:
        count === 0
          ? words.checking.notYet
          : lastAt === null
            ? words.checking.times({ count })
            : words.checking.timesLast({ count, ago: spanWords(now - lastAt) }),
    },
    {
      label: words.checking.nextLook,
      value:
        nextAt === null
          ? words.checking.whenAsked
          : nextAt <= now
            ? words.checking.now
            : words.checking.inWhile({ span: spanWords(nextAt - now) }),
    },
    { label: words.checking.account, value: attempt.account },
    { label: words.checking.reference, value: shortId(attempt.id), copy: attempt.id },
  ];
}

/** The facts of an ended attempt: approval, AVS and CVV in words, statement, reference, codes last. */
function attemptFacts(attempt: AttemptView, now: number): (Fact | null)[] {
  const { outcome, byHand } = attempt;
  const payment = outcome?.payment ?? null;
  const paymentId = payment?.id ?? attempt.paymentId;
  const good = outcome?.kind === "approved" || outcome?.kind === "authorized" || outcome?.kind === "partially_approved";
  return [
    byHand
      ? { label: words.facts.stoppedBy, value: `${byHand.by}, ${timeWords(attempt.closedAt ?? attempt.openedAt, now)}` }
      : null,
    byHand ? { label: words.facts.because, value: byHand.reason } : null,
    good && payment?.authCode ? { label: words.facts.approval, value: payment.authCode, copy: payment.authCode } : null,
    good && attempt.surcharge
      ? { label: words.facts.surcharge, value: moneyText(attempt.surcharge, attempt.currency) }
      : null,
    ...(payment?.card && attempt.operation === "charge" ? checkFacts(payment.card, attempt.addressGiven ?? null) : []),
    payment?.statementDescription ? { label: words.facts.statement, value: payment.statementDescription } : null,
    paymentId === null ? null : { label: words.facts.paymentId, value: paymentId, copy: paymentId },
    { label: nameWords.invoiceNumber, value: attempt.invoice },
    { label: words.facts.reference, value: shortId(attempt.id), copy: attempt.id },
    outcome && !good && outcome.code ? codeFact(outcome, outcome.code) : null,
  ];
}

/** What is reversed was approved first: its code and words are those of a success. */
function codeFact(outcome: NonNullable<AttemptView["outcome"]>, code: string): Fact {
  if (outcome.kind === "reversed") return { label: words.facts.firstAnswer, value: words.approvedFirst({ code }) };
  // Our own sentence stands above the facts already.
  const message = isOurSentence(outcome) ? null : outcome.message;
  return { label: words.facts.code, value: [code, message].filter(Boolean).join(" · ") };
}

/** One sentence for a screen reader, the moment the result is there. */
export function announcement(attempt: AttemptView): string {
  const { word } = verdictOf(attempt);
  const { happened, next, say } = attempt.advice;
  const card = attempt.card.last4 ? words.onCard({ last4: attempt.card.last4 }) : "";
  return [
    `${word}. ${moneyText(attemptAmount(attempt), attempt.currency)}${card}. ${happened}`,
    next,
    say ? words.say({ sentence: say }) : null,
  ]
    .filter(Boolean)
    .join(" ");
}
