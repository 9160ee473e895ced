import { useEffect, useState } from "react";
import type { OutputOf } from "../../../shared/contract";
import { settingsWords } from "../../../shared/words/settings";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { Loading, Trouble } from "../../parts/states";
import { toast } from "../../stores/toasts";
import { Section } from "./section";

type Scenarios = OutputOf<"training.scenarios">;

/** The list of what Training does on purpose, so that staff can practise it, and the reset of the practice data. */
export function TrainingSection() {
  const [scenarios, setScenarios] = useState<Scenarios | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    ask("training.scenarios", {}).then(setScenarios, (error: unknown) => setTrouble(asFailure(error).sentence));
  }, []);
  const reset = (): void => {
    setBusy(true);
    ask("training.reset", {})
      .then(
        () => {
          setAsking(false);
          toast(settingsWords.resetDone);
        },
        (error: unknown) => setTrouble(asFailure(error).sentence),
      )
      .finally(() => setBusy(false));
  };
  return (
    <Section name="training" beside={<Button onPress={() => setAsking(true)}>{settingsWords.reset}</Button>}>
      <p className="quiet small">{settingsWords.practiceIntro}</p>
      {trouble ? <Trouble sentence={trouble} /> : null}
      {scenarios ? (
        <ScenarioTable scenarios={scenarios} />
      ) : trouble ? null : (
        <Loading what={settingsWords.practiceReading} />
      )}
      <Dialog title={settingsWords.resetAsk} open={asking} onClose={() => setAsking(false)}>
        <p>{settingsWords.resetWhat}</p>
        <DialogButtons>
          <Button autoFocus onPress={() => setAsking(false)}>
            {settingsWords.resetKeep}
          </Button>
          <Button kind="danger" busy={busy} onPress={reset}>
            {settingsWords.reset}
          </Button>
        </DialogButtons>
      </Dialog>
    </Section>
  );
}

function ScenarioTable({ scenarios }: { readonly scenarios: Scenarios }) {
  const groups = [...new Set(scenarios.map(({ group }) => group))];
  return (
    <div className="scenarios">
      {groups.map((group) => (
        <div key={group} className="scenario-group">
          <h3>{group}</h3>
          <ul>
            {scenarios
              .filter((one) => one.group === group)
              .map((one) => (
                <li
                  key={`${one.what} ${one.card ?? ""} ${one.amount ?? ""} ${one.cvv ?? ""} ${one.zip ?? ""}`}
                  className="scenario"
                >
                  <span className="scenario-what">{one.what}</span>
                  <span className="scenario-key">
                    {[one.card, one.amount, one.cvv && `CVV ${one.cvv}`, one.zip && `ZIP ${one.zip}`]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
