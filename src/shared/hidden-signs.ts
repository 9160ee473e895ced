/**
 * Signs that turn the text around them about, or that nobody sees: marks of direction, control characters, tags. With
 * them "$10.00" can be shown as "$00.01", and a name can hide what a search would find. Joiners (U+200C, U+200D) stay:
 * some scripts and emoji are written with them.
 */
const HIDDEN = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
/** Of these a text needs the tab and the line ends. */
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;

/** SECURITY: the same text without signs that turn or hide text; another kind of line end becomes a plain one. */
export function withoutHiddenSigns(text: string): string {
  return text
    .replaceAll(HIDDEN, "")
    .replaceAll(CONTROL, "")
    .replaceAll(/[\u2028\u2029]/g, "\n");
}
