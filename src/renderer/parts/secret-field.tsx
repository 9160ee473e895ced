import { useId } from "react";
import { Field, fieldAria } from "./field";
import { MaskedInput } from "./masked-input";

/**
 * One line that is typed once and never shown again. Uncontrolled on purpose; role textbox, so that it has a name and
 * no browser offers to keep it.
 */
export function SecretField(props: {
  readonly label: string;
  /** Shown as dots. */
  readonly masked: boolean;
  readonly wrong: string | null;
  readonly hint?: string | undefined;
  readonly autoFocus?: boolean;
  readonly longest?: number;
  readonly onInput: (input: HTMLInputElement | null) => void;
}) {
  const id = useId();
  const { label, masked, wrong, hint, onInput } = props;
  const common = {
    ...fieldAria(id, wrong, hint),
    maxLength: props.longest ?? 8192,
    autoFocus: props.autoFocus,
    "data-first-focus": props.autoFocus ? "" : undefined,
  };
  return (
    <Field id={id} label={label} error={wrong} hint={hint}>
      {masked ? (
        <MaskedInput {...common} inputRef={onInput} className="input" />
      ) : (
        <input {...common} ref={onInput} type="text" className="input" autoComplete="off" spellCheck={false} />
      )}
    </Field>
  );
}
