import { KINDS, type AccountKind, type KnownAccount } from "../../shared/account";
import { Failure, NotReached } from "../../shared/failure";

/** Why a token was not taken: one sentence for each cause, and what to do. Nothing was changed. */
export function whyNotConnected(
  { name: label, credentials, processor, environment }: KnownAccount,
  error: unknown,
  about: { readonly endsAt: number | null; readonly now: number; readonly belongsTo: AccountKind | null },
): Failure {
  const client = credentials === "client";
  const notKept = client ? "nothing was kept" : "the token was not kept";
  const failure =
    error instanceof Failure ? error : new Failure("internal", "Something unexpected happened.", {}, { cause: error });
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
        return say(
          `This is a token of ${KINDS[about.belongsTo].label}, not of ${label}. Choose ${KINDS[about.belongsTo].label} to use it.`,
        );
      }
      if (about.endsAt !== null && about.endsAt < about.now) {
        return say(
          `This token ended on ${new Date(about.endsAt).toLocaleDateString("en-US", { dateStyle: "long" })}. Make a new one in the PayArc dashboard.`,
        );
      }
      return say(
        `${label} does not accept this token. Copy it whole from the ${environment} dashboard of ${processor}: test and live have different tokens.`,
      );
    case "no_network":
      return say(`${label} cannot be reached. Check the network of this computer, then connect again; ${notKept}.`);
    case "timeout":
      return say(`${label} did not answer in time. Try again in a moment; ${notKept}.`);
    case "tls":
    case "proxy":
      return say(`${whyNoWay(label, failure)} So ${notKept}.`);
    case "rate_limited":
      return say(`${label} asks to slow down. Wait a minute, then connect again; ${notKept}.`);
    case "processor_down":
    case "unreadable":
      return say(
        `${label} has trouble of its own and could not check ${client ? "them" : "the token"}. Try again later; ${notKept}.`,
      );
    default:
      return say(`${label} could not check ${client ? "what you typed" : "the token"}. ${failure.sentence}`);
  }
}

/** Why an account does not answer, for the line at the top of the screen. */
export function whyTrouble({ name: label, credentials }: KnownAccount, error: unknown): string {
  if (!(error instanceof Failure)) return `${label} could not be asked whether it is there.`;
  switch (error.code) {
    case "unauthorized":
      return `${label} no longer accepts its ${credentials === "client" ? "client ID and secret" : "token"}. Connect again in Settings.`;
    case "no_network":
      return `${label} cannot be reached: check the network of this computer.`;
    case "timeout":
      return silenceSentence(label);
    case "tls":
      return whyNoWay(label, error);
    case "rate_limited":
      return `${label} asks to slow down; it is asked again shortly.`;
    case "processor_down":
    case "unreadable":
      return `${label} has trouble of its own; it is asked again shortly.`;
    default:
      return error.sentence;
  }
}

/** The sentence for a processor that keeps everybody waiting. */
export function silenceSentence(label: string): string {
  return `${label} does not answer.`;
}

/** The sentence for a certificate or a proxy that stands in the way, as it was found while the connection was made. */
function whyNoWay(label: string, failure: Failure): string {
  return failure instanceof NotReached
    ? failure.sentence
    : `The connection to ${label} is not safe: its certificate could not be verified. Check the clock and the network of this computer.`;
}

/** The sentence for a wrong clock of this computer. `offset`: the processor's clock less this one's, in ms. */
export function clockSentence(name: string, offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const [count, unit] =
    minutes < 120
      ? [minutes, "minute"]
      : minutes < 2_880
        ? [Math.round(minutes / 60), "hour"]
        : [Math.round(minutes / 1_440), "day"];
  return `This computer’s clock is about ${String(count)} ${unit}${count === 1 ? "" : "s"} ${offset < 0 ? "ahead of" : "behind"} ${name}’s. Set it right: times on screens and receipts are wrong until then.`;
}
