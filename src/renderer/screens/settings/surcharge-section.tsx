import { useId, useRef, useState } from "react";
import type { AppState } from "../../../shared/contract";
import { contradictionIn, type PublicSettings } from "../../../shared/settings";
import { percentText, percentToBasisPoints } from "../../../shared/surcharge";
import { asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/text-field";
import { changeSettings, surchargeRate } from "../../stores/app";
import { toast } from "../../stores/toasts";

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
  const [percent, setPercent] = useState(surcharge === null ? "" : percentText(surcharge.basisPoints));
  const [confirmed, setConfirmed] = useState(false);
  const [wrong, setWrong] = useState<Wrong>({});
  const percentInput = useRef<HTMLInputElement>(null);
  const tick = useRef<HTMLInputElement>(null);
  const turned = useRef<HTMLElement>(null);

  const keep = (next: PublicSettings["surcharge"]): void => {
    changeSettings({ surcharge: next }).then(
      () => {
        setWrong({});
        setConfirmed(false);
        turned.current?.focus();
        toast(
          next
            ? `Surcharges are on: ${percentText(next.basisPoints)} %, when the order says that it is a credit card.`
            : "Surcharges are off.",
        );
      },
      (error: unknown) => setWrong({ whole: asFailure(error).sentence }),
    );
  };
  const turnOn = (): void => {
    const basisPoints = percentToBasisPoints(percent);
    const now: Wrong = {
      ...(basisPoints === null ? { percent: "A percentage from 0.01 to 3, with at most two decimals." } : {}),
      ...(confirmed ? {} : { confirmed: "Ask the processor first, then tick this." }),
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
    <section className="sheet stack" aria-label="Surcharge" ref={turned} tabIndex={-1}>
      <h2>Surcharge</h2>
      <ul className="surcharge-rules quiet small">
        <li>
          For credit cards only, never debit or prepaid. A surcharged order on one of those is voided at once and shown
          as Reversed.
        </li>
        <li>
          The card networks want 30 days’ notice before you begin, and no more than the card costs you: 3 % at most.
        </li>
        <li>
          The caller is told before the charge; the order screen has the sentence. The receipt shows it on its own line.
        </li>
        <li>
          Some states forbid it (Connecticut, Massachusetts) or allow less (Colorado: 2 %). Ask whoever advises you on
          the law.
        </li>
      </ul>
      {rate ? (
        <>
          <p role="status" className="surcharge-on">
            On for {account.name}: {percentText(rate.basisPoints)} % when the order says that it is a credit card.
          </p>
          <div className="row">
            <Button onPress={() => keep(null)}>Turn the surcharge off</Button>
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
            label="Surcharge in percent"
            value={percent}
            inputRef={percentInput}
            error={wrong.percent ?? null}
            hint="Up to 3, with at most two decimals. Each surcharge is rounded down to the cent."
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
              <label htmlFor={id}>
                The processor has confirmed that it reads the surcharge as a part of the amount, in cents, on our
                account ({account.name})
              </label>
            </div>
            <p className="field-hint surcharge-why" id={`${id}-why`}>
              The processor’s documents do not say whether a surcharge is a part of the amount or comes on top.
              Counterfoil sends all that the caller pays as the amount and names the surcharge as the part of it, as the
              card networks do. Ask the processor to confirm that it reads it so on your account.
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
            <Button submit>Turn the surcharge on</Button>
          </div>
        </form>
      )}
    </section>
  );
}
