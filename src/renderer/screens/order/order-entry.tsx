import { USD } from "../../../shared/currency";
import { amountTrouble, amountTypedToCents, dollars } from "../../../shared/money";
import type { KeyboardEvent } from "react";
import { orderFieldWords } from "../../../shared/words/order-fields";
import { orderWords } from "../../../shared/words/order";
import { CardInputs } from "../../card/card-inputs";
import type { CardSeen } from "../../card/card-seen";
import { AmountField } from "../../parts/amount-field";
import { Button } from "../../parts/button";
import { later } from "../../parts/later";
import { isUnread } from "../../parts/read-first";
import { useSteady } from "../../parts/use-latest";
import { useApp, useMayCan } from "../../stores/app";
import { OrderActsRow } from "./order-acts-row";
import { payingCard } from "./order-form";
import { OrderOptions } from "./order-options";
import type { Phase } from "./order-state";
import { OrderSaid } from "./order-said";
import { chargeWords } from "./phase-words";
import { StackStrip } from "./stack-strip";
import type { OrderActs } from "./use-order-acts";
import type { OrderFormControl } from "./use-order-form";
import type { OrderSurcharge } from "./use-surcharge";

const OnFile = later(() => import("./after-press").then((file) => file.OnFile));
const MoreFields = later(() => import("./after-press").then((file) => file.MoreFields));

/** The left half of an order: amount, card or customer, options, the charge, what to say, and the fold of the rest. */
export function OrderEntry(props: {
  readonly phase: Phase;
  readonly control: OrderFormControl;
  readonly surcharge: OrderSurcharge;
  readonly acts: OrderActs;
  readonly onSubmit: () => void;
}) {
  const { phase, control, surcharge, acts, onSubmit } = props;
  const { form, step, places, change, focusAmount } = control;
  // The same functions each time, so that a key in Amount does not draw all the other fields again.
  const steadyChange = useSteady(change);
  const foldMore = useSteady(() => control.foldMore(!form.moreOpen));
  const backToAmount = useSteady(() => places.amount.current?.focus());
  const seeCard = useSteady((seen: CardSeen) => step({ do: "see card", seen }));
  const seeToken = useSteady((there: boolean) => step({ do: "see token", there }));
  const autoAdvance = useApp(({ app }) => app?.settings.autoAdvance ?? true);
  const canSaveCards = useMayCan("cards_on_file");
  const typing = phase.kind === "typing";
  const onFile = payingCard(form.payer);
  const typedCents = amountTypedToCents(form.typed) ?? 0;
  const amount = typedCents + surcharge.added;
  /** By Enter in a field: why the last press sent nothing is read before the next one is taken. */
  const submitByKey = useSteady((): void => {
    const unread = phase.kind === "typing" && phase.failure !== null && isUnread(places.stub.current);
    if (!unread) onSubmit();
  });
  /** On a switch or a radio button Enter does what the charge button shows. */
  const submitOnSwitch = (event: KeyboardEvent): void => {
    const { target } = event;
    const isSwitch = target instanceof HTMLInputElement && ["checkbox", "radio"].includes(target.type);
    if (event.key !== "Enter" || !isSwitch) return;
    event.preventDefault();
    submitByKey();
  };
  const complete = amount > 0 && (onFile !== null || form.seen.complete || form.tokenThere);
  return (
    // No submit button on purpose: Enter charges from the last card field and the switches, never from a note
    // (docs/virtual-terminals.md, 5).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the Enter of its switches
    <form
      ref={places.form}
      className="order-form"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={submitOnSwitch}
    >
      <AmountField
        label={orderFieldWords.amount}
        big
        typed={form.typed}
        onTyped={acts.typeAmount}
        error={form.amountError}
        readOnly={!typing}
        inputRef={places.amount}
        onEnter={() => {
          if (!typing) return;
          const trouble = amountTrouble(form.typed);
          if (trouble !== null) step({ do: "refuse amount", sentence: trouble });
          else if (form.stopped) {
            // MONEY: here the next caller's card number may follow; it must not land in the fields of this one.
            step({ do: "refuse amount", sentence: orderWords.lastCallers });
            focusAmount();
          } else if (onFile || form.tokenThere) submitByKey();
          else places.card.current?.focusNext();
        }}
      />
      {form.payer ? (
        <OnFile
          payer={form.payer}
          readOnly={!typing}
          onChoice={(choice) => step({ do: "choose card", choice })}
          onRemove={() => {
            step({ do: "remove payer" });
            focusAmount();
          }}
          cvvRef={places.onFileCvv}
          onSubmit={submitByKey}
        />
      ) : null}
      <div hidden={onFile !== null}>
        <CardInputs
          ref={places.card}
          seen={form.seen}
          onSeen={seeCard}
          autoAdvance={autoAdvance}
          readOnly={!typing}
          wiped={phase.kind === "answered"}
          country={form.fields.country}
          cvvNotGiven={form.fields.cvvNotGiven}
          onSubmit={submitByKey}
          onBack={backToAmount}
        />
      </div>
      <OrderOptions
        fields={form.fields}
        onChange={steadyChange}
        disabled={!typing}
        canSaveCard={canSaveCards && onFile === null}
        surcharge={surcharge.offer}
        moreOpen={form.moreOpen}
        onMore={foldMore}
      />
      <Button
        ref={places.charge}
        kind="primary"
        size="wide"
        className="charge"
        sum={{ money: [{ amount, currency: USD }], inWords: true }}
        onPress={onSubmit}
        notYet={!typing || !complete}
        busy={phase.kind === "sending"}
        keyHint={typing ? "Enter" : ""}
      >
        {chargeWords(
          phase,
          (form.fields.authorizeOnly ? orderWords.charge.authorize : orderWords.charge.charge)({
            amount: dollars(amount),
          }),
        )}
      </Button>
      <OrderSaid form={form} amount={amount} surcharge={surcharge.added} answered={phase.kind === "answered"} />
      <OrderActsRow acts={acts} typing={typing} onPractice={() => step({ do: "open practice", open: true })} />
      <StackStrip onEnd={acts.turnStack} onReady={focusAmount} />
      <div ref={places.more} hidden={!form.moreOpen}>
        <MoreFields
          fields={form.fields}
          errors={form.fieldErrors}
          tokenError={form.tokenError}
          onChange={steadyChange}
          disabled={!typing}
          googlePayRef={places.googlePay}
          paymentTokenRef={places.paymentToken}
          onToken={seeToken}
        />
      </div>
    </form>
  );
}
