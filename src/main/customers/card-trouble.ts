import type { CardEntry } from "../../shared/card";
import { Failure } from "../../shared/failure";
import { cardWords } from "../../shared/words/card";
import { mayHaveHappened } from "./access";

const words = cardWords.work;

/** Sentences that are about one field although the processor named none (docs/payarc.md 4.1, at tokenization). */
const ABOUT: readonly (readonly [RegExp, keyof CardEntry, string])[] = [
  [/invalid cvv|cvv2? ?verification|cvc/i, "cvv", words.badCvv],
  [/invalid card|card number/i, "number", words.badNumber],
  [/expired/i, "expMonth", words.expired],
];

/** A refusal of the card itself, told at its field: as the processor named it, else by what its sentence is about. */
export function asCardTrouble(error: unknown): unknown {
  if (!(error instanceof Failure) || mayHaveHappened(error)) return error;
  const named = Object.fromEntries(
    Object.entries(error.fields).map(([name, sentence]) => [name === "name" ? "holder" : name, sentence]),
  );
  if (Object.keys(named).length > 0) return new Failure(error.code, error.sentence, named, { cause: error });
  const said = `${error.sentence} ${error.cause instanceof Error ? error.cause.message : ""}`;
  const about = ABOUT.find(([pattern]) => pattern.test(said));
  if (!about) return error;
  const [, field, sentence] = about;
  return new Failure(error.code, error.sentence, { [field]: sentence }, { cause: error });
}
