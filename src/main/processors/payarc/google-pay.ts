import { isRecord, type Raw } from "../wire/lenient";
import { processorWords } from "../../../shared/words/processor";

/** What PayArc wants as `encrypted_data`, or a sentence that says what is wrong with the text given. */
export type GooglePay =
  | { readonly ok: true; readonly encryptedData: string }
  | { readonly ok: false; readonly sentence: string };

const WRONG = processorWords.googlePay;

/**
 * docs/payarc.md, seed 001: `encrypted_data` is base64 of the UTF-8 text
 * `JSON.stringify(paymentData.paymentMethodData.tokenizationData.token)`. Google gives
 * `token` as JSON text, so a second JSON.stringify puts quotes around it; that is what the document asks for and what
 * is sent.
 * Takes the whole paymentData as JSON, the bare token as Google gave it, or the text already encoded. Never throws.
 */
export function encodeGooglePay(given: string): GooglePay {
  const written = given.trim();
  if (written === "") return no("it is empty");
  const parsed = parse(written);
  if (parsed !== undefined) {
    // The bare token is itself JSON text; its parsed form would lose how Google wrote it.
    if (isRecord(parsed) && isToken(parsed)) return encode(written);
    const token = typeof parsed === "string" ? parsed : tokenIn(parsed);
    return isTokenOrItsText(token)
      ? encode(token)
      : no("the JSON has no paymentMethodData.tokenizationData.token with a signed message");
  }
  if (written.startsWith("{") || written.startsWith('"')) return no("the JSON is cut off or damaged");
  const packed = written.replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(packed) || packed.length % 4 !== 0) return no("it is neither JSON nor base64");
  if (!isTokenOrItsText(parse(Buffer.from(packed, "base64").toString("utf8"))))
    return no("the encoded text holds no payment token");
  return { ok: true, encryptedData: packed };
}

function no(reason: string): GooglePay {
  return {
    ok: false,
    sentence: processorWords.googlePayWrong({ begin: WRONG, reason }),
  };
}

function encode(token: unknown): GooglePay {
  return { ok: true, encryptedData: Buffer.from(JSON.stringify(token), "utf8").toString("base64") };
}

/** The token in a paymentData, a paymentMethodData or a tokenizationData. */
function tokenIn(value: unknown): unknown {
  if (!isRecord(value)) return null;
  const method = value["paymentMethodData"] ?? value;
  const data = isRecord(method) ? (method["tokenizationData"] ?? method) : null;
  return isRecord(data) ? data["token"] : null;
}

function isTokenOrItsText(value: unknown): boolean {
  const token = typeof value === "string" ? parse(value) : value;
  return isRecord(token) && isToken(token);
}

/** The parts that every Google Pay token has, ECv1 and ECv2. */
function isToken(value: Raw): boolean {
  return ["protocolVersion", "signature", "signedMessage"].every(
    (part) => typeof value[part] === "string" && value[part] !== "",
  );
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
