import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cents } from "../../src/shared/money";
import { KIT_NAMES, KITS } from "../faults/kit";
import { plainOrder, typedCard } from "../fixtures/orders";

/**
 * A server that quotes the request in its error, as some do. Each processor has names of its own for a card's number and
 * code, and src/shared/redact.ts must know them.
 */
const CARD = typedCard({ number: "4012000098765439", cvv: "917" });
const REFERENCE = "0b2f6c1e-9f0c-4d57-8a57-0c3a5a8f1f10";

let status = 400;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (part: Buffer) => (body += part.toString()));
  request.on("end", () => {
    const signsIn = request.url?.startsWith("/oauth/") === true;
    const message = `Cannot read ${body}`;
    response.writeHead(signsIn ? 200 : status, { "Content-Type": "application/json" });
    response.end(
      JSON.stringify(signsIn ? { access_token: "0123456789" } : { message, error: { code: "wrong", message } }),
    );
  });
});
beforeAll(() => new Promise<void>((done) => void server.listen(0, "127.0.0.1", done)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe.each(KIT_NAMES)("a charge whose request comes back with the error, %s", (kit) => {
  test.each([400, 402, 409, 422, 500])("SECURITY: %d: neither number nor code is told", async (said) => {
    status = said;
    const practice = await KITS[kit].start(() => Date.now());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const processor = KITS[kit].processor({ ...practice.access, url }, { money: 10_000, read: 10_000 });
    const outcome = await processor.charge(plainOrder({ kind: "card", card: CARD }, cents(1200)), REFERENCE);
    processor.close();
    await practice.close();
    expect(outcome.message).toMatch(/^Cannot read .*1200/);
    expect(outcome.message).not.toMatch(/917|4012000098765439/);
  });
});
