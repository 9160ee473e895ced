/** What stands in a masked field for each character. */
export const DOT = "•";

/** A text and the part of it that is selected. */
export interface Edited {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What an edit of that kind (`InputEvent.inputType`) makes of a text, and where the caret is afterwards. */
export function edit({ text, from, to }: Edited, kind: string, data: string, longest: number): Edited {
  const put = (start: number, end: number, typed: string): Edited => {
    const room = Math.max(0, longest - (text.length - (end - start)));
    // A field of one line takes no line break.
    const fits = typed.replaceAll(/[\r\n]/g, "").slice(0, room);
    const caret = start + fits.length;
    return { text: text.slice(0, start) + fits + text.slice(end), from: caret, to: caret };
  };
  if (kind.startsWith("insert")) return put(from, to, data);
  if (!kind.startsWith("delete")) return { text, from, to };
  if (from !== to) return put(from, to, "");
  const whole = /Word|Line/.test(kind);
  if (kind.endsWith("Forward")) return put(from, whole ? text.length : nextSign(text, from), "");
  return put(whole ? 0 : signBefore(text, from), from, "");
}

/**
 * The text of a field that was changed past its keys: by an input method, a script or an undo. The dots at both ends
 * are what was there before; what stands between them is new. Empty where nobody can say any more what a dot was.
 */
export function readBack(before: string, shown: string, caret: number): string {
  if (shown === DOT.repeat(before.length)) return before;
  const fresh = shown.replaceAll(DOT, "") !== "";
  const dotsFirst = shown.length - shown.replace(new RegExp(`^${DOT}+`), "").length;
  const dotsLast = shown.length - shown.replace(new RegExp(`${DOT}+$`), "").length;
  const first = fresh ? dotsFirst : caret;
  const last = fresh ? dotsLast : shown.length - caret;
  if (first + last > before.length) return fresh ? shown.replaceAll(DOT, "") : "";
  return before.slice(0, first) + shown.slice(first, shown.length - last) + before.slice(before.length - last);
}

/** Some signs are two characters long. */
function signBefore(text: string, at: number): number {
  return at - (Array.from(text.slice(0, at)).at(-1)?.length ?? 0);
}

function nextSign(text: string, at: number): number {
  return at + (Array.from(text.slice(at))[0]?.length ?? 0);
}
