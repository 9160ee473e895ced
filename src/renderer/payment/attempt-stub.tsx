import { moneyText } from "../../shared/currency";
import type { AttemptView } from "../../shared/attempt";
import { Facts, Quote, StubMoney, Verdict, type Fact } from "../parts/stub";
import { useNow } from "../parts/use-now";
import { advised, checkFacts, isPlainlyGood } from "./advised";
import { attemptAmount, attemptLine, cardWords, isChecking, shortId, spanWords, timeWords, verdictOf } from "./words";

/**
 * What a stub says of one attempt: the verdict, the money, words before codes. Without its next steps. `unsaid`: what
 * there was to say is no longer true.
 */
export function AttemptStub({ attempt, unsaid = false }: { readonly attempt: AttemptView; readonly unsaid?: boolean }) {
  const verdict = verdictOf(attempt);
  const now = useNow(1_000);
  const { happened, next, say: toSay } = advised(attempt);
  const say = unsaid ? null : toSay;
  const facts = <Facts facts={isChecking(attempt) ? checkingFacts(attempt, now) : attemptFacts(attempt, now)} />;
  const partly = attempt.outcome?.kind === "partially_approved" ? attempt.outcome : null;
  return (
    <>
      <Verdict tone={verdict.tone}>{verdict.word}</Verdict>
      <StubMoney
        amount={moneyText(attemptAmount(attempt), attempt.currency)}
        line={partly ? partlyLine(attempt, partly.requested, now) : attemptLine(attempt, now)}
      />
      {isPlainlyGood(attempt) ? null : (
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

/** The line of a partial approval leaves the channel out, so that it stays on one line. */
function partlyLine(attempt: AttemptView, requested: number, now: number): string {
  return [
    `of ${moneyText(requested, attempt.currency)}`,
    attempt.customer?.name,
    cardWords(attempt.card),
    timeWords(attempt.closedAt ?? attempt.openedAt, now),
  ]
    .filter(Boolean)
    .join(" · ");
}

function checkingFacts(attempt: AttemptView, now: number): (Fact | null)[] {
  const { count, lastAt, nextAt } = attempt.looks;
  return [
    {
      label: "Looked",
      value:
        count === 0
          ? "not yet"
          : `${count} ${count === 1 ? "time" : "times"}${lastAt === null ? "" : `, last ${spanWords(now - lastAt)} ago`}`,
    },
    {
      label: "Next look",
      value: nextAt === null ? "when you ask" : nextAt <= now ? "now" : `in ${spanWords(nextAt - now)}`,
    },
    { label: "Account", value: attempt.account },
    { label: "Reference", value: shortId(attempt.id), copy: attempt.id },
  ];
}

/** The facts of an ended attempt: approval, AVS and CVV in words, statement, reference, codes last. */
export function attemptFacts(attempt: AttemptView, now: number): (Fact | null)[] {
  const { outcome, byHand } = attempt;
  const payment = outcome?.payment ?? null;
  const good = outcome?.kind === "approved" || outcome?.kind === "authorized" || outcome?.kind === "partially_approved";
  return [
    byHand
      ? { label: "Closed by", value: `${byHand.by}, ${timeWords(attempt.closedAt ?? attempt.openedAt, now)}` }
      : null,
    byHand ? { label: "Because", value: byHand.reason } : null,
    good && payment?.authCode ? { label: "Approval", value: payment.authCode, copy: payment.authCode } : null,
    good && attempt.surcharge ? { label: "Surcharge", value: moneyText(attempt.surcharge, attempt.currency) } : null,
    ...(payment?.card && attempt.operation === "charge" ? checkFacts(payment.card, attempt.addressGiven ?? null) : []),
    payment?.statementDescription ? { label: "Statement", value: payment.statementDescription } : null,
    {
      label: "Reference",
      value: payment?.id ?? attempt.paymentId ?? shortId(attempt.id),
      copy: payment?.id ?? attempt.paymentId ?? attempt.id,
    },
    outcome && !good && outcome.code
      ? {
          label: outcome.kind === "reversed" ? "Bank said" : "Code",
          value: [outcome.code, isOurSentence(outcome) ? null : outcome.message].filter(Boolean).join(" · "),
        }
      : null,
  ];
}

/** True when the message is our own sentence, which stands above the facts already. */
function isOurSentence(outcome: NonNullable<AttemptView["outcome"]>): boolean {
  return outcome.kind === "refused" && (outcome.why === "not_reached" || outcome.why === "not_sent");
}

/** One sentence for a screen reader, the moment the result is there. */
export function announcement(attempt: AttemptView): string {
  const { word } = verdictOf(attempt);
  const { happened, next, say } = advised(attempt);
  const card = attempt.card.last4 ? ` on the card ending ${attempt.card.last4}` : "";
  return `${word}. ${moneyText(attemptAmount(attempt), attempt.currency)}${card}. ${happened}${next ? ` ${next}` : ""}${say ? ` Say: ${say}` : ""}`;
}
