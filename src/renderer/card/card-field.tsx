import { useId, type ComponentProps, type ReactNode, type SyntheticEvent } from "react";
import { MaskedInput } from "../parts/masked-input";
import type { CardTyping } from "./card-typing";
import type { CardFieldName, CardFields } from "./use-card-fields";

/** The longest trouble that stands beside the label, in characters; what is longer stands below the field. */
const MOST_ASIDE = 32;

const refuse = (event: SyntheticEvent): void => event.preventDefault();

/** One field of a card, with its label and what is wrong beside it. */
export function CardField(props: {
  readonly fields: CardFields;
  readonly typing: CardTyping;
  readonly name: CardFieldName;
  readonly label: string;
  readonly className?: string;
  readonly placeholder?: string;
  readonly readOnly: boolean;
  readonly longest: number;
  /** What lies over the field. */
  readonly children?: ReactNode;
}) {
  const { fields, typing, name, label, className = "", placeholder = "", readOnly, longest, children } = props;
  const id = useId();
  const trouble = fields.troubles[name];
  /** A processor's sentence has no room beside the label. */
  const isLong = trouble !== undefined && trouble.length > MOST_ASIDE;
  const isZip = name === "zip";
  const setInput = (input: HTMLInputElement | null): void => {
    if (input) fields.inputs.current[name] = input;
    else delete fields.inputs.current[name];
  };
  const common: ComponentProps<"input"> = {
    id,
    inputMode: isZip ? "text" : "numeric",
    className: `input card-input ${className}`,
    placeholder,
    maxLength: longest,
    readOnly,
    "aria-invalid": trouble ? true : undefined,
    "aria-describedby": trouble ? `${id}-note` : undefined,
    onInput: (event) => typing.onInput(name, event.nativeEvent, event.currentTarget),
    onCompositionEnd: (event) => typing.onInput(name, event.nativeEvent, event.currentTarget),
    onKeyDown: (event) => typing.onKeyDown(name, event),
    onBlur: () => typing.onLeave(name),
  };
  const marks = {
    "data-card": isZip ? undefined : "",
    "data-digits-only": isZip || name === "expiry" ? undefined : "",
  };
  return (
    <div className={`field ${trouble ? "field-wrong" : ""}`}>
      <div className="field-top">
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        {trouble && !isLong ? (
          <span className="field-error-aside" id={`${id}-note`}>
            {trouble}
          </span>
        ) : null}
      </div>
      <div className="card-box">
        {name === "cvv" ? (
          <MaskedInput {...common} {...marks} inputRef={setInput} />
        ) : (
          <input
            {...common}
            {...marks}
            ref={setInput}
            type="text"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            onPaste={name === "number" ? typing.onPaste : undefined}
            // SECURITY: card data does not leave by the clipboard.
            onCopy={isZip ? undefined : refuse}
            onCut={isZip ? undefined : refuse}
            onDragStart={isZip ? undefined : refuse}
            onKeyUp={(event) => {
              if (name === "number" && event.key === "ArrowUp") typing.peek(false);
            }}
          />
        )}
        {children}
      </div>
      {trouble && isLong ? (
        <p className="field-error" id={`${id}-note`}>
          {trouble}
        </p>
      ) : null}
    </div>
  );
}
