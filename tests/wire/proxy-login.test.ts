import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createProxy } from "../../src/main/connections/proxy";
import { openKeychain } from "../../src/main/keychain/keychain";
import { openSettings } from "../../src/main/settings/settings";
import { makeAuthority, secureServer, type Authority } from "../fixtures/authority";
import { connectProxy } from "../fixtures/connect-proxy";
import { logInto } from "../fixtures/log";
import { charge, order, REFERENCE, stage, type Stage } from "../fixtures/payarc/server";
import { storeIn } from "../fixtures/settings-store";

/** Through a real proxy that asks for a name and a password, to a real server with a certificate of a company's own. */
const PASSWORD = "p@ss:wörd/ 100%";
let folder: string;
let company: Authority;
let here: Stage;
let lines: string[];
const closers: (() => void)[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-proxy-"));
  company = makeAuthority(folder, "/CN=Company");
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  here = await stage();
  lines = [];
});
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await here.close();
});

function theProxy(system: string | null = null) {
  const secrets = new Map<string, string>();
  const stored = new Map<string, unknown>();
  const log = logInto(lines);
  const service = {
    getPassword: async (_service: string, account: string) => secrets.get(account) ?? null,
    setPassword: async (_service: string, account: string, value: string) => void secrets.set(account, value),
    deletePassword: async (_service: string, account: string) => secrets.delete(account),
  };
  const makeStore = () => storeIn(stored);
  const proxy = createProxy({
    keychain: openKeychain({ load: async () => service, log, profile: null }),
    settings: openSettings({ folder: "/nowhere", now: 0, log, makeStore }),
    log,
    system: async () => system,
  });
  return { proxy, stored };
}

async function payarcBehind(proxyFor: (url: string) => Promise<string | null>) {
  const server = await secureServer(company, 201, charge());
  closers.push(server.close);
  const log = (line: string): void => void lines.push(line);
  const baseUrl = `https://payarc.test:${server.port}`;
  return { ...server, processor: here.processor({ baseUrl, ca: company.ca, proxyFor, log }) };
}

test("a name and a password open the way, and nobody is told them", async () => {
  const way = await connectProxy({ login: `ann:${PASSWORD}` });
  closers.push(way.close);
  const { proxy, stored } = theProxy();
  await proxy.set({ address: way.address, name: "ann", password: PASSWORD });
  const { processor, port, urls } = await payarcBehind(proxy.proxyFor);
  expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "approved" });
  const basic = Buffer.from(`ann:${PASSWORD}`).toString("base64");
  expect(way.asked).toEqual([`payarc.test:${port} Basic ${basic}`]);
  expect(urls).toEqual(["POST /v1/charges"]);
  const told = JSON.stringify([lines, proxy.state(), [...stored]]);
  for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), basic]) expect(told).not.toContain(secret);
});

test.each([
  ["without", null],
  ["with a wrong one", "wrong-s3cret"],
])("a proxy that wants a password, %s: nothing is sent, and Settings is named", async (_how, password) => {
  const way = await connectProxy({ login: "ann:right" });
  closers.push(way.close);
  const { proxy } = theProxy(`PROXY ${way.address}`);
  if (password !== null) await proxy.set({ address: way.address, name: "ann", password });
  const { processor, urls } = await payarcBehind(proxy.proxyFor);
  const answer = await processor.charge(order(), REFERENCE);
  expect(answer).toMatchObject({ kind: "refused", why: "not_reached", code: "HTTP_407" });
  expect(answer.message).toMatch(/asks for a name and a password.* nothing was sent\. .*Settings, under Network/);
  const check = processor.check();
  await expect(check).rejects.toMatchObject({ code: "proxy", sentence: expect.stringContaining("Network") });
  expect(urls).toEqual([]);
  if (password !== null) expect(JSON.stringify([lines, answer])).not.toContain(password);
});

test("a sign-in that we do not speak is told as that; so is a proxy that cannot get through", async () => {
  const windows = await connectProxy({ login: "a:b", scheme: "NTLM" });
  const open = await connectProxy();
  closers.push(windows.close, open.close);
  const { proxy } = theProxy();
  await proxy.set({ address: windows.address, name: "", password: "" });
  const { processor, urls } = await payarcBehind(proxy.proxyFor);
  expect((await processor.charge(order(), REFERENCE)).message).toMatch(/kind of sign-in .*Basic/);
  await proxy.set({ address: open.address, name: "", password: "" });
  expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "approved" });
  expect(urls).toHaveLength(1);
  const dead = here.processor({ baseUrl: "https://payarc.test:1", ca: company.ca, proxyFor: proxy.proxyFor });
  expect(await dead.charge(order(), REFERENCE)).toMatchObject({ why: "not_reached", code: "HTTP_502" });
});

test("a proxy that is spoken to over TLS: its certificate is checked before it is shown the password", async () => {
  const way = await connectProxy({ login: `ann:${PASSWORD}`, secure: company });
  closers.push(way.close);
  const { proxy } = theProxy();
  await proxy.set({ address: `https://${way.address}`, name: "ann", password: PASSWORD });
  const { processor, port } = await payarcBehind(proxy.proxyFor);
  expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "approved" });
  const stranger = here.processor({ baseUrl: `https://payarc.test:${port}`, proxyFor: proxy.proxyFor });
  const answer = await stranger.charge(order(), REFERENCE);
  expect(answer).toMatchObject({ kind: "refused", why: "not_reached", code: "SELF_SIGNED_CERT_IN_CHAIN" });
  expect(answer.message).toMatch(/proxy did not let the connection/);
  expect(way.asked).toHaveLength(1);
});

test("a password goes to no other proxy than the one that it was typed for", async () => {
  const way = await connectProxy({ login: "ann:right" });
  const other = await connectProxy();
  closers.push(way.close, other.close);
  const { proxy, stored } = theProxy(`PROXY ${other.address}`);
  await proxy.set({ address: way.address, name: "ann", password: "right" });
  await expect(proxy.set({ address: other.address, name: "ann", password: "" })).rejects.toMatchObject({
    fields: { password: expect.stringContaining("Type the password") as string },
  });
  expect(proxy.state()).toEqual({ address: `http://${way.address}`, name: "ann", hasPassword: true });
  await proxy.set({ address: "", name: "", password: "" });
  expect(stored.get("proxy")).toEqual({ address: "", name: "" });
  const { processor } = await payarcBehind(proxy.proxyFor);
  expect(await processor.charge(order(), REFERENCE)).toMatchObject({ kind: "approved" });
  expect(other.asked.join()).not.toContain("Basic");
});
