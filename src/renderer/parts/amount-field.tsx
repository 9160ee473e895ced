import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from "react";
import {
  amountTypedToCents,
  pasteAmount,
  showAmountTyped,
  typeAmount,
  untypeAmount,
  type AmountTyped,
  UNCLEAR_AMOUNT,
  whyNotTyped,
  type Cents,
} from "../../shared/money";
import { USD, type Currency } from "../../shared/currency";
import { Field, fieldAria } from "./field";

export interface AmountFieldProps {
  readonly label: string;
  /** What the hand has typed (shared/money.ts); `amountTypedToCents` says what it stands for. */
  readonly typed: AmountTyped;
  readonly onTyped: (typed: AmountTyped) => void;
  /** One with two decimals; US dollars when not given. Another is named beside the field. */
  readonly currency?: Currency;
  readonly big?: boolean;
  readonly readOnly?: boolean;
  readonly error?: string | null;
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly onEnter?: () => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

function selectsAll(input: HTMLInputElement): boolean {
  return input.selectionStart === 0 && input.selectionEnd === input.value.length && input.value !== "";
}

/** The typed text that stands for an amount in cents: to show a given amount in the field. */
export function typedOf(amount: Cents | number): AmountTyped {
  return amount === 0 ? "" : String(amount);
}

/**
 * An amount, cents first (1 2 5 0 = 12.50), a typed point honoured. Digits are added and taken away at the end only, as
 * on a till; a selection over everything is replaced. Takes keys, paste, and values set by scripts.
 */
export function AmountField(props: AmountFieldProps) {
  const { label, typed, onTyped, big, readOnly, hint, currency = USD } = props;
  /** What was wrong with the last key or paste; the next one that is right takes it away. */
  const [refused, setRefused] = useState<string | null>(null);
  const error = refused ?? props.error;
  const id = useId();
  const own = useRef<HTMLInputElement>(null);
  // The listeners are native and live long; they must see what was typed last, also between two renders (fast hands).
  const latest = useRef({ typed, onTyped, readOnly });
  useLayoutEffect(() => {
    latest.current = { typed, onTyped, readOnly };
  }, [typed, onTyped, readOnly]);

  useEffect(() => {
    const input = own.current;
    if (!input) return undefined;
    const put = (next: AmountTyped): void => {
      latest.current.typed = next;
      input.value = showAmountTyped(next);
      input.setSelectionRange(input.value.length, input.value.length);
      latest.current.onTyped(next);
      setRefused(null);
    };
    // MONEY: what cannot be read for sure is said, never guessed; what was typed before stays.
    const paste = (before: AmountTyped, text: string): void => {
      const next = pasteAmount(before, text);
      put(next ?? latest.current.typed);
      setRefused(next === null ? UNCLEAR_AMOUNT : null);
    };
    const type = (before: AmountTyped, sign: string): void => {
      const next = typeAmount(before, sign);
      put(next);
      if (next === before && before !== "0") setRefused(whyNotTyped(before, sign));
    };
    // An input method shows what it makes of the keys in the field itself; nothing is rewritten before it has ended.
    let composing: AmountTyped | null = null;
    const onCompositionStart = (): void => {
      composing = selectsAll(input) ? "" : latest.current.typed;
    };
    const onCompositionEnd = (event: CompositionEvent): void => {
      const before = composing ?? latest.current.typed;
      composing = null;
      const plain = event.data.normalize("NFKC");
      if (plain.length === 1) type(before, plain);
      else if (plain !== "") paste(before, plain);
      else put(before);
    };
    const onBeforeInput = (event: InputEvent): void => {
      if (latest.current.readOnly || event.isComposing || !event.cancelable) return;
      const whole = selectsAll(input);
      const before = whole ? "" : latest.current.typed;
      const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
      event.preventDefault();
      if (event.inputType.startsWith("insert")) {
        if (text.length > 1) paste(before, text);
        else type(before, text);
      } else if (event.inputType.startsWith("delete")) {
        const all = whole || /Word|Line|ByCut/.test(event.inputType);
        put(all ? "" : untypeAmount(before));
      }
    };
    // A value set by a script, or an input that could not be cancelled: read it as if it had been pasted.
    const onInput = (): void => {
      if (composing !== null) return;
      if (input.value === "") put("");
      else if (input.value !== showAmountTyped(latest.current.typed)) paste("", input.value);
    };
    // Somebody was quicker than the page's scripts: what stands in the field was typed, sign by sign.
    if (input.value !== showAmountTyped(latest.current.typed)) put(typeAmount("", input.value));
    input.addEventListener("beforeinput", onBeforeInput);
    input.addEventListener("input", onInput);
    input.addEventListener("compositionstart", onCompositionStart);
    input.addEventListener("compositionend", onCompositionEnd);
    return () => {
      input.removeEventListener("compositionstart", onCompositionStart);
      input.removeEventListener("compositionend", onCompositionEnd);
      input.removeEventListener("beforeinput", onBeforeInput);
      input.removeEventListener("input", onInput);
    };
  }, []);

  const shown = showAmountTyped(typed);
  const before = useRef(shown);
  useLayoutEffect(() => {
    const input = own.current;
    const isNew = before.current !== shown;
    before.current = shown;
    if (isNew && input && input.value !== shown) {
      input.value = shown;
      if (document.activeElement === input) input.setSelectionRange(shown.length, shown.length);
    }
  }, [shown]);

  const setRef = (input: HTMLInputElement | null): void => {
    own.current = input;
    const given = props.inputRef;
    if (typeof given === "function") given(input);
    else if (given) given.current = input;
  };
  const input = (
    <input
      {...fieldAria(id, error, hint)}
      ref={setRef}
      type="text"
      inputMode="decimal"
      className={big ? "money-input" : "input"}
      defaultValue={shown}
      placeholder={props.placeholder ?? (big ? "0.00" : "")}
      readOnly={readOnly}
      autoComplete="off"
      spellCheck={false}
      data-digits-only=""
      data-money=""
      autoFocus={props.autoFocus}
      // What stands in it is typed over, because nobody reads where the next digit would go.
      onFocus={big ? undefined : ({ currentTarget }) => currentTarget.select()}
      onBlur={() => setRefused(amountTypedToCents(typed) === null ? UNCLEAR_AMOUNT : null)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== "Enter" || !props.onEnter) return;
        event.preventDefault();
        props.onEnter();
      }}
    />
  );
  if (!big) {
    return (
      <Field
        id={id}
        label={label}
        error={error ?? null}
        hint={hint}
        aside={currency === USD ? null : <span className="quiet small">{currency}</span>}
      >
        {input}
      </Field>
    );
  }
  return (
    <div className="money">
      <div className="money-top">
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        {error ? (
          <span role="alert" className="field-error-aside" id={`${id}-note`}>
            {error}
          </span>
        ) : null}
      </div>
      <div className="money-line">
        <span className="money-sign" aria-hidden="true">
          $
        </span>
        {input}
        <span className="money-currency">USD</span>
      </div>
    </div>
  );
}
