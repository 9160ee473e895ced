import { Failure } from "../../shared/failure";
import { desksWords } from "../../shared/words/desks";
import { alone, ALONE } from "./alone";
import type { SharedBook } from "./shared-book";

/** The book of this desk; none until it is connected. */
export function createSharedBook(): SharedBook {
  return {
    ...alone,
    seen: () => ({ seen: ALONE.seen, sentence: ALONE.sentence, waiting: ALONE.waiting }),
    state: () => ALONE,
    connect: () => Promise.reject(new Failure("unsupported", desksWords.notReached)),
    leave: () => Promise.resolve(ALONE),
    close: () => Promise.resolve(),
  };
}
