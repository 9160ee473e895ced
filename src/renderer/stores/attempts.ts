import { create } from "zustand";
import type { AttemptView } from "../../shared/attempt";
import { ask, on } from "../bridge";

/**
 * The attempts that nobody knows the end of, newest first, and the last change heard of any attempt.
 * They are in sight on every screen until they are known (docs/design.md, promise 1).
 */
export const useAttempts = create<{ readonly unknown: readonly AttemptView[]; readonly trayOpen: boolean }>(() => ({
  unknown: [],
  trayOpen: false,
}));

const changes = new Set<(attempt: AttemptView) => void>();

/** Reads the open questions once and follows every change. */
export function startAttempts(): void {
  on("attempts.changed", heardAttempt);
  rereadUnknown();
}

/** Asks again which attempts are unknown, for instance after the connection has changed. */
export function rereadUnknown(): void {
  // Not being able to ask is no reason to show none: what is known stays, and app.state tells about the trouble.
  ask("attempts.unknown", {}).then(
    (unknown) => useAttempts.setState({ unknown: sorted(unknown) }),
    () => undefined,
  );
}

/** Takes one attempt's news over: from the event, or from a command's answer. */
export function heardAttempt(attempt: AttemptView): void {
  useAttempts.setState(({ unknown }) => {
    const others = unknown.filter((other) => other.id !== attempt.id);
    return { unknown: isOpenQuestion(attempt) ? sorted([...others, attempt]) : others };
  });
  for (const listener of changes) listener(attempt);
}

/** Calls back for every change of any attempt until the answered function is called. */
export function onAttempt(listener: (attempt: AttemptView) => void): () => void {
  changes.add(listener);
  return () => changes.delete(listener);
}

export function openTray(open: boolean): void {
  useAttempts.setState({ trayOpen: open });
}

/** Nobody knows how it ended and nobody has decided to stop looking. An attempt on its way is not (yet) a question. */
export function isOpenQuestion(attempt: AttemptView): boolean {
  return attempt.state === "unknown";
}

function sorted(attempts: readonly AttemptView[]): readonly AttemptView[] {
  return attempts.toSorted((a, b) => b.openedAt - a.openedAt);
}
