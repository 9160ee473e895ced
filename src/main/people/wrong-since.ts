import { peopleWords } from "../../shared/words/people";
import type { PeopleStore } from "./store";
import { FREE_TRIES } from "./waits";

/** So many wrong ones in a row are told of; fewer are what anybody types on a hurried morning. */
const TOLD_FROM = 3;
/** So far back the record is looked through, in events. */
const LOOKED_AT = 500;
const SIGNED_IN: readonly string[] = ["signed_in", "recovered", "new_owner"];

/**
 * What a supervisor or an owner is told when they sign in: for whom several PINs in a row were wrong since they were here
 * last, with the newest first. To be asked before the sign-in itself is in the record. `stamp` writes a time (epoch ms).
 */
export function wrongSince(
  store: Pick<PeopleStore, "audit">,
  name: string,
  stamp: (at: number) => string,
): readonly string[] {
  const events = store.audit(LOOKED_AT);
  const before = events.findIndex(({ what, who }) => who === name && SIGNED_IN.includes(what));
  const wrong = events.slice(0, before < 0 ? undefined : before).filter(({ what }) => what === "wrong_pins");
  return [...new Set(wrong.map(({ who }) => who))].flatMap((who) => {
    const theirs = wrong.filter((event) => event.who === who);
    const most = Math.max(...theirs.map(({ times }) => times ?? 0));
    if (most < TOLD_FROM) return [];
    const told = { name: who, count: theirs.length, when: stamp(theirs[0]?.at ?? 0), waited: most > FREE_TRIES };
    return [peopleWords.wrongSince(told)];
  });
}
