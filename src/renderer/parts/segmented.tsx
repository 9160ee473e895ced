import { useId } from "react";
import { Kbd } from "./kbd";
import type { Choice } from "./select-field";

/** A choice of one among a few, all in sight (role radiogroup). Arrow keys move, as with any radio buttons. */
export function Segmented<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  /** Shows the label above; otherwise it is only heard. */
  readonly labelled?: boolean;
  /** The key that goes to the next choice; only shown, the screen listens for it. */
  readonly keyHint?: string;
}) {
  const id = useId();
  return (
    <div className="segmented-field">
      <span id={id} className={props.labelled ? "field-label" : "heard-only"}>
        {props.label}
      </span>
      <div role="radiogroup" aria-labelledby={id} className="segmented">
        {props.choices.map((choice) => (
          <label key={choice.value} className="segment">
            <input
              type="radio"
              className="segment-input"
              name={id}
              value={choice.value}
              checked={choice.value === props.value}
              disabled={props.disabled || choice.disabled}
              onChange={() => props.onChange(choice.value)}
            />
            <span className="segment-words">{choice.label}</span>
          </label>
        ))}
      </div>
      {props.keyHint ? <Kbd>{props.keyHint}</Kbd> : null}
    </div>
  );
}
