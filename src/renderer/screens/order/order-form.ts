import { defaultCard, defaultFirst, type CardOnFile, type Customer, type CustomerLine } from "../../../shared/customer";
import type { AmountTyped } from "../../../shared/money";
import type { AttemptView } from "../../../shared/attempt";
import type { Channel } from "../../../shared/outcome";
import { NO_CARD, type CardSeen } from "../../card/card-seen";
import { typedOf } from "../../parts/amount-field";
import { emptyFields, type CardChoice, type OrderFields } from "../../stores/order-fields";
import type { ParkedOrder } from "../../stores/parked";

/** The customer whose order it is. */
export interface Payer {
  readonly line: CustomerLine;
  /** All that is known of the customer; null until it has been read. */
  readonly customer: Customer | null;
  readonly choice: CardChoice;
}

export type OrderDialog = "receipt" | "save" | "take back" | "by hand" | null;
export type FieldErrors = Readonly<Partial<Record<keyof OrderFields, string>>>;

/** The form of one order, but for the card. SECURITY: what is typed into the card's fields is never in here. */
export interface OrderForm {
  readonly typed: AmountTyped;
  readonly amountError: string | null;
  readonly fields: OrderFields;
  readonly fieldErrors: FieldErrors;
  readonly payer: Payer | null;
  readonly seen: CardSeen;
  /** A token stands in its field and pays instead of a card. SECURITY: that it does, not what it is. */
  readonly tokenThere: boolean;
  /** What is wrong with that token. */
  readonly tokenError: string | null;
  readonly moreOpen: boolean;
  /** The sheet of practice cards. */
  readonly practiceOpen: boolean;
  readonly dialog: OrderDialog;
  /** The take-back of the payment that the result is about. */
  readonly takenBack: AttemptView | null;
  /**
   * True after "Do not charge": what stands in the form is the former caller's, until it is sent after all or cleared.
   */
  readonly stopped: boolean;
}

export type FormAction =
  | { readonly do: "type amount"; readonly typed: AmountTyped }
  | { readonly do: "refuse amount"; readonly sentence: string | null }
  | { readonly do: "change fields"; readonly part: Partial<OrderFields> }
  /** What is wrong with fields, in a sentence each. */
  | { readonly do: "refuse fields"; readonly errors: FieldErrors }
  | { readonly do: "see card"; readonly seen: CardSeen }
  | { readonly do: "see token"; readonly there: boolean }
  | { readonly do: "refuse token"; readonly sentence: string }
  | { readonly do: "fold more"; readonly open: boolean }
  | { readonly do: "open practice"; readonly open: boolean }
  | { readonly do: "open dialog"; readonly dialog: OrderDialog }
  | { readonly do: "take back"; readonly attempt: AttemptView }
  | { readonly do: "hear"; readonly attempt: AttemptView }
  | { readonly do: "choose payer"; readonly line: CustomerLine; readonly choice: CardChoice }
  | { readonly do: "read payer"; readonly customer: Customer }
  | { readonly do: "choose card"; readonly choice: CardChoice }
  | { readonly do: "remove payer" }
  | { readonly do: "stop" }
  /** The stopped order is charged after all. */
  | { readonly do: "go on" }
  /** The reset for another caller: everything is new but the desk's channel, where that is known. */
  | { readonly do: "new order"; readonly channel: Channel | null }
  /**
   * The reset for another try by the same caller, at `cents`. `rest`: the first part has been paid. `otherCard`: not
   * with the card on file that was tried.
   */
  | { readonly do: "again"; readonly cents: number; readonly rest: boolean; readonly otherCard: boolean }
  /** A parked order fills the form, which is empty. */
  | { readonly do: "fill"; readonly order: ParkedOrder };

/** A form with nothing typed. */
export function emptyForm(channel: Channel): OrderForm {
  return {
    typed: "",
    amountError: null,
    fields: emptyFields(channel),
    fieldErrors: {},
    payer: null,
    seen: NO_CARD,
    tokenThere: false,
    tokenError: null,
    moreOpen: false,
    practiceOpen: false,
    dialog: null,
    takenBack: null,
    stopped: false,
  };
}

