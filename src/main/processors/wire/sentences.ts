import type { Answer } from "./messages";

/** Sentence for a connection that could not be made. Nothing was sent. `name` is what people call the processor. */
export function notReachedSentence(name: string, answer: Extract<Answer, { kind: "not_reached" }>): string {
  switch (answer.why) {
    case "timeout":
      return `${name} could not be reached in time. Nothing was sent. Check the network and try again.`;
    case "tls":
      return `The connection to ${name} is not safe: its certificate could not be checked (${answer.code}). Nothing was sent. Check this computer’s clock, or ask whoever looks after the network.`;
    case "proxy":
      return `The network’s proxy did not let the connection to ${name} through (${answer.code}). Nothing was sent. Ask whoever looks after the network.`;
    case "no_network":
      return `${name} could not be reached (${answer.code}). Nothing was sent. Check the network and try again.`;
  }
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
