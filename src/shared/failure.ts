import { z } from "zod";

/** Why a command could not be done, for commands that move no money (those answer with an Outcome instead). */
export const FailureCode = z.enum([
  "bad_input",
  "not_connected",
  "unauthorized",
  "no_network",
  "timeout",
  "tls",
  "proxy",
  "rate_limited",
  "processor_down",
  "refused",
  "not_found",
  "unreadable",
  "no_keychain",
  "no_journal",
  "unsupported",
  /** The person's role may not do it at all. */
  "not_allowed",
  /** A supervisor can allow it: `fields.why` says what for (people.ts). Nothing was opened or sent. */
  "needs_approval",
  "wrong_pin",
  /** Too many wrong PINs; the sentence says for how long. */
  "wait",
  "locked",
  "internal",
]);
export type FailureCode = z.infer<typeof FailureCode>;

/** A failure as it crosses a border: one clear sentence, what to do next in it, and the fields it is about. */
export const FailureShape = z.object({
  code: FailureCode,
  sentence: z.string(),
  /** Field name -> sentence, for forms. Names are those of the command's input. */
  fields: z.record(z.string(), z.string()),
});
export type FailureShape = z.infer<typeof FailureShape>;

/** The one error that services throw on purpose. Its text is fit for a person and holds no secret. */
export class Failure extends Error {
  override readonly name = "Failure";
  constructor(
    readonly code: FailureCode,
    readonly sentence: string,
    readonly fields: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

/** No connection to the processor could be made, so nothing reached it. */
export class NotReached extends Failure {}
