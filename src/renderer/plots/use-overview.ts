import { useCallback, useEffect, useRef, useState } from "react";
import type { Overview, OverviewInput } from "../../shared/overview";
import { ask, asFailure } from "../bridge";
import { useNow } from "../parts/use-now";
import { useApp } from "../stores/app";
import { useAttempts } from "../stores/attempts";
import { useHistory } from "../stores/history";

/** The figures move with the clock too: by this hour there is another sum to compare with. */
const EVERY_MS = 60_000;

export interface OverviewRead {
  /** null: not read yet, or nothing to read. While another span is on its way the one before stays. */
  readonly overview: Overview | null;
  /** `overview` is of the question as it is now. */
  readonly answered: boolean;
  readonly trouble: string | null;
  readonly again: () => void;
}

/**
 * The figures of a span from the local copy, kept right while payments come in, change and are checked. `question` null:
 * nothing is asked yet.
 */
export function useOverview(question: OverviewInput | null): OverviewRead {
  const revision = useHistory(({ status }) => `${status?.revision ?? 0} ${status?.state ?? ""}`);
  const checking = useAttempts(({ unknown }) => unknown.length);
  const account = useApp(({ app }) => app?.account.id ?? null);
  const minute = Math.floor(useNow(EVERY_MS) / EVERY_MS);
  const key = JSON.stringify([account, question]);
  const [read, setRead] = useState<{ readonly key: string; readonly overview: Overview } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  /** The latest question; an answer to an earlier one is dropped. */
  const turn = useRef(0);

  useEffect(() => {
    if (question === null) return;
    const mine = ++turn.current;
    ask("overview.read", question).then(
      (overview) => {
        if (turn.current !== mine) return;
        setRead({ key, overview });
        setTrouble(null);
      },
      (error: unknown) => {
        if (turn.current === mine) setTrouble(asFailure(error).sentence);
      },
    );
    // oxlint-disable-next-line react/exhaustive-deps -- the question is compared by its text
  }, [key, revision, checking, minute, asked]);

  const again = useCallback(() => setAsked((count) => count + 1), []);
  return { overview: read?.overview ?? null, answered: read?.key === key, trouble, again };
}
