import { useEffect, useState } from "react";
import { reportWords as words } from "../../../shared/words/report";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Loading, Trouble } from "../../parts/states";
import { tellSaved } from "../../payment/saved-toast";
import { toast } from "../../stores/toasts";

/** The report for whoever helps: read first, then saved. */
export function ReportPage() {
  const [text, setText] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    ask("report.read", {}).then(
      (report) => setText(report.text),
      (error: unknown) => setTrouble(asFailure(error).sentence),
    );
  }, []);
  if (trouble) return <Trouble sentence={trouble} />;
  if (text === null) return <Loading what={words.reading} />;
  const save = (): void => {
    tellSaved(ask("report.save", {})).catch((error: unknown) => toast(asFailure(error).sentence, "warning"));
  };
  return (
    <>
      <p>{words.what}</p>
      <p className="quiet small">{words.without}</p>
      <Button onPress={save}>{words.save}</Button>
      <pre className="help-report" role="region" aria-label={words.text}>
        {text}
      </pre>
    </>
  );
}
