import { z } from "zod";
import { Cents } from "./money";
import { Payment } from "./payment";
import { outcomeWords } from "./words/outcomes";

/** How a money operation can end (docs/design.md, words), and why it is not known, or was refused. */

export const Operation = z.enum(["charge", "capture", "void", "refund", "tip"]);
export type Operation = z.infer<typeof Operation>;

/** The channels, in the order in which they stand on the screen. */
export const CHANNELS = ["phone", "mail", "in_person", "online"] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/** Why it is not known whether money moved. Each has its own sentence on the screen (advice.ts). */
export const UnknownWhy = z.enum([
  "timeout",
  "connection_lost",
  "server_error",
  "rate_limited",
  "unreadable",
  "unrecognised",
  "possible_duplicate",
  "wrong_payment",
  /** A refund of that sum is listed, and nothing tells whose it is. */
  "not_told_apart",
  "interrupted",
]);
export type UnknownWhy = z.infer<typeof UnknownWhy>;

/**
 * Why the same request is sent once more with the same key: what came of the sending before, or that the access token
 * had ended (then the processor did not look at it).
 */
export const AgainWhy = z.enum([...UnknownWhy.options, "signed_out"]);
export type AgainWhy = z.infer<typeof AgainWhy>;

/** Why nothing was authorized. */
export const RefusedWhy = z.enum([
  /** The program stopped, or chose to stop, before a byte left. */
  "not_sent",
  /** No connection could be made: no name, refused, TLS; nothing reached the processor. */
  "not_reached",
  /** The processor said that the request is not acceptable (4xx). */
  "not_acceptable",
  /** Looked up and conclusively absent. */
  "absent",
]);
export type RefusedWhy = z.infer<typeof RefusedWhy>;

const common = {
  /** The payment as read in the answer or by looking; null when none was seen. */
  payment: Payment.nullable(),
  /** The money that this outcome is about, in minor units: taken, held, given back. */
  amount: Cents.nullable(),
  /** The processor's own code and words, raw but redacted, for the details. */
  code: z.string().nullable(),
  message: z.string().nullable(),
  httpStatus: z.number().int().nullable(),
};

/**
 * Seven ways a money operation can end (docs/design.md, words). For capture, void, refund and tip `approved` means:
 * done.
 */
export const Outcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("approved"), ...common }),
  z.object({ kind: z.literal("authorized"), ...common }),
  z.object({ kind: z.literal("partially_approved"), ...common, requested: Cents }),
  z.object({ kind: z.literal("declined"), ...common }),
  z.object({ kind: z.literal("reversed"), ...common, rule: z.enum(["avs", "bin", "unstated"]) }),
  z.object({
    kind: z.literal("refused"),
    ...common,
    why: RefusedWhy,
    /** Field name -> the processor's sentence, when it named fields. */
    fields: z.record(z.string(), z.string()),
    /** The message is this program's own sentence about the answer, so it is not told as the processor's. */
    inOurWords: z.boolean().optional(),
  }),
  z.object({ kind: z.literal("unknown"), ...common, why: UnknownWhy }),
]);
export type Outcome = z.infer<typeof Outcome>;
export type OutcomeKind = Outcome["kind"];
export type KnownOutcome = Exclude<Outcome, { kind: "unknown" }>;
export type UnknownOutcome = Extract<Outcome, { kind: "unknown" }>;

export const OUTCOME_WORDS: Readonly<Record<OutcomeKind, string>> = outcomeWords;

/** What was seen of the payment that an outcome is about. */
export interface Seen {
  readonly payment: Payment | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly httpStatus: number | null;
}
export const NOTHING_SEEN: Seen = { payment: null, code: null, message: null, httpStatus: null };

/** The outcome of what was not authorized. `fields`: our field name -> the sentence about it. */
export function refused(
  why: RefusedWhy,
  message: string | null = null,
  fields: Readonly<Record<string, string>> = {},
  httpStatus: number | null = null,
  code: string | null = null,
): Extract<Outcome, { kind: "refused" }> {
  return { kind: "refused", why, payment: null, amount: null, code, message, httpStatus, fields: { ...fields } };
}

/** What the processor refused, in a sentence of this program's own that says what to do as well. */
export function refusedInOurWords(
  message: string,
  httpStatus: number | null,
  code: string | null,
  fields: Readonly<Record<string, string>> = {},
): Extract<Outcome, { kind: "refused" }> {
  return { ...refused("not_acceptable", message, fields, httpStatus, code), inOurWords: true };
}

/** Whether the message of an outcome is this program's own sentence. */
export function isOurSentence(outcome: Outcome): boolean {
  if (outcome.kind !== "refused") return false;
  return outcome.why === "not_reached" || outcome.why === "not_sent" || outcome.inOurWords === true;
}

/** The outcome of what may have moved money, or not. */
export function unknown(why: UnknownWhy, seen: Seen = NOTHING_SEEN): UnknownOutcome {
  return { kind: "unknown", why, ...seen, amount: null };
}
