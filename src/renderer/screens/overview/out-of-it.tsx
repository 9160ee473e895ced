import { useState } from "react";
import type { Overview, OverviewInput, OverviewSums } from "../../../shared/overview";
import { Failure } from "../../../shared/failure";
import { overviewScreenWords as words } from "../../../shared/words/overview-screen";
import { ask, asFailure } from "../../bridge";
import { tellSaved } from "../../payment/saved-toast";
import { Button } from "../../parts/button";
import { figureLines } from "../../plots/figure-lines";
import { partPlots, takenPlot } from "../../plots/overview-plots";
import { copyPicture } from "../../plots/picture";
import { useApp } from "../../stores/app";
import { toast } from "../../stores/toasts";

/** What is on the screen, taken out of it: the numbers as CSV, a page as PDF, a picture on the clipboard. */
export function OutOfIt(props: {
  readonly question: OverviewInput | null;
  readonly overview: Overview | null;
  readonly sums: OverviewSums | undefined;
  /** The line below the title, which says of which days the figures are. */
  readonly line: string;
}) {
  const { question, overview, sums, line } = props;
  const accountName = useApp(({ app }) => app?.account.name ?? "");
  const [busy, setBusy] = useState<"csv" | "pdf" | "picture" | null>(null);
  const run = (what: "csv" | "pdf" | "picture", work: () => Promise<void>): void => {
    setBusy(what);
    work()
      .catch((error: unknown) => toast(asFailure(error).sentence, "warning"))
      .finally(() => setBusy(null));
  };
  const nothing = question === null || overview === null || sums === undefined;
  const copy = async (): Promise<void> => {
    if (question === null || overview === null || sums === undefined) return;
    const { span } = question;
    const everywhere = question.account === "all";
    await copyPicture({
      title: everywhere ? words.title : words.titleOf({ account: accountName }),
      line,
      figures: figureLines(span, overview, sums),
      time: takenPlot(span, overview, sums),
      parts: partPlots(sums, everywhere),
    }).catch(() => {
      throw new Failure("internal", words.pictureFailed);
    });
    toast(words.pictureCopied);
  };
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
      <Button size="small" disabled={nothing} busy={busy === "picture"} onPress={() => run("picture", copy)}>
        {words.copyPicture}
      </Button>
    </>
  );
}
