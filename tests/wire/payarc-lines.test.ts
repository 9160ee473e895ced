import type http from "node:http";
import net, { type AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Processor } from "../../src/main/processors/processor";
import { CARD, charge, documented, order, REFERENCE, reply, stage, type Stage } from "../fixtures/payarc/server";
import { bookOf } from "../fixtures/port";

/**
 * What the line can do to a request, with real sockets. MONEY: `refused` only where no byte can have left; `unknown`
 * from the moment one may have; and one send, whatever happens.
 */
let here: Stage;
const closers: (() => void)[] = [];

beforeEach(async () => void (here = await stage()));

afterEach(async () => {
  vi.useRealTimers();
  for (const close of closers.splice(0)) close();
  await here.close();
});

const SECRETS = [CARD.number, "999", "test-token", "PayToken77"];
const cardOrder = () => order({ source: { kind: "card", card: CARD }, metadata: {}, phone: null });

const chargeCard = (processor: Processor) => processor.charge(cardOrder(), REFERENCE);

/** A bare TCP server: each connection is handed to `serve`, which counts what arrives. */
async function line(
  serve: (socket: net.Socket, sofar: () => string) => void,
): Promise<{ url: string; port: number; received: () => string; connections: () => number }> {
  let received = "";
  let connections = 0;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (part) => (received += part.toString("latin1")));
    serve(socket, () => received);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, received: () => received, connections: () => connections };
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return port;
}

const posts = (received: string) => received.split("POST ").length - 1;

describe("nothing can have left", () => {
  test("nobody listens", async () => {
    const processor = here.processor({ baseUrl: `http://127.0.0.1:${await freePort()}` });
    expect(await chargeCard(processor)).toMatchObject({
      kind: "refused",
      why: "not_reached",
      code: "ECONNREFUSED",
      httpStatus: null,
    });
    await expect(bookOf(processor).get("a")).rejects.toMatchObject({
      code: "no_network",
      sentence: expect.stringContaining("could not be reached") as string,
    });
  });

  test("the name does not exist", async () => {
    const processor = here.processor({ baseUrl: "https://payarc.invalid" });
    expect(await chargeCard(processor)).toMatchObject({
      kind: "refused",
      why: "not_reached",
      message: expect.stringContaining("Nothing was sent") as string,
    });
  });

  test("the connection is not made in time: TLS that never begins", async () => {
    const silent = await line(() => {});
    const processor = here.processor({ baseUrl: `https://127.0.0.1:${silent.port}`, timeouts: { connect: 80 } });
    expect(await chargeCard(processor)).toMatchObject({ kind: "refused", why: "not_reached", code: "ETIMEDOUT" });
    await expect(bookOf(processor).get("a")).rejects.toMatchObject({ code: "timeout" });
  });

  test("no TLS on the other side", async () => {
    const plain = await line(
      (socket) => void socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    );
    const processor = here.processor({ baseUrl: `https://127.0.0.1:${plain.port}` });
    expect(await chargeCard(processor)).toMatchObject({
      kind: "refused",
      why: "not_reached",
      message: expect.stringContaining("not safe") as string,
    });
    await expect(bookOf(processor).get("a")).rejects.toMatchObject({ code: "tls" });
  });

  test("reset while TLS is being set up", async () => {
    const rude = await line((socket) => void socket.once("data", () => socket.resetAndDestroy()));
    const processor = here.processor({ baseUrl: `https://127.0.0.1:${rude.port}` });
    expect(await chargeCard(processor)).toMatchObject({ kind: "refused", why: "not_reached" });
    expect(rude.connections()).toBe(1);
  });

  test("a token that no header can carry is not sent", async () => {
    for (const token of ["", "two words", "line\nbreak", "ключ"]) {
      const processor = here.processor({ token });
      expect(await chargeCard(processor)).toMatchObject({ kind: "refused", why: "not_sent" });
      await expect(processor.check()).rejects.toMatchObject({ code: "unauthorized" });
    }
    const throwing = here.processor({
      token: () => {
        throw new Error("keychain locked");
      },
    });
    expect(await chargeCard(throwing)).toMatchObject({ kind: "refused", why: "not_sent" });
    expect(here.requests).toEqual([]);
  });
});

