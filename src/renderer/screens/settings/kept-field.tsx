import { useState } from "react";
import { asFailure } from "../../bridge";
import { TextField } from "../../parts/text-field";

/** A line of text that is kept when the field is left. What cannot be kept stays as typed, with why below it. */
export function KeptField(props: {
  readonly label: string;
  readonly value: string;
  readonly keep: (value: string) => Promise<void>;
  readonly maxLength: number;
  readonly hint?: string;
  readonly rows?: number;
}) {
  const { label, value, keep, maxLength, hint, rows } = props;
  const [typed, setTyped] = useState(value);
  const [kept, setKept] = useState(value);
  const [wrong, setWrong] = useState<string | null>(null);
  // Changed elsewhere, and not being typed here.
  if (value !== kept) {
    setKept(value);
    setTyped(value);
  }
  const save = (): void => {
    const next = typed.trim();
    if (next === value) return;
    keep(next).then(
      () => setWrong(null),
      (error: unknown) => {
        const failure = asFailure(error);
        setWrong(Object.values(failure.fields)[0] ?? failure.sentence);
      },
    );
  };
  return (
    <TextField
      label={label}
      value={typed}
      maxLength={maxLength}
      hint={hint}
      error={wrong}
      {...(rows ? { rows } : {})}
      onChange={setTyped}
      onLeave={save}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !rows) save();
      }}
    />
  );
}
