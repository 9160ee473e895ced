import { withoutCardNumbers } from "./card-numbers";

/** The longest text that is looked through, in characters; what is longer is cut. */
const MOST = 64_000;

/**
 * SECURITY: the last net before any text leaves memory for a log, an error or a file. Strips card numbers (with spaces
 * or dashes too), fields that hold a CVV or a secret by name, bearer tokens and JWTs. It over-strips on purpose.
 * What is longer than `most` characters is cut first. Every pattern takes time in proportion to the text: what a server
 * sends must not be able to stop the program.
 */
export function redact(text: string, most: number = MOST): string {
  return (
    cut(text, most)
      .replace(TOKEN_LIKE, withoutToken)
      // The words "bearer token" in a sentence of ours are no token.
      .replace(/\b(bearer|basic)(\s+|%20|\+)(?!tokens?(?:[\s.:;,]|$))[^\s"',;&]+/gi, "$1 [token]")
      .replace(URL_LOGIN, "$1[removed]@")
      .replace(SECRET_FIELD, (_all, name: string, mark: string) => `${name}${mark}[removed]`)
      .split(UUID)
      .map((part, at) =>
        at % 2 === 1 ? part : part.replace(DIGITS, (run) => withoutCardNumbers(run, "[card number]")),
      )
      .join("")
  );
}

/**
 * The first `most` characters, with "…" where something is gone. SECURITY: digits before the cut go too, with what
 * stands between them: half a card number would no longer be known as one.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = Math.max(0, most - 1);
  while (end > 0 && PART_OF_NUMBER.test(text.charAt(end - 1))) end--;
  // Half of a sign that takes two is no sign.
  if (end > 0 && /[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end--;
  return `${text.slice(0, end)}…`;
}

// A JWT is a run of these signs with `eyJ` in it and a point behind that. A pattern that says all of this begins anew at
// every `eyJ` of a long run, which takes time by the square of its length; so the run is found first, and looked at then.
const TOKEN_LIKE = /[\w.-]{13,}/g;

function withoutToken(run: string): string {
  const at = run.indexOf("eyJ");
  return at >= 0 && run.includes(".", at + 11) ? `${run.slice(0, at)}[token]` : run;
}

// A UUID is our reference and must survive: about one in five thousand holds a run of digits that passes for a card.
const UUID = /(\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b)/i;
// As people and programs part a number, and no less than the page takes out of a field.
const DIGITS = /(?<![\dA-Za-z])\d(?:[\s\-+\u2010-\u2015\u2212./_]{0,3}\d){12,}/g;
const PART_OF_NUMBER = /[\d\s\-+\u2010-\u2015\u2212./_]/;

// The name and password of a proxy, as an address may hold them: http://ann:secret@proxy:3128.
const URL_LOGIN = /(\/\/)[^\s/?#"'<>]{1,400}@/g;

// `verification` is JustiFi's name for a CVV (docs/justifi.md 7). A quote that is not closed goes on to the end.
const SECRET_FIELD =
  /(["']?\b(?:cvv2?|cvc2?|verification|security_code|card_?number|number|pan|token|token_?id|access_token|client_secret|bearer_?token|authorization|encrypted_data|password|secret|track[12]?)\b\\?["']?)(\s*[:=]\s*)(\\?"(?:[^"\\]|\\[^])*(?:\\?"|$)|'[^']*(?:'|$)|[^\s,;&}\])]+)/gi;
