import { plainText, withoutEnd } from "./plain-text";
import { emailWords } from "./words/input";

/** PayArc takes 5 to 40 characters (docs/payarc.md 6 and 8); JustiFi says no limit, and gets the same. */
const LEAST = 5;
const MOST = 40;

export type EmailRead =
  | { readonly ok: true; readonly address: string }
  /** What is wrong, for a line beside the field. */
  | { readonly ok: false; readonly sentence: string };

/**
 * Reads one e-mail address out of what a person typed or pasted: without invisible signs, without `Name <…>` and
 * `mailto:` around it and the full stop or semicolon behind it. Whether it exists is not asked.
 */
export function readEmail(typed: string): EmailRead {
  const text = plainText(typed).replaceAll("\u3002", ".");
  const address = bare(text);
  if (address === null) return wrong(emailWords.two);
  const sentence = mistakeIn(address);
  if (sentence !== null) return wrong(sentence);
  if (address.length < LEAST || address.length > MOST)
    return wrong(emailWords.length({ least: LEAST, most: MOST, has: address.length }));
  return { ok: true, address };
}

/** Whether a text is one address and nothing else. */
export function isEmail(text: string): boolean {
  const read = readEmail(text);
  return read.ok && read.address === text;
}

/** What an address was read as, where it was not typed like that: nothing is left out in silence. Else null. */
export function emailNote(typed: string): string | null {
  const read = readEmail(typed);
  return read.ok && read.address !== typed.trim() ? emailWords.taken({ address: read.address }) : null;
}

/** The address without what stands around it; null where there are two. */
function bare(text: string): string | null {
  const framed = /<([^<>]*)>|\[mailto:([^[\]]*)\]/gi;
  const inside = Array.from(text.matchAll(framed), (found) => trimmed(found[1] ?? found[2] ?? ""));
  const beside = text.replace(framed, " ").replace(/\s\([^()]*\)$/, "");
  const others = beside.split(/[\s,;/|]+/).filter((each) => /.@./.test(each));
  const [address, ...more] = new Set([...inside, ...(inside.length > 0 ? others.map(trimmed) : others)]);
  if (more.length > 0) return null;
  return inside.length > 0 ? (address ?? "") : trimmed(beside);
}

/** Without its link's beginning and the signs of the sentence that it stood in. */
function trimmed(text: string): string {
  const begun = text.replace(/^[\s"'“”‘’«<([]+/, "").replace(/^(?:e-?mail(?: address)?\s*[:=]\s*)?(?:mailto:)?/i, "");
  return withoutEnd(withoutQuery(begun), /[\s.,;:!?"'“”‘’»>)\]]/);
}

/** Without the subject that a link brings: `ann@example.com?subject=Hello`. */
function withoutQuery(text: string): string {
  const at = text.indexOf("@");
  const query = at < 0 ? -1 : text.slice(at).search(/\?(?:subject|cc|bcc|body)=/i);
  return query < 0 ? text : text.slice(0, at + query);
}

/** What is wrong with the form of an address, in a sentence; null when nothing is. Most likely slips first. */
function mistakeIn(address: string): string | null {
  const [name = "", host = "", ...more] = address.split("@");
  if (!address.includes("@")) return emailWords.noAt;
  if (more.length > 0) return emailWords.manyAts;
  if (name.trim() === "") return emailWords.nothingBefore;
  if (host.trim() === "") return emailWords.nothingBehind;
  if (/\s/.test(address)) return emailWords.space;
  if (address.includes(",")) return emailWords.comma;
  if (address.includes("..")) return emailWords.twoDots;
  if (/^\.|\.$/.test(name)) return emailWords.dotAtEnd;
  const odd = /[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/u.exec(name) ?? /[^A-Za-z0-9.-]/u.exec(host);
  if (odd) return emailWords.odd({ sign: odd[0] });
  if (!/\.(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]+)$/.test(host)) return emailWords.noEnding;
  if (!host.split(".").every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label)))
    return emailWords.noPlace;
  return null;
}

function wrong(sentence: string): EmailRead {
  return { ok: false, sentence };
}
