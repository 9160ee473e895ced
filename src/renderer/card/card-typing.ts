import type { ClipboardEvent, KeyboardEvent } from "react";
import { brandRules, isFinishedNumber } from "../../shared/card";
import { cardWords } from "../../shared/words/card";
import {
  cardDigits,
  caretAfter,
  digitsOf,
  isFinishedExpiry,
  parseCardLine,
  showExpiry,
  showNumber,
  tidyExpiry,
} from "./card-entry";
import type { CardFieldName, CardFields } from "./use-card-fields";

const MODIFIERS = new Set(["Shift", "CapsLock", "NumLock", "Control", "Alt", "AltGraph", "Meta"]);

export interface CardTyping {
  readonly onInput: (name: CardFieldName, event: InputEvent | Event, input: HTMLInputElement) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
  readonly onKeyDown: (name: CardFieldName, event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onLeave: (name: CardFieldName) => void;
  /** Shows the digits of the number while `open`. */
  readonly peek: (open: boolean) => void;
}

/** What the card's fields do with keys and pastes: group, cut, go on to the next field by themselves, and go back. */
export function cardTyping(
  fields: CardFields,
  about: {
    readonly autoAdvance: boolean;
    readonly readOnly: boolean;
    readonly wiped: boolean;
    readonly cvvNotGiven: boolean;
    readonly onSubmit: () => void;
    readonly onBack: () => void;
  },
): CardTyping {
  const { oneGo, value, put, focus, after, before, missing, mark, unmarkOnceRight, zipTyped, report, paint } = fields;
  const { autoAdvance, readOnly } = about;

  const onNumber = (input: HTMLInputElement, inserted: boolean): void => {
    const caret = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
    const digits = cardDigits(input.value);
    input.value = showNumber(digits);
    const at = caretAfter(input.value, Math.min(caret, digits.length));
    if (document.activeElement === input) input.setSelectionRange(at, at);
    paint();
    unmarkOnceRight("number");
    unmarkOnceRight("cvv");
    if (inserted && autoAdvance && caret >= digits.length && isFinishedNumber(digits)) {
      oneGo.begin();
      focus("expiry");
    }
  };
  const onExpiry = (input: HTMLInputElement, inserted: boolean): void => {
    const atEnd = (input.selectionStart ?? input.value.length) >= input.value.length;
    const were = digitsOf(input.value).length;
    if (atEnd) input.value = showExpiry(input.value, !inserted);
    if (digitsOf(input.value).length > were) oneGo.shortMonth();
    unmarkOnceRight("expiry");
    const next = after("expiry");
    if (next && inserted && autoAdvance && atEnd && isFinishedExpiry(input.value, Date.now())) focus(next);
  };
  const onCvv = (inserted: boolean): void => {
    const { cvvLength, brand } = brandRules(digitsOf(value("number")));
    const digits = digitsOf(value("cvv")).slice(0, brand === "unknown" ? 4 : cvvLength);
    if (digits !== value("cvv")) put("cvv", digits);
    unmarkOnceRight("cvv");
    if (inserted && autoAdvance && digits.length === cvvLength) focus("zip");
  };
  const peek = (open: boolean): void => {
    fields.shield.current?.parentElement?.toggleAttribute("data-peek", open);
  };

  return {
    onInput(name, event, input) {
      // An input method has the last word on what it writes; nothing is changed before.
      if (event instanceof InputEvent && event.isComposing) return;
      const inserted = !(event instanceof InputEvent && event.inputType.startsWith("delete"));
      if (name === "number") onNumber(input, inserted);
      else if (name === "expiry") onExpiry(input, inserted);
      else if (name === "cvv") onCvv(inserted);
      else {
        zipTyped();
        unmarkOnceRight("zip");
      }
      if (inserted && name !== "number" && oneGo.on()) {
        const number = value("number");
        oneGo.settle(false);
        if (value("number") !== number) focus(oneGo.place());
      }
      report();
    },
    onPaste(event) {
      const line = readOnly ? null : parseCardLine(event.clipboardData.getData("text/plain"));
      if (!line) return;
      event.preventDefault();
      put("number", showNumber(line.number));
      if (line.expiry !== "") put("expiry", line.expiry);
      if (line.cvv !== "" && !about.cvvNotGiven) put("cvv", line.cvv);
      if (line.zip !== "") put("zip", line.zip);
      oneGo.end();
      paint();
      fields.unmarkAll();
      report();
      focus(fields.next() ?? "zip");
      if (line.rest !== "") mark("zip", cardWords.trouble.notAllRead);
    },
    onKeyDown(name, event) {
      if (readOnly) return;
      // Any key but a digit says where the field ends; Enter in the last one asks for the charge, where that is looked at.
      const last = event.key === "Enter" && after(name) === undefined;
      if (event.key !== "Unidentified" && !/^\d$/.test(event.key) && !MODIFIERS.has(event.key) && !last) oneGo.end();
      if (event.key === "Enter") {
        event.preventDefault();
        const next = after(name);
        if (next) focus(next);
        else about.onSubmit();
      } else if (event.key === "Backspace" && event.currentTarget.value === "" && !event.repeat) {
        event.preventDefault();
        const earlier = before(name);
        if (earlier) focus(earlier);
        else about.onBack();
      } else if (name === "number" && event.key === "ArrowUp") {
        event.preventDefault();
        peek(true);
      }
    },
    onLeave(name) {
      peek(false);
      if (about.wiped) return;
      if (name === "expiry") put("expiry", tidyExpiry(value("expiry")));
      const trouble = missing(name);
      mark(name, trouble === "" ? null : trouble);
      report();
    },
    peek,
  };
}
