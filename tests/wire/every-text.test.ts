import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { cents } from "../../src/shared/money";
import { KIT_NAMES, KITS } from "../faults/kit";
import { plainOrder, typedCard } from "../fixtures/orders";

/**
 * Somebody wrote a card number into every text that a processor keeps, names of fields included. Texts are redacted
 * where they are read, and nowhere a second time (journal, copies): so nothing may come through.
 */
const PAN = "4012 0000 9876 5439";
const REFERENCE = "0b2f6c1e-9f0c-4d57-8a57-0c3a5a8f1f10";
/** Without these no answer is about a payment at all. */
const NEEDED = /^(id|.*_id|object|currency|access_token|next|end_cursor|start_cursor|links)$/;
const STATES = /status|code|captured|result/;

/** What comes from the practice server, with the number at the end of every text. */
function written(value: unknown, name: string, states: boolean): unknown {
  if (typeof value === "string") return NEEDED.test(name) || (!states && STATES.test(name)) ? value : `${value} ${PAN}`;
  if (Array.isArray(value)) return value.map((each) => written(each, name, states));
  if (value === null || typeof value !== "object") return value;
  const pairs = Object.entries(value).map(([key, each]) => [
    name === "metadata" || name === "errors" ? `${key} ${PAN}` : key,
    written(each, key, states),
  ]);
  return Object.fromEntries(pairs);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const DIGITS = PAN.replace(/ /g, "");
/** Complaints that have the number in a code, or in the name of a field. */
const COMPLAINTS: readonly object[] = [
  { error: DIGITS, message: "no" },
  { message: "no", errors: { [`field ${PAN}`]: ["no"], [DIGITS]: ["no"] } },
  { error: { code: DIGITS, decline_code: DIGITS, network_error_code: DIGITS, param: DIGITS, message: `no ${PAN}` } },
];

let complaint: object | null = null;
let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server before the practice server, which writes the number into its answers. Answers its address. */
async function before(practice: string, states: boolean): Promise<string> {
  const made = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const { method = "GET", url = "/" } = request;
      if (complaint !== null && method === "POST" && !url.startsWith("/oauth/")) {
        response.writeHead(422, { "Content-Type": "application/json" }).end(JSON.stringify(complaint));
        return;
      }
      const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
      const answer = await fetch(`${practice}${url}`, {
        method,
        headers: headers as Record<string, string>,
        ...(method === "GET" ? {} : { body: new Uint8Array(body) }),
      });
      const text = JSON.stringify(written(await answer.json(), "", states));
      response.writeHead(answer.status, { "Content-Type": "application/json" }).end(text);
    });
  });
  server = made;
  await new Promise<void>((done) => made.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

describe.each(KIT_NAMES)("a card number in every text, %s", (kit) => {
  test.each([
    ["and a state that is understood", false],
    ["states and codes included", true],
  ])("SECURITY: %s: no payment, outcome or complaint tells it", async (_what, states) => {
    const practice = await KITS[kit].start(() => Date.now());
    const url = await before(practice.access.url ?? "", states);
    const processor = KITS[kit].processor({ ...practice.access, url }, { money: 10_000, read: 10_000 });
    const told: unknown[] = [];
    for (const amount of [1_200, 201_200, 0]) {
      const order = plainOrder({ kind: "card", card: typedCard() }, cents(amount), { description: "words" });
      told.push(await processor.charge(order, crypto.randomUUID()));
    }
    const { items } = await processor.listPayments(null, 10, "now");
    for (const { id } of items) {
      told.push(await processor.getPayment(id, "now"));
      const words = { reason: "other" as const, description: "words", receipts: { email: false, sms: false } };
      told.push(
        await processor.capture(id, cents(100), "USD", REFERENCE),
        await processor.refund(id, cents(1), "USD", words, REFERENCE),
      );
      told.push(await processor.void(id, cents(1_200), "USD", words, REFERENCE));
    }
    told.push(items);
    for (complaint of COMPLAINTS) told.push(await processor.capture(items[0]?.id ?? "", cents(100), "USD", REFERENCE));
    complaint = null;
    processor.close();
    await practice.close();
    const all = JSON.stringify(told);
    expect(items.length).toBeGreaterThan(0);
    expect(all).toContain("[card number]");
    expect(all.replace(/[^\d]/g, "")).not.toContain(DIGITS);
  });
});
