import { useId, useRef, useState } from "react";
import type { AppState } from "../../../shared/contract";
import { contradictionIn, type PublicSettings } from "../../../shared/settings";
import { percentText, percentToBasisPoints } from "../../../shared/surcharge";
import { settingsWords, surchargeWords } from "../../../shared/words/settings";
import { asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/text-field";
import { surchargeRate } from "../../stores/app";
import { toast } from "../../stores/toasts";
import { useKeep } from "./saved";
import { Section, SUPERVISED } from "./section";
import { useTyped } from "../../parts/typed";

interface Wrong {
  readonly percent?: string;
  readonly confirmed?: string;
  readonly whole?: string;
}

/**
 * A surcharge on credit cards: off until a person has typed the percentage and ticked that the processor was asked, for
 * each connection.
 */
export function SurchargeSection({ app }: { readonly app: AppState }) {
  const { account, settings } = app;
  const { surcharge } = settings;
  const rate = surchargeRate(app);
  const id = useId();
  const [percent, setPercent] = useTyped("surcharge", surcharge === null ? "" : percentText(surcharge.basisPoints));
  const [confirmed, setConfirmed] = useState(false);
  const [wrong, setWrong] = useState<Wrong>({});
  const percentInput = useRef<HTMLInputElement>(null);
  const tick = useRef<HTMLInputElement>(null);
  const turned = useRef<HTMLElement>(null);

  const keepIt = useKeep();

  const keep = (next: PublicSettings["surcharge"]): void => {
    keepIt(settingsWords.sections.surcharge, { surcharge: next }).then(
      () => {
        setWrong({});
        setConfirmed(false);
        turned.current?.focus();
        toast(next ? surchargeWords.turnedOn({ percent: percentText(next.basisPoints) }) : surchargeWords.turnedOff);
      },
      (error: unknown) => setWrong({ whole: asFailure(error).sentence }),
    );
  };
  const turnOn = (): void => {
    const basisPoints = percentToBasisPoints(percent);
    const now: Wrong = {
      ...(basisPoints === null ? { percent: surchargeWords.percentWrong } : {}),
      ...(confirmed ? {} : { confirmed: surchargeWords.tickMissing }),
    };
    if (basisPoints === null || !confirmed) {
      setWrong(now);
      (basisPoints === null ? percentInput : tick).current?.focus();
      return;
    }
    const next = { basisPoints, confirmedFor: [...new Set([...(surcharge?.confirmedFor ?? []), account.id])] };
    const contradiction = contradictionIn({ rules: settings.rules, surcharge: next });
    if (contradiction === null) keep(next);
    else setWrong({ whole: contradiction });
  };

  return (
    <Section name="surcharge" needs={SUPERVISED} ref={turned}>
      <ul className="surcharge-rules quiet small">
        {surchargeWords.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      {rate ? (
        <>
          <p role="status" className="surcharge-on">
            {surchargeWords.isOn({ account: account.name, percent: percentText(rate.basisPoints) })}
          </p>
          <div className="row">
            <Button onPress={() => keep(null)}>{surchargeWords.turnOff}</Button>
          </div>
        </>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            turnOn();
          }}
        >
          <TextField
            label={surchargeWords.percent}
            value={percent}
            inputRef={percentInput}
            error={wrong.percent ?? null}
            hint={surchargeWords.percentHint}
            onChange={(next) => {
              setPercent(next);
              setWrong(({ percent: _gone, ...others }) => others);
            }}
          />
          <div>
            <div className="surcharge-tick">
              <input
                id={id}
                ref={tick}
                type="checkbox"
                className="tick"
                checked={confirmed}
                aria-invalid={wrong.confirmed ? true : undefined}
                aria-describedby={`${id}-why${wrong.confirmed ? ` ${id}-note` : ""}`}
                onChange={(event) => {
                  setConfirmed(event.target.checked);
                  setWrong(({ confirmed: _gone, ...others }) => others);
                }}
              />
              <label htmlFor={id}>{surchargeWords.tick({ account: account.name })}</label>
            </div>
            <p className="field-hint surcharge-why" id={`${id}-why`}>
              {surchargeWords.tickWhy}
            </p>
            {wrong.confirmed ? (
              <p className="field-error surcharge-why" id={`${id}-note`}>
                {wrong.confirmed}
              </p>
            ) : null}
          </div>
          {wrong.whole ? (
            <p role="alert" className="field-error">
              {wrong.whole}
            </p>
          ) : null}
          <div className="row">
            <Button submit>{surchargeWords.turnOn}</Button>
          </div>
        </form>
      )}
    </Section>
  );
}
