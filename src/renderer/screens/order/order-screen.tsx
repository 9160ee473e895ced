import { useEffect, useLayoutEffect } from "react";
import { amountTypedToCents } from "../../../shared/money";
import { orderWords } from "../../../shared/words/order";
import { later } from "../../parts/later";
import { cardWords } from "../../payment/words";
import { useApp, useCan } from "../../stores/app";
import { onAttempt } from "../../stores/attempts";
import { OrderBeside } from "./order-beside";
import { OrderEntry } from "./order-entry";
import { payingCard } from "./order-form";
import { useFirstRunProgress } from "./first-run-steps";
import { fillPractice } from "./fill-practice";
import { ResultStub } from "./result-stub";
import { useCharge } from "./use-charge";
import { useExpectedCharge } from "./use-expected-charge";
import { useLastField } from "./use-last-field";
import { useOrder } from "./use-order";
import { useOrderActs } from "./use-order-acts";
import { useOrderLock } from "./use-order-lock";
import { useOrderKeys } from "./use-order-keys";
import { useOrderForm } from "./use-order-form";
import { usePayer } from "./use-payer";
import { useSurcharge } from "./use-surcharge";
import "./order.css";

const FirstRun = later(() => import("./after-press").then((file) => file.FirstRun));
const Heard = later(() => import("./after-press").then((file) => file.Heard));
const OrderDialogs = later(() => import("./after-press").then((file) => file.OrderDialogs));
const PracticeCards = later(() => import("./after-press").then((file) => file.PracticeCards));

/** As in styles/grid.css: the result lies below the fields. */
const ONE_COLUMN = "(max-width: 860px)";

/** The order screen: home. Amount, card or customer, charge; the result in the stub at the right. */
export function OrderScreen({ shown, locked }: { readonly shown: boolean; readonly locked: boolean }) {
  const order = useOrder();
  const control = useOrderForm();
  const { form, step, places, focusAmount } = control;
  const { phase } = order.state;
  const typing = phase.kind === "typing";
  const forget = useLastField(shown, places.form, places.firstStep, focusAmount);
  const acts = useOrderActs(order, control, forget);
  const typedCents = amountTypedToCents(form.typed) ?? 0;
  const surcharge = useSurcharge({
    order: typedCents,
    on: form.fields.surcharge,
    typing,
    shown,
    turn: (on) => control.change({ surcharge: on }),
  });
  const { submit, goOn } = useCharge(order, control, surcharge);
  useOrderLock(order, control, acts, locked);
  usePayer(form.payer, step);
  useExpectedCharge(form, typing);
  useFirstRunProgress(phase.kind);
  useEffect(() => onAttempt((attempt) => step({ do: "hear", attempt })), [step]);
  useOrderKeys({ shown, typing, control, acts });

  // The desk's usual channel, once it is known.
  const channel = useApp(({ app }) => app?.settings.channel);
  useEffect(() => {
    if (channel) step({ do: "change fields", part: { channel } });
  }, [channel, step]);

  // SECURITY: with any answer the card is wiped from the page in the same frame. A question or a failure keeps it,
  // because nothing was sent.
  useLayoutEffect(() => {
    if (phase.kind === "answered") {
      control.wipe("keep zip");
      // What the processor says of a field stands at that field.
      if (phase.attempt.outcome?.kind === "refused") control.refuse(phase.attempt.outcome.fields);
    }
    // Who types a name into the search meanwhile goes on there: letters would be keys of the result.
    const here = document.activeElement;
    const elsewhere = here !== null && here !== document.body && !here.closest(".order");
    if (elsewhere || (phase.kind !== "answered" && phase.kind !== "question")) return;
    const first = places.firstStep.current;
    first?.focus({ preventScroll: true });
    // In one column the result lies below the fields: what it says comes before what can be done.
    if (window.matchMedia(ONE_COLUMN).matches) first?.closest(".stub")?.scrollIntoView({ block: "start" });
    // oxlint-disable-next-line react/exhaustive-deps -- on the change of phase only
  }, [phase.kind]);

  const cardNeedsName = useCan("card_needs_name");
  const onFile = payingCard(form.payer);
  const { brand, last4 } = onFile ?? form.seen;
  // SECURITY: what is typed stays in memory but for the card; nothing of it is in the page.
  if (locked) return null;
  return (
    <div className="order">
      <h1 className="heard-only">{orderWords.heading}</h1>
      <OrderEntry phase={phase} control={control} surcharge={surcharge} acts={acts} onSubmit={submit} />
      <OrderBeside payer={form.payer} shown={shown} />
      <ResultStub
        phase={phase}
        asked={{
          amount: typedCents + surcharge.added,
          card: cardWords({ brand, last4 }),
          byDefault: onFile !== null && form.payer?.choice.kind === "default",
        }}
        takenBack={form.takenBack}
        shown={shown && form.dialog === null}
        firstRef={places.firstStep}
        stubRef={places.stub}
        guide={
          <FirstRun
            phase={phase}
            shown={shown && form.dialog === null}
            escTaken={form.stopped}
            empty={form.typed === ""}
            focusAmount={focusAmount}
          />
        }
        acts={{
          onNewOrder: acts.newOrder,
          onOtherCard: acts.otherCard,
          onSameCard: acts.sameCard,
          onChargeRest: acts.chargeRest,
          onOpen: (dialog) => step({ do: "open dialog", dialog }),
          onGoOn: goOn,
          onStop: acts.stop,
          onClear: acts.clear,
        }}
      />
      <div className="heard-only" role="alert">
        <Heard phase={phase} />
      </div>
      <div className="heard-only" role="status">
        {typing && surcharge.offer && form.fields.surcharge ? orderWords.surchargeAdded : ""}
      </div>
      <PracticeCards
        open={form.practiceOpen}
        onClose={() => step({ do: "open practice", open: false })}
        onChoose={(chosen, usual) => fillPractice(control, chosen, usual, cardNeedsName)}
      />
      {phase.kind === "answered" ? (
        <OrderDialogs
          attempt={phase.attempt}
          shown={form.dialog}
          onClose={() => step({ do: "open dialog", dialog: null })}
          channel={form.fields.channel}
          suggested={{ name: form.fields.holder, email: form.fields.email, phone: form.fields.phone }}
          onTakenBack={(attempt) => step({ do: "take back", attempt })}
          onSaved={(customer) => {
            step({ do: "open dialog", dialog: null });
            order.dispatch({ do: "saved", attemptId: phase.attempt.id, saved: { customer, sentence: null } });
          }}
        />
      ) : null}
    </div>
  );
}
