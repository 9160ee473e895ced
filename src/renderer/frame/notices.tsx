import type { AppState } from "../../shared/contract";
import { headerWords } from "../../shared/words/header";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { useApp } from "../stores/app";
import { heardAttempt } from "../stores/attempts";
import { toast } from "../stores/toasts";

/** The notices at the top: no keychain, an old runtime, no connection. Each stands until it is no longer true. */
export function Notices() {
  const app = useApp((state) => state.app);
  const trouble = useApp((state) => state.trouble);
  const lines = [
    ...(trouble ? [{ id: "app", tone: "warning" as const, sentence: trouble }] : []),
    ...(app?.trouble ? [{ id: "connection", tone: "warning" as const, sentence: troubleWords(app) }] : []),
    ...(app?.notices ?? []),
  ];
  return (
    <div className="notices" role="status">
      {lines.map((line) => (
        <p key={line.id} className={`notice notice-${line.tone}`}>
          {line.sentence}
          {"attemptId" in line && line.attemptId !== undefined ? <PutAway attemptId={line.attemptId} /> : null}
        </p>
      ))}
    </div>
  );
}

/** Why the account does not answer, and what still works; an account that was never connected has nothing to go on with. */
function troubleWords({ trouble, troubleSince }: Pick<AppState, "trouble" | "troubleSince">): string {
  return troubleSince === null ? (trouble ?? "") : `${trouble ?? ""} ${headerWords.stillWorks}`;
}

/** A notice about one attempt stays until somebody says that they have read it; who that was is kept. */
function PutAway({ attemptId }: { readonly attemptId: string }) {
  const read = (): void => {
    ask("attempts.correctionRead", { id: attemptId }).then(heardAttempt, (error: unknown) =>
      toast(asFailure(error).sentence, "warning"),
    );
  };
  return (
    <Button kind="quiet" size="small" onPress={read}>
      I have read it
    </Button>
  );
}
