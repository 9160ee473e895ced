import { STATUS_CODES, type ServerResponse } from "node:http";
import type { Book } from "./book";
import type { Seen } from "./faults";
import { errorBody, type Answer } from "./requests";
import { showCharge } from "./show";

/** Puts an answer on the wire, or what a fault leaves of it. */
export async function deliver(response: ServerResponse, answer: Answer, seen: Seen): Promise<void> {
  const { fault } = answer;
  seen.status = 0;
  switch (fault?.kind) {
    case "reset":
      response.socket?.destroy();
      return;
    case "silence":
      return;
    case "truncated": {
      const whole = Buffer.from(JSON.stringify(answer.body ?? {}));
      response.writeHead(answer.status, { "Content-Type": "application/json", "Content-Length": whole.length });
      response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.socket?.destroy());
      return;
    }
    case "delay":
      if (fault.when === "after") await pause(response, fault.ms);
      break;
  }
  if (response.destroyed) return;
  const { status, type, text } = written(answer);
  seen.status = status;
  response.writeHead(status, {
    ...(type === null ? {} : { "Content-Type": type }),
    // Laravel says how long to wait; short, so that practice goes on.
    ...(status === 429 && !response.hasHeader("Retry-After") ? { "Retry-After": "5" } : {}),
    ...(fault?.kind === "redirect" ? { Location: "/login" } : {}),
    ...(status === 204 ? {} : { "Content-Length": Buffer.byteLength(text) }),
  });
  response.end(text);
}

const JSON_TYPE = "application/json";
const HTML = "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Error</h1></body></html>";

function written({ status, body, fault }: Answer): { status: number; type: string | null; text: string } {
  if (fault?.kind === "status") {
    if (fault.body === "html") return { status: fault.status, type: "text/html", text: HTML };
    if (fault.body === "empty") return { status: fault.status, type: null, text: "" };
    return { status: fault.status, type: JSON_TYPE, text: JSON.stringify(errorBody(fault.status, STATUS_CODES[fault.status] ?? "Server Error")) };
  }
  if (fault?.kind === "redirect") return { status: 302, type: "text/html", text: HTML };
  if (fault?.kind === "empty") return { status, type: JSON_TYPE, text: "" };
  // Like the guide's own sample answer (seeds/000, step 4): `"id": ",`.
  if (fault?.kind === "malformed") return { status, type: JSON_TYPE, text: JSON.stringify(body ?? {}).replace(/"id":"[^"]*"/, '"id": "') };
  return body === undefined ? { status, type: null, text: "" } : { status, type: JSON_TYPE, text: JSON.stringify(body) };
}

/** Waits; ends early when the other side has gone. */
export function pause(response: ServerResponse, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      response.removeListener("close", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    response.once("close", end);
  });
}

/** The `wrong_charge` fault: a proper answer about another charge, an older one if there is one. */
export function distort(answer: Answer, book: Book): Answer {
  if (answer.fault?.kind !== "wrong_charge" || typeof answer.body !== "object" || answer.body === null) return answer;
  const { data, meta } = answer.body as { data?: Record<string, unknown>; meta?: unknown };
  if (typeof data !== "object" || Array.isArray(data)) return answer;
  const about = String(data["charge_id"] ?? data["id"]);
  const other = book.one("charges", "WHERE id <> ? ORDER BY real_id DESC", about);
  if (data["object"] === "Charge" && other) {
    const shown = showCharge(other, { card: book.byId("cards", other.card_id), refunds: [], now: other.created_at, fresh: true, include: ["transaction_metadata"] });
    return { ...answer, body: { data: shown, meta } };
  }
  const wrongId = about.split("").reverse().join("");
  return { ...answer, body: { data: { ...data, id: wrongId, ...("charge_id" in data ? { charge_id: wrongId } : {}) }, meta } };
}
