import { useState } from "react";
import type { Overview, OverviewInput, OverviewSums } from "../../../shared/overview";
import { overviewScreenWords as words } from "../../../shared/words/overview-screen";
import { ask, asFailure } from "../../bridge";
import { tellSaved } from "../../payment/saved-toast";
import { Button } from "../../parts/button";
import { toast } from "../../stores/toasts";

/** What is on the screen, taken out of it: the numbers as CSV, a page as PDF, a picture on the clipboard. */
export function OutOfIt(props: {
  readonly question: OverviewInput | null;
  readonly overview: Overview | null;
  readonly sums: OverviewSums | undefined;
}) {
  const { question, overview, sums } = props;
  const [busy, setBusy] = useState<"csv" | "pdf" | "picture" | null>(null);
  const run = (what: "csv" | "pdf" | "picture", work: () => Promise<void>): void => {
    setBusy(what);
    work()
      .catch((error: unknown) => toast(asFailure(error).sentence, "warning"))
      .finally(() => setBusy(null));
  };
  const nothing = question === null || overview === null || sums === undefined;
  return (
    <>
      <Button
        size="small"
        needs="overview.csv"
        disabled={nothing}
        busy={busy === "csv"}
        onPress={() => question && run("csv", () => tellSaved(ask("overview.csv", question)))}
      >
        {words.csv}
      </Button>
      <Button
        size="small"
        needs="overview.pdf"
        disabled={nothing}
        busy={busy === "pdf"}
        onPress={() => question && run("pdf", () => tellSaved(ask("overview.pdf", question)))}
      >
        {words.pdf}
      </Button>
    </>
  );
}
