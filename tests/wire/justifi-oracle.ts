import { PAYMENT_ID, REFERENCE, type Json } from "../fixtures/justifi/server";
import { type Answered, AMOUNT } from "./justifi-damage";

export type Operation = "sale" | "hold" | "capture" | "void" | "refund";

// What a damaged answer proves, by an oracle that shares no code with the adapter.

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0);

const word = (value: unknown) =>
  typeof value === "string"
    ? value.trim()
    : typeof value === "number" && Number.isSafeInteger(value)
      ? String(value)
      : "";

const low = (value: unknown) => word(value).toLowerCase();
const bare = (value: unknown) => (typeof value === "string" ? value.trim().toLowerCase() : value);

const yes = (value: unknown) => [1, true, "1", "true", "yes"].includes(bare(value) as string);

const not = (value: unknown) => [0, false, "0", "false", "no"].includes(bare(value) as string);

/** Whole cents; null: not there; NaN: there, and no cents. */
function whole(value: unknown): number | null {
  if (isEmpty(value)) return null;
  const number =
    typeof value === "number"
      ? value
      : typeof value === "string" && /^\s*\d{1,15}\s*$/.test(value)
        ? Number(value)
        : Number.NaN;
  return Number.isSafeInteger(number) && number >= 0 && number <= 99_999_999 ? number : Number.NaN;
}

export const objectOf = (value: unknown): Json | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;

/** What the answer proves, as outcome kinds. `unknown` is always allowed. */
export function proven({ status, text }: Answered, operation: Operation): Set<string> {
  const allowed = new Set(["unknown"]);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const it = objectOf(parsed);
  return status >= 200 && status < 300
    ? provenByYes(allowed, it, operation)
    : provenByNo(allowed, it, status, operation);
}

function provenByNo(allowed: Set<string>, it: Json | null, status: number, operation: Operation): Set<string> {
  if (status < 400 || status >= 500 || status === 429) return allowed;
  const told =
    it &&
    (typeof it["error"] === "string"
      ? { code: /^[a-z0-9_]+$/.test(it["error"].trim()) ? it["error"] : undefined, message: it["error"] }
      : (objectOf(it["error"]) ?? it));
  const codes = [word(told?.["code"]), word((told as Json | null)?.["decline_code"])];
  const spoken = codes[0] !== "" || word(told?.["message"]) !== "";
  const carries = word(objectOf(it?.["data"])?.["id"]) !== "";
  const unheard = codes.some((code) => code === "idempotency_params_mismatch");
  const doubtful =
    codes.some((code) =>
      /^(gateway_|internal_server_error|idempotency_(concurrent|request)|refund_in_progress|refund_error)/.test(code),
    ) || /duplicate/i.test(word(told?.["message"]));
  if (unheard) allowed.add("refused");
  if (status === 409 || doubtful) return allowed;
  if ([401, 403, 405, 413, 414, 415, 431].includes(status)) allowed.add("refused");
  if (![400, 402, 404, 422].includes(status) || carries || !spoken) return allowed;
  const mayDecline = operation === "sale" || operation === "hold" || operation === "capture";
  if (mayDecline) allowed.add("declined");
  if (!(operation === "capture" && codes.includes("payment_already_captured"))) allowed.add("refused");
  return allowed;
}

function provenByYes(allowed: Set<string>, it: Json | null, operation: Operation): Set<string> {
  const data = objectOf(it?.["data"]);
  if (!it || !data || objectOf(it["error"])) return allowed;
  const type = low(it["type"]);
  const state = low(data["status"]);
  if (operation === "refund") {
    if (type !== "" && type !== "refund") return allowed;
    if (word(data["payment_id"]) !== PAYMENT_ID || whole(data["amount"]) !== AMOUNT) return allowed;
    if (state === "succeeded" || state === "pending") allowed.add("approved");
    if (state === "failed") allowed.add("refused");
    return allowed;
  }
  const currency = low(data["currency"]);
  const odd =
    [data["amount"], data["amount_refunded"], data["amount_refundable"]].some((each) => Number.isNaN(whole(each))) ||
    [data["captured"], data["refunded"]].some((each) => !isEmpty(each) && !yes(each) && !not(each)) ||
    [data["status"], data["error_code"], data["currency"], data["id"]].some(
      (each) => !isEmpty(each) && word(each) === "",
    );
  if (
    (type !== "" && type !== "payment") ||
    odd ||
    whole(data["amount"]) !== AMOUNT ||
    (currency !== "" && currency !== "usd")
  )
    return allowed;
  const back = (whole(data["amount_refunded"]) ?? 0) > 0;
  const failure = word(data["error_code"]);
  const good = failure === "" && !back;
  if (operation === "sale" || operation === "hold") {
    const reference = word(objectOf(data["metadata"])?.["reference"]);
    const card = objectOf(objectOf(data["payment_method"])?.["card"]);
    const last4 = card ? word(card["acct_last_four"]) : "";
    if (
      (reference !== "" && reference !== REFERENCE) ||
      (/^\d{4}$/.test(last4) && last4 !== "4242") ||
      !/^[\w-]{1,64}$/.test(word(data["id"]))
    )
      return allowed;
    if (operation === "sale" && state === "succeeded" && !not(data["captured"]) && good && !yes(data["refunded"]))
      allowed.add("approved");
    if (operation === "hold" && state === "authorized" && !yes(data["captured"]) && good && !yes(data["refunded"]))
      allowed.add("authorized");
    if (
      state === "failed" &&
      !back &&
      !yes(data["captured"]) &&
      !/^(gateway_|internal_server_error|refund_)/.test(failure)
    )
      allowed.add("declined");
    return allowed;
  }
  if (word(data["id"]) !== PAYMENT_ID) return allowed;
  if (operation === "capture" && state === "succeeded" && !not(data["captured"]) && good) allowed.add("approved");
  if (operation === "void" && state === "canceled") allowed.add("approved");
  return allowed;
}
