import type { NamedAccount } from "../../shared/account";
import { isCorrected } from "../../shared/attempt-steps";
import { correctedSentence } from "../../shared/advice-corrected";
import type { Notice } from "../../shared/contract";
import type { Attempt, Closed } from "../../shared/attempt";
import type { Attempts } from "./attempts";

/**
 * MONEY: whoever was told "not charged" or "not done" may have done it once more. A correction is told at the top of
 * every screen until a person has read it, also after a restart.
 */
export interface Corrections {
  heard(attempt: Attempt): void;
  /** Takes up those that nobody has read. Throws JournalTrouble. */
  start(): void;
  notices(): Notice[];
  /** A person has read it. Answers the attempt as it then is; throws a Failure when that cannot be written. */
  read(id: string, operator: string): Attempt | null;
}

/** `named`: what people call an account. */
export function createCorrections(attempts: Attempts, named: (account: string) => NamedAccount): Corrections {
  const unread = new Map<string, Closed>();
  const heard = (attempt: Attempt): void => {
    if (isCorrected(attempt) && attempt.readBy === undefined) unread.set(attempt.intent.id, attempt);
    else unread.delete(attempt.intent.id);
  };
  return {
    heard,
    start() {
      for (const attempt of attempts.journal().closedAgain()) heard(attempt);
    },
    notices: () =>
      [...unread.values()].map((attempt) => ({
        id: `corrected-${attempt.intent.id}`,
        tone: "warning",
        sentence: correctedSentence(attempt, named(attempt.intent.connection)),
        attemptId: attempt.intent.id,
      })),
    read(id, operator) {
      const attempt = unread.get(id);
      return attempt ? attempts.correctionRead(attempt, operator) : null;
    },
  };
}
