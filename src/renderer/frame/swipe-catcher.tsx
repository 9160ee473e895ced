import { useEffect } from "react";
import { toast } from "../stores/toasts";
import { isTextField, setFieldValue, type TextField } from "./field-value";
import { SwipeWatch } from "./swipe";

const SAID = "A card was swiped. Nothing of it was kept: type its number in the field Card number.";
/** What stood in the fields is not remembered for longer than a swipe can take to be known. */
const FORGET_MS = 2_000;

/**
 * SECURITY: a card swiped at a reader that types like a keyboard reaches no field and no shortcut: what stands on the
 * stripe behind the number may not be kept (PCI DSS 3.3.1.1), and must not be charged as a CVV or ZIP
 * (docs/virtual-terminals.md, complaint 10, idea 11).
 */
export function SwipeCatcher() {
  useEffect(() => {
    const watch = new SwipeWatch();
    const before = new Map<TextField, string>();
    let begun: { readonly by: string; readonly target: EventTarget | null } | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = (): void => {
      before.clear();
      begun = null;
      clearTimeout(timer);
    };
    /** The first keys of a swipe were let through, because a hand might have typed them. */
    const takeBack = (): void => {
      for (const [field, text] of before) {
        setFieldValue(field, text);
        field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "deleteContent" }));
      }
      if (begun?.target instanceof HTMLElement) begun.target.focus();
      // The reader's % turned the surcharge on in a field for figures; the same key turns it off again.
      if (begun?.by === "%") begun.target?.dispatchEvent(new KeyboardEvent("keydown", { key: "%", bubbles: true }));
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.isTrusted) return;
      const { target, key } = event;
      const kind = watch.key(key, event.timeStamp);
      if (kind === "begins") {
        forget();
        begun = { by: key, target };
        timer = setTimeout(forget, FORGET_MS);
      }
      if (kind === "begins" || kind === "goes on") {
        if (isTextField(target) && !before.has(target)) before.set(target, target.value);
      } else if (kind === "caught" || kind === "rest") {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (kind === "rest") return;
        takeBack();
        forget();
        toast(SAID, "warning");
      } else if (kind === "other") forget();
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      forget();
      window.removeEventListener("keydown", onKeyDown, { capture: true });
    };
  }, []);
  return null;
}
