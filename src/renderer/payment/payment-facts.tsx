import { moneyText } from "../../shared/currency";
import type { PaymentLine } from "../../shared/history";
import { invoiceOf, ownPairs } from "../../shared/metadata";
import { netOf } from "../../shared/net";
import type { AddressGiven, AttemptView } from "../../shared/attempt";
import { holdLapsesAt, type Payment } from "../../shared/payment";
import type { TakenBy } from "../../shared/desks";
import { desksScreenWords } from "../../shared/words/desks-screen";
import { nameWords } from "../../shared/words/common";
import { paymentWords } from "../../shared/words/payment";
import { Facts, Quote, type Fact } from "../parts/stub";
import { hrefOf } from "../stores/route";
import { checkFacts } from "./advised";
import type { Step } from "./payment-story";
import { timeLeft } from "./payment-words";
import { timeWords } from "./words";

/** What people of this shop wrote with the payment. */
export function OwnFields({ payment }: { readonly payment: Payment }) {
  const own = ownPairs(payment);
  if (own.length === 0) return null;
  return (
    <section className="story" aria-label={paymentWords.ownFields}>
      <h3 className="story-title">{paymentWords.ownFields}</h3>
      <Facts facts={own.map(([label, value]) => ({ label, value: value || paymentWords.emptyValue }))} />
    </section>
  );
}

/** What a status means that is no plain success, in words. */
export function StatusNote({ payment }: { readonly payment: Payment }) {
  if (payment.status === "unknown") return <Quote>{paymentWords.status.notKnown}</Quote>;
  return payment.status === "failed" ? (
    <Quote>{paymentWords.status.failed({ why: payment.failureMessage || null })}</Quote>
  ) : null;
}

const words = paymentWords.facts;

/** The facts of a payment in two columns. `given`: which parts of the address went to the bank; `now` in epoch ms. */
export function factsOf(
  payment: Payment,
  name: string | null,
  given: AddressGiven | null,
  now: number,
): (Fact | null)[] {
  const { card } = payment;
  const customerId = payment.customerId ?? card?.customerId ?? null;
  const lapsesAt = holdLapsesAt(payment);
  const left = lapsesAt === null ? null : timeLeft(lapsesAt, now);
  const money = (label: string, cents: number | null, always = false): Fact | null =>
    cents === null || (cents === 0 && !always) ? null : { label, value: moneyText(cents, payment.currency) };
  return [
    left === null
      ? null
      : {
          label: words.left,
          value: left.word === null ? left.words : paymentWords.leftAnd({ left: left.words, word: left.word }),
          tone: left.urgency === "calm" ? "plain" : left.urgency === "due" ? "warn" : "bad",
        },
    name === null && customerId === null
      ? null
      : {
          label: words.customer,
          value:
            customerId === null ? (
              <bdi>{name}</bdi>
            ) : (
              <a href={hrefOf("customers", customerId)}>{name ?? customerId}</a>
            ),
        },
    payment.email === null ? null : { label: words.email, value: payment.email, copy: payment.email },
    payment.authCode === null
      ? null
      : { label: nameWords.approvalCode, value: payment.authCode, copy: payment.authCode },
    ...(card === null ? [] : checkFacts(card, given)),
    payment.amountApproved !== null && payment.amountApproved > 0 && payment.amountApproved !== payment.amount
      ? money(words.approved, payment.amountApproved)
      : null,
    money(words.refunded, payment.amountRefunded),
    money(words.disputed, payment.amountDisputed ?? null),
    money(words.tip, payment.tip),
    money(words.surcharge, payment.surcharge),
    money(words.fees, payment.fees),
    payment.status === "failed" || payment.status === "voided" || payment.status === "authorized"
      ? null
      : money(words.net, netOf(payment)),
    payment.statementDescription === null ? null : { label: words.statement, value: payment.statementDescription },
    { label: nameWords.invoiceNumber, value: invoiceOf(payment) },
    payment.description === null ? null : { label: words.note, value: payment.description },
    { label: nameWords.paymentId, value: payment.id, copy: payment.id },
    payment.reference === null
      ? null
      : { label: nameWords.reference, value: payment.reference, copy: payment.reference },
  ];
}

/**
 * Who took it and where. `by`: what the shop's shared book says, which is believed before what the processor keeps;
 * `charge`: as this desk's journal has it.
 */
export function takenByFacts(payment: Payment, by: TakenBy | null, charge: AttemptView | null): readonly Fact[] {
  const { metadata, createdBy } = payment;
  const operator = charge?.operator ?? by?.operator ?? metadata["operator"] ?? createdBy;
  const desk = charge?.desk ?? by?.desk ?? metadata["desk"] ?? null;
  const value = operator && desk ? desksScreenWords.takenAt({ operator, desk }) : operator || desk;
  return value ? [{ label: nameWords.operator, value }] : [];
}

/** The facts that the list knows while the payment itself is being read. */
export function lineFacts(line: PaymentLine | null, name: string | null): (Fact | null)[] {
  if (line === null) return [];
  return [
    name === null ? null : { label: words.customer, value: <bdi>{name}</bdi> },
    line.authCode === null ? null : { label: nameWords.approvalCode, value: line.authCode, copy: line.authCode },
    { label: nameWords.paymentId, value: line.id, copy: line.id },
  ];
}

/** What happened to a payment, oldest first. `now` in epoch ms. */
export function Story({ steps, now }: { readonly steps: readonly Step[]; readonly now: number }) {
  return (
    <section className="story" aria-label={paymentWords.story}>
      <h3 className="story-title">{paymentWords.story}</h3>
      <ol>
        {steps.map((step, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- steps are told again as a whole; two may be alike
          <li key={at} className={`story-step tone-${step.tone}`}>
            <span className="story-what">{step.title}</span>
            <span className="quiet small">
              {[step.at === null ? null : timeWords(step.at, now), step.by].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
