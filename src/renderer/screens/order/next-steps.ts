import type { AttemptView } from "../../../shared/attempt";
import { lookAgain } from "../../payment/look-again";
import { orderWords } from "../../../shared/words/order";
import { isChecking } from "../../payment/words";
import type { KeyName } from "../../stores/shortcuts";
import type { OrderDialog } from "./order-form";
import type { Answered } from "./order-state";

/** What the form asks for. */
export interface Asked {
  /** All that the caller pays, in cents. */
  readonly amount: number;
  readonly card: string;
  /** The card is the customer's default, chosen by nobody. */
  readonly byDefault: boolean;
}

export interface ResultActs {
  readonly onNewOrder: () => void;
  /** The same order again, another card to be typed or chosen. */
  readonly onOtherCard: () => void;
  /** The same order again with the same card on file. */
  readonly onSameCard: () => void;
  /** What a partial approval left, on another card. */
  readonly onChargeRest: (restCents: number) => void;
  readonly onOpen: (dialog: OrderDialog) => void;
  readonly onGoOn: () => void;
  readonly onStop: () => void;
  /** Clears the stopped order; null while none stands in the form. */
  readonly onClear: (() => void) | null;
}

/** One thing to do with a result; `by` names its key. */
export interface Step {
  readonly words: string;
  readonly by: KeyName<"result">;
  readonly act: () => void;
}

/** The steps that put the result away; the others open a sheet over it. */
export const LEAVING: readonly KeyName<"result">[] = ["another", "sameCard", "other"];

const words = orderWords.steps;

/**
 * What can be done with an answer, the first filled and answering to Enter. `elsewhere`: the connection was changed while
 * the answer was awaited.
 */
export function stepsOf(
  phase: Answered,
  acts: ResultActs,
  takenBack: AttemptView | null,
  elsewhere: boolean,
): readonly Step[] {
  const { attempt, canSaveCard } = phase;
  const newOrder = step(words.newOrder, "first", acts.onNewOrder);
  if (isChecking(attempt)) {
    return [
      step(words.lookAgain, "first", () => lookAgain(attempt.id)),
      { ...newOrder, by: "another" },
      ...(attempt.state === "unknown" ? [step(words.closeByHand, "other", () => acts.onOpen("by hand"))] : []),
    ];
  }
  // MONEY: the payment, its customer and its card belong to the other connection; nothing of it may be asked for, or
  // sent again, here.
  if (elsewhere) return [newOrder];
  const { outcome } = attempt;
  const took = outcome?.kind === "approved" || outcome?.kind === "authorized" || outcome?.kind === "partially_approved";
  const receipt: Step[] = outcome?.payment ? [step(words.receipt, "receipt", () => acts.onOpen("receipt"))] : [];
  if (!took) {
    // The caller is still on the line, and most have a second card. A typed card is gone, so only one on file can be
    // the same one again; where it was not the card's bank that said no, the same one may be typed.
    const same = attempt.customer === null ? [] : [step(words.sameCard, "sameCard", acts.onSameCard)];
    const other = same.length > 0 || outcome?.kind === "declined" ? words.otherCard : words.anyCard;
    return [step(other, "first", acts.onOtherCard), { ...newOrder, by: "another" }, ...same, ...receipt];
  }
  // A surcharge for the whole is in the rest, and it may not go to another card; the advice says what to do
  // (advice-surcharge.ts).
  const rest =
    outcome.kind === "partially_approved" && !attempt.surcharge
      ? outcome.requested - (outcome.amount ?? outcome.requested)
      : 0;
  // MONEY: a hasty Enter must not leave the rest unpaid.
  const first: Step[] =
    rest > 0
      ? [step(words.chargeRest, "other", () => acts.onChargeRest(rest)), { ...newOrder, by: "another" }]
      : [newOrder];
  return [
    ...first,
    ...receipt,
    ...(canSaveCard ? [step(words.saveCard, "saveCard", () => acts.onOpen("save"))] : []),
    ...(outcome.payment && !wasTakenBack(takenBack)
      ? [step(words.takeBack, "takeBack", () => acts.onOpen("take back"))]
      : []),
  ];
}

function step(says: string, by: KeyName<"result">, act: () => void): Step {
  return { words: says, by, act };
}

/** Done, or not known to be not done: then a second take-back is not offered here. */
export function wasTakenBack(takenBack: AttemptView | null): boolean {
  const kind = takenBack?.outcome?.kind;
  return takenBack !== null && kind !== "declined" && kind !== "refused" && kind !== "reversed";
}
