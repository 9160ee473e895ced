import { useCallback, useEffect, useState } from "react";
import { frameWords } from "../../shared/words/frame";
import { textIn } from "../parts/masked-input";
import { toast } from "../stores/toasts";
import { removeCardNumbers } from "./card-numbers";
import { CaughtNote } from "./caught-note";
import { isTextField, setFieldValue, type TextField } from "./field-value";
import { TypedCardWatch } from "./typed-card";

/** Keys that would change a field or leave it. */
const TYPING = new Set(["Enter", "Tab", "Backspace", "Delete"]);

/**
 * SECURITY: a card number typed or pasted into any field of text but the card fields is taken out again at once, so
 * that it cannot end in a note, a search or a receipt (PCI DSS 3.3; docs/virtual-terminals.md, idea 11). A sentence
 * beside the field says so.
 * MONEY: a field for money is never changed here. It holds eight digits at most, and what a hand has typed stays.
 */
export function CardCatcher() {
  const [caughtIn, setCaughtIn] = useState<TextField | null>(null);
  const forget = useCallback(() => setCaughtIn(null), []);
  useEffect(() => {
    const watch = new TypedCardWatch<EventTarget | null>();
    const onInput = (event: Event): void => {
      const field = fieldOfText(event.target);
      // An input method has the last word on what it writes; nothing is changed before.
      if (!field || (event instanceof InputEvent && event.isComposing)) return;
      const text = textIn(field);
      const clean = removeCardNumbers(text);
      if (clean === text) return setCaughtIn((caught) => (caught === field ? null : caught));
      setFieldValue(field, clean);
      watch.tookOut(field);
      setCaughtIn(field);
    };
    const onComposed = ({ target }: Event): void => {
      const field = fieldOfText(target);
      if (field && removeCardNumbers(textIn(field)) !== textIn(field))
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    // Before anything is cut to the field's length, and all of it: expiry and CVV stand beside the number.
    const onPaste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const field = fieldOfText(event.target);
      if (!field || removeCardNumbers(text) === text) return;
      event.preventDefault();
      event.stopPropagation();
      setCaughtIn(field);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return watch.between();
      if (event.key.length > 1 && !TYPING.has(event.key)) return;
      if (watch.key(event.target, event.key, event.timeStamp) === "swallowed") {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else if (isMoney(event.target) && watch.isCard()) toast(frameWords.cardInMoney, "warning");
    };
    document.addEventListener("input", onInput, { capture: true });
    document.addEventListener("compositionend", onComposed, { capture: true });
    document.addEventListener("paste", onPaste, { capture: true });
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      document.removeEventListener("input", onInput, { capture: true });
      document.removeEventListener("compositionend", onComposed, { capture: true });
      document.removeEventListener("paste", onPaste, { capture: true });
      document.removeEventListener("keydown", onKeyDown, { capture: true });
    };
  }, []);
  return caughtIn?.isConnected ? <CaughtNote field={caughtIn} said={frameWords.cardTakenOut} onGone={forget} /> : null;
}

function isMoney(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.dataset["money"] !== undefined;
}

/** The field, when it is one for text: it may hold no card number. */
function fieldOfText(target: EventTarget | null): TextField | null {
  return isTextField(target) && target.dataset["card"] === undefined && !isMoney(target) ? target : null;
}
