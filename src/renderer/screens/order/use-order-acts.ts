import { useEffect, useRef } from "react";
import { amountTypedToCents, type AmountTyped } from "../../../shared/money";
import { cardWords } from "../../../shared/words/card";
import { orderWords } from "../../../shared/words/order";
import { useIdleWipe } from "../../card/use-idle-wipe";
import { NO_CARD } from "../../card/card-seen";
import { typedOf } from "../../parts/amount-field";
import { afterDialog } from "../../parts/focus-home";
import { isUnread } from "../../parts/read-first";
import { isWritten } from "../../stores/order-fields";
import type { AccountId } from "../../../shared/account";
import { park, useParked, type ParkedOrder } from "../../stores/parked";
import { countSlip, endStack, startStack, useStack, type Follows } from "../../stores/stack";
import { toast } from "../../stores/toasts";
import { isBegunAnew } from "./order-form";
import type { OrderControl } from "./use-order";
import { refusedFields } from "./refused-fields";
import type { OrderFormControl } from "./use-order-form";
import { useAccountChange } from "./use-account-change";
import { useApp } from "../../stores/app";
import { useTakenUp } from "./use-taken-up";

const words = orderWords.acts;

export interface OrderActs {
  readonly newOrder: () => void;
  /** The same order under a new attempt, another card to be typed or chosen. */
  readonly otherCard: () => void;
  /** The same order under a new attempt, with the same card on file. */
  readonly sameCard: () => void;
  /** What the first part left, in cents, under a new attempt. */
  readonly chargeRest: (restCents: number) => void;
  /** There is something to put aside, and nothing of it has been sent. */
  readonly canPark: boolean;
  readonly parkOrder: () => void;
  /** Another person has come: what was typed is put aside, true where there was something. */
  readonly leaveToOther: () => boolean;
  /** Clears the order; a remark brings back all but its card. null once it was sent. */
  readonly wipeOrder: (() => void) | null;
  /** Begins a stack of mail slips, or ends the one at hand. */
  readonly turnStack: () => void;
  /** The question was answered with no. What was typed stays, for the caller who thinks again. */
  readonly stop: () => void;
  /** Clears the stopped order; null while none stands here. */
  readonly clear: (() => void) | null;
  /** Takes what was typed into Amount. In a stopped order an amount begun anew is the next caller's order. */
  readonly typeAmount: (typed: AmountTyped) => void;
}

