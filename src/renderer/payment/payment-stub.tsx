import { useEffect, useState } from "react";
import { capturable, moneyOf, type PaymentLine } from "../../shared/history";
import { dollars } from "../../shared/money";
import { Channel, type AddressGiven } from "../../shared/outcome";
import { ownPairs } from "../../shared/metadata";
import { holdLapsesAt, refundable, type Payment } from "../../shared/payment";
import { useKeys } from "../parts/keys";
import { Button } from "../parts/button";
import { Loading, Trouble } from "../parts/states";
import { Facts, Quote, Stub, StubMoney, Verdict, type Fact } from "../parts/stub";
import { useNow } from "../parts/use-now";
import { hrefOf } from "../stores/route";
import { bind, keyHint } from "../stores/shortcuts";
import { checkFacts } from "./advised";
import { CaptureDialog } from "./capture-dialog";
import { useCan } from "../stores/app";
import { EditPaymentDialog } from "./edit-payment-dialog";
import { PaymentDetails } from "./payment-details";
import { PaymentLedger } from "./payment-ledger";
import { storyOf, type Step } from "./payment-story";
import { payerWords, statusWords, timeLeft } from "./payment-words";
import { ReceiptDialog } from "./receipt-dialog";
import { TakeBackDialog } from "./take-back-dialog";
import { usePayment } from "./use-payment";
import { cardWords, CHANNEL_WORDS, timeWords } from "./words";

type Open = "capture" | "take back" | "receipt" | "edit" | null;

/**
 * The counterfoil of one payment: its whole story, its checks, and what can be done with it. `line` is what the list
 * knows already, shown while the processor is asked. Escape puts it away.
 */
export function PaymentStub(props: {
  readonly id: string;
  readonly line: PaymentLine | null;
  readonly onClose: () => void;
}) {
  const { id, line, onClose } = props;
  const now = useNow(30_000);
  const [open, setOpen] = useState<Open>(null);
  const canLedger = useCan("ledger");
  const canEdit = useCan("edit_payment");
  // What the list says of it: when that changes, the payment is read again.
  const changed = line === null ? "" : `${line.status} ${line.amountCaptured ?? ""} ${line.amountRefunded}`;
  const { payment, attempts, trouble, reread } = usePayment(id, changed);
  const status = payment?.status ?? line?.status ?? null;
  const canCapture = status === "authorized";
  const canTakeBack = payment !== null && (status === "authorized" || status === "captured" || refundable(payment) > 0);
  const canReceipt = payment !== null;

  useEffect(() => {
    // At 200 % zoom the stub stands below the list; where it is in sight already nothing moves.
    document.querySelector(".split > .stub")?.scrollIntoView({ block: "nearest" });
  }, []);

  useKeys(true, [
    ...bind("payments", {
      capture: canCapture ? () => setOpen("capture") : null,
      takeBack: canTakeBack ? () => setOpen("take back") : null,
      receipt: canReceipt ? () => setOpen("receipt") : null,
    }),
    ...bind("lists", { close: onClose }),
  ]);

  const seen = payment ?? line;
  if (seen === null || status === null) {
    return (
      <Stub
        name="Payment"
        steps={
          <Button size="wide" keyHint={keyHint("lists", "close")} onPress={onClose}>
            Close
          </Button>
        }
      >
        {trouble === null ? <Loading what="Reading the payment" /> : <Trouble sentence={trouble} onRetry={reread} />}
      </Stub>
    );
  }
  const { word, tone } = statusWords(seen);
  const at = payment?.createdAt ?? line?.at ?? null;
  const card = payment?.card ?? line;
  const name = line?.name ?? payment?.card?.holder ?? null;
  const stated = Channel.safeParse(payment?.metadata["channel"]);
  const channel = stated.success ? stated.data : (line?.channel ?? null);
  const moneyLine = [
    card ? cardWords(card) : null,
    channel ? CHANNEL_WORDS[channel].toLowerCase() : null,
    at === null ? null : timeWords(at, now),
  ]
    .filter(Boolean)
    .join(" · ");
  const most = capturable(seen);
  const money = moneyOf(seen);
  const close = (): void => setOpen(null);

  return (
    <Stub
      name="Payment"
      result={`${id} ${word}`}
      steps={
        <>
          {canCapture ? (
            <Button
              kind="primary"
              size="wide"
              keyHint={keyHint("payments", "capture")}
              onPress={() => setOpen("capture")}
            >
              Capture
            </Button>
          ) : null}
          <div className="stub-steps-pair">
            <Button
              size="wide"
              keyHint={keyHint("payments", "receipt")}
              disabled={!canReceipt}
              onPress={() => setOpen("receipt")}
            >
              Receipt
            </Button>
            <Button
              size="wide"
              keyHint={keyHint("payments", "takeBack")}
              disabled={!canTakeBack}
              onPress={() => setOpen("take back")}
            >
              Take it back
            </Button>
          </div>
        </>
      }
    >
      <Button kind="quiet" className="stub-close" label="Close" onPress={onClose}>
        ×
      </Button>
      <Verdict tone={tone}>{word}</Verdict>
      <StubMoney
        amount={dollars(money)}
        line={money === seen.amount ? moneyLine : `of ${dollars(seen.amount)} · ${moneyLine}`}
      />
      {payment === null && trouble !== null ? <Trouble sentence={trouble} onRetry={reread} /> : null}
      {payment ? <DeclineWords payment={payment} /> : null}
      <Facts
        facts={
          payment
            ? factsOf(
                payment,
                name,
                attempts.find(({ operation }) => operation === "charge")?.addressGiven ?? null,
                now,
              )
            : lineFacts(line, name)
        }
      />
      {payment ? (
        <Story steps={storyOf(payment, attempts)} now={now} />
      ) : trouble === null ? (
        <Loading what="Reading the payment" />
      ) : null}
      {payment ? <OwnFields payment={payment} /> : null}
      {payment && canEdit ? (
        <p>
          <Button kind="quiet" size="small" onPress={() => setOpen("edit")}>
            {!payment.description && ownPairs(payment).length === 0
              ? "Add a note or fields"
              : "Edit the note and fields"}
          </Button>
        </p>
      ) : null}
      {payment && canLedger ? (
        <PaymentLedger
          paymentId={id}
          changed={`${payment.status} ${payment.amountRefunded} ${payment.updatedAt ?? ""}`}
          now={now}
        />
      ) : null}
      {payment ? <PaymentDetails payment={payment} /> : null}
      {open === "capture" ? (
        <CaptureDialog
          held={{
            paymentId: id,
            amount: most,
            line: `${name ?? payerWords({ name, email: seen.email, brand: card?.brand ?? "unknown", last4: card?.last4 ?? null })} · ${moneyLine}`,
          }}
          open
          onClose={close}
        />
      ) : null}
      {open === "take back" ? <TakeBackDialog paymentId={id} open onClose={close} /> : null}
      {open === "edit" && payment ? <EditPaymentDialog payment={payment} open onClose={close} onDone={reread} /> : null}
      {open === "receipt" ? <ReceiptDialog paymentId={id} attemptId={null} open onClose={close} /> : null}
    </Stub>
  );
}