describe("bytes may have left", () => {
  const afterRequest = (act: (socket: net.Socket) => void) =>
    line((socket, sofar) => void socket.on("data", () => void (/"reference"|reference/.test(sofar()) && act(socket))));

  type Act = (socket: net.Socket) => void;
  const acts: readonly (readonly [string, Act, string])[] = [
    ["reset", (socket) => void socket.resetAndDestroy(), "connection_lost"],
    ["closed without a word", (socket) => void socket.end(), "connection_lost"],
    ["no HTTP", (socket) => void socket.end("SSH-2.0-OpenSSH\r\n\r\n"), "unreadable"],
    [
      "half an answer",
      (socket) =>
        void socket.end('HTTP/1.1 201 Created\r\ncontent-length: 4000\r\n\r\n{"data":{"object":"Charge","id":"nBo'),
      "connection_lost",
    ],
    [
      "half a chunked answer",
      (socket) =>
        void socket.end('HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n20\r\n{"data":{"object":"Charge"'),
      "connection_lost",
    ],
    [
      "an answer cut off where nothing says so",
      (socket) =>
        void socket.end('HTTP/1.1 201 Created\r\nconnection: close\r\n\r\n{"data":{"object":"Charge","id":"nBo'),
      "unreadable",
    ],
    [
      "a gzip that is none",
      (socket) =>
        void socket.end("HTTP/1.1 201 Created\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\nnot gzip at all"),
      "unreadable",
    ],
  ];
  test.each(acts)("%s", async (_name, act, why) => {
    const bad = await afterRequest(act);
    expect(await chargeCard(here.processor({ baseUrl: bad.url }))).toMatchObject({
      kind: "unknown",
      why,
      amount: null,
    });
    expect(posts(bad.received())).toBe(1);
  });

  test("no answer in time, and an answer that trickles for ever", async () => {
    // The client's time is over when the server has heard it: by the clock it could be over before that.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const timeIsOver = () => void vi.advanceTimersByTime(100_000);
    const silent = await line((socket) => void socket.on("data", timeIsOver));
    expect(await chargeCard(here.processor({ baseUrl: silent.url }))).toMatchObject({
      kind: "unknown",
      why: "timeout",
    });
    expect(posts(silent.received())).toBe(1);
    const trickle = await line((socket) => {
      socket.once("data", () => {
        socket.write("HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n");
        let drops = 0;
        const drop = setInterval(() => socket.write("1\r\n \r\n", () => ++drops === 3 && timeIsOver()), 5);
        socket.once("close", () => clearInterval(drop));
      });
    });
    expect(await chargeCard(here.processor({ baseUrl: trickle.url }))).toMatchObject({
      kind: "unknown",
      why: "timeout",
    });
  });

  test("a slow answer is waited for, longer than idle connections are kept", async () => {
    here.answer = (request, response) => void setTimeout(() => reply(201, charge())(request, response), 300);
    expect(await here.processor({ timeouts: { idle: 50 } }).charge(order(), REFERENCE)).toMatchObject({
      kind: "approved",
    });
  });

  test("a kept connection that is reset under a charge", async () => {
    here.answer = reply(200, documented("000-token.json"));
    const processor = here.processor();
    const first = await bookOf(processor).createToken(CARD, "phone", false);
    here.answer = (_request, response) => void response.socket?.resetAndDestroy();
    expect(await processor.charge(order({ source: { kind: "token", tokenId: first.id } }), REFERENCE)).toMatchObject({
      kind: "unknown",
      why: "connection_lost",
    });
    expect(here.requests).toHaveLength(2);
  });

  test("an answer that is too large", async () => {
    here.answer = reply(201, JSON.stringify({ ...charge(), filling: "x".repeat(2_100_000) }));
    expect(await chargeCard(here.processor())).toMatchObject({ kind: "unknown", why: "unreadable" });
    const bomb = gzipSync(Buffer.alloc(8_000_000, 32));
    here.answer = (_request, response) => {
      response.writeHead(201, { "content-encoding": "gzip" });
      response.end(bomb);
    };
    expect(await chargeCard(here.processor())).toMatchObject({ kind: "unknown", why: "unreadable" });
  });

  test("a change that may have been made says so", async () => {
    here.answer = (_request, response) => void response.socket?.resetAndDestroy();
    await expect(bookOf(here.processor()).create({ name: "A" })).rejects.toMatchObject({
      code: "no_network",
      sentence: expect.stringContaining("may have been done") as string,
    });
    expect(here.requests).toHaveLength(1);
  });
});

