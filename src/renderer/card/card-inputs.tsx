import {
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
} from "react";
import { brandRules, isFinishedNumber, readExpiry, type Brand, type Expiry } from "../../shared/card";
import {
  cardDigits,
  caretAfter,
  cvvTrouble,
  digitsOf,
  expiryTrouble,
  isFinishedExpiry,
  numberTrouble,
  parseCardLine,
  showExpiry,
  showNumber,
  tidyExpiry,
  zipTrouble,
} from "./card-entry";
import { CardShield, paintShield } from "./card-shield";

/** What may be known outside of the fields: no digit but the last four (PCI DSS 3.4.1). */
export interface CardSeen {
  readonly brand: Brand;
  /** null until the number is complete. */
  readonly last4: string | null;
  readonly complete: boolean;
}
export const NO_CARD: CardSeen = { brand: "unknown", last4: null, complete: false };

export interface CardTyped {
  readonly number: string;
  readonly expiry: Expiry;
  readonly cvv: string | null;
  readonly zip: string | null;
}

/** What the order does with the fields. Card data leaves only by `read`, once, for the request. */
export interface CardInputsHandle {
  /** The typed card, or null after showing what is missing or wrong and going there. */
  readonly read: () => CardTyped | null;
  /** Empties number, expiry and CVV, and lets go of what the browser remembers of them. `zip` too when asked. */
  readonly wipe: (zip: "and zip" | "keep zip") => void;
  /** The first field that is not done; false when there is none. */
  readonly focusNext: () => boolean;
  readonly isEmpty: () => boolean;
  readonly zip: () => string;
  readonly setZip: (zip: string) => void;
}

type Name = "number" | "expiry" | "cvv" | "zip";
const ORDER: readonly Name[] = ["number", "expiry", "cvv", "zip"];

/**
 * Card number, expiry, CVV and ZIP. SECURITY: uncontrolled on purpose: what is typed is in the fields of the page and
 * nowhere else, no React state, no store; it is read once at the charge and wiped (PCI DSS 3.3).
 */
