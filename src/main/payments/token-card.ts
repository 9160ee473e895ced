import { Failure } from "../../shared/failure";
import type { Intent } from "../../shared/attempt";
import type { Processor } from "../processors/processor";
import type { Clock } from "../base/clock";
import { moneyWords } from "../../shared/words/money";

/**
 * The card behind a token, so that journal, duplicate guard and screen know it before the charge; null when the
 * processor does not tell it within `patienceMs`: the charge goes on without. Throws a Failure only where the processor
 * itself says that the method is invalid.
 * SECURITY: the token is asked with and kept nowhere; what went wrong is logged by its kind alone, because a sentence
 * could repeat it.
 */
export function tokenCard(
  {
    processor,
    clock,
    log,
  }: { readonly processor: Processor; readonly clock: Clock; readonly log: (line: string) => void },
  tokenId: string,
  patienceMs: number,
): Promise<Intent["card"] | null> {
  if (!processor.tokenCard) return Promise.resolve(null);
  const asking = processor.tokenCard(tokenId);
  return new Promise((resolve, reject) => {
    const giveUp = clock.after(patienceMs, () => {
      log("token: its card was not told in time");
      resolve(null);
    });
    asking.then(
      (told) => {
        giveUp();
        if (told !== null && told.invalid !== null) return reject(invalid(told.invalid));
        return resolve(told && { brand: told.brand, last4: told.last4, fingerprint: told.fingerprint });
      },
      (error: unknown) => {
        giveUp();
        log(`token: its card could not be read: ${error instanceof Failure ? error.code : "unexpected"}`);
        resolve(null);
      },
    );
  });
}

function invalid(reason: string): Failure {
  const sentence = moneyWords.methodInvalid({ reason });
  return new Failure("refused", sentence, { token: sentence });
}
