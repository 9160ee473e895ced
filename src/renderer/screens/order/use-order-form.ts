import { useReducer, useRef, type RefObject } from "react";
import type { Channel } from "../../../shared/outcome";
import type { CardInputsHandle } from "../../card/card-inputs";
import { changeSettings, useApp } from "../../stores/app";
import type { OrderFields } from "../../stores/order-fields";
import type { OnFileCvv } from "./on-file";
import { emptyForm, payingCard, stepForm, type FormAction, type OrderForm } from "./order-form";

/** The fields of the page that keep what they hold to themselves: they are read at the charge and wiped. */
export interface OrderPlaces {
  readonly amount: RefObject<HTMLInputElement | null>;
  readonly card: RefObject<CardInputsHandle | null>;
  readonly onFileCvv: RefObject<OnFileCvv | null>;
  readonly googlePay: RefObject<HTMLTextAreaElement | null>;
  readonly paymentToken: RefObject<HTMLInputElement | null>;
  readonly more: RefObject<HTMLDivElement | null>;
  readonly firstStep: RefObject<HTMLButtonElement | null>;
  readonly charge: RefObject<HTMLButtonElement | null>;
  readonly stub: RefObject<HTMLElement | null>;
}

/** Another try at an order. `rest`: its first part has been paid. `otherCard`: not the card on file that was tried. */
export interface Again {
  readonly cents: number;
  readonly rest: boolean;
  readonly otherCard: boolean;
}

export interface OrderFormControl {
  readonly form: OrderForm;
  readonly step: (action: FormAction) => void;
  readonly places: OrderPlaces;
  /** Changes fields; a channel becomes the desk's own. */
  readonly change: (part: Partial<OrderFields>) => void;
  readonly focusAmount: () => void;
  /** After the fold of more fields has opened: to the field that is wrong. */
  readonly focusWrong: () => void;
  /** SECURITY: empties everything that can pay. */
  readonly wipe: (zip: "and zip" | "keep zip") => void;
  /** The reset for another caller: nothing of this one is left. The focus stays where it is. */
  readonly resetForNew: () => void;
  /** The reset for another try by the same caller. */
  readonly resetForAgain: (next: Again) => void;
}

/** The state of the order's form, in one reducer with two resets. */
export function useOrderForm(): OrderFormControl {
  const channel = useApp(({ app }): Channel | null => app?.settings.channel ?? null);
  const [form, step] = useReducer(stepForm, null, () => emptyForm(channel ?? "phone"));
  const places: OrderPlaces = {
    amount: useRef(null),
    card: useRef(null),
    onFileCvv: useRef(null),
    googlePay: useRef(null),
    paymentToken: useRef(null),
    more: useRef(null),
    firstStep: useRef(null),
    charge: useRef(null),
    stub: useRef(null),
  };

  const focusAmount = (): void => {
    places.amount.current?.focus();
    places.amount.current?.select();
  };
  const wipe = (zip: "and zip" | "keep zip"): void => {
    places.card.current?.wipe(zip);
    places.onFileCvv.current?.wipe();
    for (const field of [places.googlePay.current, places.paymentToken.current]) if (field) field.value = "";
    step({ do: "see token", there: false });
  };
  return {
    form,
    step,
    places,
    change: (part) => {
      step({ do: "change fields", part });
      if (part.channel && part.channel !== channel) changeSettings({ channel: part.channel }).catch(() => undefined);
    },
    focusAmount,
    focusWrong: () =>
      void setTimeout(() =>
        places.more.current
          ?.querySelector<HTMLElement>(".field-wrong .input, .pairs:has(.field-error) .input")
          ?.focus(),
      ),
    wipe,
    resetForNew: () => {
      wipe("and zip");
      step({ do: "new order", channel });
    },
    resetForAgain: (next) => {
      wipe("keep zip");
      step({ do: "again", ...next });
      // After the fields can be typed in again.
      setTimeout(() => {
        if (payingCard(form.payer) && !next.otherCard) focusAmount();
        else places.card.current?.focusNext();
      });
    },
  };
}