/** What can become of the order at hand, by its own buttons and by wishes from elsewhere. */
export function useOrderActs(order: OrderControl, control: OrderFormControl, forgetField: () => void): OrderActs {
  const { form, step, places, wipe } = control;
  const { phase } = order.state;
  const answered = phase.kind === "answered" ? phase.attempt : null;
  /** Nothing has been sent, so what was typed is still in the fields. */
  const holdsCard = phase.kind === "typing" || phase.kind === "question";
  /** The attempt that this one comes after, when it is about the same order. */
  const follows = useRef<Follows | null>(null);
  useEffect(() => {
    if (answered) countSlip(answered, follows.current);
  }, [answered]);

  const empty = (): void => {
    follows.current = null;
    forgetField();
    order.begin();
    control.resetForNew();
  };
  const newOrder = (): void => {
    if (phase.kind === "sending") return;
    empty();
    control.focusAmount();
  };
  const again = (as: Follows["as"], cents: number, otherCard: boolean): void => {
    follows.current = answered && { id: answered.id, as };
    forgetField();
    order.begin();
    control.resetForAgain({ cents, rest: as === "the rest", otherCard });
    const errors = refusedFields(answered);
    if (Object.keys(errors).length === 0) return;
    step({ do: "refuse fields", errors });
    control.focusWrong();
  };
  const whole = answered ? answered.amount - (answered.surcharge ?? 0) : (amountTypedToCents(form.typed) ?? 0);

  const canPark =
    holdsCard && ((amountTypedToCents(form.typed) ?? 0) > 0 || form.payer !== null || isWritten(form.fields));
  /** What of the order may be kept; null when there is nothing. */
  const withoutCard = (account = useApp.getState().app?.account.id ?? "training"): ParkedOrder | null =>
    canPark
      ? {
          id: crypto.randomUUID(),
          account,
          parkedAt: Date.now(),
          typed: form.typed,
          customer: form.payer?.line ?? null,
          choice: form.payer?.choice ?? { kind: "typed" },
          fields: form.fields,
          zip: places.card.current?.zip() ?? "",
        }
      : null;
  const putAside = (account?: AccountId): boolean => {
    const kept = withoutCard(account);
    if (kept === null) return false;
    park(kept);
    toast(words.parked);
    return true;
  };
  const wipeOrder = (): void => {
    const kept = withoutCard();
    newOrder();
    if (kept) toast(words.cleared, "info", { label: words.undo, run: () => useParked.setState({ resumed: kept }) });
  };
  const isAwaited = (): boolean => {
    if (phase.kind === "sending") toast(words.waitForAnswer, "warning");
    else if (answered && isUnread(places.stub.current)) toast(words.lookFirst, "warning");
    else return false;
    return true;
  };
  useTakenUp({
    isAwaited,
    choose: (line) => {
      if (isAwaited()) return;
      // A question stands or was answered with no: nothing was sent, so what was typed for the other caller is put
      // aside, not lost.
      if (phase.kind !== "typing" || form.stopped) {
        putAside();
        newOrder();
      }
      step({ do: "choose payer", line, choice: { kind: "default" } });
      control.focusAmount();
    },
    repeat: ({ line, amount, holder, email, phone }) => {
      step({ do: "type amount", typed: typedOf(amount) });
      if (line) step({ do: "choose payer", line, choice: { kind: "default" } });
      else step({ do: "change fields", part: { holder: holder ?? "", email: email ?? "", phone: phone ?? "" } });
      // Once it stands in the field it is selected, so that another amount replaces it.
      setTimeout(control.focusEmpty);
    },
    putAside: () => putAside(),
    newOrder,
    fill: (parked) => {
      step({ do: "fill", order: parked });
      places.card.current?.setZip(parked.zip);
      // After the sheet of parked orders has given the focus back.
      afterDialog(control.focusEmpty);
    },
  });
  useAccountChange({
    hasCard: () => holdsCard && !(places.card.current?.isEmpty() ?? true),
    putAside,
    newOrder,
  });
  useIdleWipe(holdsCard, () => {
    if (!places.card.current?.isEmpty()) toast(cardWords.cleared);
    wipe("keep zip");
    step({ do: "see card", seen: NO_CARD });
    order.stop();
  });
  return {
    newOrder,
    leaveToOther: () => {
      if (phase.kind === "sending" || answered) return false;
      const aside = putAside();
      newOrder();
      return aside;
    },
    otherCard: () => again("another try", whole, true),
    sameCard: () => again("another try", whole, false),
    chargeRest: (rest) => again("the rest", rest, true),
    canPark: canPark && phase.kind === "typing",
    wipeOrder: phase.kind === "typing" ? wipeOrder : null,
    turnStack: () => {
      if (useStack.getState().on) {
        endStack();
        control.focusAmount();
        return;
      }
      control.change({ channel: "mail" });
      startStack();
    },
    parkOrder: () => {
      if (putAside()) newOrder();
    },
    stop: () => {
      order.stop();
      step({ do: "stop" });
      control.focusAmount();
    },
    clear: form.stopped
      ? () => {
          if (!isUnread(places.stub.current)) wipeOrder();
        }
      : null,
    typeAmount: (typed) => {
      if (form.stopped && isBegunAnew(form.typed, typed)) {
        // MONEY: nothing of the caller before may pay for the next one, nor get the receipt.
        if (form.payer !== null || isWritten(form.fields)) putAside();
        // The hand is in the middle of typing an amount, so nothing there may be selected.
        empty();
      }
      step({ do: "type amount", typed });
    },
  };
}
