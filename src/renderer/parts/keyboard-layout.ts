import { useSyncExternalStore } from "react";

/** What the keys of this keyboard type, by their places ("KeyK"); null where the system does not tell. */
type Layout = ReadonlyMap<string, string>;

let layout: Layout | null = null;
/** Keys as they stand on it, as far as they were asked for: the screen asks for all of its keys whenever it is drawn. */
const onBoard = new Map<string, string>();
const listeners = new Set<() => void>();

/** The engine's own type of it is not among those of the DOM. */
interface WithKeyboard {
  readonly keyboard?: { readonly getLayoutMap?: () => Promise<Layout> };
}

/** Asks the system for the keyboard's layout, now and whenever the window is come back to. */
export function startKeyboardLayout(): void {
  const read = async (): Promise<void> => {
    try {
      const told = await (navigator as WithKeyboard).keyboard?.getLayoutMap?.();
      layout = told ? new Map(told) : null;
    } catch {
      layout = null;
    }
    onBoard.clear();
    for (const listener of listeners) listener();
  };
  window.addEventListener("focus", () => void read());
  void read();
}

/** A key as it stands on this keyboard: `K` where it types a K, what stands in that place where no key does. */
export function useKeyOnBoard(words: string): string {
  return useSyncExternalStore(
    listen,
    () => {
      const known = onBoard.get(words) ?? keyOnBoard(words, layout);
      onBoard.set(words, known);
      return known;
    },
    () => keyOnBoard(words, null),
  );
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `words` as the table has them: "K", "Ctrl K", "Alt K"; whatever is no single letter stays. */
export function keyOnBoard(words: string, board: Layout | null): string {
  const [, before = "", letter] = /^(Ctrl |Alt )?([A-Z])$/.exec(words) ?? [];
  if (letter === undefined || board === null) return words;
  if ([...board.values()].some((typed) => typed.toUpperCase() === letter)) return words;
  const there = board.get(`Key${letter}`);
  return there !== undefined && isForeign(there) ? `${before}${there.toLocaleUpperCase()}` : words;
}

/**
 * Whether a key is the one of the table, as `KeyboardEvent.key` has it there. A letter or a sign counts where it is typed,
 * wherever it lies (Dvorak, AZERTY); where the keyboard has other letters, the key does that has its place on an American
 * one. So does a digit that is typed with Shift only.
 */
export function isKey(
  event: Pick<KeyboardEvent, "key" | "code" | "shiftKey">,
  key: string,
  board: Layout | null = layout,
): boolean {
  const typed = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  if (typed === key) return true;
  if (/^[A-Z]$/.test(key)) return event.code === `Key${key}` && isForeign(event.key);
  if (/^\d$/.test(key)) return event.code === `Digit${key}` && !/^[0-9]$/.test(event.key);
  const place = SIGNS[key];
  if (place?.code !== event.code || place.shift !== event.shiftKey) return false;
  // The system tells of the nearest keyboard with Latin letters: one that has a stroke there types no point, so these
  // keys are others (Cyrillic, Hebrew).
  return isForeign(event.key) || (/^[.,]$/.test(event.key) && board?.get(place.code) === "/");
}

/** The same while Alt is held: a Mac then types another sign, so the layout says what the key types without it. */
export function isKeyWithAlt(
  { code, key: typed }: Pick<KeyboardEvent, "key" | "code">,
  key: string,
  board: Layout | null = layout,
): boolean {
  const plain = board?.get(code) ?? (/^[a-z]$/i.test(typed) ? typed : code.replace(/^Key/, ""));
  return isKey({ key: plain, code, shiftKey: false }, key, board);
}

/** Where an American keyboard has the signs that do something. */
const SIGNS: Readonly<Record<string, { readonly code: string; readonly shift: boolean }>> = {
  "/": { code: "Slash", shift: false },
  "?": { code: "Slash", shift: true },
  "%": { code: "Digit5", shift: true },
};

/** A letter of another script, or a sign of one: Arabic has its own question mark and percent sign. */
function isForeign(typed: string): boolean {
  return /^[\p{L}\p{M}]+$/u.test(typed)
    ? !/\p{Script=Latin}/u.test(typed)
    : /^[\u061f\u066a\u060c\u061b\u037e]$/.test(typed);
}
