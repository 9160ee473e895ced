import type { Answer, CommandName, EventName, EventOf, InputOf, OutputOf } from "../shared/contract";
import { Failure } from "../shared/failure";
import { programWords } from "../shared/words/program";

/**
 * Asks the main process for one command. Answers its value; throws a `Failure` whose sentence is fit for a person.
 * The only file that touches `window.counterfoil` (docs/design.md, the house).
 */
export async function ask<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const bridge = window.counterfoil;
  if (!bridge) throw new Failure("internal", programWords.windowAlone);
  // The mapped type loses the tie between name and input when called generically; the contract itself is checked in
  // main.
  const command = bridge[name] as unknown as (input: InputOf<N>) => Promise<Answer<N>>;
  const answer = await command(input).catch((error: unknown) => {
    throw new Failure("internal", programWords.windowUnanswered, {}, { cause: error });
  });
  if (answer.ok) return answer.value;
  throw new Failure(answer.failure.code, answer.failure.sentence, answer.failure.fields);
}

/** Hears one kind of event until the answered function is called. */
export function on<N extends EventName>(name: N, listener: (value: EventOf<N>) => void): () => void {
  return window.counterfoil?.on(name, listener) ?? (() => undefined);
}

/** Whatever was thrown, as a Failure with a sentence for a person. */
export function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure("internal", programWords.windowWrong, {}, { cause: error });
}
