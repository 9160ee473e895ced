import { useId, useLayoutEffect, useRef, type ComponentProps, type SyntheticEvent } from "react";
import { partsWords } from "../../shared/words/parts";
import { DOT, edit, readBack } from "./masked-text";

/**
 * What was typed into each masked field. SECURITY: it is nowhere else: the page and whatever reads its accessibility
 * tree find dots.
 */
const typed = new WeakMap<HTMLInputElement, string>();

/** What was typed into a masked field. */
export function maskedText(input: HTMLInputElement): string {
  const before = typed.get(input) ?? "";
  const text = readBack(before, input.value, input.selectionStart ?? input.value.length);
  if (text !== before || input.value !== DOT.repeat(text.length)) putMaskedText(input, text);
  return text;
}

/** Puts a text into a masked field; an empty one wipes it. */
export function putMaskedText(input: HTMLInputElement, text: string): void {
  typed.set(input, text);
  const caret = input.selectionStart ?? text.length;
  const dots = DOT.repeat(text.length);
  if (input.value !== dots) {
    input.value = dots;
    if (document.activeElement === input) input.setSelectionRange(caret, caret);
  }
  const count = input.nextElementSibling;
  if (count) count.textContent = text === "" ? "" : partsWords.characters({ count: text.length });
}

/** What was typed into a field, be it masked or not. */
export function textIn(field: HTMLInputElement | HTMLTextAreaElement): string {
  return field instanceof HTMLInputElement && typed.has(field) ? maskedText(field) : field.value;
}

/** Empties a field, be it masked or not. */
export function wipe(field: HTMLInputElement): void {
  if (typed.has(field)) putMaskedText(field, "");
  else field.value = "";
}

/**
 * A text field that hides what is in it from a look over the shoulder and from the accessibility tree alike; role
 * textbox still, which a password field is not. It is heard with the count of its characters. Uncontrolled: `maskedText`
 * reads it, once.
 */
export function MaskedInput(
  props: ComponentProps<"input"> & { readonly inputRef: (input: HTMLInputElement | null) => void },
) {
  const { inputRef, className = "", "aria-describedby": describedBy, ...others } = props;
  const own = useRef<HTMLInputElement>(null);
  const countId = useId();
  useLayoutEffect(() => (own.current ? mask(own.current) : undefined), []);
  return (
    <>
      <input
        {...others}
        ref={(input) => {
          own.current = input;
          inputRef(input);
        }}
        type="text"
        className={`${className} input-masked`}
        aria-describedby={describedBy === undefined ? countId : `${describedBy} ${countId}`}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        onCopy={refuse}
        onCut={refuse}
        onDragStart={refuse}
      />
      <span id={countId} hidden />
    </>
  );
}

const refuse = (event: SyntheticEvent): void => event.preventDefault();

/** Takes every key of a field before the page shows it. Answers how to end that. */
function mask(input: HTMLInputElement): () => void {
  maskedText(input);
  typed.set(input, typed.get(input) ?? "");
  const onBeforeInput = (event: InputEvent): void => {
    // An input method cannot be kept from showing what it makes of the keys; that is read when it has ended.
    if (event.isComposing || !event.cancelable || event.inputType === "insertLineBreak") return;
    event.preventDefault();
    const data = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
    const text = maskedText(input);
    const { selectionStart, selectionEnd, maxLength } = input;
    const after = edit(
      { text, from: selectionStart ?? text.length, to: selectionEnd ?? text.length },
      event.inputType,
      data,
      maxLength < 0 ? Number.POSITIVE_INFINITY : maxLength,
    );
    putMaskedText(input, after.text);
    input.setSelectionRange(after.from, after.to);
    input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: event.inputType }));
  };
  const onInput = (event: Event): void => {
    if (!(event instanceof InputEvent && event.isComposing)) maskedText(input);
  };
  const onComposed = (): void => void maskedText(input);
  input.addEventListener("beforeinput", onBeforeInput);
  input.addEventListener("input", onInput);
  input.addEventListener("compositionend", onComposed);
  return () => {
    input.removeEventListener("beforeinput", onBeforeInput);
    input.removeEventListener("input", onInput);
    input.removeEventListener("compositionend", onComposed);
    // SECURITY: a field that is gone may be in memory for a while yet, and what was typed into it is not.
    typed.delete(input);
  };
}
