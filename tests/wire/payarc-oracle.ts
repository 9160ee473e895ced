import { CHARGE_ID, REFERENCE, type Json } from "../fixtures/payarc/server";
import { type Answered, AMOUNT } from "./payarc-damage";

export type Operation = "sale" | "hold" | "capture" | "void" | "refund" | "tip";

// What a damaged answer proves, by an oracle that shares no code with the adapter.

const NONE = "nothing readable";

type Maybe = number | null | typeof NONE;

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && /^\s*$/.test(value)) ||
  (Array.isArray(value) && value.length === 0);

/** null: not there. NONE: there, but no whole number of cents. */
function whole(value: unknown): Maybe {
  if (isEmpty(value)) return null;
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 && value <= 99_999_999 ? value : NONE;
  return typeof value === "string" && /^\s*\d+\s*$/.test(value) && Number(value) <= 99_999_999 ? Number(value) : NONE;
}

const word = (value: unknown) =>
  typeof value === "string" ? value.trim() : typeof value === "number" && Number.isInteger(value) ? String(value) : "";

const low = (value: unknown) => word(value).toLowerCase().replace(/\s+/g, " ");
const YES_CODES = /^A000[02]$/i;

const NO_WORDS =
  /^(declined|invalid cvv|do not honor|general card ?auth decline|insufficient funds|bad request - try again|systemerror|suspected card|suspected fraud|expired card|withdrawal limit exceeded)\.?$/;

const NO_STATUSES = /^(failed_by_gateway|not_processed|invalid_track_data)$/;
const NO_CODES = /^(D2026|D2999|E0911|RESTRICTED CARD)$/;

