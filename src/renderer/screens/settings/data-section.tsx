import { useState } from "react";
import { privacyWords as words } from "../../../shared/words/privacy";
import { ask, asFailure } from "../../bridge";
import { tellSaved } from "../../payment/saved-toast";
import { Button } from "../../parts/button";
import { ChangeKeys } from "./change-keys";
import { Section } from "./section";

/** What this computer keeps, and what can be done with it. */
export function DataSection() {
  return (
    <Section name="data">
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
