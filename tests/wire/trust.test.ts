import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readAuthorities } from "../../src/main/processors/wire/authorities";
import { makeAuthority, secureServer, type Authority } from "../fixtures/authority";
import { charge, order, REFERENCE, stage, type Stage } from "../fixtures/payarc/server";

/**
 * Behind TLS inspection: every certificate is issued anew by an authority of the company, which the system trusts.
 * Real servers, real certificates; SSL_CERT_FILE names the system's bundle, as for OpenSSL.
 */
let folder: string;
let company: Authority;
/** Never in any bundle: Node may remember what it once read of the system. */
let stranger: Authority;
let here: Stage;
const closers: (() => void)[] = [];
const { SSL_CERT_FILE, NODE_EXTRA_CA_CERTS } = process.env;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-trust-"));
  company = makeAuthority(folder, "/O=Our Company/CN=Our Root");
  stranger = makeAuthority(mkdtempSync(join(folder, "stranger-")), "/O=Acme Web Filter/CN=Acme Inspection Root");
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => void (here = await stage()));
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  for (const [name, value] of Object.entries({ SSL_CERT_FILE, NODE_EXTRA_CA_CERTS })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await here.close();
});

async function inspected(authority = company): Promise<{ port: number; urls: string[] }> {
  const server = await secureServer(authority, 201, charge());
  closers.push(server.close);
  return server;
}

const chargeAt = (port: number) => here.processor({ baseUrl: `https://127.0.0.1:${port}` }).charge(order(), REFERENCE);

const bundle = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe("an authority that the system trusts", () => {
  test("in the system's bundle: the charge goes through", async () => {
    process.env["SSL_CERT_FILE"] = bundle("bundle.crt", `# Acme\n${company.ca}${tls.rootCertificates[0] ?? ""}\n`);
    const { port, urls } = await inspected();
    expect(await chargeAt(port)).toMatchObject({ kind: "approved" });
    expect(urls).toEqual(["POST /v1/charges"]);
  });

  test("beside one that cannot be read, or in a bundle with Windows line ends", async () => {
    const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    process.env["SSL_CERT_FILE"] = bundle("odd.crt", (broken + company.ca).replaceAll("\n", "\r\n"));
    const { port } = await inspected();
    expect(await chargeAt(port)).toMatchObject({ kind: "approved" });
  });

  test("in a file of one's own, beside the system's", async () => {
    process.env["NODE_EXTRA_CA_CERTS"] = company.caFile;
    const { port } = await inspected();
    expect(await chargeAt(port)).toMatchObject({ kind: "approved" });
  });

  test("is asked of Node where it can say, on every system", () => {
    const asked = (platform: NodeJS.Platform, fromNode: (() => string[]) | null) =>
      readAuthorities({ platform, env: { SSL_CERT_FILE: company.caFile }, fromNode });
    expect(asked("win32", () => ["of Windows"])).toEqual(["of Windows"]);
    expect(asked("darwin", () => ["of macOS"])).toEqual(["of macOS"]);
    expect(asked("linux", () => ["of Node"])).toEqual(["of Node", company.ca.trim()]);
    // Where Node cannot be asked and there is no bundle, its own list is all.
    expect(asked("win32", null)).toEqual([]);
    expect(
      asked("linux", () => {
        throw new Error("no store");
      }),
    ).toEqual([company.ca.trim()]);
    expect(readAuthorities({ platform: "linux", env: { SSL_CERT_FILE: "/nowhere" }, fromNode: null })).toEqual([]);
  });
});

describe("an authority that nobody trusts", () => {
  test("is named, and nothing is sent", async () => {
    process.env["SSL_CERT_FILE"] = bundle("none.crt", "");
    const { port, urls } = await inspected(stranger);
    const answer = await chargeAt(port);
    expect(answer).toMatchObject({ kind: "refused", why: "not_reached", code: "SELF_SIGNED_CERT_IN_CHAIN" });
    expect(answer.message).toMatch(/issued by “Acme Web Filter”, which this computer does not trust/);
    expect(answer.message).toMatch(/Nothing was sent\. .*TLS inspection.* start Counterfoil again\.$/);
    expect(urls).toEqual([]);
    const check = here.processor({ baseUrl: `https://127.0.0.1:${port}` }).check();
    await expect(check).rejects.toMatchObject({ code: "tls", sentence: expect.stringContaining("Acme Web Filter") });
  });

  test("also where it only shows the last of the chain, where its name is odd, and where it is another name's", async () => {
    const lone = { ...stranger, cert: stranger.cert.replace(stranger.ca, "") };
    expect((await chargeAt((await inspected(lone)).port)).message).toContain("“Acme Web Filter”");
    const odd = mkdtempSync(join(folder, "odd-"));
    const oddly = makeAuthority(odd, `/O=Evil\u{202E}\u{1B}[31m <b>${"x".repeat(40)}/CN=y`);
    const said = (await chargeAt((await inspected(oddly)).port)).message ?? "";
    expect(said).toMatch(/issued by “Evil/);
    for (const sign of ["\u{202E}", "\u{1B}", "<", ">"]) expect(said).not.toContain(sign);
    const other = makeAuthority(mkdtempSync(join(folder, "other-")), "/CN=Hotel Portal", "DNS:portal.hotel");
    process.env["SSL_CERT_FILE"] = other.caFile;
    const elsewhere = await chargeAt((await inspected(other)).port);
    expect(elsewhere).toMatchObject({ kind: "refused", code: "ERR_TLS_CERT_ALTNAME_INVALID" });
    expect(elsewhere.message).toMatch(/for another name, issued by “Hotel Portal”\..*sign-in page/);
  });
});
