import { STATUS_CODES, type IncomingMessage, type ServerResponse } from "node:http";
import type { Fault, Seen } from "./faults";

export interface Answer {
  readonly status: number;
  /** undefined: an empty body. */
  readonly body: unknown;
  /** What a practice scenario does to the answer on its way. */
  readonly fault?: Fault;
}

/**
 * Puts an answer on the wire, or what a fault leaves of it. `errorBody` is how this processor writes an error of that
 * status.
 */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  seen: Seen,
  errorBody: (status: number, words: string) => unknown,
): Promise<void> {
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
      if (fault.when === "after") await pause(response, fault);
      break;
  }
  if (response.destroyed) return;
  const { status, type, text } = written(answer, errorBody);
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

function written(
  { status, body, fault }: Answer,
  errorBody: (status: number, words: string) => unknown,
): { status: number; type: string | null; text: string } {
  if (fault?.kind === "status") {
    if (fault.body === "html") return { status: fault.status, type: "text/html", text: HTML };
    if (fault.body === "empty") return { status: fault.status, type: null, text: "" };
    if (typeof fault.body === "object")
      return { status: fault.status, type: JSON_TYPE, text: JSON.stringify(fault.body) };
    return {
      status: fault.status,
      type: JSON_TYPE,
      text: JSON.stringify(errorBody(fault.status, STATUS_CODES[fault.status] ?? "Server Error")),
    };
  }
  if (fault?.kind === "redirect") return { status: 302, type: "text/html", text: HTML };
  if (fault?.kind === "empty") return { status, type: JSON_TYPE, text: "" };
  // Like the sample answer of PayArc's own guide (docs/payarc.md, seed 000, step 4): `"id": ",`.
  if (fault?.kind === "malformed")
    return { status, type: JSON_TYPE, text: JSON.stringify(body ?? {}).replace(/"id":"[^"]*"/, '"id": "') };
  return body === undefined
    ? { status, type: null, text: "" }
    : { status, type: JSON_TYPE, text: JSON.stringify(body) };
}

/** Waits `ms`, or less when it is told to go on or the other side has gone. */
export function pause(response: ServerResponse, { ms, until }: Fault & { kind: "delay" }): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      response.removeListener("close", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    response.once("close", end);
    void until?.then(end);
  });
}

const MOST_BYTES = 1_000_000;
/** Of somebody who has not shown a token: enough to sign in. */
const STRANGERS_BYTES = 8_192;

/** Reads the whole body as text; null when it is too long. `known`: whoever asks has shown a token. */
export async function readBody(request: IncomingMessage, known: boolean): Promise<string | null> {
  const most = known ? MOST_BYTES : STRANGERS_BYTES;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