/** The form after an action; the card's own fields are wiped by whoever asks for a reset (use-order-form.ts). */
export function stepForm(form: OrderForm, action: FormAction): OrderForm {
  switch (action.do) {
    case "type amount":
      return { ...form, typed: action.typed, amountError: null };
    case "refuse amount":
      return form.amountError === action.sentence ? form : { ...form, amountError: action.sentence };
    case "change fields":
      return {
        ...form,
        fields: { ...form.fields, ...action.part },
        fieldErrors: Object.fromEntries(Object.entries(form.fieldErrors).filter(([name]) => !(name in action.part))),
      };
    case "refuse fields":
      return { ...form, moreOpen: true, fieldErrors: action.errors };
    case "see card":
      return { ...form, seen: action.seen };
    case "see token":
      return { ...form, tokenThere: action.there, tokenError: null };
    case "refuse token":
      return { ...form, moreOpen: true, tokenError: action.sentence };
    case "fold more":
      return { ...form, moreOpen: action.open };
    case "open practice":
      return { ...form, practiceOpen: action.open };
    case "open dialog":
      return { ...form, dialog: action.dialog };
    case "take back":
      return { ...form, takenBack: action.attempt };
    case "hear":
      return form.takenBack?.id === action.attempt.id ? { ...form, takenBack: action.attempt } : form;
    case "choose payer":
      return { ...form, payer: { line: action.line, customer: null, choice: action.choice } };
    case "read payer":
      return form.payer?.line.id === action.customer.id
        ? { ...form, payer: { ...form.payer, customer: action.customer } }
        : form;
    case "choose card":
      return form.payer ? { ...form, payer: { ...form.payer, choice: action.choice } } : form;
    case "remove payer":
      return { ...form, payer: null };
    case "stop":
      return { ...form, stopped: true };
    case "go on":
      return form.stopped ? { ...form, stopped: false } : form;
    case "new order":
      // The order before may have come another way: a parked one keeps its channel.
      return emptyForm(action.channel ?? form.fields.channel);
    case "again":
      return {
        ...form,
        typed: typedOf(action.cents),
        amountError: null,
        // Another card may be no credit card: whether it is has to be asked again.
        // MONEY: the tip and the tax went with the first part.
        fields: { ...form.fields, surcharge: false, ...(action.rest ? { tip: "", salesTax: "" } : {}) },
        payer: form.payer && action.otherCard ? { ...form.payer, choice: { kind: "typed" } } : form.payer,
        seen: NO_CARD,
        tokenThere: false,
        takenBack: null,
        stopped: false,
      };
    case "fill": {
      const { typed, fields, customer, choice } = action.order;
      const payer = customer ? { line: customer, customer: null, choice } : null;
      return { ...emptyForm(fields.channel), typed, fields, payer };
    }
  }
}

export type ShownCard = Pick<CardOnFile, "id" | "brand" | "last4" | "expMonth" | "expYear" | "isDefault">;

/** The cards that can be shown now, the default first: all once the customer is read, until then the default one. */
export function cardsOf(payer: Payer): readonly ShownCard[] {
  return defaultFirst(payer.customer?.cards ?? (payer.line.card ? [payer.line.card] : []));
}

/**
 * The card on file that pays, as far as this window knows; null when one is typed. A chosen card that is gone is not
 * replaced by another: then one is typed, or chosen again.
 */
export function payingCard(payer: Payer | null): ShownCard | null {
  if (payer === null || payer.choice.kind === "typed") return null;
  const { choice, customer, line } = payer;
  if (choice.kind === "card") return cardsOf(payer).find(({ id }) => id === choice.cardId) ?? null;
  return customer ? defaultCard(customer.cards) : line.card;
}

/** The billing address of the paying card, else of its customer, as far as it has been read. */
export function billingOnFile(payer: Payer | null): {
  readonly addressLine1: string | null;
  readonly zip: string | null;
} {
  const customer = payer?.customer ?? null;
  const paying = payingCard(payer);
  const card = customer?.cards.find(({ id }) => id === paying?.id);
  return {
    addressLine1: card?.addressLine1 ?? customer?.addressLine1 ?? null,
    zip: card?.zip ?? customer?.zip ?? null,
  };
}

/**
 * True when `next` was begun anew after `before`, as for another caller: one that is only corrected by a digit at its
 * end
 * is the same amount still.
 */
export function isBegunAnew(before: AmountTyped, next: AmountTyped): boolean {
  const [short, long] = before.length < next.length ? [before, next] : [next, before];
  const corrected = long.length - short.length === 1 && long.startsWith(short) && short.length > 1;
  return next !== before && !corrected;
}
