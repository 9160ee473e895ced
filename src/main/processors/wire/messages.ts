import type { Body } from "./body";
import type { ConnectWhy } from "./connect-trouble";
import type { NoTurn, ReadRank } from "./rate-limit";

/** What is asked of a processor and what comes back, whoever carries it. */

/** `money` moves money; `write` changes something else; `read` may be asked again. */
export type RequestKind = "money" | "write" | "read";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** What the limits are counted by and the log may say: "charges/{id}/void". */
  readonly endpoint: string;
  /** The parts of the path after the host. */
  readonly path: readonly string[];
  readonly query?: Fields;
  readonly body?: RequestBody;
  /** Read when the request's turn has come; null: none is sent. */
  readonly bearer: string | (() => string) | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** What was sent and must not come back with an answer that echoes its request; the bearer token is added. */
  readonly secrets: readonly string[];
  readonly kind: RequestKind;
  readonly urgency: ReadRank;
  /** Asked when the connection is there, just before the first byte. false: nothing leaves. */
  readonly mayLeave?: () => boolean;
}

export type RequestBody =
  | { readonly kind: "form"; readonly fields: Fields }
  | { readonly kind: "json"; readonly value: unknown };

/** The fields of a form or a query. Amounts are numbers (whole minor units), everything else is text. */
export type Fields = Readonly<Record<string, string | number>>;

/**
 * What came back. Only `answer` says anything about the processor; `lost`: the request was sent, or perhaps sent, and
 * there is nothing to read.
 */
export type Answer =
  | { readonly kind: "answer"; readonly status: number; readonly body: Body }
  | {
      readonly kind: "not_sent";
      readonly why: NoTurn["why"] | "closed" | "bad_token" | "late";
      /** The limit that is reached: requests a minute, or at a time; null where none is known. */
      readonly limit: number | null;
      /** The processor itself named the limit. */
      readonly told?: boolean;
      /** Epoch ms at which the pause ends that the processor asked for. */
      readonly until?: number;
    }
  | {
      readonly kind: "not_reached";
      readonly why: ConnectWhy;
      readonly code: string;
      /** Who issued the certificate that was not trusted, where it is known. */
      readonly issuer?: string | null;
    }
  | { readonly kind: "lost"; readonly why: "timeout" | "connection_lost" | "unreadable"; readonly code: string };

/** The code of an answer that was larger than what is read (http.ts). */
export const TOO_LARGE = "TOO_LARGE";

/** x-www-form-urlencoded with %20 for spaces, as in PayArc's documents (docs/payarc.md, seed 000). */
export function form(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
}
