import { useId, useRef, useState } from "react";
import { settingsWords } from "../../../shared/words/settings";
import { asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Field, fieldAria } from "../../parts/field";
import { NoLogo, rasterised } from "./logo";
import { useKeep } from "./saved";

const HINT = settingsWords.logoHint;

/** The logo at the top of this account's receipts: chosen from a file, shown, taken away. */
export function LogoField({ logo }: { readonly logo: string }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const keepIt = useKeep();
  const keep = (next: string): void => {
    keepIt(settingsWords.logo, { logo: next }).then(
      () => setWrong(null),
      (error: unknown) => setWrong(asFailure(error).sentence),
    );
  };
  const choose = (file: File | undefined): void => {
    if (!file) return;
    rasterised(file).then(keep, (error: unknown) =>
      setWrong(error instanceof NoLogo ? error.message : settingsWords.logoUnusable),
    );
  };
  return (
    <Field id={id} label={settingsWords.logo} error={wrong} hint={HINT}>
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
          <img className="logo-picture" alt={settingsWords.logoShown} src={`data:image/png;base64,${logo}`} />
          <Button
            size="small"
            onPress={() => {
              if (input.current) input.current.value = "";
              keep("");
              input.current?.focus();
            }}
          >
            {settingsWords.logoRemove}
          </Button>
        </span>
      )}
    </Field>
  );
}
