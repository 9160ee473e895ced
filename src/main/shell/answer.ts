import type { z } from "zod";
import {
  commands,
  events,
  type Answer,
  type CommandName,
  type EventName,
  type EventOf,
  type ParsedInputOf,
} from "../../shared/contract";
import { Failure, type FailureShape } from "../../shared/failure";
import { cut, redact } from "../../shared/redact";
import { programWords } from "../../shared/words/program";
import type { Handlers } from "../boot/commands";
import type { ServedWindow } from "../boot/windows";
import { cleanTexts } from "../base/clean-texts";
import type { Log } from "../base/log";
import { isTooLarge } from "./size";
import { errorWords } from "../../shared/words/errors";

/**
 * What a page sends that is no text of a person's: the card's own fields, and secrets, which may look like anything.
 * `text` is what Google Pay has encrypted.
 */
const NO_TEXTS: readonly string[] = [
  "number",
  "cvv",
  "text",
  "token",
  "clientId",
  "clientSecret",
  "pin",
  "current",
  "words",
  "password",
  "logo",
];

/**
 * One ask of a window, from untrusted arguments to an answer that may cross: parsed by the contract, freed of card
 * numbers in its texts (SECURITY: the page refuses them at the field, this is the net behind it), handed to its service,
 * and stripped of everything that the contract does not name. Never rejects.
 */
export async function answerCommand<N extends CommandName>(
  name: N,
  given: readonly unknown[],
  handlers: Promise<Handlers>,
  window: Promise<ServedWindow>,
  log: Log,
): Promise<Answer<N>> {
  const { input, output } = commands[name];
  const [asked] = given;
  if (given.some(isTooLarge)) {
    log.warn(`bridge: ${name} was asked with more than any screen sends`);
    return { ok: false, failure: badInput(programWords.tooLarge) };
  }
  // SECURITY: a plain object or nothing: a Map or an Error would pass for an empty object.
  const parsed = given.length === 1 && isPlain(asked) ? input.safeParse(asked, { error: plainly }) : null;
  if (!parsed?.success) {
    // SECURITY: names of fields only; what was in them may be a card number.
    const fields = fieldsOf(parsed?.error);
    log.warn(`bridge: ${name} was asked in a way that the contract does not know`, Object.keys(fields).join(", "));
    return {
      ok: false,
      failure: badInput(Object.values(fields)[0] ?? errorWords.badQuestion, fields),
    };
  }
  try {
    const handle: (input: ParsedInputOf<N>, window: ServedWindow) => Promise<unknown> = (await handlers)[name];
    const value = await handle(cleanTexts(parsed.data, NO_TEXTS) as ParsedInputOf<N>, await window);
    const checked = output.safeParse(value);
    if (checked.success) return { ok: true, value: checked.data as never };
    log.error(
      `bridge: the answer to ${name} is not what the contract says`,
      Object.keys(fieldsOf(checked.error)).join(", "),
    );
    // MONEY: what was asked for may have been done; the journal has it, and the screen must not offer it again blindly.
    return {
      ok: false,
      failure: internal(errorWords.unreadableAnswer),
    };
  } catch (error) {
    if (error instanceof Failure) {
      // The sentence has no codes in it; here is the one by which the system or the line said why.
      log.info(`bridge: ${name} failed, ${[error.code, codeOf(error.cause)].filter(Boolean).join(", ")}`);
      return {
        ok: false,
        failure: { code: error.code, sentence: redact(error.sentence), fields: redacted(error.fields) },
      };
    }
    log.error(`bridge: ${name} broke`, error);
    return {
      ok: false,
      failure: internal(errorWords.unexpectedInside),
    };
  }
}

/** The value of an event as the contract knows it; null (and a log line) when it does not fit. */
export function checkEvent<N extends EventName>(
  name: N,
  value: unknown,
  log: Log,
): { readonly value: EventOf<N> } | null {
  const checked = events[name].safeParse(value);
  if (checked.success) return { value: checked.data as EventOf<N> };
  log.error(`bridge: the event ${name} is not what the contract says`, Object.keys(fieldsOf(checked.error)).join(", "));
  return null;
}

function isPlain(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function badInput(sentence: string, fields: Readonly<Record<string, string>> = {}): FailureShape {
  return { code: "bad_input", sentence, fields };
}

function internal(sentence: string): FailureShape {
  return { code: "internal", sentence, fields: {} };
}

/** SECURITY: what went wrong may quote an answer or a library. */
function redacted(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, sentence]) => [redact(name), redact(sentence)]));
}

/**
 * What a person reads beside a field that the contract refuses: the schema's own words are for programmers. undefined: the
 * contract has words of its own for it.
 */
function plainly(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_format") return errorWords.badForm;
  if (issue.code === "too_small" && issue.origin === "string")
    return errorWords.tooShort({ least: Number(issue.minimum) });
  if (issue.code === "too_big" && issue.origin === "string") return undefined;
  return errorWords.badQuestion;
}

/** How many fields are told, and how long their names and sentences are at most. */
const MOST_FIELDS = 50;
const LONGEST_NAME = 100;
const LONGEST_SENTENCE = 300;

/** SECURITY: the names may be the page's own, as many and as long as it likes. */
function fieldsOf(error: z.ZodError | undefined): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error?.issues.slice(0, MOST_FIELDS) ?? [])
    fields[cut(issue.path.join("."), LONGEST_NAME) || "input"] ??= cut(issue.message, LONGEST_SENTENCE);
  return fields;
}

/** `ENOSPC`, `ECONNRESET`; null where there is no such code. */
function codeOf(error: unknown): string | null {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return typeof code === "string" && /^[A-Z0-9_]{2,40}$/.test(code) ? code : null;
}
