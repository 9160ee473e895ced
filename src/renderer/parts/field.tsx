import type { ReactNode } from "react";

/** Label above, control, and below it either the error or a hint: the same places always, so nothing jumps. */
export function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { id, label, hint, error, aside, children, className } = props;
  return (
    <div className={`field ${error ? "field-wrong" : ""} ${className ?? ""}`}>
      <div className="field-top">
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        {aside}
      </div>
      {children}
      {error || hint ? (
        <p className={error ? "field-error" : "field-hint"} id={`${id}-note`}>
          {error ?? hint}
        </p>
      ) : null}
    </div>
  );
}

/** What a control inside a `Field` puts on itself, so that its error is read with it. */
export function fieldAria(id: string, error?: string | null, hint?: unknown) {
  return {
    id,
    "aria-invalid": error ? (true as const) : undefined,
    "aria-describedby": error || hint ? `${id}-note` : undefined,
  };
}
