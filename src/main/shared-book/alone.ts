import { NO_OTHERS, type DesksState } from "../../shared/desks";
import { Failure } from "../../shared/failure";
import { desksWords } from "../../shared/words/desks";
import type { SharedBook } from "./shared-book";

/** What a desk without a book says of itself. */
export const ALONE: DesksState = {
  seen: "not_used",
  sentence: null,
  waiting: 0,
  people: "own",
  address: null,
  hasWords: false,
  others: [],
};

/** What can be asked of a book, where there is none. */
export const alone: Pick<
  SharedBook,
  | "announce"
  | "announceChange"
  | "withdraw"
  | "heard"
  | "words"
  | "parked"
  | "park"
  | "takeUp"
  | "takenBy"
  | "day"
  | "peopleChanged"
  | "notices"
> = {
  announce: () => Promise.resolve([]),
  announceChange: () => Promise.resolve(),
  withdraw: () => undefined,
  heard: () => undefined,
  words: () => notUsed(),
  parked: async () => notUsed(),
  park: async () => notUsed(),
  takeUp: async () => notUsed(),
  takenBy: () => Promise.resolve({}),
  day: () => Promise.resolve(NO_OTHERS),
  peopleChanged: () => undefined,
  notices: () => [],
};

function notUsed(): never {
  throw new Failure("not_connected", desksWords.notUsed);
}
