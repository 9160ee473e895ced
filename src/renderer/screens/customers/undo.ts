import type { CardOnFile, Customer, CustomerFields } from "../../../shared/customer";
import { cardWords } from "../../../shared/words/card";
import { customersWords as words } from "../../../shared/words/customers";
import { ask, asFailure } from "../../bridge";
import { focusHomeSoon } from "../../parts/focus-home";
import { useCustomerNews } from "../../stores/customer-news";
import { toast } from "../../stores/toasts";
import { cardName } from "./customer-words";

/** Says that an edit is saved, with a way back: the former values of the fields that were written. */
export function savedWithUndo(before: Customer, after: Customer, written: Partial<CustomerFields>): void {
  const names = (Object.keys(written) as (keyof CustomerFields)[]).filter((name) => before[name] !== after[name]);
  if (names.length === 0) return toast(words.saved);
  const former: Partial<CustomerFields> = Object.fromEntries(names.map((name) => [name, before[name]]));
  toast(words.saved, "info", {
    label: words.undo,
    run: () =>
      takeBack(words.back, async () => {
        const now = await ask("customers.get", { id: after.id });
        // A field that somebody changed since then is left as they wrote it.
        const changed = names.filter((name) => now[name] !== after[name]);
        if (changed.length > 0)
          return words.changedAgain({ fields: changed.map((name) => words.fieldNames[name]).join(", ") });
        return ask("customers.update", { id: after.id, fields: former });
      }),
  });
}

/** Says that another card is the default, with a way back when there was exactly one before. */
export function defaultWithUndo(before: Customer, after: Customer, card: CardOnFile): void {
  const [former, ...more] = before.cards.filter(({ isDefault }) => isDefault);
  const sentence = cardWords.nowDefault({ card: cardName(card) });
  if (!former || more.length > 0 || former.id === card.id) return toast(sentence);
  toast(sentence, "info", {
    label: words.undo,
    run: () =>
      takeBack(cardWords.defaultAgain({ card: cardName(former) }), async () => {
        const now = await ask("customers.get", { id: after.id });
        if (!now.cards.some(({ id, isDefault }) => id === card.id && isDefault)) return cardWords.defaultChangedAgain;
        return ask("cards.makeDefault", { customerId: after.id, cardId: former.id });
      }),
  });
}

/** `work` answers the customer as it is then, or why nothing was done. */
function takeBack(sentence: string, work: () => Promise<Customer | string>): void {
  // The pressed button goes with its remark.
  focusHomeSoon();
  work().then(
    (answer) => {
      if (typeof answer === "string") return toast(answer, "warning");
      useCustomerNews.setState({ customer: answer });
      toast(sentence);
    },
    (error: unknown) => toast(words.notUndone({ why: asFailure(error).sentence }), "warning"),
  );
}
