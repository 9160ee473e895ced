import { useId, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { Field, fieldAria } from "./field";

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly disabled?: boolean;
}

/**
 * A choice of one among several, in a list that drops down (role combobox). The control is the native one, which every
 * screen reader knows.
 */
export function SelectField<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
  readonly error?: string | null;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLSelectElement>) => void;
  readonly selectRef?: Ref<HTMLSelectElement>;
}) {
  const id = useId();
  const { label, value, choices, onChange, error, hint } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error ?? null}>
      <select
        {...fieldAria(id, error, hint)}
        ref={props.selectRef}
        autoFocus={props.autoFocus}
        data-first-focus={props.autoFocus ? "" : undefined}
        onKeyDown={props.onKeyDown}
        className="input select"
        value={value}
        disabled={props.disabled}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
