import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readProxies } from "../../src/main/processors/wire/proxy";
import type { Processor } from "../../src/main/processors/processor";
import { CARD, charge, CHARGE_ID, order, REFERENCE, reply, stage, type Stage } from "../fixtures/payarc/server";

/**
 * What the line can do to a request, with real sockets. MONEY: `refused` only where no byte can have left; `unknown`
 * from the moment one may have; and one send, whatever happens.
 */
let here: Stage;
const closers: (() => void)[] = [];

beforeEach(async () => void (here = await stage()));

afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await here.close();
});

const cardOrder = () => order({ source: { kind: "card", card: CARD }, metadata: {}, phone: null });
const chargeCard = (processor: Processor) => processor.charge(cardOrder(), REFERENCE);

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return port;
}

describe("TLS and the system's proxy", () => {
  let folder: string;
  let key: Buffer;
  let cert: Buffer;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "payarc-tls-"));
    const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem")];
    execFileSync(
      "openssl",
      [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=payarc.test",
        "-addext",
        "subjectAltName=DNS:payarc.test,IP:127.0.0.1",
        ...files,
      ],
      { stdio: "ignore" },
    );
    key = readFileSync(join(folder, "key.pem"));
    cert = readFileSync(join(folder, "cert.pem"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function secureServer(): Promise<{ port: number; urls: string[] }> {
    const urls: string[] = [];
    const server = https.createServer({ key, cert }, (request, response) => {
      urls.push(`${request.method} ${request.url}`);
      request.resume();
      response.writeHead(201, { "content-type": "application/json" });
      response.end(JSON.stringify(charge()));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closers.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return { port: (server.address() as AddressInfo).port, urls };
  }

  /** A proxy that tunnels to loopback whatever the name, and records what it was asked. */
  async function proxy(status = 200): Promise<{ url: string; port: number; asked: string[] }> {
    const asked: string[] = [];
    const server = http.createServer();
    server.on("connect", (request, client) => {
      asked.push(
        `${request.url} ${request.headers["proxy-authorization"] ?? ""} ${request.headers.authorization ?? ""}`.trim(),
      );
      if (status !== 200) return void client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      const through = net.connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n");
        through.pipe(client).pipe(through);
      });
      closers.push(
        () => void through.destroy(),
        () => void client.destroy(),
      );
      for (const each of [through, client]) each.on("error", () => {});
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closers.push(() => void server.close());
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, port, asked };
  }

  test("a certificate that nobody vouches for: nothing is sent", async () => {
    const { port, urls } = await secureServer();
    const processor = here.processor({ baseUrl: `https://127.0.0.1:${port}` });
    expect(await chargeCard(processor)).toMatchObject({
      kind: "refused",
      why: "not_reached",
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
      message: expect.stringContaining("certificate") as string,
    });
    await expect(processor.check()).rejects.toMatchObject({ code: "tls" });
    expect(urls).toEqual([]);
  });

  test("a trusted certificate, and one for another name", async () => {
    const { port } = await secureServer();
    const ca = cert.toString();
    expect(await here.processor({ baseUrl: `https://127.0.0.1:${port}`, ca }).charge(order(), REFERENCE)).toMatchObject(
      { kind: "approved" },
    );
    expect(await here.processor({ baseUrl: `https://localhost:${port}`, ca }).charge(order(), REFERENCE)).toMatchObject(
      { kind: "refused", why: "not_reached", code: "ERR_TLS_CERT_ALTNAME_INVALID" },
    );
  });

  test("through the proxy, and the tunnel is kept", async () => {
    const { port, urls } = await secureServer();
    const way = await proxy();
    const questions: string[] = [];
    const processor = here.processor({
      baseUrl: `https://payarc.test:${port}`,
      ca: cert.toString(),
      proxyFor: async (url) => {
        questions.push(url);
        return `PROXY 127.0.0.1:${way.port}; DIRECT`;
      },
    });
    expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "approved" });
    expect(await processor.capture(CHARGE_ID, order().amount, "USD", REFERENCE)).toMatchObject({ kind: "approved" });
    expect(questions).toEqual([`https://payarc.test:${port}/`]);
    expect(way.asked).toEqual([`payarc.test:${port}`]);
    expect(urls).toEqual(["POST /v1/charges", `POST /v1/charges/${CHARGE_ID}/capture`]);
  });

  test("a proxy with a password, one that refuses, one that is not there, one that we do not speak", async () => {
    const { port } = await secureServer();
    const good = await proxy();
    const bad = await proxy(407);
    const via = (said: string | null) =>
      here.processor({ baseUrl: `https://payarc.test:${port}`, ca: cert.toString(), proxyFor: async () => said });
    const basic = `Basic ${Buffer.from("ann:p@ss").toString("base64")}`;
    expect(await via(`http://ann:p%40ss@127.0.0.1:${good.port}`).charge(order(), REFERENCE)).toMatchObject({
      kind: "approved",
    });
    expect(good.asked).toEqual([`payarc.test:${port} ${basic}`]);
    expect(await via(bad.url).charge(order(), REFERENCE)).toMatchObject({
      kind: "refused",
      why: "not_reached",
      code: "HTTP_407",
      message: expect.stringContaining("proxy") as string,
    });
    expect(await via(`PROXY 127.0.0.1:${await freePort()}`).charge(order(), REFERENCE)).toMatchObject({
      kind: "refused",
      why: "not_reached",
      code: "ECONNREFUSED",
    });
    expect(await via("SOCKS5 127.0.0.1:1080").charge(order(), REFERENCE)).toMatchObject({
      kind: "refused",
      why: "not_reached",
      code: "ERR_PROXY_UNSUPPORTED",
    });
    expect(
      await via(`PROXY 127.0.0.1:${await freePort()}; PROXY 127.0.0.1:${good.port}`).charge(order(), REFERENCE),
    ).toMatchObject({ kind: "approved" });
  });

  test("neither the system's nor the environment's proxy is asked for this machine", async () => {
    const { HTTP_PROXY, http_proxy, NO_PROXY } = process.env;
    Object.assign(process.env, { HTTP_PROXY: "http://127.0.0.1:9", http_proxy: "http://127.0.0.1:9", NO_PROXY: "" });
    try {
      here.answer = reply(201, charge());
      const proxyFor = () => Promise.reject(new Error("asked"));
      expect(await here.processor({ proxyFor }).charge(order(), REFERENCE)).toMatchObject({ kind: "approved" });
    } finally {
      for (const [name, value] of Object.entries({ HTTP_PROXY, http_proxy, NO_PROXY })) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  test("every form of a proxy answer", () => {
    const shown = (said: string | null) => readProxies(said).map((way) => (way === "direct" ? way : way.href));
    expect(shown(null)).toEqual(["direct"]);
    expect(shown("DIRECT")).toEqual(["direct"]);
    expect(shown("PROXY proxy.example:8080;HTTPS safe.example:443; SOCKS x:1; direct")).toEqual([
      "http://proxy.example:8080/",
      "https://safe.example/",
      "direct",
    ]);
    expect(shown("http://user:pw@proxy:3128")).toEqual(["http://user:pw@proxy:3128/"]);
    expect(shown("nonsense")).toEqual([]);
  });
});
