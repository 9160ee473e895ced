import { useEffect } from "react";
import { toast } from "../stores/toasts";
import { removeCardNumbers } from "./card-numbers";

/**
 * SECURITY: a card number typed, pasted or swiped into any field but the card fields is taken out again at once, so that it
 * cannot end in a note, a search or a receipt (PCI DSS 3.3; facts/virtual-terminals.md, idea 11).
 */
export function CardCatcher() {
  useEffect(() => {
    const onInput = (event: Event): void => {
      const field = event.target;
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
      if (field.dataset["card"] !== undefined) return;
      const clean = removeCardNumbers(field.value);
      if (clean === field.value) return;
      // The prototype's setter, so that React sees a change and takes the clean text over.
      const proto = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
      Object.getOwnPropertyDescriptor(proto, "value")?.set?.call(field, clean);
      toast("That was a card number. It was taken out: it belongs in the field Card number only.", "warning");
    };
    document.addEventListener("input", onInput, { capture: true });
    return () => document.removeEventListener("input", onInput, { capture: true });
  }, []);
  return null;
}
