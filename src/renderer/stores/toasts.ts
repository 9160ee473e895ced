import { create } from "zustand";

export interface Toast {
  readonly id: number;
  readonly sentence: string;
  readonly tone: "info" | "warning";
  /** One thing to do about it while it is there: Undo. */
  readonly action: ToastAction | null;
}

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** Short remarks that go away by themselves. Nothing that matters later is only said here. */
export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));

const STAYS_MS = 6_000;
/** Long enough to read it, think, and get there with the keys. */
const STAYS_WITH_ACTION_MS = 15_000;
let last = 0;

/** Shows one sentence for some seconds, longer when there is something to do about it. */
export function toast(sentence: string, tone: Toast["tone"] = "info", action: ToastAction | null = null): void {
  const id = show(sentence, tone, action);
  setTimeout(() => dismissToast(id), action ? STAYS_WITH_ACTION_MS : STAYS_MS);
}

/** Shows one sentence until it is put away: of work that took so long that nobody was looking when it ended. */
export function remark(sentence: string, tone: Toast["tone"] = "info", action: ToastAction | null = null): void {
  show(sentence, tone, action);
}

function show(sentence: string, tone: Toast["tone"], action: ToastAction | null): number {
  last += 1;
  const id = last;
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts.filter((old) => old.sentence !== sentence), { id, sentence, tone, action }].slice(-3),
  }));
  return id;
}

/** What was said of somebody who is to be forgotten goes too. */
export function dropToasts(): void {
  useToasts.setState({ toasts: [] });
}

/** Takes a toast away before its time. */
export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));
}
