import { useId, type HTMLInputTypeAttribute, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { tooLong } from "../../shared/too-long";
import { Field, fieldAria } from "./field";

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Called on leaving the field: the moment to check it. */
  readonly onLeave?: () => void;
  readonly error?: string | null;
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  /** The most that can be kept, in characters. Nothing is cut: what is longer stays as typed and is told. */
  readonly maxLength?: number;
  /** Never "email": the engine rewrites what is typed there. */
  readonly type?: Extract<HTMLInputTypeAttribute, "text" | "tel">;
  readonly rows?: number;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly className?: string;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** One line of text (or several, with `rows`). Controlled, so never for card data: card/card-field.tsx is for that. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  const { label, value, onChange, hint, className } = props;
  const error = props.error ?? (props.maxLength === undefined ? null : tooLong(value, props.maxLength));
  const common = {
    ...fieldAria(id, error, hint),
    className: "input",
    value,
    placeholder: props.placeholder,
    disabled: props.disabled,
    autoComplete: "off",
    spellCheck: false,
    autoFocus: props.autoFocus,
    "data-first-focus": props.autoFocus ? "" : undefined,
    onBlur: props.onLeave,
    onKeyDown: props.onKeyDown,
  };
  return (
    <Field id={id} label={label} hint={hint} error={error} className={className ?? ""}>
      {props.rows ? (
        <textarea {...common} rows={props.rows} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...common}
          ref={props.inputRef}
          type={props.type ?? "text"}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
