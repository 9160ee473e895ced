import { create } from "zustand";
import { useApp } from "./app";

/**
 * The recovery words that were just made, until a person has kept them. SECURITY: they are shown once, to the owner they
 * belong to alone, also where the screen locks meanwhile.
 */
const useWords = create<{ readonly words: string | null; readonly owner: string | null }>(() => ({
  words: null,
  owner: null,
}));

/** The words to show now; null when there are none. */
export function useRecovery(): string | null {
  const { words, owner } = useWords();
  const here = useApp(({ app }) => app?.person.id ?? null);
  return words !== null && owner === here ? words : null;
}

/** Shows new words, to the person who is signed in. */
export function showRecovery(words: string): void {
  useWords.setState({ words, owner: useApp.getState().app?.person.id ?? null });
}

/** The owner has kept the words: they are shown no more. */
export function recoveryKept(): void {
  useWords.setState({ words: null, owner: null });
}
