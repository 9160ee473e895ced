import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { groupNumber } from "../../../shared/card";
import type { OutputOf } from "../../../shared/contract";
import { practiceWords as words } from "../../../shared/words/practice";
import { ask, asFailure } from "../../bridge";
import { Dialog } from "../../parts/dialog";
import { Loading, Trouble } from "../../parts/states";
import { TextField } from "../../parts/text-field";

export type PracticeCard = OutputOf<"training.scenarios">[number];

/** The sheet of what can be practised with a typed card: what to type, and what it answers. Choosing fills it in. */
export function PracticeCards(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  /** `usual`: the card that the list begins with, for what says none. */
  readonly onChoose: (chosen: PracticeCard, usual: PracticeCard) => void;
}) {
  return (
    <Dialog title={words.title} open={props.open} size="wide" onClose={props.onClose}>
      <PracticeList onChoose={props.onChoose} />
    </Dialog>
  );
}

function PracticeList({ onChoose }: { readonly onChoose: (chosen: PracticeCard, usual: PracticeCard) => void }) {
  const [all, setAll] = useState<readonly PracticeCard[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [clue, setClue] = useState("");
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ask("training.scenarios", {}).then(
      (rows) => setAll(rows.filter(({ card, amount, cvv, zip }) => card ?? amount ?? cvv ?? zip)),
      (error: unknown) => setTrouble(asFailure(error).sentence),
    );
  }, []);
  const usual = all?.find(({ card }) => card !== null);
  const pieces = clue.toLowerCase().split(/\s+/).filter(Boolean);
  const found = (all ?? []).filter((row) => pieces.every((piece) => textOf(row).toLowerCase().includes(piece)));
  const move = (event: KeyboardEvent): void => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    const isField = event.target instanceof HTMLInputElement;
    if (event.key === "Enter" && isField) rows[0]?.click();
    else if (event.key === "ArrowDown") rows[Math.min(at + 1, rows.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && at > 0) rows[at - 1]?.focus();
    else return;
    event.preventDefault();
  };
  return (
    // The keys of the list are those of its rows and of the field above it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="practice" onKeyDown={move}>
      <TextField label={words.find} value={clue} autoFocus placeholder={words.example} onChange={setClue} />
      {trouble ? <Trouble sentence={trouble} /> : null}
      {all === null && trouble === null ? <Loading what={words.reading} /> : null}
      <div ref={list} className="practice-list">
        {[...new Set(found.map(({ group }) => group))].map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            {found
              .filter((row) => row.group === group)
              .map((row) => (
                <button
                  key={textOf(row)}
                  type="button"
                  className="practice-row"
                  onClick={() => usual && onChoose(row, usual)}
                >
                  <span>{row.what}</span>
                  <span className="quiet small">{typedOf(row)}</span>
                </button>
              ))}
          </section>
        ))}
        {all !== null && found.length === 0 ? <p className="quiet">{words.none}</p> : null}
      </div>
      <p className="quiet small">{words.note}</p>
    </div>
  );
}

/** What is typed for it. */
function typedOf({ card, amount, cvv, zip }: PracticeCard): string {
  return [card && groupNumber(card), amount, cvv && words.cvv({ cvv }), zip && words.zip({ zip })]
    .filter(Boolean)
    .join(" · ");
}

function textOf(row: PracticeCard): string {
  return `${row.group} ${row.what} ${row.card ?? ""} ${typedOf(row)}`;
}
