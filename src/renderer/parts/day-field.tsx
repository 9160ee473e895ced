import { useId } from "react";
import { Field, fieldAria } from "./field";

/** A field for a day as `YYYY-MM-DD`; null while it is not whole. */
export function DayField({
  label,
  value,
  onChange,
  max,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  readonly max?: string;
}) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      <input
        {...fieldAria(id)}
        type="date"
        className="input"
        value={value ?? ""}
        max={max}
        onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
      />
    </Field>
  );
}
