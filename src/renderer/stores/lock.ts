import { create } from "zustand";
import { ask, on } from "../bridge";
import { rereadUnknown, rereadUnreadable, useAttempts } from "./attempts";
import { useApp } from "./app";
import { rereadDirectory } from "./directory";
import { rereadHistory } from "./history";
import { openOverlay } from "./overlay";
import { openParked } from "./parked";
import { useToasts } from "./toasts";

/** Main hears of a hand at work at most this often. */
const TELLS_EVERY_MS = 5_000;

export const useLock = create<{
  /** Before it locks for want of a hand; null: it does not. */
  readonly secondsLeft: number | null;
  /** It was locked by a key in this window: who comes next may be somebody else. */
  readonly byHand: boolean;
}>(() => ({ secondsLeft: null, byHand: false }));

const before = new Set<() => void>();

/** Calls back just before the screen is taken away, until the answered function is called. */
export function beforeLock(listener: () => void): () => void {
  before.add(listener);
  return () => before.delete(listener);
}

/** Follows the lock, and tells main of the hand at work. */
export function startLock(): void {
  on("lock.changed", ({ locked, secondsLeft }) => {
    useLock.setState({ secondsLeft });
    // Unlocked it is by the state of whoever came in, which follows.
    if (locked) useApp.setState(({ app }) => ({ app: app && { ...app, lock: { ...app.lock, locked } } }));
  });
  // Heard before anything is drawn anew: the fields are still there to be wiped.
  useApp.subscribe(({ app }, { app: earlier }) => {
    if (app === null || app.lock.locked === earlier?.lock.locked) return;
    if (app.lock.locked) leaveScreen();
    else if (earlier !== null) comeBack();
  });
  for (const event of ["keydown", "pointerdown", "pointermove", "wheel"])
    document.addEventListener(event, stirred, { capture: true, passive: true });
}

/** Locks all windows. */
export function lockNow(): void {
  useLock.setState({ byHand: true });
  ask("lock.now", {}).catch(() => undefined);
}

let toldAt = Number.NEGATIVE_INFINITY;

function stirred({ timeStamp }: Event): void {
  const warned = useLock.getState().secondsLeft !== null;
  if (useApp.getState().app?.lock.locked !== false || (!warned && timeStamp - toldAt < TELLS_EVERY_MS)) return;
  toldAt = timeStamp;
  useLock.setState({ secondsLeft: null });
  ask("lock.stay", {}).catch(() => undefined);
}

/** SECURITY: what this window knows of customers beyond the draft of an order is let go of (PCI DSS 8.2.8). */
function leaveScreen(): void {
  for (const listener of before) listener();
  openOverlay(null);
  openParked(false);
  useAttempts.setState({ unknown: [], unreadable: [], trayOpen: false });
  useToasts.setState({ toasts: [] });
  useLock.setState({ secondsLeft: null });
}

function comeBack(): void {
  useLock.setState({ byHand: false });
  rereadUnknown();
  rereadUnreadable();
  rereadDirectory();
  rereadHistory();
}
