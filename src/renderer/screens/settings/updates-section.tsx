import { useState } from "react";
import type { AppState } from "../../../shared/contract";
import type { UpdateState } from "../../../shared/updates";
import { updateWords as words } from "../../../shared/words/updates";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Switch } from "../../parts/switch";
import { timeWords } from "../../payment/words";
import { useChoose } from "./saved";
import { Section, SUPERVISED } from "./section";

type Act = "updates.look" | "updates.fetch" | "updates.install";

/** Newer versions of the program: whether they are looked for, what is new, and the one act that comes next. */
export function UpdatesSection({ app }: { readonly app: AppState }) {
  const { updates, settings } = app;
  const choose = useChoose();
  const [refused, setRefused] = useState<string | null>(null);
  const run = (act: Act): void => {
    setRefused(null);
    // How it goes is in the state, which changes by itself.
    ask(act, {}).catch((error: unknown) => setRefused(asFailure(error).sentence));
  };
  const next = nextOf(updates);
  const notes = "notes" in updates && updates.notes !== "" ? updates : null;
  return (
    <Section name="updates" needs={SUPERVISED}>
      <Switch label={words.on} on={settings.updates} onChange={(on) => choose(words.on, { updates: on })} />
      <p className="quiet small">{words.onHint}</p>
      <p role="status" className={updates.kind === "failed" ? "connection-status tone-bad" : "connection-status"}>
        {saidOf(updates)}
      </p>
      {notes === null ? null : (
        <div>
          <h3>{words.whatIsNew(notes)}</h3>
          <p className="update-notes">{notes.notes}</p>
        </div>
      )}
      {refused === null ? null : (
        <p className="field-error" role="alert">
          {refused}
        </p>
      )}
      {next === null ? null : (
        <div className="row">
          <Button
            needs={next.act}
            busy={updates.kind === "looking" || updates.kind === "fetching"}
            onPress={() => run(next.act)}
          >
            {next.label}
          </Button>
        </div>
      )}
    </Section>
  );
}

function saidOf(updates: UpdateState): string {
  switch (updates.kind) {
    case "off":
      return words.off;
    case "newest":
      return updates.at === null ? words.notYet : words.newest({ time: timeWords(updates.at, Date.now()) });
    case "looking":
      return words.looking;
    case "found":
      return words.found(updates);
    case "fetching":
      return words.fetching(updates);
    case "ready":
      return words.ready(updates);
    case "unable":
    case "failed":
      return updates.sentence;
  }
}

/** The act that comes next, and the words on its button; null: none. */
function nextOf(updates: UpdateState): { readonly act: Act; readonly label: string } | null {
  switch (updates.kind) {
    case "off":
    case "unable":
      return null;
    case "found":
    case "fetching":
      return { act: "updates.fetch", label: words.fetch(updates) };
    case "ready":
      return { act: "updates.install", label: words.install(updates) };
    case "newest":
    case "looking":
    case "failed":
      return { act: "updates.look", label: words.look };
  }
}
