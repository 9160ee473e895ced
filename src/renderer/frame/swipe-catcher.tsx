import { useEffect } from "react";
import { frameWords } from "../../shared/words/frame";
import { toast } from "../stores/toasts";
import { isTextField, setFieldValue, type TextField } from "./field-value";
import { signAtPlace, SLOW_MS, SwipeWatch } from "./swipe";

/** A key that may be the first of a swipe, and the field it went to as it was before. */
interface Pressed {
  readonly key: string;
  readonly target: EventTarget | null;
  readonly value: string | null;
}

/**
 * SECURITY: a card swiped at a reader that types like a keyboard reaches no field and no shortcut: what stands on the
 * stripe behind the number may not be kept (PCI DSS 3.3.1.1), and must not be charged as a CVV or ZIP
 * (docs/virtual-terminals.md, complaint 10, idea 11).
 */
export function SwipeCatcher() {
  useEffect(() => {
    const watch = new SwipeWatch();
    const before = new Map<TextField, string>();
    /** The two keys before this one: where a start sentinel has other signs, they are known by what follows. */
    let recent: readonly Pressed[] = [];
    let begun: Pressed | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = (): void => {
      before.clear();
      begun = null;
    };
    const remember = ({ target, value }: Pressed): void => {
      if (isTextField(target) && value !== null && !before.has(target)) before.set(target, value);
    };
    /** The first keys of a swipe were let through, because a hand might have typed them. */
    const takeBack = (): void => {
      for (const [field, text] of before) {
        setFieldValue(field, text);
        field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "deleteContent" }));
      }
      if (begun?.target instanceof HTMLElement) begun.target.focus();
      // The reader's % turned the surcharge on in a field for figures; the same key turns it off again.
      if (begun?.key === "%") begun.target?.dispatchEvent(new KeyboardEvent("keydown", { key: "%", bubbles: true }));
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.isTrusted) return;
      const { target, key } = event;
      const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph");
      const kind = watch.key(
        isCommand && key.length === 1 ? "Unidentified" : key,
        event.timeStamp,
        signAtPlace(event.code, event.shiftKey),
      );
      if (kind === "between") return;
      // What stood in the fields is not remembered for longer than the next key of a swipe can take.
      clearTimeout(timer);
      timer = setTimeout(() => {
        forget();
        recent = [];
      }, SLOW_MS);
      if (kind === "caught" || kind === "rest") {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (kind === "rest") return;
        takeBack();
        forget();
        recent = [];
        toast(frameWords.swiped, "warning");
        return;
      }
      const pressed: Pressed = { key, target, value: isTextField(target) ? target.value : null };
      if (kind !== "goes on") forget();
      if (kind === "begins") {
        const first = watch.lead === 0 ? [] : recent.slice(-watch.lead);
        for (const each of first) remember(each);
        begun = first[0] ?? pressed;
      }
      if (kind !== "other") remember(pressed);
      recent = kind === "other" && key.length === 1 ? [...recent.slice(-1), pressed] : [];
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      forget();
      clearTimeout(timer);
      window.removeEventListener("keydown", onKeyDown, { capture: true });
    };
  }, []);
  return null;
}
