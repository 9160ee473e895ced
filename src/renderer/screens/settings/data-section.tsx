import { useState } from "react";
import type { PublicSettings } from "../../../shared/settings";
import { privacyWords as words } from "../../../shared/words/privacy";
import { ask, asFailure } from "../../bridge";
import { tellSaved } from "../../payment/saved-toast";
import { Button } from "../../parts/button";
import { Segmented } from "../../parts/segmented";
import { ChangeKeys } from "./change-keys";
import { useChoose } from "./saved";
import { Section } from "./section";

const CAPTURES = (["shown", "not_cards", "never_shown"] as const).map((value) => ({
  value,
  label: words.capturesWhich[value],
}));
const LOG_DAYS = ([7, 30, 90, 365] as const).map((value) => ({
  value: String(value),
  label: words.logDaysWhich[value],
}));
const COPY_DAYS = ([0, 30, 90, 365] as const).map((value) => ({
  value: String(value),
  label: words.copyDaysWhich[value],
}));

/** What this computer keeps, and what can be done with it. */
export function DataSection({ settings }: { readonly settings: PublicSettings }) {
  const choose = useChoose();
  return (
    <Section name="data">
      <Segmented
        label={words.captures}
        labelled
        value={settings.captures}
        choices={CAPTURES}
        onChange={(captures) => choose(words.captures, { captures })}
      />
      <p className="quiet small">{words.capturesHint}</p>
      <Segmented
        label={words.logDays}
        labelled
        value={String(settings.logDays)}
        choices={LOG_DAYS}
        onChange={(days) => choose(words.logDays, { logDays: Number(days) as PublicSettings["logDays"] })}
      />
      <p className="quiet small">{words.logDaysHint}</p>
      <Segmented
        label={words.copyDays}
        labelled
        value={String(settings.copyDays)}
        choices={COPY_DAYS}
        onChange={(days) => choose(words.copyDays, { copyDays: Number(days) as PublicSettings["copyDays"] })}
      />
      <p className="quiet small">{words.copyDaysHint}</p>
      <ExportJournal />
      <ChangeKeys />
    </Section>
  );
}

function ExportJournal() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const run = (): void => {
    setBusy(true);
    setTrouble(null);
    tellSaved(ask("journal.export", {}), ({ path, rows }) => ({
      sentence: words.exported({ rows, path: path ?? "" }),
      tone: "info",
    }))
      .catch((error: unknown) => setTrouble(asFailure(error).sentence))
      .finally(() => setBusy(false));
  };
  return (
    <div className="stack">
      <p className="quiet small">{words.exportJournalHint}</p>
      {trouble === null ? null : (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      )}
      <div className="row">
        <Button needs="journal.export" busy={busy} onPress={run}>
          {words.exportJournal}
        </Button>
      </div>
    </div>
  );
}
