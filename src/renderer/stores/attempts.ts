import { create } from "zustand";
import type { AttemptView } from "../../shared/attempt";
import type { UnreadableEntry } from "../../shared/unreadable";
import { ask, on } from "../bridge";

/**
 * The attempts that nobody knows the end of, newest first, and the entries of the journal that cannot be read.
 * What is open of them is in sight on every screen until it is known (docs/design.md, promise 1).
 */
export const useAttempts = create<{
  readonly unknown: readonly AttemptView[];
  readonly unreadable: readonly UnreadableEntry[];
  readonly trayOpen: boolean;
}>(() => ({ unknown: [], unreadable: [], trayOpen: false }));

/** Those that nothing says the end of. */
export function standing(unreadable: readonly UnreadableEntry[]): readonly UnreadableEntry[] {
  return unreadable.filter((entry) => entry.standing);
}

const changes = new Set<(attempt: AttemptView) => void>();
/** What was told last. */
let lastTold = "";

/** Reads the open questions once and follows every change. */
export function startAttempts(): void {
  on("attempts.changed", heardAttempt);
  // Damage that is come across, and an entry that another window closed, change the state of the app.
  on("app.changed", rereadUnreadable);
  rereadUnknown();
  rereadUnreadable();
}

/** Asks again which entries of the journal cannot be read. */
export function rereadUnreadable(): void {
  // As with the attempts: what is known stays where it cannot be asked.
  ask("attempts.unreadable", {}).then(takeUnreadable, () => undefined);
}

/** Takes over what a command answered. */
export function takeUnreadable(unreadable: readonly UnreadableEntry[]): void {
  useAttempts.setState({ unreadable });
}

/** Asks again which attempts are unknown, for instance after the connection has changed. */
export function rereadUnknown(): void {
  // Not being able to ask is no reason to show none: what is known stays, and app.state tells about the trouble.
  ask("attempts.unknown", {}).then(
    (unknown) => useAttempts.setState({ unknown: sorted(unknown) }),
    () => undefined,
  );
}

/**
 * Takes one attempt's news over: from the event, or from a command's answer. The same news twice on end is drawn once.
 * MONEY: it is put among the open questions each time, because a list that was asked for before may have come in between.
 */
export function heardAttempt(attempt: AttemptView): void {
  useAttempts.setState((state) => {
    const { unknown } = state;
    // Most news is of no question: nothing is drawn anew for it.
    if (!isChecking(attempt) && !unknown.some((other) => other.id === attempt.id)) return state;
    const others = unknown.filter((other) => other.id !== attempt.id);
    return { unknown: isChecking(attempt) ? sorted([...others, attempt]) : others };
  });
  const told = JSON.stringify(attempt);
  if (told === lastTold) return;
  lastTold = told;
  for (const listener of changes) listener(attempt);
}

/** Calls back for every change of any attempt until the answered function is called. */
export function onAttempt(listener: (attempt: AttemptView) => void): () => void {
  changes.add(listener);
  return () => changes.delete(listener);
}

/** Opens or closes the list of what is being checked. */
export function openTray(open: boolean): void {
  useAttempts.setState({ trayOpen: open });
}

/** Nobody knows how it ended and nobody has decided to stop looking. An attempt on its way is not (yet) a question. */
function isChecking(attempt: AttemptView): boolean {
  return attempt.state === "unknown";
}

function sorted(attempts: readonly AttemptView[]): readonly AttemptView[] {
  return attempts.toSorted((a, b) => b.openedAt - a.openedAt);
}
