import { useEffect, useRef, useState } from "react";
import type { TakeBackPlan } from "../../shared/contract";
import { moneyText } from "../../shared/currency";
import { amountTrouble, amountTypedToCents, type AmountTyped } from "../../shared/money";
import type { AttemptView } from "../../shared/attempt";
import { TAKE_BACK_REASON_WORDS, TAKE_BACK_REASONS, type TakeBackReason } from "../../shared/payment";
import { LONGEST_TAKE_BACK_WORDS } from "../../shared/refund-mark";
import { actWords, commonWords, nameWords } from "../../shared/words/common";
import { paymentWords } from "../../shared/words/payment";
import { ask, asFailure } from "../bridge";
import { AmountField, typedOf } from "../parts/amount-field";
import { Button, sumOn } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { SelectField } from "../parts/select-field";
import { Loading, Trouble } from "../parts/states";
import { TextField } from "../parts/text-field";
import { askApproved } from "../stores/approval";
import { Ended, useOneAttempt } from "./one-attempt";
import { useTyped } from "../parts/typed";

const REASONS = TAKE_BACK_REASONS.map((value) => ({ value, label: TAKE_BACK_REASON_WORDS[value] }));

/** The way of a take-back of `amount` minor units: a part of what could be voided as a whole goes as a refund. */
const wayOf = (plan: TakeBackPlan, amount: number): "void" | "refund" =>
  plan.way === "void" && (!plan.partial || amount === plan.most) ? "void" : "refund";

/**
 * Take it back: reads the payment, says whether it is a void or a refund and when the money returns, asks for the
 * amount (only where a part is possible) and the reason, and shows how it ended. `onDone` hears the attempt.
 */
export function TakeBackDialog(props: {
  readonly paymentId: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone?: (attempt: AttemptView) => void;
}) {
  return (
    <Dialog title={paymentWords.takeItBack} open={props.open} onClose={props.onClose} money>
      <TakeBack {...props} />
    </Dialog>
  );
}

function TakeBack({
  paymentId,
  onClose,
  onDone,
}: {
  readonly paymentId: string;
  readonly onClose: () => void;
  readonly onDone?: (attempt: AttemptView) => void;
}) {
  const [plan, setPlan] = useState<TakeBackPlan | null>(null);
  const { busy, trouble, ended, setTrouble, send } = useOneAttempt(onDone);
  const sent = busy || ended !== null;
  /** null: the sum that is offered stands. */
  const [own, setOwn] = useTyped<AmountTyped | null>(`take back ${paymentId}`, null, sent);
  const [amountError, setAmountError] = useState<string | null>(null);
  const [reason, setReason] = useTyped<TakeBackReason>(`take back reason ${paymentId}`, "requested_by_customer", sent);
  const [description, setDescription] = useTyped(`take back words ${paymentId}`, "", sent);
  const [descriptionError, setDescriptionError] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    let gone = false;
    ask("payments.takeBackPlan", { paymentId }).then(
      (read) => {
        if (!gone) setPlan(read);
      },
      (error: unknown) => {
        if (!gone) setTrouble(asFailure(error).sentence);
      },
    );
    return () => {
      gone = true;
    };
  }, [paymentId, setTrouble]);

  const typed = typedIn(plan, own);
  const confirm = (): void => {
    if (!plan || plan.way === null) return;
    const amount = amountTypedToCents(typed);
    const wrong = !amount
      ? amountTrouble(typed)
      : amount > plan.most
        ? paymentWords.atMost({ amount: moneyText(plan.most, plan.payment.currency) })
        : !plan.partial && amount !== plan.most
          ? paymentWords.wholeOnly
          : null;
    setAmountError(wrong);
    const words = description.trim();
    const short = words !== "" && words.length < 5;
    setDescriptionError(short ? paymentWords.descriptionShort : null);
    const said = sumOn(button.current);
    if (wrong !== null || !amount || short || said === null) return;
    const way = wayOf(plan, amount);
    send(
      (attempt) =>
        askApproved("payments.takeBack", {
          ...attempt,
          paymentId,
          way,
          amount,
          ...said,
          reason,
          description: words || null,
          sendReceipt: { email: false, sms: false },
          despite: plan.possible ?? [],
        }),
      ({ fields }) => setAmountError(fields["amount"] ?? null),
    );
  };

  if (ended) return <Ended attempt={ended} onClose={onClose} />;
  if (!plan || plan.way === null) {
    return (
      <>
        {plan ? (
          <p>{plan.sentence}</p>
        ) : trouble === null ? (
          <Loading what={paymentWords.reading} />
        ) : (
          <Trouble sentence={trouble} />
        )}
        <DialogButtons>
          <Button kind="primary" autoFocus onPress={onClose}>
            {commonWords.close}
          </Button>
        </DialogButtons>
      </>
    );
  }
  const amount = amountTypedToCents(typed) ?? 0;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <p>{plan.sentence}</p>
      {plan.warning ? (
        <p className="notice notice-warning" role="alert">
          {plan.warning}
        </p>
      ) : null}
      <AmountField
        label={nameWords.amount}
        currency={plan.payment.currency}
        typed={typed}
        onTyped={setOwn}
        readOnly={!plan.partial}
        error={amountError}
        hint={
          plan.partial
            ? paymentWords.atMost({ amount: moneyText(plan.most, plan.payment.currency) })
            : paymentWords.whole
        }
        autoFocus={plan.partial}
        onEnter={confirm}
      />
      <SelectField label={nameWords.reason} value={reason} choices={REASONS} onChange={setReason} />
      <TextField
        label={paymentWords.description}
        hint={paymentWords.descriptionHint}
        value={description}
        onChange={setDescription}
        maxLength={LONGEST_TAKE_BACK_WORDS}
        error={descriptionError}
      />
      {trouble ? (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      ) : null}
      <DialogButtons>
        <Button
          ref={button}
          kind="primary"
          submit
          busy={busy}
          autoFocus={!plan.partial}
          label={paymentWords.confirm}
          sum={{ money: [{ amount, currency: plan.payment.currency }], inWords: true }}
        >
          {actWords[wayOf(plan, amount)]({ amount: moneyText(amount, plan.payment.currency) })}
        </Button>
        <Button onPress={onClose}>{commonWords.cancel}</Button>
        {busy ? <span className="grow quiet small dialog-note">{commonWords.sending}</span> : null}
      </DialogButtons>
    </form>
  );
}

/** What stands in the field: what was typed there, or what is offered. */
function typedIn(plan: TakeBackPlan | null, own: AmountTyped | null): AmountTyped {
  if (!plan) return "";
  if (own !== null && plan.partial) return own;
  // MONEY: the whole is not offered in silence where a part of it may be given back already.
  return plan.warning && plan.partial ? "" : typedOf(plan.most);
}
