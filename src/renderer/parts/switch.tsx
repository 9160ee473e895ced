import { useId, type ReactNode } from "react";
import { Kbd } from "./kbd";

/** A switch (role switch): on or off, without a button to confirm it. */
export function Switch(props: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  /** The key that turns it; only shown, the screen listens for it. */
  readonly keyHint?: string;
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
      {props.keyHint ? <Kbd>{props.keyHint}</Kbd> : null}
      {props.hint ? (
        <span className="field-hint" id={`${id}-note`}>
          {props.hint}
        </span>
      ) : null}
    </span>
  );
}
