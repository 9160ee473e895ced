import { useLayoutEffect, useReducer, useRef, type RefObject } from "react";
import type { Channel } from "../../../shared/outcome";
import type { CardInputsHandle } from "../../card/card-inputs";
import { changeSettings, useApp } from "../../stores/app";
import { CARD_FIELDS } from "../../card/use-card-fields";
import { TEXT_NAMES } from "./longest";
import type { OrderFields } from "../../stores/order-fields";
import type { OnFileCvv } from "./on-file";
import { useLatest } from "../../parts/use-latest";
import { emptyForm, payingCard, stepForm, type FormAction, type OrderForm } from "./order-form";

/** The fields of the page that keep what they hold to themselves: they are read at the charge and wiped. */
export interface OrderPlaces {
  readonly amount: RefObject<HTMLInputElement | null>;
  readonly form: RefObject<HTMLFormElement | null>;
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

/** The fields under More that can say what is wrong with them. */
const SAYS_WRONG: readonly string[] = [...TEXT_NAMES, "tip", "salesTax", "metadata"];

export interface OrderFormControl {
  readonly form: OrderForm;
  readonly step: (action: FormAction) => void;
  readonly places: OrderPlaces;
  /** Changes fields; a channel becomes the desk's own. */
  readonly change: (part: Partial<OrderFields>) => void;
  readonly focusAmount: () => void;
  /** To the first field that nothing stands in, and to Amount when all is filled. */
  readonly focusEmpty: () => void;
  /** Opens the fold of more fields and goes to its first one, or closes it and goes back to the order. */
  readonly foldMore: (open: boolean) => void;
  /** Says at each field what is wrong with it; a name that is no field's is passed over. Answers whether any was. */
  readonly refuse: (wrong: Readonly<Record<string, string>>) => boolean;
  /** To the first field that is wrong, once the fold of more fields has opened. */
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
    form: useRef(null),
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
  const latest = useLatest(form);
  const focusEmpty = (): void => {
    const { typed, payer, tokenThere } = latest.current;
    if (typed === "" || payingCard(payer) || tokenThere) focusAmount();
    else places.card.current?.focusNext();
  };
  /** What takes the focus once the form is drawn anew. */
  const next = useRef<(() => void) | null>(null);
  // A layout effect, because the very next key belongs to the field that is then in focus.
  useLayoutEffect(() => {
    const focusNext = next.current;
    next.current = null;
    focusNext?.();
  });
  const focusWrong = (): void =>
    void setTimeout(() =>
      places.form.current
        ?.querySelector<HTMLElement>(
          ".money:has(.field-error-aside) input, .field-wrong .input, .pairs:has(.field-error) .input",
        )
        ?.focus(),
    );
  const wipe = (zip: "and zip" | "keep zip"): void => {
    places.card.current?.wipe(zip);
    places.onFileCvv.current?.wipe();
    for (const field of [places.googlePay.current, places.paymentToken.current]) if (field) field.value = "";
    // An order with a typed card is not drawn twice for it.
    if (latest.current.tokenThere || latest.current.tokenError !== null) step({ do: "see token", there: false });
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
    focusEmpty,
    foldMore: (open) => {
      const inMore = places.more.current?.contains(document.activeElement) ?? false;
      // After it has opened, or is gone.
      next.current = () => {
        if (open) places.more.current?.querySelector<HTMLElement>("input")?.focus();
        else if (inMore) focusEmpty();
      };
      step({ do: "fold more", open });
    },
    refuse: (wrong) => {
      const there = Object.entries(wrong);
      const own = Object.fromEntries(there.filter(([name]) => SAYS_WRONG.includes(name)));
      if (Object.keys(own).length > 0) step({ do: "refuse fields", errors: own });
      const { amount, token } = wrong;
      if (amount !== undefined) step({ do: "refuse amount", sentence: amount });
      if (token !== undefined) step({ do: "refuse token", sentence: token });
      const ofCard = CARD_FIELDS.filter((name) => wrong[name] !== undefined);
      for (const name of ofCard) places.card.current?.refuse(name, wrong[name] ?? "");
      return Object.keys(own).length + ofCard.length > 0 || amount !== undefined || token !== undefined;
    },
    focusWrong,
    wipe,
    resetForNew: () => {
      wipe("and zip");
      step({ do: "new order", channel });
    },
    resetForAgain: (as) => {
      wipe("keep zip");
      // After the fields can be typed in again.
      next.current = () => {
        if (Object.keys(form.fieldErrors).length > 0 || form.tokenError !== null) focusWrong();
        else if (payingCard(form.payer) && !as.otherCard) focusAmount();
        else places.card.current?.focusNext();
      };
      step({ do: "again", ...as });
    },
  };
}
