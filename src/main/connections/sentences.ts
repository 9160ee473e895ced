import { KINDS, type AccountKind, type KnownAccount } from "../../shared/account";
import { Failure, NotReached } from "../../shared/failure";
import { accountTroubleWords, connectTroubleWords } from "../../shared/words/connection";

/** Why a token was not taken: one sentence for each cause, and what to do. Nothing was changed. */
export function whyNotConnected(
  { name, credentials, processor, environment }: KnownAccount,
  error: unknown,
  about: { readonly endsAt: number | null; readonly now: number; readonly belongsTo: AccountKind | null },
): Failure {
  const client = credentials === "client";
  const words = connectTroubleWords;
  const kept = client ? words.nothingKept : words.tokenNotKept;
  const what = client ? words.checkedClient : words.checkedToken;
  const failure = error instanceof Failure ? error : new Failure("internal", words.unexpected, {}, { cause: error });
  const say = (sentence: string): Failure =>
    new Failure(
      failure.code,
      sentence,
      failure.code === "unauthorized" ? { [client ? "clientSecret" : "token"]: sentence } : {},
      { cause: error },
    );
  switch (failure.code) {
    case "unauthorized":
      if (client) return say(failure.sentence);
      if (about.belongsTo !== null) {
        return say(words.belongsTo({ other: KINDS[about.belongsTo].label, name }));
      }
      if (about.endsAt !== null && about.endsAt < about.now) {
        const day = new Date(about.endsAt).toLocaleDateString("en-US", { dateStyle: "long" });
        return say(words.tokenEnded({ day }));
      }
      return say(words.tokenRefused({ name, environment, processor }));
    case "no_network":
      return say(words.noNetwork({ name, kept }));
    case "timeout":
      return say(words.timeout({ name, kept }));
    case "tls":
    case "proxy":
      return say(words.noWay({ why: whyNoWay(name, failure), kept }));
    case "rate_limited":
      return say(words.slowDown({ name, kept }));
    case "processor_down":
    case "unreadable":
      return say(words.down({ name, what, kept }));
    default:
      return say(words.other({ name, what, why: failure.sentence }));
  }
}

/** Why an account does not answer, for the line at the top of the screen. */
export function whyTrouble({ name, credentials }: KnownAccount, error: unknown): string {
  const words = accountTroubleWords;
  if (!(error instanceof Failure)) return words.couldNotAsk({ name });
  switch (error.code) {
    case "unauthorized":
      return words.refused({ name, what: credentials === "client" ? words.client : words.token });
    case "no_network":
      return words.noNetwork({ name });
    case "timeout":
      return words.silent({ name });
    case "tls":
      return whyNoWay(name, error);
    case "rate_limited":
      return words.slowDown({ name });
    case "processor_down":
    case "unreadable":
      return words.down({ name });
    default:
      return error.sentence;
  }
}

/** The sentence for a certificate or a proxy that stands in the way, as it was found while the connection was made. */
function whyNoWay(name: string, failure: Failure): string {
  return failure instanceof NotReached ? failure.sentence : accountTroubleWords.notSafe({ name });
}

/** The sentence for a wrong clock of this computer. `offset`: the processor's clock less this one's, in ms. */
export function clockSentence(name: string, offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const span =
    minutes < 120
      ? ({ count: minutes, unit: "minute" } as const)
      : minutes < 2_880
        ? ({ count: Math.round(minutes / 60), unit: "hour" } as const)
        : ({ count: Math.round(minutes / 1_440), unit: "day" } as const);
  return accountTroubleWords.clock({
    span: accountTroubleWords.clockSpan(span),
    way: offset < 0 ? "ahead" : "behind",
    name,
  });
}
