import { useState } from "react";
import type { PaymentFilter } from "../../../shared/history";
import { paymentsWords } from "../../../shared/words/payments";
import { ask, asFailure } from "../../bridge";
import { tellSaved } from "../../payment/saved-toast";
import { Button } from "../../parts/button";
import { useHistory } from "../../stores/history";

/**
 * Writes what the list shows (all of it, not only what is loaded) as a CSV file. Long ones show how far they are and
 * can be stopped.
 */
export function ExportButton({ clue, filter }: { readonly clue: string; readonly filter: PaymentFilter }) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const writing = useHistory((state) => state.writing);
  const run = (): void => {
    setBusy(true);
    setTrouble(null);
    tellSaved(ask("history.exportCsv", { clue: clue.trim(), filter }), ({ path, count, complete }) => {
      const saved = paymentsWords.exported({ count, path: path ?? "" });
      return complete
        ? { sentence: saved, tone: "info" }
        : { sentence: paymentsWords.exportedSome({ saved }), tone: "warning" };
    })
      .catch((error: unknown) => setTrouble(asFailure(error).sentence))
      .finally(() => setBusy(false));
  };
  const done = writing?.what === "payments" ? writing : null;
  return (
    <div className="export">
      {trouble ? (
        <span className="field-error" role="alert">
          {trouble}
        </span>
      ) : null}
      {busy && done ? (
        <>
          <progress
            className="export-bar"
            value={done.done}
            max={done.total ?? undefined}
            aria-label={paymentsWords.exportDone}
          />
          <span className="quiet small">
            {done.total === null
              ? done.done.toLocaleString("en-US")
              : paymentsWords.exportPart({ percent: Math.floor((done.done / Math.max(1, done.total)) * 100) })}
          </span>
          <Button size="small" kind="quiet" onPress={() => void ask("history.cancelExport", {}).catch(() => undefined)}>
            {paymentsWords.exportStop}
          </Button>
        </>
      ) : null}
      <Button size="small" needs="history.exportCsv" busy={busy} onPress={run}>
        {paymentsWords.export}
      </Button>
    </div>
  );
}
