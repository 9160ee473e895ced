import { useId, useRef, useState } from "react";
import { asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Field, fieldAria } from "../../parts/field";
import { changeSettings } from "../../stores/app";
import { NoLogo, rasterised } from "./logo";

const HINT = "A PNG or SVG. It is drawn once and kept as a small picture; black on white prints best.";

/** The logo at the top of this account's receipts: chosen from a file, shown, taken away. */
export function LogoField({ logo }: { readonly logo: string }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const keep = (next: string): void => {
    changeSettings({ logo: next }).then(
      () => setWrong(null),
      (error: unknown) => setWrong(asFailure(error).sentence),
    );
  };
  const choose = (file: File | undefined): void => {
    if (!file) return;
    rasterised(file).then(keep, (error: unknown) =>
      setWrong(error instanceof NoLogo ? error.message : "This file cannot be used."),
    );
  };
  return (
    <Field id={id} label="Logo" error={wrong} hint={HINT}>
      <input
        {...fieldAria(id, wrong, HINT)}
        ref={input}
        type="file"
        className="input logo-file"
        accept="image/png,image/svg+xml,.png,.svg"
        onChange={(event) => choose(event.target.files?.[0])}
      />
      {logo === "" ? null : (
        <span className="row logo-kept">
          <img className="logo-picture" alt="The logo as it is printed" src={`data:image/png;base64,${logo}`} />
          <Button
            size="small"
            onPress={() => {
              if (input.current) input.current.value = "";
              keep("");
              input.current?.focus();
            }}
          >
            Remove logo
          </Button>
        </span>
      )}
    </Field>
  );
}