/** What people of this shop wrote with the payment. */
function OwnFields({ payment }: { readonly payment: Payment }) {
  const own = ownPairs(payment);
  if (own.length === 0) return null;
  return (
    <section className="story" aria-label="Your own fields">
      <h3 className="story-title">Your own fields</h3>
      <Facts facts={own.map(([label, value]) => ({ label, value: value || "(empty)" }))} />
    </section>
  );
}

function DeclineWords({ payment }: { readonly payment: Payment }) {
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

function factsOf(payment: Payment, name: string | null, given: AddressGiven | null, now: number): (Fact | null)[] {
  const { card } = payment;
  const customerId = payment.customerId ?? card?.customerId ?? null;
  const lapsesAt = holdLapsesAt(payment);
  const left = lapsesAt === null ? null : timeLeft(lapsesAt, now);
  const money = (label: string, cents: number | null, always = false): Fact | null =>
    cents === null || (cents === 0 && !always) ? null : { label, value: dollars(cents) };
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
    payment.email === null ? null : { label: "E-mail", value: payment.email },
    payment.authCode === null ? null : { label: "Approval", value: payment.authCode },
    ...(card === null ? [] : checkFacts(card, given)),
    payment.amountApproved !== null && payment.amountApproved > 0 && payment.amountApproved !== payment.amount
      ? money("Approved", payment.amountApproved)
      : null,
    money("Refunded", payment.amountRefunded),
    money("Tip", payment.tip),
    money("Surcharge", payment.surcharge),
    money("Fees", payment.fees),
    payment.status === "failed" || payment.status === "voided" || payment.status === "authorized"
      ? null
      : money("Net", payment.net),
    payment.statementDescription === null ? null : { label: "Statement", value: payment.statementDescription },
    payment.description === null ? null : { label: "Note", value: payment.description },
    { label: "Reference", value: payment.id },
  ];
}

function lineFacts(line: PaymentLine | null, name: string | null): (Fact | null)[] {
  if (line === null) return [];
  return [
    name === null ? null : { label: "Customer", value: name },
    line.authCode === null ? null : { label: "Approval", value: line.authCode },
    { label: "Reference", value: line.id },
  ];
}

function Story({ steps, now }: { readonly steps: readonly Step[]; readonly now: number }) {
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
