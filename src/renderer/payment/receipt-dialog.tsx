import { useEffect, useMemo, useState } from "react";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { Paper } from "../parts/paper";
import { Segmented } from "../parts/segmented";
import { Loading, Trouble } from "../parts/states";
import { useApp } from "../stores/app";
import { toast } from "../stores/toasts";

const PAPERS = [
  { value: "roll", label: "80 mm roll" },
  { value: "letter", label: "Letter" },
  { value: "a4", label: "A4" },
] as const;
type PaperSize = (typeof PAPERS)[number]["value"];

/** The receipt of a payment: on the screen, on paper, as a PDF. */
export function ReceiptDialog(props: {
  readonly paymentId: string;
  readonly attemptId: string | null;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title="Receipt" open={props.open} onClose={props.onClose}>
      <Receipt {...props} />
    </Dialog>
  );
}

function Receipt({
  paymentId,
  attemptId,
  onClose,
}: {
  readonly paymentId: string;
  readonly attemptId: string | null;
  readonly onClose: () => void;
}) {
  const deskPaper = useApp(({ app }) => app?.settings.paper ?? "roll");
  const [paper, setPaper] = useState<PaperSize>(deskPaper);
  const [html, setHtml] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState<"print" | "pdf" | null>(null);
  const asked = useMemo(() => ({ paymentId, attemptId, paper }), [paymentId, attemptId, paper]);

  useEffect(() => {
    let gone = false;
    ask("receipts.show", asked).then(
      (shown) => {
        if (!gone) setHtml(shown.html);
      },
      (error: unknown) => {
        if (!gone) setTrouble(asFailure(error).sentence);
      },
    );
    return () => {
      gone = true;
    };
  }, [asked]);

  const run = (what: "print" | "pdf"): void => {
    if (busy) return;
    setBusy(what);
    setTrouble(null);
    const work =
      what === "print"
        ? ask("receipts.print", asked).then(() => null)
        : ask("receipts.savePdf", asked).then(({ path }) => path);
    work
      .then(
        (path) => {
          if (path) toast(`Saved as ${path}`);
        },
        (error: unknown) => setTrouble(asFailure(error).sentence),
      )
      .finally(() => setBusy(null));
  };

  return (
    <div className="stack">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keys must reach it */}
      <div className="paper-frame" role="region" aria-label="The receipt" tabIndex={0}>
        {html === null ? trouble === null ? <Loading what="Writing the receipt" /> : null : <Paper html={html} />}
      </div>
      <Segmented label="Paper" value={paper} choices={PAPERS} onChange={setPaper} labelled />
      {trouble ? <Trouble sentence={trouble} /> : null}
      <DialogButtons>
        <Button kind="primary" autoFocus busy={busy === "print"} onPress={() => run("print")}>
          Print
        </Button>
        <Button busy={busy === "pdf"} onPress={() => run("pdf")}>
          Save PDF
        </Button>
        <Button onPress={onClose}>Close</Button>
      </DialogButtons>
    </div>
  );
}
