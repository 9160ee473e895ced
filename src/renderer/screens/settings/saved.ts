import { createContext, useCallback, useContext } from "react";
import type { PublicSettings } from "../../../shared/settings";
import { settingsWords } from "../../../shared/words/settings";
import { asFailure } from "../../bridge";
import { changeSettings, chooseSettings } from "../../stores/app";
import { toast } from "../../stores/toasts";

/** Says at the top of the screen what has been kept, by its label. */
export const Saved = createContext<(what: string) => void>(() => undefined);

/** Keeps settings and says so. The answer throws a Failure, and nothing is kept. */
export function useKeep(): (what: string, change: Partial<PublicSettings>) => Promise<void> {
  const saved = useContext(Saved);
  return useCallback((what, change) => changeSettings(change).then(() => saved(what)), [saved]);
}

/**
 * The same for a choice, which has no place of its own for what went wrong. It stays where the hand has put it while it is
 * written, and goes back where it could not be.
 */
export function useChoose(): (what: string, change: Partial<PublicSettings>) => void {
  const saved = useContext(Saved);
  return useCallback(
    (what, change) => {
      chooseSettings(change).then(
        () => saved(what),
        (error: unknown) => toast(settingsWords.notSaved({ what, why: asFailure(error).sentence }), "warning"),
      );
    },
    [saved],
  );
}
