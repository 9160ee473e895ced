import type { Answer } from "./messages";
import { wireWords } from "../../../shared/words/processor";

/** Sentence for a connection that could not be made. Nothing was sent. `name` is what people call the processor. */
export function notReachedSentence(name: string, answer: Extract<Answer, { kind: "not_reached" }>): string {
  switch (answer.why) {
    case "timeout":
      return wireWords.notInTime({ name });
    case "tls":
      return wireWords.notSafe({ why: whyNotSafe(name, answer), advice: certificateAdvice(answer.code) });
    case "proxy":
      return proxySentence(name, answer.code);
    case "no_network":
      return wireWords.notReached({ name });
  }
}

const NOT_TRUSTED = /SELF_SIGNED|ISSUER|VERIFY_LEAF|UNTRUSTED|INVALID_CA|PATH_LENGTH/;
const CLOCK = /EXPIRED|NOT_YET_VALID/;

function whyNotSafe(
  name: string,
  { code, issuer }: { readonly code: string; readonly issuer?: string | null },
): string {
  const by = issuer || null;
  if (NOT_TRUSTED.test(code)) return wireWords.notTrusted({ name, issuer: by });
  return code === "ERR_TLS_CERT_ALTNAME_INVALID"
    ? wireWords.otherName({ name, issuer: by })
    : wireWords.notChecked({ name });
}

function certificateAdvice(code: string): string {
  if (CLOCK.test(code)) return wireWords.adviceClock;
  return NOT_TRUSTED.test(code) ? wireWords.adviceOpened : wireWords.adviceSignIn;
}

function proxySentence(name: string, code: string): string {
  if (code === "HTTP_407") return wireWords.proxySignIn({ name });
  return code === "HTTP_407_NO_BASIC" ? wireWords.proxyKind({ name }) : wireWords.proxyRefused({ name });
}

/** Sentence for a request that was held back on this machine. */
export function notSentSentence(name: string, answer: Extract<Answer, { kind: "not_sent" }>): string {
  switch (answer.why) {
    case "used_up":
      return wireWords.usedUp({ name, limit: answer.limit, told: answer.told === true });
    case "asked_to_wait":
      return wireWords.askedToWait({ name, until: clockTime(answer.until ?? 0) });
    case "full":
      return wireWords.full({ name, limit: String(answer.limit) });
    case "closed":
      return wireWords.closed;
    case "late":
      return wireWords.late({ name });
    case "bad_token":
      return wireWords.badToken;
  }
}

/** Epoch ms as the clock on the wall has it: 10:42:07. */
function clockTime(at: number): string {
  return new Intl.DateTimeFormat("en-US", { timeStyle: "medium", hourCycle: "h23" }).format(at);
}
