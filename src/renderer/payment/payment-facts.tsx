import { moneyText } from "../../shared/currency";
import type { PaymentLine } from "../../shared/history";
import { ownPairs } from "../../shared/metadata";
import { netOf } from "../../shared/net";
import type { AddressGiven } from "../../shared/attempt";
import { holdLapsesAt, type Payment } from "../../shared/payment";
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
    <section className="story" aria-label="Your own fields">
      <h3 className="story-title">Your own fields</h3>
      <Facts facts={own.map(([label, value]) => ({ label, value: value || "(empty)" }))} />
    </section>
  );
}

/** What a status means that is no plain success, in words. */
export function StatusNote({ payment }: { readonly payment: Payment }) {
  if (payment.status === "unknown")
    return (
      <Quote>
        The processor shows this payment in a way that Counterfoil does not know. Nothing is done with it here; look in
        the processor’s own dashboard.
      </Quote>
    );
  return payment.status === "failed" ? (
    <Quote>
      It did not go through{payment.failureMessage ? `: ${payment.failureMessage}` : ""}. No money was taken.
    </Quote>
  ) : null;
}

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
          label: "Time left",
          value: left.word === null ? left.words : `${left.words}, ${left.word.toLowerCase()}`,
          tone: left.urgency === "calm" ? "plain" : left.urgency === "due" ? "warn" : "bad",
        },
    name === null && customerId === null
      ? null
      : {
          label: "Customer",
          value: customerId === null ? name : <a href={hrefOf("customers", customerId)}>{name ?? customerId}</a>,
        },
    payment.email === null ? null : { label: "E-mail", value: payment.email, copy: payment.email },
    payment.authCode === null ? null : { label: "Approval", value: payment.authCode, copy: payment.authCode },
    ...(card === null ? [] : checkFacts(card, given)),
    payment.amountApproved !== null && payment.amountApproved > 0 && payment.amountApproved !== payment.amount
      ? money("Approved", payment.amountApproved)
      : null,
    money("Refunded", payment.amountRefunded),
    money("Disputed", payment.amountDisputed ?? null),
    money("Tip", payment.tip),
    money("Surcharge", payment.surcharge),
    money("Fees", payment.fees),
    payment.status === "failed" || payment.status === "voided" || payment.status === "authorized"
      ? null
      : money("Net", netOf(payment)),
    payment.statementDescription === null ? null : { label: "Statement", value: payment.statementDescription },
    payment.description === null ? null : { label: "Note", value: payment.description },
    { label: "Reference", value: payment.id, copy: payment.id },
  ];
}

/** The facts that the list knows while the payment itself is being read. */
export function lineFacts(line: PaymentLine | null, name: string | null): (Fact | null)[] {
  if (line === null) return [];
  return [
    name === null ? null : { label: "Customer", value: name },
    line.authCode === null ? null : { label: "Approval", value: line.authCode, copy: line.authCode },
    { label: "Reference", value: line.id, copy: line.id },
  ];
}

/** What happened to a payment, oldest first. `now` in epoch ms. */
export function Story({ steps, now }: { readonly steps: readonly Step[]; readonly now: number }) {
  return (
    <section className="story" aria-label="Story">
      <h3 className="story-title">Story</h3>
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
