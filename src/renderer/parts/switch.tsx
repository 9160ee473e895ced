import { useId, type ReactNode } from "react";

/** A switch (role switch): on or off, without a button to confirm it. */
export function Switch(props: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}) {
  const id = useId();
  return (
    <span className="switch-line">
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="switch"
        checked={props.on}
        aria-checked={props.on}
        disabled={props.disabled}
        aria-describedby={props.hint ? `${id}-note` : undefined}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <label htmlFor={id} className="switch-label">
        {props.label}
      </label>
      {props.hint ? (
        <span className="field-hint" id={`${id}-note`}>
          {props.hint}
        </span>
      ) : null}
    </span>
  );
}
