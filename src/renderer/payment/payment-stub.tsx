import { useState } from "react";
import { capturable, moneyOf, TAKEN, type PaymentLine } from "../../shared/history";
import { moneyText } from "../../shared/currency";
import { oneOf } from "../../shared/one-of";
import { CHANNELS } from "../../shared/outcome";
import { invoiceOf, ownPairs } from "../../shared/metadata";
import { actWords, commonWords } from "../../shared/words/common";
import { paymentWords } from "../../shared/words/payment";
import { orderWords } from "../../shared/words/order";
import { canRepeat, repeatCharge } from "./repeat-charge";
import { useKeys } from "../parts/keys";
import { Button } from "../parts/button";
import { Loading, Trouble } from "../parts/states";
import { Facts, Stub, StubMoney, Verdict } from "../parts/stub";
import { useWhyNot } from "../parts/why-not";
import { useNow } from "../parts/use-now";
import { bind, keyHint } from "../stores/shortcuts";
import { CaptureDialog } from "./capture-dialog";
import { useCan } from "../stores/app";
import { DisputePackButton } from "./dispute-pack-button";
import { EditPaymentDialog } from "./edit-payment-dialog";
import { PaymentDetails } from "./payment-details";
import { factsOf, lineFacts, OwnFields, StatusNote, Story, takenByFacts } from "./payment-facts";
import { PaymentLedger } from "./payment-ledger";
import { storyOf } from "./payment-story";
import { payerWords, statusWords, whyNoTakeBack } from "./payment-words";
import { ReceiptDialog } from "./receipt-dialog";
import { TakeBackDialog } from "./take-back-dialog";
import { useTakenBy } from "./use-taken-by";
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
  const hasLedger = useCan("ledger");
  const canLedger = useWhyNot("payments.ledger") === null && hasLedger;
  const canEdit = useCan("edit_payment");
  // What the list says of it: when that changes, the payment is read again.
  const changed = line === null ? "" : `${line.status} ${line.amountCaptured ?? ""} ${line.amountRefunded}`;
  const { payment, attempts, trouble, reread } = usePayment(id, changed);
  const takenBy = useTakenBy(payment, attempts.find(({ operation }) => operation === "charge") ?? null);
  const status = payment?.status ?? line?.status ?? null;
  const canCapture = status === "authorized";
  // No press waits for the processor: the sheets read for themselves, and what the list says is said at once.
  const seen = payment ?? line;
  const whyNot = seen && whyNoTakeBack(seen);
  const canTakeBack = seen && !whyNot;

  const again =
    payment !== null && canRepeat(payment)
      ? () =>
          void repeatCharge({
            ...payment,
            customerId: payment.customerId ?? payment.card?.customerId ?? null,
            holder: payment.card?.holder ?? null,
          })
      : null;

  useKeys(true, [
    ...bind("payments", {
      capture: canCapture ? () => setOpen("capture") : null,
      takeBack: canTakeBack ? () => setOpen("take back") : null,
      receipt: seen && (() => setOpen("receipt")),
      again,
    }),
    ...bind("lists", { close: onClose }),
  ]);

  if (seen === null || status === null) {
    return (
      <Stub
        name={paymentWords.panel}
        steps={
          <Button size="wide" keyHint={keyHint("lists", "close")} onPress={onClose}>
            {commonWords.close}
          </Button>
        }
      >
        {trouble === null ? <Loading what={paymentWords.reading} /> : <Trouble sentence={trouble} onRetry={reread} />}
      </Stub>
    );
  }
  const charge = attempts.find(({ operation }) => operation === "charge") ?? null;
  const reversed = line?.reversed || charge?.outcome?.kind === "reversed";
  const { word, tone } = statusWords({ ...seen, reversed });
  const at = payment?.createdAt ?? line?.at ?? null;
  const card = payment?.card ?? line;
  const name = line?.name ?? payment?.card?.holder ?? null;
  const channel = oneOf(CHANNELS, payment?.metadata["channel"]) ?? line?.channel ?? null;
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
      name={paymentWords.panel}
      steps={
        <>
          {canCapture ? (
            <Button
              kind="primary"
              size="wide"
              keyHint={keyHint("payments", "capture")}
              label={paymentWords.capture}
              onPress={() => setOpen("capture")}
            >
              {actWords.capture({ amount: moneyText(capturable(seen), seen.currency) })}
            </Button>
          ) : null}
          <Button
            kind={canCapture ? "plain" : "primary"}
            size="wide"
            keyHint={keyHint("payments", "receipt")}
            onPress={() => setOpen("receipt")}
          >
            {paymentWords.receipt}
          </Button>
          <Button
            size="wide"
            keyHint={keyHint("payments", "takeBack")}
            disabled={!canTakeBack}
            describedBy={whyNot === null ? undefined : "why-no-take-back"}
            onPress={() => setOpen("take back")}
          >
            {paymentWords.takeItBack}
          </Button>
          <Button
            size="wide"
            keyHint={keyHint("payments", "again")}
            disabled={again === null}
            onPress={again ?? undefined}
          >
            {orderWords.steps.chargeAgain}
          </Button>
          {whyNot === null ? null : (
            <p id="why-no-take-back" className="stub-why quiet small">
              {whyNot}
            </p>
          )}
        </>
      }
    >
      <Button kind="quiet" className="stub-close" label={commonWords.close} onPress={onClose}>
        ×
      </Button>
      <Verdict tone={tone}>{word}</Verdict>
      <StubMoney
        amount={moneyText(money, seen.currency)}
        line={
          money === seen.amount
            ? moneyLine
            : paymentWords.of({ amount: moneyText(seen.amount, seen.currency), line: moneyLine })
        }
      />
      {payment === null && trouble !== null ? <Trouble sentence={trouble} onRetry={reread} /> : null}
      {payment ? <StatusNote payment={payment} /> : null}
      <Facts
        facts={
          payment
            ? [...takenByFacts(payment, takenBy, charge), ...factsOf(payment, name, charge?.addressGiven ?? null, now)]
            : lineFacts(line, name)
        }
      />
      {payment ? (
        <Story steps={storyOf(payment, attempts)} now={now} />
      ) : trouble === null ? (
        <Loading what={paymentWords.reading} />
      ) : null}
      {payment ? <OwnFields payment={payment} /> : null}
      {payment ? (
        <p className="stub-acts">
          {canEdit ? (
            <Button kind="quiet" size="small" needs="payments.update" onPress={() => setOpen("edit")}>
              {!payment.description && invoiceOf(payment) === null && ownPairs(payment).length === 0
                ? paymentWords.addNote
                : paymentWords.editNote}
            </Button>
          ) : null}
          {TAKEN.includes(payment.status) ? <DisputePackButton paymentId={id} /> : null}
        </p>
      ) : null}
      {payment && canLedger ? (
        <PaymentLedger
          paymentId={id}
          currency={payment.currency}
          changed={`${payment.status} ${payment.amountRefunded} ${payment.updatedAt ?? ""}`}
          now={now}
        />
      ) : null}
      {payment ? <PaymentDetails payment={payment} /> : null}
      {open === "capture" ? (
        <CaptureDialog
          held={{
            paymentId: id,
            currency: seen.currency,
            amount: most,
            line: `${name ?? payerWords({ name, email: seen.email, brand: card?.brand ?? "unknown", brandRaw: card?.brandRaw ?? null, last4: card?.last4 ?? null })} · ${moneyLine}`,
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
