import { beforeOpenDigits, withoutCardNumbers } from "./card-numbers";

/** The longest text that is looked through, in characters; what is longer is cut. */
const MOST = 64_000;

/**
 * SECURITY: the last net before any text goes into the log or comes from a processor's complaint. Strips card numbers of
 * every brand, fields that hold a CVV or a secret by name, bearer tokens and JWTs. It over-strips on purpose, so what
 * people wrote does not go through it (card-numbers.ts does that). Twice is as once. Answers at most `most` characters.
 * Every pattern takes time in proportion to the text: what a server sends must not be able to stop the program.
 */
export function redact(text: string, most: number = MOST): string {
  const open = cut(text, most).replace(TOKEN_LIKE, withoutToken).replace(URL_LOGIN, "$1[removed]@");
  const clean = withoutCardNumbers(open, undefined, true)
    .replace(BEARER, "$1 [token]")
    .replace(SECRET_FIELD, (_all, name: string, mark: string) => `${name}${mark}[removed]`)
    // What was a secret by its name may have parted a login from its address.
    .replace(URL_LOGIN, "$1[removed]@");
  // Half of a mark of ours would be taken for something else.
  return clean.length <= most ? clean : end(clean.slice(0, Math.max(0, most - 1)).replace(/\[[a-z ]{0,11}$/, ""));
}

/**
 * The first `most` characters, with "…" where something is gone. SECURITY: digits before the cut go too, with what
 * stands between them: half a card number would no longer be known as one.
 */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : end(text.slice(0, Math.max(0, most - 1)));
}

function end(cutOff: string): string {
  // Half of a sign that takes two is no sign.
  const whole = cutOff.replace(/[\uD800-\uDBFF]$/, "");
  return `${whole.slice(0, beforeOpenDigits(whole, whole.length)).trimEnd()}…`;
}

// A JWT is a run of these signs with `eyJ` in it and a point behind that. A pattern that says all of this begins anew at
// every `eyJ` of a long run, which takes time by the square of its length; so the run is found first, and looked at then.
const TOKEN_LIKE = /[\w.-]{13,}/g;

function withoutToken(run: string): string {
  const at = run.indexOf("eyJ");
  return at >= 0 && run.includes(".", at + 11) ? `${run.slice(0, at)}[token]` : run;
}

// The words "bearer token" in a sentence of ours are no token.
const BEARER =
  /(?<![a-z])(bearer|basic)(?:\s+|%20|\+)(?!tokens?(?:[\s.:;,]|$)|…$)(?:\[(?:token|removed|card number)\]|[^\s"',;&])+/gi;

// The name and password of a proxy, as an address may hold them: http://ann:secret@proxy:3128.
const URL_LOGIN = /(\/\/)[^\s/?#"'<>]{1,400}@/g;

// `verification` is JustiFi's name for a CVV (docs/justifi.md 7). A quote that is not closed goes on to the end.
const SECRET_FIELD =
  /(["']?(?<![a-z])(?:cvv2?|cvc2?|verification|security_code|card_?number|number|pan|token|token_?id|access_token|client_secret|bearer_?token|authorization|encrypted_data|password|secret|track[12]?)\b\\?["']?)(\s*[:=]\s*)(?!\[removed\]|…$)(\\?"(?:[^"\\]|\\[^])*(?:\\?"|$)|'[^']*(?:'|$)|(?:\[(?:token|removed|card number)\]|[^\s,;&}\])])+)/gi;
