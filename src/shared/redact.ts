import { withoutCardNumbers } from "./card-numbers";

/**
 * SECURITY: the last net before any text leaves memory for a log, an error or a file. Strips card numbers (with spaces
 * or dashes too), fields that hold a CVV or a secret by name, bearer tokens and JWTs. It over-strips on purpose.
 */
export function redact(text: string): string {
  return (
    text
      .replace(/eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,2}/g, "[token]")
      // The words "bearer token" in a sentence of ours are no token.
      .replace(/\b(bearer|basic)(\s+|%20|\+)(?!tokens?(?:[\s.:;,]|$))[^\s"',;&]+/gi, "$1 [token]")
      .replace(SECRET_FIELD, (_all, name: string, mark: string) => `${name}${mark}[removed]`)
      .split(UUID)
      .map((part, at) =>
        at % 2 === 1 ? part : part.replace(DIGITS, (run) => withoutCardNumbers(run, "[card number]")),
      )
      .join("")
  );
}

// A UUID is our reference and must survive: about one in five thousand holds a run of digits that passes for a card.
const UUID = /(\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b)/i;
// As people and programs part a number, and no less than the page takes out of a field.
const DIGITS = /(?<![\dA-Za-z])\d(?:[\s\-+\u2010-\u2015\u2212./_]{0,3}\d){12,}/g;

// `verification` is JustiFi's name for a CVV (docs/payarc.md 7).
const SECRET_FIELD =
  /(["']?\b(?:cvv2?|cvc2?|verification|security_code|card_?number|number|pan|token|token_?id|access_token|client_secret|bearer_?token|authorization|encrypted_data|password|secret|track[12]?)\b\\?["']?)(\s*[:=]\s*)(\\?"(?:[^"\\]|\\.)*\\?"|'[^']*'|[^\s,;&}\])]+)/gi;

/**
 * `redact` for anything that may be thrown: message and stack as text, causes included, objects as JSON. Never throws.
 */
export function redactError(error: unknown): string {
  try {
    if (error instanceof Error) {
      const cause = error.cause === undefined ? "" : ` <- ${redactError(error.cause)}`;
      return redact(error.stack ?? `${error.name}: ${error.message}`) + cause;
    }
    return redact(typeof error === "string" ? error : (JSON.stringify(error) ?? String(error)));
  } catch {
    return "[unreadable error]";
  }
}