export function CardInputs(props: {
  readonly ref: Ref<CardInputsHandle>;
  readonly seen: CardSeen;
  readonly onSeen: (seen: CardSeen) => void;
  readonly autoAdvance: boolean;
  readonly readOnly: boolean;
  /** After the answer: number shown as dots and last four, expiry and CVV as a dash. */
  readonly wiped: boolean;
  readonly cvvNotGiven: boolean;
  readonly onSubmit: () => void;
  readonly onBack: () => void;
}) {
  const { seen, onSeen, autoAdvance, readOnly, wiped, cvvNotGiven } = props;
  const id = useId();
  const inputs = useRef<Partial<Record<Name, HTMLInputElement>>>({});
  const shield = useRef<HTMLDivElement>(null);
  const [troubles, setTroubles] = useState<Partial<Record<Name, string>>>({});

  const value = (name: Name): string => inputs.current[name]?.value ?? "";
  const focus = (name: Name): void => {
    const input = inputs.current[name];
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
  };
  const after = (name: Name): Name | undefined =>
    ORDER.slice(ORDER.indexOf(name) + 1).find((next) => next !== "cvv" || !cvvNotGiven);

  /** Why a field is not done; "" when it is merely empty. */
  const missing = (name: Name): string | null => {
    const text = value(name);
    if (name === "zip") return zipTrouble(text);
    if (name === "cvv" && cvvNotGiven) return null;
    if (text.trim() === "") return "";
    if (name === "number") return numberTrouble(digitsOf(text));
    if (name === "expiry") return expiryTrouble(text, Date.now());
    return cvvTrouble(text, digitsOf(value("number")));
  };
  const mark = (name: Name, trouble: string | null): void => {
    setTroubles((old) => {
      if ((old[name] ?? null) === trouble) return old;
      const { [name]: _gone, ...others } = old;
      return trouble === null ? others : { ...others, [name]: trouble };
    });
  };
  const clearOnceRight = (name: Name): void => {
    // Never an error while typing; but one that is shown goes away as soon as it is no longer true.
    if (troubles[name] !== undefined && !missing(name)) mark(name, null);
  };
  const report = (): void => {
    const digits = digitsOf(value("number"));
    const { brand } = brandRules(digits);
    const whole = digits !== "" && numberTrouble(digits) === null;
    const complete = ORDER.every((name) => missing(name) === null);
    const last4 = whole ? digits.slice(-4) : null;
    if (brand !== seen.brand || last4 !== seen.last4 || complete !== seen.complete) onSeen({ brand, last4, complete });
  };

  const paint = (): void => paintShield(shield.current, value("number"));

  const onNumber = (input: HTMLInputElement, inserted: boolean): void => {
    const caret = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
    const digits = cardDigits(input.value);
    input.value = showNumber(digits);
    const at = caretAfter(input.value, Math.min(caret, digits.length));
    if (document.activeElement === input) input.setSelectionRange(at, at);
    paint();
    clearOnceRight("number");
    if (troubles.cvv !== undefined) clearOnceRight("cvv");
    if (inserted && autoAdvance && caret >= digits.length && isFinishedNumber(digits)) focus("expiry");
  };
  const onExpiry = (input: HTMLInputElement, inserted: boolean): void => {
    const atEnd = (input.selectionStart ?? input.value.length) >= input.value.length;
    if (atEnd) input.value = showExpiry(input.value, !inserted);
    clearOnceRight("expiry");
    if (inserted && autoAdvance && atEnd && isFinishedExpiry(input.value, Date.now())) {
      const next = after("expiry");
      if (next) focus(next);
    }
  };
  const onCvv = (input: HTMLInputElement, inserted: boolean): void => {
    const { cvvLength, brand } = brandRules(digitsOf(value("number")));
    const digits = digitsOf(input.value).slice(0, brand === "unknown" ? 4 : cvvLength);
    if (digits !== input.value) input.value = digits;
    clearOnceRight("cvv");
    if (inserted && autoAdvance && digits.length === cvvLength) focus("zip");
  };
  const onInput = (
    name: Name,
    event: { readonly nativeEvent: Event; readonly currentTarget: HTMLInputElement },
  ): void => {
    const input = event.currentTarget;
    const type = event.nativeEvent instanceof InputEvent ? event.nativeEvent.inputType : "insertText";
    const inserted = !type.startsWith("delete");
    if (name === "number") onNumber(input, inserted);
    else if (name === "expiry") onExpiry(input, inserted);
    else if (name === "cvv") onCvv(input, inserted);
    else clearOnceRight("zip");
    report();
  };

  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    if (readOnly) return;
    const line = parseCardLine(event.clipboardData.getData("text/plain"));
    const { number, expiry, cvv, zip } = inputs.current;
    if (!line || !number || !expiry || !cvv || !zip) return;
    event.preventDefault();
    number.value = showNumber(line.number);
    if (line.expiry !== "") expiry.value = line.expiry;
    if (line.cvv !== "" && !cvvNotGiven) cvv.value = line.cvv;
    if (line.zip !== "") zip.value = line.zip;
    paint();
    setTroubles({});
    report();
    const next = ORDER.find((name) => missing(name) !== null || (name === "zip" && value("zip") === ""));
    focus(next ?? "zip");
  };

  const onKeyDown = (name: Name, event: KeyboardEvent<HTMLInputElement>): void => {
    if (readOnly) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const next = after(name);
      if (next) focus(next);
      else props.onSubmit();
    } else if (event.key === "Backspace" && event.currentTarget.value === "" && !event.repeat) {
      event.preventDefault();
      const before = ORDER.slice(0, ORDER.indexOf(name)).findLast((earlier) => earlier !== "cvv" || !cvvNotGiven);
      if (before) focus(before);
      else props.onBack();
    } else if (name === "number" && event.key === "ArrowUp") {
      event.preventDefault();
      peek(true);
    }
  };
  const peek = (open: boolean): void => {
    shield.current?.parentElement?.toggleAttribute("data-peek", open);
  };
  const onLeave = (name: Name): void => {
    peek(false);
    const input = inputs.current[name];
    if (!input || wiped) return;
    if (name === "expiry") input.value = tidyExpiry(input.value);
    const trouble = missing(name);
    mark(name, trouble === "" ? null : trouble);
    report();
  };

  useEffect(() => {
    if (cvvNotGiven && inputs.current.cvv) inputs.current.cvv.value = "";
    mark("cvv", null);
    report();
    // oxlint-disable-next-line react/exhaustive-deps -- on that choice only
  }, [cvvNotGiven]);

  useImperativeHandle(props.ref, () => ({
    read() {
      const first = ORDER.find((name) => missing(name) !== null);
      if (first) {
        for (const name of ORDER) mark(name, missing(name) === "" ? MISSING[name] : missing(name));
        focus(first);
        return null;
      }
      const expiry = readExpiry(value("expiry"));
      if (!expiry) return null;
      return {
        number: digitsOf(value("number")),
        expiry,
        cvv: cvvNotGiven ? null : value("cvv"),
        zip: value("zip").trim() || null,
      };
    },
    wipe(zip) {
      for (const name of ORDER) {
        const input = inputs.current[name];
        if (!input || (name === "zip" && zip === "keep zip")) continue;
        // SECURITY: setting the value also empties the field's undo history.
        input.value = "";
      }
      paint();
      setTroubles({});
      // SECURITY: the engine remembers the subject of the last match of a regular expression; make it one without
      // digits.
      /none/.exec("none");
      if (zip === "and zip") onSeen(NO_CARD);
    },
    focusNext() {
      const next = ORDER.find((name) => missing(name) !== null || (name === "zip" && value("zip") === ""));
      focus(next ?? "zip");
      return next !== undefined;
    },
    isEmpty: () => value("number") === "" && value("expiry") === "" && value("cvv") === "",
    zip: () => value("zip").trim(),
    setZip(zip) {
      const input = inputs.current.zip;
      if (input) input.value = zip;
    },
  }));

  const field = (name: Name, label: string, placeholder: string, extra: string, longest: number) => (
    <div className={`field ${troubles[name] ? "field-wrong" : ""}`}>
      <div className="field-top">
        <label className="field-label" htmlFor={`${id}-${name}`}>
          {label}
        </label>
        {troubles[name] ? (
          <span className="field-error-aside" id={`${id}-${name}-note`}>
            {troubles[name]}
          </span>
        ) : null}
      </div>
      <div className="card-box">
        <input
          id={`${id}-${name}`}
          ref={(input) => {
            if (input) inputs.current[name] = input;
            else delete inputs.current[name];
          }}
          type="text"
          inputMode={name === "zip" ? "text" : "numeric"}
          className={`input card-input ${extra}`}
          placeholder={wiped && name !== "number" && name !== "zip" ? "—" : placeholder}
          maxLength={longest}
          readOnly={readOnly || (name === "cvv" && cvvNotGiven)}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          data-card={name === "zip" ? undefined : ""}
          data-digits-only={name === "zip" || name === "expiry" ? undefined : ""}
          aria-invalid={troubles[name] ? true : undefined}
          aria-describedby={troubles[name] ? `${id}-${name}-note` : undefined}
          onInput={(event) => onInput(name, event)}
          onPaste={name === "number" ? onPaste : undefined}
          // SECURITY: card data does not leave by the clipboard.
          onCopy={name === "zip" ? undefined : (event) => event.preventDefault()}
          onCut={name === "zip" ? undefined : (event) => event.preventDefault()}
          onDragStart={name === "zip" ? undefined : (event) => event.preventDefault()}
          onKeyDown={(event) => onKeyDown(name, event)}
          onKeyUp={(event) => {
            if (name === "number" && event.key === "ArrowUp") peek(false);
          }}
          onBlur={() => onLeave(name)}
        />
        {name === "number" ? (
          <CardShield ref={shield} brand={seen.brand} last4={seen.last4} wiped={wiped} onPeek={peek} />
        ) : null}
      </div>
    </div>
  );

  return (
    <div className="card-inputs">
      {field("number", "Card number", "", "card-number", 64)}
      <div className="card-row">
        {field("expiry", "Expiry", "MM / YY", "", 10)}
        {field("cvv", "CVV", cvvNotGiven ? "not given" : "", "input-masked", 4)}
        {field("zip", "ZIP", "", "", 10)}
      </div>
    </div>
  );
}

const MISSING: Readonly<Record<Name, string>> = {
  number: "Type the number",
  expiry: "Missing",
  cvv: "Missing",
  zip: "Missing",
};
