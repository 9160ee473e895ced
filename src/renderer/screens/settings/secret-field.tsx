import { useId } from "react";
import { Field, fieldAria } from "../../parts/field";

/**
 * One line that is typed once and never shown again. Uncontrolled on purpose; role textbox, so that it has a name and
 * no browser offers to keep it.
 */
export function SecretField(props: {
  readonly label: string;
  readonly masked: boolean;
  readonly wrong: string | null;
  readonly hint: string;
  readonly onInput: (input: HTMLInputElement | null) => void;
}) {
  const id = useId();
  const { label, masked, wrong, hint, onInput } = props;
  const out = masked ? (event: React.ClipboardEvent): void => event.preventDefault() : undefined;
  return (
    <Field id={id} label={label} error={wrong} hint={hint}>
      <input
        {...fieldAria(id, wrong, hint)}
        ref={onInput}
        type="text"
        className={`input ${masked ? "input-masked" : ""}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={8192}
        onCopy={out}
        onCut={out}
      />
    </Field>
  );
}
