import { useEffect, useRef, type RefObject } from "react";
import { isDialogOpen } from "./keys";
import { useLatest } from "./use-latest";

/** Letters that follow each other within this time are one word. */
const WORD_MS = 1000;
const LONGEST = 24;

/**
 * Hears letters typed while a row of the table has the focus, as one growing word. The first letter of a word is the
 * screen's where that has such a key; the letters after it are the word's. The answer takes a key for the word under
 * way: true when there is one.
 */
export function useTypeAhead(
  place: RefObject<HTMLElement | null>,
  onTyped: (typed: string) => void,
): (event: KeyboardEvent) => boolean {
  const word = useRef("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useLatest(onTyped);

  const add = (letter: string): void => {
    clearTimeout(timer.current);
    word.current += letter;
    // SECURITY: a card number that is typed at a list is kept nowhere; no name begins with so many digits.
    if (/\d{5}/.test(word.current) || word.current.length > LONGEST) word.current = "";
    else timer.current = setTimeout(() => (word.current = ""), WORD_MS);
    if (word.current !== "") latest.current(word.current);
  };

  useEffect(() => {
    // On the window, because the screen's own keys, heard on the document, come first.
    const onKeyDown = (event: KeyboardEvent): void => {
      const { target } = event;
      if (!isLetter(event) || event.key === " " || event.defaultPrevented || isDialogOpen()) return;
      if (target !== place.current && !(target instanceof HTMLTableRowElement && place.current?.contains(target)))
        return;
      event.preventDefault();
      add(event.key);
    };
    // A row that is taken away leaves the focus to nobody: the word goes on.
    const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof Node && !place.current?.contains(relatedTarget)) word.current = "";
    };
    const table = place.current;
    window.addEventListener("keydown", onKeyDown);
    table?.addEventListener("focusout", onFocusOut);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      table?.removeEventListener("focusout", onFocusOut);
      clearTimeout(timer.current);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `add` knows only what lives as long as this
  }, [place]);

  return (event) => {
    if (word.current === "" || !isLetter(event)) return false;
    add(event.key);
    return true;
  };
}

/** What names, numbers and amounts are made of; every other sign is the program's, also within a word. */
function isLetter({ key, ctrlKey, metaKey, altKey, repeat, isComposing }: KeyboardEvent): boolean {
  return /^[\p{L}\p{N} .'’-]$/u.test(key) && !ctrlKey && !metaKey && !altKey && !repeat && !isComposing;
}

/** A text as it is compared with what was typed: without case and accents. */
export function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/**
 * The first row from `from` on, and round again, one of whose texts begins with what was typed; null: none does. A text
 * begins at each of its words.
 */
export function rowThatBegins<T>(
  rows: readonly T[],
  textsOf: (row: T) => readonly string[],
  typed: string,
  from: number,
): number | null {
  const wanted = plain(typed);
  for (let step = 0; step < rows.length; step++) {
    const at = (from + step) % rows.length;
    const row = rows[at];
    if (row !== undefined && textsOf(row).some((text) => ` ${plain(text)}`.includes(` ${wanted}`))) return at;
  }
  return null;
}
