import http from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../src/main/base/clock";
import { Http } from "../../src/main/processors/wire/http";
import type { HttpRequest } from "../../src/main/processors/wire/messages";

/** What the program still holds on to after an answer, while the connection is kept for the next request. */

let server: http.Server;
let road: Http;
const connections = new Set<unknown>();

beforeEach(async () => {
  server = http.createServer((request, response) => {
    connections.add(request.socket);
    request.resume().once("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  road = new Http({
    name: "held",
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    guarded: "GET charges",
    log: () => {},
    clock: systemClock,
    proxyFor: null,
    ca: null,
    timeouts: { connect: 10_000, money: 30_000, read: 30_000, idle: 60_000 },
  });
});
afterEach(() => {
  road.close();
  server.close();
  server.closeAllConnections();
  connections.clear();
});

/** Sends a card; only a weak reference to it is left. */
async function sendCard(): Promise<WeakRef<object>> {
  const fields = { card_number: "4012000098765439", cvv: "999" };
  const request: HttpRequest = {
    kind: "money",
    method: "POST",
    endpoint: "charges",
    path: ["v1", "charges"],
    bearer: "token-of-a-test",
    body: { kind: "form", fields },
    secrets: [fields.card_number],
    urgency: "now",
  };
  expect((await road.send(request)).kind).toBe("answer");
  return new WeakRef(fields);
}

test("SECURITY: a card that was sent is let go of with the answer, although its connection is kept", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const card = await sendCard();
  const isGone = async (): Promise<boolean> => {
    await new Promise((done) => setImmediate(done));
    collect();
    return card.deref() === undefined;
  };
  await expect.poll(isGone, { timeout: 20_000 }).toBe(true);
  await sendCard();
  expect(connections.size, "the connection was kept and used again").toBe(1);
});
