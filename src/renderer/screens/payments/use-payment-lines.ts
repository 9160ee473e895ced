import { useCallback, useEffect, useRef, useState } from "react";
import type { PaymentFilter, PaymentLine, PaymentSort } from "../../../shared/history";
import type { PaymentTotals } from "../../../shared/totals";
import { ask, asFailure } from "../../bridge";
import { useHistory } from "../../stores/history";

const PAGE = 100;
/** The pages after the first are larger, because whoever scrolls goes on scrolling. */
const NEXT_PAGE = 400;
/** A payment can come twice only where two pages meet. */
const SEAM = 500;
const MOST_AT_ONCE = 500;

export interface Lines {
  /** null: not read yet. */
  readonly lines: readonly PaymentLine[] | null;
  /** They answer to the clue and the filter as they are now, not to those before. */
  readonly answered: boolean;
  readonly sum: Sum | null;
  readonly trouble: string | null;
  readonly more: () => void;
  readonly again: () => void;
}

/** How many answer, and what they come to, for each currency. */
export interface Sum {
  readonly count: number;
  readonly totals: readonly PaymentTotals[];
}

interface Read {
  readonly key: string;
  readonly lines: readonly PaymentLine[];
  readonly next: number | null;
}

/**
 * The payments that answer to a clue and a filter, from the local copy, page by page; kept right while payments come in
 * and change.
 */
export function usePaymentLines(clue: string, filter: PaymentFilter, sort: PaymentSort): Lines {
  const revision = useHistory(({ status }) => status?.revision ?? 0);
  const question = JSON.stringify([clue.trim(), filter]);
  const key = JSON.stringify([question, sort]);
  const [read, setRead] = useState<Read | null>(null);
  const [sum, setSum] = useState<(Sum & { readonly question: string }) | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  /** The latest question; an answer to an earlier one is dropped. */
  const turn = useRef(0);
  const loadingMore = useRef(false);
  const shown = useRef<Read | null>(null);
  shown.current = read;

  useEffect(() => {
    const mine = ++turn.current;
    loadingMore.current = false;
    const loaded = shown.current?.key === key ? shown.current.lines.length : 0;
    ask("history.list", {
      clue: clue.trim(),
      filter,
      sort,
      before: null,
      limit: Math.min(MOST_AT_ONCE, Math.max(PAGE, loaded)),
    }).then(
      (answer) => {
        if (turn.current !== mine) return;
        setRead((old) => ({ key, ...(old?.key === key ? joined(answer, old) : answer) }));
        setTrouble(null);
      },
      (error: unknown) => {
        if (turn.current === mine) setTrouble(asFailure(error).sentence);
      },
    );
    // The question is compared by its text: a filter is a new object at every change.
    // oxlint-disable-next-line react/exhaustive-deps -- as said above
  }, [key, revision, asked]);

  useEffect(() => {
    let gone = false;
    // Counting can wait for a moment of quiet: nobody reads it while typing.
    const timer = setTimeout(() => {
      ask("history.sum", { clue: clue.trim(), filter }).then(
        (answer) => {
          if (!gone) setSum({ question, ...answer });
        },
        () => undefined,
      );
    }, 250);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- as above
  }, [question, revision, asked]);

  const more = useCallback(() => {
    const now = shown.current;
    if (now === null || now.key !== key || now.next === null || loadingMore.current) return;
    loadingMore.current = true;
    const mine = turn.current;
    ask("history.list", { clue: clue.trim(), filter, sort, before: now.next, limit: NEXT_PAGE })
      .then(
        (answer) => {
          if (turn.current === mine)
            setRead((old) =>
              old?.key === key ? { key, lines: withoutRepeats(old.lines, answer.lines), next: answer.next } : old,
            );
        },
        (error: unknown) => {
          if (turn.current === mine) setTrouble(asFailure(error).sentence);
        },
      )
      .finally(() => {
        if (turn.current === mine) loadingMore.current = false;
      });
    // oxlint-disable-next-line react/exhaustive-deps -- as above
  }, [key]);

  const again = useCallback(() => setAsked((count) => count + 1), []);
  // While a new question is on its way the old answer stays: an empty table for some milliseconds would flicker.
  const answered = read?.key === key;
  return { lines: read?.lines ?? null, answered, sum: sum?.question === question ? sum : null, trouble, more, again };
}

/** The first lines read again, and those below them that were loaded before. */
function joined(answer: { lines: readonly PaymentLine[]; next: number | null }, old: Read): Omit<Read, "key"> {
  const last = answer.lines.at(-1);
  const at = last === undefined ? -1 : old.lines.findIndex(({ id }) => id === last.id);
  if (answer.next === null || at < 0 || at + 1 >= old.lines.length) return answer;
  return { lines: withoutRepeats(answer.lines, old.lines.slice(at + 1)), next: old.next };
}

function withoutRepeats(lines: readonly PaymentLine[], more: readonly PaymentLine[]): readonly PaymentLine[] {
  const known = new Set(lines.slice(-SEAM).map(({ id }) => id));
  return lines.concat(more.filter(({ id }) => !known.has(id)));
}
