import { useEffect, useRef, useState } from "react";
import type { Hold } from "../../../shared/history";
import { addUp, moneyText, sumsText } from "../../../shared/currency";
import { payerWords } from "../../payment/payment-words";
import { cardWords, verdictOf } from "../../payment/words";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { useReadFirst } from "../../parts/read-first";
import { captureAll, captureLines, type CaptureLine } from "./capture-many";

/** Captures several holds, each whole, one after the other, with a result per line. */
export function CaptureManyDialog({
  holds,
  open,
  onClose,
}: {
  readonly holds: readonly Hold[];
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={`Capture ${holds.length} holds`} open={open} size="wide" onClose={onClose} money>
      <CaptureMany holds={holds} onClose={onClose} />
    </Dialog>
  );
}

function CaptureMany({ holds, onClose }: { readonly holds: readonly Hold[]; readonly onClose: () => void }) {
  const [lines, setLines] = useState<readonly CaptureLine[]>(() => captureLines(holds));
  const [running, setRunning] = useState(false);
  const [begun, setBegun] = useState(false);
  const stop = useRef(false);
  useEffect(
    () => () => {
      // A closed dialog lets the capture under way end and begins no other; the rest stay holds.
      stop.current = true;
    },
    [],
  );
  const ended = lines.filter(({ state }) => state === "ended");
  const good = ended.filter(({ attempt }) => attempt?.outcome?.kind === "approved");
  const left = lines.filter(({ state }) => state !== "ended").length;
  const toSend = addUp(lines.filter(({ state }) => state !== "ended"));

  const words = useRef<HTMLParagraphElement>(null);
  useReadFirst(begun && !running ? `${good.length} of ${lines.length}` : null, words);

  const confirm = (): void => {
    if (running) return;
    stop.current = false;
    setBegun(true);
    setRunning(true);
    void captureAll(
      lines,
      (line) => setLines((old) => old.map((one) => (one.its.attemptId === line.its.attemptId ? line : one))),
      () => stop.current,
    ).finally(() => setRunning(false));
  };

  return (
    <>
      <p ref={words} className="quiet" role="status">
        {begun
          ? `${good.length} of ${lines.length} captured, ${sumsText(addUp(good))}.`
          : `${sumsText(addUp(lines))} together. Each is captured whole; one after the other.`}
      </p>
      <ul className="capture-lines" aria-label="Holds to capture">
        {lines.map((line) => (
          <li key={line.its.attemptId} className="capture-line">
            <strong className="amount">{moneyText(line.amount, line.currency)}</strong>
            <span className="grow cut">
              {payerWords(line.hold)} <span className="faint small">{cardWords(line.hold)}</span>
            </span>
            <Result line={line} />
          </li>
        ))}
      </ul>
      <DialogButtons>
        {begun && !running && left === 0 ? null : (
          <Button kind="primary" busy={running} autoFocus sum={{ money: toSend }} onPress={confirm}>
            {begun && !running ? `Try the other ${left} again` : "Confirm"}
          </Button>
        )}
        {running ? (
          <Button
            onPress={() => {
              stop.current = true;
            }}
          >
            Stop after this one
          </Button>
        ) : (
          <Button onPress={onClose}>{begun ? "Close" : "Cancel"}</Button>
        )}
      </DialogButtons>
    </>
  );
}

function Result({ line }: { readonly line: CaptureLine }) {
  if (line.state === "waiting") return <span className="faint small">waiting</span>;
  if (line.state === "sending") return <span className="quiet small">sending…</span>;
  if (line.state === "not_sent") return <span className="capture-why small">{line.sentence}</span>;
  if (!line.attempt) return null;
  const { word, tone } = verdictOf(line.attempt);
  return (
    <span className={`status-word tone-${tone}`}>
      <span className={`fact-dot tone-${tone}`} aria-hidden="true" />
      {word}
    </span>
  );
}
