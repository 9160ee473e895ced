import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { BRAND_NAMES } from "../../../shared/card";
import type { CustomerLine } from "../../../shared/customer";
import { amountTypedToCents, dollars, type AmountTyped } from "../../../shared/money";
import type { AttemptView } from "../../../shared/outcome";
import { AmountField, typedOf } from "../../parts/amount-field";
import { Button } from "../../parts/button";
import { changeSettings, useApp, useCan } from "../../stores/app";
import { onAttempt, rereadUnknown } from "../../stores/attempts";
import { forgetCustomers, park } from "../../stores/parked";
import { countSlip, useStack, type Follows } from "../../stores/stack";
import { toast } from "../../stores/toasts";
import { CardInputs, NO_CARD, type CardInputsHandle, type CardSeen } from "../../card/card-inputs";
import { buildCharge } from "./charge-input";
import { MoreFields, type FieldErrors } from "./more-fields";
import { billingOnFile, chosenCard, OnFile, type OnFileCvv } from "./on-file";
import { OrderDialogs, type OrderDialog } from "./order-dialogs";
import { emptyFields, isWritten, type OrderFields } from "../../stores/order-fields";
import { useIdleWipe } from "../../card/use-idle-wipe";
import { useDoublePressGuard, usePlainKey } from "./order-keys";
import { OrderOptions } from "./order-options";
import type { Overrides } from "./order-state";
import { readPaidWith } from "./paid-with";
import { chargeWords, heardOf } from "./phase-words";
import { ResultStub } from "./result-stub";
import { SayThis } from "./say-this";
import { StackStrip } from "./stack-strip";
import { sayBefore } from "./say";
import { useLastField } from "./use-last-field";
import { useOrder } from "./use-order";
import { usePayer } from "./use-payer";
import { useSurcharge } from "./use-surcharge";
import { useTakenUp } from "./use-taken-up";
import "./order.css";

