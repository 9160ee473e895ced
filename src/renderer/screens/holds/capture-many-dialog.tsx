import { useEffect, useRef, useState } from "react";
import type { Hold } from "../../../shared/history";
import { addUp, moneyText, sumsText } from "../../../shared/currency";
import { actWords, commonWords } from "../../../shared/words/common";
import { holdsWords } from "../../../shared/words/holds";
import { paymentWords } from "../../../shared/words/payment";
import { payerWords } from "../../payment/payment-words";
import { verdictOf } from "../../payment/verdict";
import { cardWords } from "../../payment/words";
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
    <Dialog title={holdsWords.manyTitle({ count: holds.length })} open={open} size="wide" onClose={onClose} money>
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
          ? holdsWords.manyDone({ done: good.length, count: lines.length, amount: sumsText(addUp(good)) })
          : holdsWords.manyAhead({ amount: sumsText(addUp(lines)) })}
      </p>
      <ul className="capture-lines" aria-label={holdsWords.manyList}>
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
          <Button
            kind="primary"
            busy={running}
            autoFocus
            label={begun && !running ? undefined : paymentWords.confirm}
            sum={{ money: toSend, inWords: true }}
            onPress={confirm}
          >
            {begun && !running
              ? holdsWords.tryRest({ count: left, amount: sumsText(toSend) })
              : actWords.capture({ amount: sumsText(toSend) })}
          </Button>
        )}
        {running ? (
          <Button
            onPress={() => {
              stop.current = true;
            }}
          >
            {holdsWords.stop}
          </Button>
        ) : (
          <Button onPress={onClose}>{begun ? commonWords.close : commonWords.cancel}</Button>
        )}
      </DialogButtons>
    </>
  );
}

function Result({ line }: { readonly line: CaptureLine }) {
  if (line.state === "waiting") return <span className="faint small">{holdsWords.lineWaiting}</span>;
  if (line.state === "sending") return <span className="quiet small">{holdsWords.lineSending}</span>;
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
