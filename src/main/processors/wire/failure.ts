import { Failure, NotReached, type FailureCode } from "../../../shared/failure";
import { TOO_LARGE, type Answer, type RequestKind } from "./messages";
import { notReachedSentence, notSentSentence } from "./sentences";
import { wireWords } from "../../../shared/words/processor";

/** The words of one processor for what went wrong. */
export interface FailureWords {
  /** What people call it: "PayArc". */
  readonly name: string;
  /** Finishes "… could not": "show this payment". */
  readonly what: string;
  /** The whole sentence for credentials that are not accepted (401). */
  readonly unauthorized: string;
  /** Finishes "… does not allow this with" (403). */
  readonly credentials: string;
}

/** What a processor's error body says, as far as a person is told of it. */
export interface Said {
  readonly message: string | null;
  /** Our own sentence for the processor's code; it stands instead of all others but those about credentials. */
  readonly own: string | null;
  /** All that it said, for a refusal that has no sentence of its own. */
  readonly whole: string;
  /** Our field name -> the sentence about it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly readable: boolean;
}

/** An answer that was larger than what is read. A list can be asked for in smaller pages. */
export class TooLarge extends Failure {}

/**
 * The Failure of a call that moves no money, for everything that is not a readable success. `said` is what the body of
 * an answer says; it is not looked at where no answer came.
 */
export function failureOf(answer: Answer, kind: RequestKind, words: FailureWords, said: Said | null): Failure {
  const { name, what } = words;
  if (answer.kind === "not_sent") {
    const code =
      answer.why === "used_up" || answer.why === "asked_to_wait"
        ? "rate_limited"
        : answer.why === "bad_token"
          ? "unauthorized"
          : "not_connected";
    return new Failure(code, notSentSentence(name, answer));
  }
  if (answer.kind === "not_reached") {
    return new NotReached(answer.why, notReachedSentence(name, answer));
  }
  // A change that was sent may have been made; saying "failed" would have it made twice.
  const perhaps = kind === "read" ? wireWords.again : wireWords.perhaps;
  if (answer.kind === "lost") {
    if (answer.why === "timeout") return new Failure("timeout", wireWords.noAnswer({ name, perhaps }));
    if (answer.code === TOO_LARGE) return new TooLarge("unreadable", wireWords.tooLarge({ name, perhaps }));
    if (answer.why === "unreadable") return new Failure("unreadable", wireWords.unreadable({ name, perhaps }));
    return new Failure("no_network", wireWords.broke({ name, perhaps }));
  }
  const { status } = answer;
  const quoted = said === null || said.message === null ? "" : ` ${wireWords.said({ message: said.message })}`;
  const plain = (code: FailureCode, sentence: string) => new Failure(code, sentence, said?.fields ?? {});
  if (status === 401) return new Failure("unauthorized", words.unauthorized);
  if (status === 403)
    return plain("unauthorized", `${wireWords.notAllowed({ name, credentials: words.credentials })}${quoted}`);
  if (said !== null && said.own !== null) return plain("refused", said.own);
  if (status === 404) return plain("not_found", `${wireWords.notFound({ name, what })}${quoted}`);
  if (status === 429) return plain("rate_limited", wireWords.tooMany({ name }));
  if (status >= 500) return plain("processor_down", wireWords.down({ name, perhaps }));
  if (status >= 200 && status < 300) return new Failure("unreadable", wireWords.unreadable({ name, perhaps }));
  if (status >= 300 && status < 400) return new Failure("unreadable", wireWords.redirected({ name, perhaps }));
  if (said === null || !said.readable) return new Failure("unreadable", wireWords.noReason({ name, what }));
  return plain("refused", wireWords.couldNot({ name, what, said: said.whole }));
}
