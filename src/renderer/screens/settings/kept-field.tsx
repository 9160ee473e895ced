import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { settingsWords } from "../../../shared/words/settings";
import { asFailure } from "../../bridge";
import { TextField } from "../../parts/text-field";
import { useWhyNot } from "../../parts/why-not";
import { toast } from "../../stores/toasts";
import { useTyped } from "../../parts/typed";
import { SUPERVISED } from "./section";

/** A line of text that is kept when the field is left. What cannot be kept stays as typed, with why below it; Esc undoes. */
export function KeptField(props: {
  readonly label: string;
  readonly value: string;
  readonly keep: (value: string) => Promise<void>;
  readonly maxLength: number;
  readonly hint?: string;
  readonly rows?: number;
}) {
  const { label, value, keep, maxLength, rows } = props;
  const whyNot = useWhyNot(SUPERVISED);
  const hint = whyNot ?? props.hint;
  const [typed, setTyped] = useTyped(`settings ${label}`, value);
  const [kept, setKept] = useState(value);
  const [wrong, setWrong] = useState<string | null>(null);
  /** What was last asked to be kept, until it is; what was refused is not asked again by itself. */
  const asked = useRef<string | null>(null);
  const here = useRef(true);
  // The value was changed elsewhere, and nobody is typing here.
  if (value !== kept) {
    setKept(value);
    setTyped(value);
  }
  const save = (): void => {
    const next = typed.trim();
    if (next === value) return;
    asked.current = next;
    keep(next).then(
      () => {
        asked.current = null;
        setWrong(null);
      },
      (error: unknown) => {
        const failure = asFailure(error);
        const sentence = Object.values(failure.fields)[0] ?? failure.sentence;
        setWrong(sentence);
        // Locked: what was typed is kept (parts/typed.ts).
        if (!here.current && failure.code !== "locked")
          toast(settingsWords.notSaved({ what: label, why: sentence }), "warning");
      },
    );
  };
  // The screen can go while this has the focus (Ctrl+1), and the page tells of no leaving then.
  const latest = useRef(() => {});
  useLayoutEffect(() => {
    latest.current = () => {
      if (typed.trim() !== asked.current) save();
    };
  });
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      latest.current();
    };
  }, []);
  return (
    <TextField
      disabled={whyNot !== null}
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
        // Esc undoes what was typed; with nothing to undo it leaves the field.
        if (event.key !== "Escape" || typed === value) return;
        event.preventDefault();
        setTyped(value);
        setWrong(null);
      }}
    />
  );
}
