import { useEffect } from "react";
import { toast } from "../stores/toasts";
import { removeCardNumbers } from "./card-numbers";
import { isTextField, setFieldValue, type TextField } from "./field-value";

const SAID = "That was a card number. It was taken out: it belongs in the field Card number only.";

/**
 * SECURITY: a card number typed or pasted into any field but the card fields is taken out again at once, so that it
 * cannot end in a note, a search or a receipt (PCI DSS 3.3; docs/virtual-terminals.md, idea 11).
 */
export function CardCatcher() {
  useEffect(() => {
    const onInput = (event: Event): void => {
      const field = watched(event.target);
      if (!field) return;
      const clean = removeCardNumbers(field.value);
      if (clean === field.value) return;
      setFieldValue(field, clean);
      toast(SAID, "warning");
    };
    // Before anything is cut to the field's length, and all of it: expiry and CVV stand beside the number.
    const onPaste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!watched(event.target) || removeCardNumbers(text) === text) return;
      event.preventDefault();
      event.stopPropagation();
      toast(SAID, "warning");
    };
    // A field for money keeps eight digits at most, so a number is never seen whole in its value: its keys are.
    let keys = "";
    const onKeyDown = (event: KeyboardEvent): void => {
      const field = watched(event.target);
      const money = field?.dataset["digitsOnly"] !== undefined;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      keys = field && money && /^[\d -]$/.test(event.key) ? (keys + event.key).slice(-40) : "";
      if (!field || keys === "" || removeCardNumbers(keys) === keys) return;
      keys = "";
      event.preventDefault();
      setFieldValue(field, "");
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      toast(SAID, "warning");
    };
    document.addEventListener("input", onInput, { capture: true });
    document.addEventListener("paste", onPaste, { capture: true });
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      document.removeEventListener("input", onInput, { capture: true });
      document.removeEventListener("paste", onPaste, { capture: true });
      document.removeEventListener("keydown", onKeyDown, { capture: true });
    };
  }, []);
  return null;
}

/** The field, when it is one that may hold no card number. */
function watched(target: EventTarget | null): TextField | null {
  return isTextField(target) && target.dataset["card"] === undefined ? target : null;
}
