import { createContext, useContext, useEffect, useState } from "react";
import { useLatest } from "./use-latest";

/** Who types, and on which account: what was kept of one is never shown to another. */
export const TypedBy = createContext("");

/**
 * What was half typed in a form when the screen locked, until the same person opens the form again. SECURITY: no card,
 * PIN or credential is ever here: those stand in their fields alone and are wiped.
 */
const kept = new Map<string, unknown>();
const keepers = new Set<() => boolean>();

/**
 * As useState, for what a hand types into the form of that name: it comes back when the screen has locked meanwhile. MONEY:
 * `sent`: what was sent is half typed no more, and stands in no form again.
 */
export function useTyped<T>(form: string, first: T | (() => T), sent = false): [T, (next: T) => void] {
  const key = useOwnKey(form);
  const [begun] = useState(first);
  const [typed, setTyped] = useState<T>(() => (kept.has(key) ? (kept.get(key) as T) : begun));
  const latest = useLatest({ typed, sent });
  useEffect(() => {
    kept.delete(key);
    return whenLocking(() => {
      if (latest.current.typed === begun || latest.current.sent) return false;
      kept.set(key, latest.current.typed);
      return true;
    });
  }, [key, begun, latest]);
  return [typed, (next) => setTyped(() => next)];
}

/** The name under which something is kept for whoever opened the form. */
export function useOwnKey(form: string): string {
  const who = useContext(TypedBy);
  const [key] = useState(`${who} ${form}`);
  return key;
}

/** Asks `keep` before the screen is taken away, until the answered function is called; it says whether it kept something. */
export function whenLocking(keep: () => boolean): () => void {
  keepers.add(keep);
  return () => void keepers.delete(keep);
}

/** Lets go of what was typed in forms about somebody who is to be forgotten. */
export function forgetTyped(id: string): void {
  for (const name of kept.keys()) if (name.includes(id)) kept.delete(name);
}

/** The screen is about to be taken away: answers whether something typed was kept. */
export function keepTyped(): boolean {
  return [...keepers].map((keep) => keep()).includes(true);
}
