import { brandRules } from "../../../shared/card";
import { pasteAmount } from "../../../shared/money";
import { practiceWords } from "../../../shared/words/practice";
import { afterDialog } from "../../parts/focus-home";
import type { PracticeCard } from "./practice-cards";
import type { OrderFormControl } from "./use-order-form";

/** A ZIP that both practice processors say matches. */
const GOOD_ZIP = "85284";
const YEARS_AHEAD = 3;

/** Fills the order in with what is to be practised; `usual` is the card for what says none. Nothing is sent by it. */
export function fillPractice(
  control: OrderFormControl,
  chosen: PracticeCard,
  usual: PracticeCard,
  name: boolean,
): void {
  const { form, step, change, places } = control;
  const { card: number, cvv } = chosen.card === null ? { card: usual.card, cvv: chosen.cvv ?? usual.cvv } : chosen;
  step({ do: "open practice", open: false });
  if (number === null) return;
  if (form.payer) step({ do: "choose card", choice: { kind: "typed" } });
  if (chosen.amount !== null) step({ do: "type amount", typed: pasteAmount("", chosen.amount) ?? form.typed });
  if (name && form.fields.holder.trim() === "") change({ holder: practiceWords.holder });
  afterDialog(() => {
    places.card.current?.fill({
      number,
      expiry: `12 / ${String(new Date().getFullYear() + YEARS_AHEAD).slice(-2)}`,
      cvv: form.fields.cvvNotGiven ? "" : (cvv ?? "9".repeat(brandRules(number).cvvLength)),
      zip: chosen.zip ?? GOOD_ZIP,
    });
    control.focusEmpty();
  });
}