/** What the answer proves, as outcome kinds. `unknown` is always allowed. */
export function proven(answered: Answered, operation: Operation): Set<string> {
  const allowed = new Set(["unknown"]);
  let parsed: unknown;
  try {
    parsed = JSON.parse(answered.text);
  } catch {
    parsed = undefined;
  }
  const object = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as Json) : null;
  const { status } = answered;
  if (status < 200 || status >= 300) {
    if (status < 400 || status >= 500 || status === 429) return allowed;
    const words = Array.isArray(parsed)
      ? parsed
      : object
        ? [object["message"], object["error"], object["errors"]].flat()
        : [parsed];
    const said = words.filter((each) => typeof each === "string" && each.trim() !== "") as string[];
    const named =
      object &&
      typeof object["errors"] === "object" &&
      object["errors"] !== null &&
      Object.keys(object["errors"]).length > 0;
    const nested = object && typeof object["error"] === "object" && object["error"] !== null;
    if (said.some((each) => /duplicate/i.test(each))) {
      // Said first, it is a duplicate; said later, another sentence came first. Only 401 may then be refused.
      if (/duplicate/i.test(said[0] ?? "")) return allowed;
    }
    const flat = [401, 403, 405, 413, 414, 415, 431].includes(status);
    const spoken = said.length > 0 || named || nested;
    const carries =
      object &&
      typeof object["data"] === "object" &&
      object["data"] !== null &&
      word((object["data"] as Json)["id"]) !== "";
    if (flat || ([400, 404, 409, 410, 422].includes(status) && spoken && !carries)) allowed.add("refused");
    if (
      [400, 402, 404, 409, 410, 422].includes(status) &&
      !carries &&
      !["void", "refund", "tip"].includes(operation) &&
      NO_WORDS.test(low(said[0]))
    )
      allowed.add("declined");
    return allowed;
  }
  if (!object) return allowed;
  const data = "data" in object ? object["data"] : object;
  if (typeof data !== "object" || data === null || Array.isArray(data)) return allowed;
  const it = data as Json;
  const kind = low(it["object"]);
  const total = whole(it["amount"]);

  if (operation === "refund" && kind === "refund") {
    const given = whole(
      isEmpty(it["refund_amount"]) || whole(it["refund_amount"]) === NONE ? it["amount"] : it["refund_amount"],
    );
    if (
      word(it["charge_id"]) === CHARGE_ID &&
      given === AMOUNT &&
      /^(submitted_for_refund|refunded|partial_refund)$/.test(low(it["status"]))
    )
      allowed.add("approved");
    return allowed;
  }
  const id = word(isEmpty(it["id"]) || word(it["id"]) === "" ? it["charge_id"] : it["id"]);
  if ((kind !== "" && kind !== "charge") || !/^[\w-]{1,64}$/.test(id) || typeof total !== "number") return allowed;

  const approved = whole(it["amount_approved"]);
  const captured = whole(it["amount_captured"]);
  const failure = word(it["failure_code"]);
  const host = word(it["tsys_response_code"]);
  const code = [failure, host].some((each) => YES_CODES.test(each));
  const saysYes =
    code ||
    /[1-9a-z]/i.test(word(it["auth_code"])) ||
    approved === NONE ||
    (typeof approved === "number" && approved > 0) ||
    (!isEmpty(it["auth_code"]) && word(it["auth_code"]) === "");
  const texts = [
    "failure_code",
    "failure_message",
    "tsys_response_code",
    "host_response_code",
    "host_response_message",
    "type",
  ].some((field) => !isEmpty(it[field]) && word(it[field]) === "");
  const saysNo =
    texts ||
    (failure !== "" && !YES_CODES.test(failure)) ||
    (host !== "" && !YES_CODES.test(host)) ||
    (word(it["failure_message"]) !== "" && !/^(approv|success)/i.test(word(it["failure_message"]))) ||
    [it["host_response_message"], it["host_response_code"]].some(
      (each) => NO_WORDS.test(low(each)) || NO_CODES.test(word(each).toUpperCase()),
    );
  const duplicate = [
    failure,
    host,
    it["host_response_code"],
    it["status"],
    it["failure_message"],
    it["host_response_message"],
  ].some((each) => /duplicate/i.test(word(each)) || /^D(0001|0003|0008|0022|2022)$/.test(word(each)));
  const unreadable = [it["amount_approved"], it["amount_captured"], it["amount_refunded"], it["amount_voided"]].some(
    (each) => whole(each) === NONE,
  );
  const state = low(it["status"]);
  const settled = state === "submitted_for_settlement" || state === "settled";
  const untrue = (value: unknown) =>
    [0, "0", false, "false", "no"].includes((typeof value === "string" ? value.trim().toLowerCase() : value) as string);
  const truth = (value: unknown) =>
    [1, "1", true, "true", "yes"].includes((typeof value === "string" ? value.trim().toLowerCase() : value) as string);
  const badFlag = [it["captured"], it["is_refunded"]].some((each) => !isEmpty(each) && !truth(each) && !untrue(each));
  const back =
    truth(it["is_refunded"]) ||
    [it["amount_refunded"], it["amount_voided"]].some((each) => ![null, 0].includes(whole(each) as number | null));
  const reference = referenceIn(it["transaction_metadata"]) ?? referenceIn(it["metadata"]);
  const clean = !saysNo && !unreadable && !badFlag;

  if (operation === "sale" || operation === "hold") {
    if (total !== AMOUNT || (reference !== null && reference !== REFERENCE)) return allowed;
    if (state === "void" || state === "voided") allowed.add("reversed");
    const failed =
      NO_STATUSES.test(state) ||
      NO_WORDS.test(state) ||
      (state !== "" && NO_CODES.test(failure) && !settled && state !== "authorized");
    if (failed && !saysYes && !duplicate) allowed.add("declined");
    const fits =
      operation === "sale"
        ? settled && !untrue(it["captured"]) && (captured === null || captured === AMOUNT)
        : state === "authorized" && !truth(it["captured"]) && (captured === null || captured === 0);
    const part =
      [failure, host, it["host_response_code"], it["host_response_message"], it["failure_message"]].some((each) =>
        /^(A0002|000002)$/i.test(word(each)),
      ) ||
      (typeof approved === "number" && approved > 0 && approved < AMOUNT);
    const enough = approved === null || approved === AMOUNT || (approved === 0 && saysYes);
    if (fits && clean && !back && !duplicate && enough && !part)
      allowed.add(operation === "sale" ? "approved" : "authorized");
    const sold =
      operation === "hold"
        ? state === "authorized" && !captured
        : (settled || state === "partially_submitted_for_settlement") &&
          (captured === null || captured === approved || captured === AMOUNT);
    if (
      part &&
      sold &&
      clean &&
      !back &&
      !duplicate &&
      typeof approved === "number" &&
      approved > 0 &&
      approved < AMOUNT
    )
      allowed.add("partially_approved");
    return allowed;
  }
  if (id !== CHARGE_ID) return allowed;
  if (operation === "capture") {
    const done =
      (settled || state === "partially_submitted_for_settlement") &&
      !untrue(it["captured"]) &&
      (captured === AMOUNT || (captured === null && total === AMOUNT));
    if (done && clean && !duplicate && !truth(it["is_refunded"])) allowed.add("approved");
    const over =
      state === "authorization_expired" || NO_STATUSES.test(state) || NO_WORDS.test(state) || NO_CODES.test(failure);
    if (over && !settled && !truth(it["captured"]) && !duplicate && !YES_CODES.test(failure)) allowed.add("declined");
  }
  if (operation === "void" && (state === "void" || state === "voided") && clean) allowed.add("approved");
  if (
    operation === "refund" &&
    clean &&
    (state === "void" ||
      state === "voided" ||
      (state === "refunded" && whole(it["amount_refunded"]) === total && total === AMOUNT))
  )
    allowed.add("approved");
  if (
    operation === "tip" &&
    clean &&
    (settled || state === "partially_submitted_for_settlement" || state === "authorized") &&
    whole(it["tip_amount"]) === AMOUNT
  )
    allowed.add("approved");
  return allowed;
}

function referenceIn(value: unknown): string | null {
  let found: unknown = value;
  if (typeof found === "string") {
    try {
      found = JSON.parse(found);
    } catch {
      return null;
    }
  }
  if (typeof found !== "object" || found === null) return null;
  const rows = Array.isArray(found) ? found : ((found as Json)["data"] as unknown);
  if (Array.isArray(rows))
    return word((rows as Json[]).filter((row) => row?.["key"] === "reference").at(-1)?.["value"]) || null;
  return word((found as Json)["reference"]) || null;
}