/** The order screen: home. Amount, card or customer, charge; the result in the stub at the right. */
export function OrderScreen({ shown }: { readonly shown: boolean }) {
  const settings = useApp(({ app }) => app?.settings ?? null);
  const canSaveCards = useCan("cards_on_file");
  const cardNeedsName = useCan("card_needs_name");
  const order = useOrder();
  const { phase } = order.state;
  const [typed, setTyped] = useState<AmountTyped>("");
  const [amountError, setAmountError] = useState<string | null>(null);
  const [fields, setFields] = useState<OrderFields>(() => emptyFields("phone"));
  const [fieldErrors, setFieldErrors] = useState<FieldErrors>({});
  const { payer, choosePayer, setCard, removePayer } = usePayer();
  const [seen, setSeen] = useState<CardSeen>(NO_CARD);
  /** A token stands in its field: it pays instead of a card. SECURITY: that it does, not what it is. */
  const [tokenThere, setTokenThere] = useState(false);
  const [moreOpen, setMoreOpen] = useState(false);
  const [dialog, setDialog] = useState<OrderDialog>(null);
  const [takenBack, setTakenBack] = useState<AttemptView | null>(null);
  const amountInput = useRef<HTMLInputElement>(null);
  const inStack = useStack(({ on }) => on);
  const card = useRef<CardInputsHandle>(null);
  const onFileCvv = useRef<OnFileCvv>(null);
  const googlePay = useRef<HTMLTextAreaElement>(null);
  const paymentToken = useRef<HTMLInputElement>(null);
  const firstStep = useRef<HTMLButtonElement>(null);
  const more = useRef<HTMLDivElement>(null);
  const sentAt = useRef(0);
  /** The attempt that this one comes after, when it is about the same order. */
  const follows = useRef<Follows | null>(null);
  useEffect(() => onAttempt((news) => setTakenBack((now) => (now?.id === news.id ? news : now))), []);

  const typedCents = amountTypedToCents(typed) ?? 0;
  const onFile = chosenCard(payer);
  const typing = phase.kind === "typing";
  const answered = phase.kind === "answered";
  const surcharge = useSurcharge({
    order: typedCents,
    on: fields.surcharge,
    typing,
    shown,
    turn: (on) => change({ surcharge: on }),
  });
  /** All that the caller pays. */
  const amount = typedCents + surcharge.added;
  /** Nothing has been sent, so what was typed is still in the fields. */
  const holdsCard = typing || phase.kind === "question";
  const channel = settings?.channel;

  // MONEY: customers, cards and payments belong to one connection; none of them may be taken along to another.
  const connection = useApp(({ app }) => app?.connection.id ?? null);
  const lastConnection = useRef(connection);
  useEffect(() => {
    const before = lastConnection.current;
    lastConnection.current = connection;
    if (before === null || connection === null || before === connection) return;
    forgetCustomers();
    rereadUnknown();
    newOrder();
    // oxlint-disable-next-line react/exhaustive-deps -- on the change of connection only
  }, [connection]);

  // The desk's usual channel, once it is known.
  useEffect(() => {
    if (channel) setFields((old) => ({ ...old, channel }));
  }, [channel]);

  const focusAmount = (): void => {
    amountInput.current?.focus();
    amountInput.current?.select();
  };
  const { form, forget: forgetField } = useLastField(shown, firstStep, focusAmount);

  const change = (part: Partial<OrderFields>): void => {
    setFields((old) => ({ ...old, ...part }));
    setFieldErrors((old) => Object.fromEntries(Object.entries(old).filter(([name]) => !(name in part))));
    if (part.channel && part.channel !== channel) changeSettings({ channel: part.channel }).catch(() => undefined);
  };

  const wipe = (zip: "and zip" | "keep zip"): void => {
    card.current?.wipe(zip);
    onFileCvv.current?.wipe();
    if (googlePay.current) googlePay.current.value = "";
    if (paymentToken.current) paymentToken.current.value = "";
    setTokenThere(false);
  };

  /** What will be sent, read from the page in this moment; null after showing what is missing. */
  const build = (attemptId: string, overrides: Overrides) => {
    const cents = amountTypedToCents(typed);
    if (!cents) {
      setAmountError("Type an amount.");
      focusAmount();
      return null;
    }
    const whole = surcharge.whole(cents);
    if (whole === null) {
      setAmountError("With the surcharge it is more than can be charged.");
      focusAmount();
      return null;
    }
    setAmountError(null);
    const read = readPaidWith({
      googlePay: googlePay.current,
      paymentToken: paymentToken.current,
      payer,
      onFile,
      onFileCvv: onFileCvv.current,
      card: card.current,
    });
    if (!read.ok) {
      if (read.inMore) setMoreOpen(true);
      if (read.sentence !== null) toast(read.sentence, "warning");
      return null;
    }
    const built = buildCharge({
      attemptId,
      amount: whole,
      surcharge: surcharge.added,
      fields,
      paidWith: read.paidWith,
      customerId: payer?.line.id ?? null,
      overrides,
      cardNeedsName,
      onFileAddress: billingOnFile(payer),
    });
    // As shown at the top of this window in this moment.
    const shownConnection = useApp.getState().app?.connection.id;
    if (built.ok) return { ...built.input, ...(shownConnection ? { connection: shownConnection } : {}) };
    if (built.field) {
      setMoreOpen(true);
      setFieldErrors({ [built.field]: built.sentence });
      // After the fold has opened.
      setTimeout(() =>
        more.current?.querySelector<HTMLElement>(".field-wrong .input, .pairs:has(.field-error) .input")?.focus(),
      );
    } else toast(built.sentence, "warning");
    return null;
  };

  const submit = (): void => {
    if (!typing) return;
    sentAt.current = performance.now();
    order.send(build);
  };

  // Any answer: the card is wiped from the page in the same frame. A question or a failure keeps it, because nothing
  // was sent.
  useLayoutEffect(() => {
    if (phase.kind === "answered") {
      wipe("keep zip");
      firstStep.current?.focus();
    } else if (phase.kind === "question") firstStep.current?.focus();
    // oxlint-disable-next-line react/exhaustive-deps -- on the change of phase only
  }, [phase.kind]);

  const attempt = answered ? phase.attempt : null;
  useEffect(() => {
    if (attempt) countSlip(attempt, follows.current);
  }, [attempt]);

  /** An explicit act: everything new, but the channel of the desk. */
  const newOrder = (): void => {
    if (phase.kind === "sending") return;
    follows.current = null;
    forgetField();
    order.begin();
    wipe("and zip");
    setTyped("");
    setAmountError(null);
    // The order before may have come another way: a parked one keeps its channel.
    setFields((old) => emptyFields(channel ?? old.channel));
    setFieldErrors({});
    removePayer();
    setMoreOpen(false);
    setDialog(null);
    setTakenBack(null);
    focusAmount();
  };
  /** An explicit act: the same order under a new attempt; the card has to be typed again, because it is gone. */
  const again = (cents: number, rest = false): void => {
    follows.current = answered ? { id: phase.attempt.id, as: rest ? "the rest" : "another try" } : null;
    forgetField();
    order.begin();
    wipe("keep zip");
    setSeen(NO_CARD);
    setTakenBack(null);
    setTyped(typedOf(cents));
    // Another card may be no credit card: whether it is has to be asked again.
    // MONEY: the tip and the tax went with the first part.
    setFields((old) => ({ ...old, surcharge: false, ...(rest ? { tip: "", salesTax: "" } : {}) }));
    setTimeout(() => {
      if (onFile) focusAmount();
      else card.current?.focusNext();
    });
  };

  const isAwaited = (): boolean => {
    if (phase.kind === "sending") toast("Wait for the answer to this order first.", "warning");
    return phase.kind === "sending";
  };
  const choose = (line: CustomerLine): void => {
    if (isAwaited()) return;
    if (phase.kind !== "typing") {
      // A question stands: nothing was sent, so what was typed for the other caller is put aside, not lost.
      putAside();
      newOrder();
    }
    choosePayer(line);
    focusAmount();
  };
  const putAside = (): boolean => {
    if (!holdsCard || (typedCents === 0 && !payer && !isWritten(fields))) return false;
    park({
      id: crypto.randomUUID(),
      parkedAt: Date.now(),
      typed,
      customer: payer?.line ?? null,
      cardId: payer?.cardId ?? null,
      fields,
      zip: card.current?.zip() ?? "",
    });
    toast("Order parked. Card number, expiry and CVV were wiped.");
    return true;
  };
  const parkOrder = (): void => {
    if (putAside()) newOrder();
  };
  useTakenUp({
    isAwaited,
    choose,
    putAside,
    newOrder,
    fill(order) {
      if (order.customer) choosePayer(order.customer, { cardId: order.cardId });
      setTyped(order.typed);
      setFields(order.fields);
      card.current?.setZip(order.zip);
    },
  });

  useIdleWipe(holdsCard, () => {
    if (!card.current?.isEmpty()) toast("The card was cleared: it had been left for ten minutes.");
    wipe("keep zip");
    setSeen(NO_CARD);
    order.stop();
  });
  useDoublePressGuard(!typing, sentAt);
  usePlainKey(shown, "M", () => setMoreOpen((open) => !open));

  const brand = onFile?.brand ?? seen.brand;
  const last4 = onFile?.last4 ?? seen.last4;
  const statement =
    fields.statementDescription.trim() || settings?.merchant.statementDescription || settings?.merchant.name || "";
  const complete = amount > 0 && (onFile !== null || seen.complete || tokenThere);
  // Nobody listens to a stack of slips. A surcharge has to be told before the charge, so then the sentence is there for
  // everybody.
  const says = (settings?.sayThis !== false && !inStack) || surcharge.added > 0;
  /** The consent is there to be read out also where the sentence is not: it is kept with the card as having been. */
  const saving = fields.saveCard && !onFile ? fields.channel : null;

  return (
    <div className="order">
      <h1 className="heard-only">Order</h1>
      {/* No submit button on purpose: Enter charges from the last card field only, never from a note (docs/virtual-terminals.md, 5). */}
      <form ref={form} className="order-form" onSubmit={(event) => event.preventDefault()}>
        <AmountField
          label="Amount"
          big
          typed={typed}
          onTyped={(next) => {
            setTyped(next);
            if (amountError !== null) setAmountError(null);
          }}
          error={amountError}
          readOnly={!typing}
          inputRef={amountInput}
          onEnter={() => {
            if (!typing) return;
            if (typedCents === 0) setAmountError("Type an amount.");
            else if (onFile || tokenThere) submit();
            else card.current?.focusNext();
          }}
        />
        {payer ? (
          <OnFile
            payer={payer}
            readOnly={!typing}
            onCard={setCard}
            onRemove={() => {
              removePayer();
              focusAmount();
            }}
            cvvRef={onFileCvv}
            onSubmit={submit}
          />
        ) : null}
        <div hidden={onFile !== null}>
          <CardInputs
            ref={card}
            seen={seen}
            onSeen={setSeen}
            autoAdvance={settings?.autoAdvance ?? true}
            readOnly={!typing}
            wiped={answered}
            cvvNotGiven={fields.cvvNotGiven}
            onSubmit={submit}
            onBack={() => amountInput.current?.focus()}
          />
        </div>
        <OrderOptions
          fields={fields}
          onChange={change}
          disabled={!typing}
          canSaveCard={canSaveCards && onFile === null}
          surcharge={surcharge.offer}
          moreOpen={moreOpen}
          onMore={() => setMoreOpen(!moreOpen)}
        />
        <Button
          kind="primary"
          size="wide"
          className="charge"
          onPress={submit}
          notYet={!typing || !complete}
          busy={phase.kind === "sending"}
          keyHint={typing ? "Enter" : ""}
        >
          {chargeWords(phase, `${fields.authorizeOnly ? "Authorize" : "Charge"} ${dollars(amount)}`)}
        </Button>
        {says || saving ? (
          <SayThis
            spoken={
              says && !answered
                ? sayBefore({
                    amount,
                    brand,
                    last4,
                    capture: !fields.authorizeOnly,
                    statement,
                    surcharge: surcharge.added,
                  })
                : null
            }
            saving={saving}
          />
        ) : null}
        <StackStrip mail={fields.channel === "mail"} onReady={focusAmount} />
        <div ref={more} hidden={!moreOpen}>
          <MoreFields
            fields={fields}
            errors={fieldErrors}
            onChange={change}
            disabled={!typing}
            googlePayRef={googlePay}
            paymentTokenRef={paymentToken}
            onToken={setTokenThere}
          />
          {typing && (typedCents > 0 || payer || isWritten(fields)) ? (
            <p className="order-park">
              <Button size="small" onPress={parkOrder}>
                Park this order
              </Button>
            </p>
          ) : null}
        </div>
      </form>
      <ResultStub
        phase={phase}
        asked={{ amount, card: `${BRAND_NAMES[brand]}${last4 ? ` ···· ${last4}` : ""}` }}
        takenBack={takenBack}
        shown={shown && dialog === null}
        firstRef={firstStep}
        acts={{
          onNewOrder: newOrder,
          onTryAgain: () => again(answered ? phase.attempt.amount - (phase.attempt.surcharge ?? 0) : typedCents),
          onChargeRest: (cents) => again(cents, true),
          onReceipt: () => setDialog("receipt"),
          onSaveCard: () => setDialog("save"),
          onTakeBack: () => setDialog("take back"),
          onCloseByHand: () => setDialog("by hand"),
          onGoOn: () => order.goOn(build),
          onStop: () => {
            order.stop();
            focusAmount();
          },
        }}
      />
      <div className="heard-only" role="alert">
        {heardOf(phase)}
      </div>
      <div className="heard-only" role="status">
        {typing && surcharge.offer && fields.surcharge ? "The surcharge for a credit card is added." : ""}
      </div>
      {answered ? (
        <OrderDialogs
          attempt={phase.attempt}
          shown={dialog}
          onClose={() => setDialog(null)}
          channel={fields.channel}
          suggested={{ name: fields.holder, email: fields.email, phone: fields.phone }}
          onTakenBack={setTakenBack}
          onSaved={(customer) => {
            setDialog(null);
            order.dispatch({ do: "saved", attemptId: phase.attempt.id, saved: { customer, sentence: null } });
          }}
        />
      ) : null}
    </div>
  );
}