describe("connections", () => {
  test("are kept between requests and dropped when idle", async () => {
    const ports = new Set<number>();
    let dropped: Promise<unknown> = Promise.resolve();
    here.answer = (request, response) => {
      const { socket } = response;
      ports.add(socket?.remotePort ?? 0);
      dropped = new Promise((resolve) => socket?.once("close", resolve));
      reply(200, documented("000-customer-created.json"))(request, response);
    };
    const keeping = here.processor({ timeouts: { idle: 60_000 } });
    await bookOf(keeping).get("a");
    await bookOf(keeping).get("a");
    expect(ports.size).toBe(1);
    const dropping = here.processor({ timeouts: { idle: 30 } });
    await bookOf(dropping).get("a");
    await dropped;
    await bookOf(dropping).get("a");
    expect(ports.size).toBe(3);
  });

  test("a lost read is asked again, a redirect is not followed, money least of all", async () => {
    let times = 0;
    here.answer = (request, response) => {
      times++;
      if (times === 1) response.socket?.resetAndDestroy();
      else reply(200, documented("000-customer-created.json"))(request, response);
    };
    expect(await bookOf(here.processor()).get("a")).toMatchObject({ id: "KPxMADVnxMV4nNjp" });
    here.answer = reply(302, "", { location: `${here.url}/v1/charges` });
    here.requests.length = 0;
    expect(await here.processor().charge(order(), REFERENCE)).toMatchObject({ kind: "unknown", httpStatus: 302 });
    await expect(bookOf(here.processor()).get("a")).rejects.toMatchObject({ code: "unreadable" });
    expect(here.requests).toHaveLength(2);
  });
});

test("no number, CVV or token in any outcome, error, cause or line of the log", async () => {
  const said: string[] = [];
  const keep = (value: unknown) =>
    said.push(
      JSON.stringify(value),
      String(value instanceof Error ? `${value.stack} ${JSON.stringify(value.cause)}` : ""),
    );
  const echo = `No: ${CARD.number} cvv=${CARD.cvv} Bearer test-token token_id=PayToken77`;
  const answers = [
    reply(201, charge({ failure_message: echo, status: echo, id: CARD.number })),
    reply(409, { message: echo }),
    reply(422, { errors: { card_number: [echo] } }),
    reply(500, echo),
    reply(200, echo),
  ];
  for (const answer of [
    ...answers,
    (_request: unknown, response: http.ServerResponse) => void response.socket?.resetAndDestroy(),
  ]) {
    here.answer = answer;
    const processor = here.processor();
    keep(await chargeCard(processor));
    keep(await processor.charge(order({ source: { kind: "token", tokenId: "PayToken77" } }), REFERENCE));
    keep(
      await bookOf(processor)
        .createToken(CARD, "phone", false)
        .catch((error: unknown) => error),
    );
    keep(
      await bookOf(processor)
        .attachCard("a", "PayToken77")
        .catch((error: unknown) => error),
    );
  }
  keep(await chargeCard(here.processor({ baseUrl: `http://127.0.0.1:${await freePort()}` })));
  keep(here.lines);
  const all = said.join("\n");
  for (const secret of SECRETS.filter((each) => each !== "999")) expect(all).not.toContain(secret);
  expect(all).not.toMatch(/cvv=999/);
  expect(here.lines.length).toBeGreaterThan(20);
});
