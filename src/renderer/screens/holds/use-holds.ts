import { useCallback, useEffect, useState } from "react";
import type { Hold } from "../../../shared/history";
import { ask, asFailure } from "../../bridge";
import { takeHistory, useHistory } from "../../stores/history";

/**
 * The holds of the local copy, the most urgent first; read again whenever a payment has changed. null: not read yet.
 */
export function useHolds(): {
  readonly holds: readonly Hold[] | null;
  readonly trouble: string | null;
  readonly again: () => void;
} {
  const revision = useHistory(({ status }) => status?.revision ?? 0);
  const [holds, setHolds] = useState<readonly Hold[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let gone = false;
    ask("holds.list", {}).then(
      (answer) => {
        if (gone) return;
        setHolds(answer.holds);
        takeHistory(answer.status);
        setTrouble(null);
      },
      (error: unknown) => {
        if (!gone) setTrouble(asFailure(error).sentence);
      },
    );
    return () => {
      gone = true;
    };
    // `revision` and `asked` are read nowhere; their change is what asks anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- as said above
  }, [revision, asked]);
  const again = useCallback(() => setAsked((count) => count + 1), []);
  return { holds, trouble, again };
}
