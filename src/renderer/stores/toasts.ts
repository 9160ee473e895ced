import { create } from "zustand";

export interface Toast {
  readonly id: number;
  readonly sentence: string;
  readonly tone: "info" | "warning";
}

/** Short remarks that go away by themselves. Nothing that matters later is only said here. */
export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));

const STAYS_MS = 6_000;
let last = 0;

/** Shows one sentence for some seconds. */
export function toast(sentence: string, tone: Toast["tone"] = "info"): void {
  last += 1;
  const id = last;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.filter((old) => old.sentence !== sentence), { id, sentence, tone }].slice(-3) }));
  setTimeout(() => dismissToast(id), STAYS_MS);
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
