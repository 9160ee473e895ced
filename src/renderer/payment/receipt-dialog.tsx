import { useEffect, useMemo, useState } from "react";
import { receiptWords as words } from "../../shared/words/receipt";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { Paper } from "../parts/paper";
import { Segmented } from "../parts/segmented";
import { Loading, Trouble } from "../parts/states";
import { useApp } from "../stores/app";
import { showInFolder, tellSaved } from "./saved-toast";

const PAPERS = [
  { value: "roll", label: words.papers.roll },
  { value: "letter", label: words.papers.letter },
  { value: "a4", label: words.papers.a4 },
] as const;
type PaperSize = (typeof PAPERS)[number]["value"];

/** The receipt of a payment: on the screen, on paper, as a PDF, in an e-mail. */
export function ReceiptDialog(props: {
  readonly paymentId: string;
  readonly attemptId: string | null;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={words.title} size="wide" open={props.open} onClose={props.onClose}>
      <Receipt {...props} />
    </Dialog>
  );
}

type Act = "print" | "pdf" | "mail" | "copy";
/** What came of a way out of the program, to be read in the dialog; `file` can be shown in its folder. */
interface Said {
  readonly sentence: string;
  readonly file: string | null;
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
  const [trouble, setTrouble] = useState<string | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, setBusy] = useState<Act | null>(null);
  const asked = useMemo(() => ({ paymentId, attemptId, paper }), [paymentId, attemptId, paper]);
  const { html, to } = useReceipt(asked, setTrouble);

  const run = (act: Act): void => {
    if (busy) return;
    setBusy(act);
    setTrouble(null);
    setSaid(null);
    work(act, asked)
      .then(setSaid, (error: unknown) => setTrouble(asFailure(error).sentence))
      .finally(() => setBusy(null));
  };
  const button = (act: Act, label: string) => (
    <Button
      kind={act === "print" ? "primary" : undefined}
      autoFocus={act === "print"}
      busy={busy === act}
      onPress={() => run(act)}
    >
      {label}
    </Button>
  );

  return (
    <div className="stack">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keys must reach it */}
      <div className="paper-frame" role="region" aria-label={words.region} tabIndex={0}>
        {html === null ? trouble === null ? <Loading what={words.writing} /> : null : <Paper html={html} />}
      </div>
      <Segmented label={words.paper} value={paper} choices={PAPERS} onChange={setPaper} labelled />
      {trouble ? <Trouble sentence={trouble} /> : null}
      <div role="status">
        {said ? (
          <p className="receipt-said">
            {said.sentence}{" "}
            {said.file === null ? null : (
              <Button size="small" onPress={() => showInFolder(said.file ?? "")}>
                {words.showInFolder}
              </Button>
            )}
          </p>
        ) : null}
      </div>
      <DialogButtons>
        {button("print", words.print)}
        {button("pdf", words.savePdf)}
        {button("mail", to === null ? words.mail : words.mailTo({ to }))}
        {button("copy", words.copyText)}
        <Button onPress={onClose}>{words.close}</Button>
      </DialogButtons>
    </div>
  );
}

interface Asked {
  readonly paymentId: string;
  readonly attemptId: string | null;
  readonly paper: PaperSize;
}

/** The receipt on that paper, and to whom it would be sent. */
function useReceipt(asked: Asked, setTrouble: (sentence: string) => void) {
  const [html, setHtml] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
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
    ask("receipts.address", asked).then(
      (known) => {
        if (!gone) setTo(known.to);
      },
      // Why the receipt cannot be written is told already.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [asked, setTrouble]);
  return { html, to };
}

/** Does it; answers what is to be read of it in the dialog. Throws a Failure. */
async function work(act: Act, asked: Asked): Promise<Said | null> {
  switch (act) {
    case "print":
      await ask("receipts.print", asked);
      return null;
    case "pdf":
      await tellSaved(ask("receipts.savePdf", asked));
      return null;
    case "copy":
      await ask("receipts.copyText", asked);
      return { sentence: words.copied, file: null };
    case "mail": {
      const { path, file, to, opened } = await ask("receipts.mail", asked);
      if (path === null) return null;
      return { sentence: opened ? words.mailOpened({ to, path }) : words.mailNotOpened({ path }), file };
    }
  }
}
