/** `json` when it could be read as such; `empty` has no bytes; `other` is HTML, truncated JSON and the like. */
export type Body =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "empty" }
  | { readonly kind: "other" };

/** No answer of a processor is nested nearly so deep (docs/payarc.md 3); whoever walks through one may go this far. */
const DEEPEST = 40;

/**
 * Reads the bytes of an answer. `secrets` are taken out of it first. `contentType` names the letters, where they are not
 * those of JSON. Never throws.
 */
export function readBody(bytes: Buffer, secrets: readonly string[], contentType: string | null = null): Body {
  let written = textOf(Buffer.from(bytes), contentType)
    .replace(/^\uFEFF/, "")
    .trim();
  // SECURITY: before anything is read, so that no field, known or not, can carry it on.
  // A CVV is too short to look for; redact.ts knows it by name.
  for (const secret of secrets) if (secret.length >= 8) written = written.replaceAll(secret, "[removed]");
  if (written === "") return { kind: "empty" };
  if (isTooDeep(written)) return { kind: "other" };
  try {
    return { kind: "json", value: JSON.parse(written) };
  } catch {
    return { kind: "other" };
  }
}

/**
 * JSON is UTF-8, also where a server calls it by another name. What cannot be UTF-8 is read as it is called: a name that
 * is read wrongly would be shown so, and saved so by whoever edits it.
 */
function textOf(bytes: Buffer, contentType: string | null): string {
  const letters = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? "")?.[1];
  const written = bytes.toString("utf8");
  // Node writes this sign for what is no UTF-8.
  if (letters !== undefined && written.includes("\uFFFD"))
    try {
      return new TextDecoder(letters).decode(bytes);
    } catch {
      // Nobody knows these letters.
    }
  return written;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Whether brackets stand in one another deeper than DEEPEST. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at);
    if (sign === QUOTE) inText = !inText;
    else if (inText) {
      if (sign === BACKSLASH) at++;
    } else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
      if (++depth > DEEPEST) return true;
    } else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) depth--;
  }
  return false;
}
