import type { Answer } from "./messages";

/** Sentence for a connection that could not be made. Nothing was sent. `name` is what people call the processor. */
export function notReachedSentence(name: string, answer: Extract<Answer, { kind: "not_reached" }>): string {
  switch (answer.why) {
    case "timeout":
      return `${name} could not be reached in time. Nothing was sent. Check the network and try again.`;
    case "tls":
      return `${whyNotSafe(name, answer)} Nothing was sent. ${certificateAdvice(answer.code)}`;
    case "proxy":
      return proxySentence(name, answer.code);
    case "no_network":
      return `${name} could not be reached (${answer.code}). Nothing was sent. Check the network and try again.`;
  }
}

const NOT_TRUSTED = /SELF_SIGNED|ISSUER|VERIFY_LEAF|UNTRUSTED|INVALID_CA|PATH_LENGTH/;
const CLOCK = /EXPIRED|NOT_YET_VALID/;

function whyNotSafe(
  name: string,
  { code, issuer }: { readonly code: string; readonly issuer?: string | null },
): string {
  const by = issuer ? `“${issuer}”` : null;
  const begin = `The connection to ${name} is not safe: its certificate`;
  if (NOT_TRUSTED.test(code))
    return `${begin} was issued by ${by ?? "somebody"}, ${by ? "which" : "whom"} this computer does not trust (${code}).`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return `${begin} is for another name${by ? `, issued by ${by}` : ""} (${code}).`;
  return `${begin} could not be checked (${code}).`;
}

function certificateAdvice(code: string): string {
  if (CLOCK.test(code)) return "Check this computer’s clock, or ask whoever looks after the network.";
  if (NOT_TRUSTED.test(code))
    return "Something on the way opens secured connections: a company’s TLS inspection, an antivirus program, or somebody who should not. Ask whoever looks after the network; when that certificate is trusted by this computer, start Counterfoil again.";
  return "A network that wants a sign-in page first does this too. Check this computer’s clock, or ask whoever looks after the network.";
}

function proxySentence(name: string, code: string): string {
  if (code === "HTTP_407")
    return `The network’s proxy asks for a name and a password, or does not take the ones it was given. ${name} was not reached; nothing was sent. Type them in Settings, under Network.`;
  if (code === "HTTP_407_NO_BASIC")
    return `The network’s proxy asks for a kind of sign-in that Counterfoil does not know; ${name} was not reached, nothing was sent. Ask whoever looks after the network for a proxy that takes a name and a password (Basic), and type it in Settings, under Network.`;
  return `The network’s proxy did not let the connection to ${name} through (${code}). Nothing was sent. Ask whoever looks after the network, or see Settings, under Network.`;
}

/** Sentence for a request that was held back on this machine. */
export function notSentSentence(name: string, answer: Extract<Answer, { kind: "not_sent" }>): string {
  switch (answer.why) {
    case "used_up": {
      const why =
        answer.limit === null
          ? `${name} takes no more requests of this kind for now`
          : answer.told === true
            ? `${name} takes ${answer.limit} requests of this kind a minute, and they are used up`
            : `${name} is asked for this at most ${answer.limit} times a minute, and that is used up`;
      return `${why}. Nothing was sent. Try again in a minute.`;
    }
    case "asked_to_wait":
      return `${name} asked to wait until ${clockTime(answer.until ?? 0)}. Nothing was sent. Try again then.`;
    case "full":
      return `${name} takes ${answer.limit} requests of this kind at a time, and none of them has ended yet. Nothing was sent. Try again in a minute.`;
    case "closed":
      return "This connection was closed. Nothing was sent.";
    case "late":
      return `Too much time had passed when ${name} could be asked. Nothing was sent. Try again.`;
    case "bad_token":
      return "There is no usable token for this connection. Nothing was sent. Type the token again in Settings.";
  }
}

/** Epoch ms as the clock on the wall has it: 10:42:07. */
function clockTime(at: number): string {
  return new Intl.DateTimeFormat("en-US", { timeStyle: "medium", hourCycle: "h23" }).format(at);
}
