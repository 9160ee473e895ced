import { useEffect, useState } from "react";
import { PROCESSORS, type ProcessorName } from "../../../shared/account";
import type { OutputOf } from "../../../shared/contract";
import { helpWords } from "../../../shared/words/help";
import { ask, asFailure } from "../../bridge";
import { CopyButton } from "../../parts/copy-button";
import { Loading, Trouble } from "../../parts/states";

type Scenarios = OutputOf<"training.scenarios">;

/** What both practice processors do on purpose: a card, an amount, and what happens. */
export function PracticePage() {
  return (
    <>
      <p>{helpWords.practiceIntro}</p>
      {PROCESSORS.map((processor) => (
        <Practice key={processor} processor={processor} />
      ))}
    </>
  );
}

function Practice({ processor }: { readonly processor: ProcessorName }) {
  const [scenarios, setScenarios] = useState<Scenarios | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    ask("training.scenarios", { processor }).then(setScenarios, (error: unknown) =>
      setTrouble(asFailure(error).sentence),
    );
  }, [processor]);
  return (
    <section className="help-practice">
      <h4>{helpWords.practiceFor({ processor })}</h4>
      {trouble ? <Trouble sentence={trouble} /> : null}
      {scenarios === null && !trouble ? <Loading what={helpWords.readingPractice} /> : null}
      {[...new Set((scenarios ?? []).map(({ group }) => group))].map((group) => (
        <div key={group}>
          <h5 className="help-chapter">{group}</h5>
          <dl>
            {(scenarios ?? [])
              .filter((one) => one.group === group)
              .map((one) => (
                <div key={`${one.what} ${one.card} ${one.amount} ${one.cvv} ${one.zip}`} className="help-scenario">
                  <dt>{one.what}</dt>
                  <dd>
                    {[
                      one.amount,
                      one.card,
                      one.cvv && helpWords.cvv({ cvv: one.cvv }),
                      one.zip && helpWords.zip({ zip: one.zip }),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                    {one.card ? <CopyButton what={helpWords.cardOf({ what: one.what })} text={one.card} /> : null}
                  </dd>
                </div>
              ))}
          </dl>
        </div>
      ))}
    </section>
  );
}
