import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { startTraining, type TrainingServer } from "../../src/main/practice/payarc/server";
import type { CommandName, InputOf } from "../../src/shared/contract";
import type { FailureShape } from "../../src/shared/failure";
import { expect, heapStrings, test as base, type App } from "./app";
import { keptIn } from "./secrets";

/** Connections against a PayArc of the test's own, with the real keychain of the session. */
const test = base.extend<{ payarc: TrainingServer }>({
  payarc: async ({ viewport: _unused }, use) => {
    const server = await startTraining({ database: { file: ":memory:", key: null }, seedCustomers: 3 });
    await use(server);
    await server.close();
  },
});

/** The failure of a command that must fail. */
async function failing<N extends CommandName>(app: App, name: N, input: InputOf<N>): Promise<FailureShape> {
  const answer = await app.page.evaluate(
    ([asked, given]) =>
      (
        window as unknown as {
          counterfoil: Record<string, (input: unknown) => Promise<{ ok: boolean; failure?: FailureShape }>>;
        }
      ).counterfoil[asked]?.(given),
    [name, input] as [string, unknown],
  );
  expect(answer?.ok, `${name} fails`).toBe(false);
  return answer?.failure ?? { code: "internal", sentence: "no failure", fields: {} };
}

test("a good token: checked, kept in the keychain, in use after a restart, forgotten on demand", async ({
  start,
  payarc,
  userData,
}) => {
  const env = { COUNTERFOIL_PAYARC_URL: payarc.url };
  const app = await start({ env });
  const offered = (await app.ask("app.state", {})).accounts;
  expect(offered[0]).toMatchObject({ id: "training" });
  expect(offered.filter(({ hasSecret }) => hasSecret)).toEqual([]);
  const connected = await app.ask("accounts.connect", { id: "payarc_test", token: `  Bearer ${payarc.token}\n` });
  expect(connected).toMatchObject({
    account: { id: "payarc_test", name: "PayArc test", environment: "test", hasSecret: true },
    trouble: null,
  });
  expect(JSON.stringify(connected)).not.toContain(payarc.token.slice(0, 24));
  expect(payarc.control.requests()[0]).toMatchObject({ method: "GET", path: "/charges", status: 200 });
  expect(await keptIn(userData, payarc.token)).toEqual([expect.stringMatching(/^bearer token of payarc_test/)]);
  await expect
    .poll(() => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
    .toBe("Counterfoil: PayArc test");
  await app.close();
  expect(readFileSync(join(userData, "settings.json"), "utf8")).not.toContain(payarc.token);

  const again = await start({ env });
  expect((await again.ask("app.state", {})).account).toMatchObject({ id: "payarc_test", hasSecret: true });
  await expect.poll(async () => (await again.ask("directory.status", {})).count).toBe(3);
  const forgotten = await again.ask("accounts.forget", { id: "payarc_test" });
  expect(forgotten.account.id).toBe("training");
  expect(await keptIn(userData, payarc.token)).toEqual([]);
  expect((await failing(again, "accounts.use", { id: "payarc_test" })).sentence).toContain(
    "has no bearer token on this computer",
  );
});

test("a token that is not accepted: its own sentence, nothing kept, nothing changed", async ({
  start,
  payarc,
  userData,
}) => {
  const app = await start({ env: { COUNTERFOIL_PAYARC_URL: payarc.url } });
  const wrong = "wrong-token-0123456789";
  expect(await failing(app, "accounts.connect", { id: "payarc_test", token: wrong })).toMatchObject({
    code: "unauthorized",
    sentence: expect.stringContaining("PayArc test does not accept this token"),
    fields: { token: expect.any(String) },
  });
  expect(await keptIn(userData, wrong)).toEqual([]);
  expect((await app.ask("app.state", {})).account.id).toBe("training");
  expect((await failing(app, "accounts.connect", { id: "payarc_test", token: "ünïcode-token" })).sentence).toContain(
    "This is not a bearer token",
  );
});

test("nobody answers: its own sentence; a connection that goes away is told of, and that it is back", async ({
  start,
  payarc,
  userData,
}) => {
  const app = await start({ env: { COUNTERFOIL_PAYARC_URL: payarc.url } });
  await payarc.control.lineDown();
  expect(await failing(app, "accounts.connect", { id: "payarc_test", token: payarc.token })).toMatchObject({
    code: "no_network",
    sentence: expect.stringContaining("cannot be reached"),
  });
  expect(await keptIn(userData, payarc.token)).toEqual([]);
  await payarc.control.lineUp();
  await app.ask("accounts.connect", { id: "payarc_test", token: payarc.token });
  await payarc.control.lineDown();
  await app.ask("accounts.use", { id: "payarc_test" });
  await expect.poll(async () => (await app.ask("app.state", {})).trouble).toContain("PayArc test cannot be reached");
  await payarc.control.lineUp();
  await app.ask("accounts.use", { id: "payarc_test" });
  await expect.poll(async () => (await app.ask("app.state", {})).trouble).toBeNull();
});

test("by the Settings screen: a wrong token, the right one, and Remove; the page does not keep what was typed", async ({
  start,
  payarc,
  userData,
}, testInfo) => {
  const app = await start({ env: { COUNTERFOIL_PAYARC_URL: payarc.url } });
  const { page } = app;
  await page.getByRole("link", { name: "Settings" }).click();
  const section = page.getByRole("region", { name: "Connection" });
  const status = section.getByRole("status");
  await expect(status).toContainText("Connected to Training");
  await section.getByRole("combobox", { name: "Connection" }).selectOption({ label: "PayArc test" });
  await section.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(section.getByRole("textbox", { name: "Bearer token" })).toBeFocused();
  await page.keyboard.type("wrong-token-0123456789");
  await page.keyboard.press("Enter");
  await expect(status).toContainText("PayArc test does not accept this token");

  await section.getByRole("textbox", { name: "Bearer token" }).press("ControlOrMeta+A");
  await page.keyboard.type(payarc.token);
  await page.keyboard.press("Enter");
  await expect(status).toContainText("Connected to PayArc test");
  expect(await keptIn(userData, payarc.token)).toHaveLength(1);
  await page.getByRole("link", { name: "Order" }).click();
  await expect(page.getByRole("textbox", { name: "Amount" })).toBeVisible();
  const remembered = await heapStrings(app, testInfo.outputPath("after.heapsnapshot"));
  expect(remembered.filter((text) => text.includes(payarc.token))).toEqual([]);

  await page.getByRole("link", { name: "Settings" }).click();
  await section.getByRole("button", { name: "Remove token" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove token" }).click();
  await expect.poll(() => keptIn(userData, payarc.token)).toEqual([]);
  await expect.poll(async () => (await app.ask("app.state", {})).account.id).toBe("training");
});

test.describe("with nothing on the disk yet", () => {
  test.use({ firstDay: true });

  test("no keychain: token and journal live for the session, the app says so, and nothing secret is written", async ({
    start,
    payarc,
    userData,
  }) => {
    test.skip(process.platform !== "linux", "only Linux can be without a keychain");
    const env = { COUNTERFOIL_PAYARC_URL: payarc.url, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent/bus" };
    const app = await start({ env });
    const notices = (await app.ask("app.state", {})).notices.map(({ sentence }) => sentence).join(" ");
    expect(notices).toContain("The keychain of this computer does not answer");
    // The first screen says what is missing, and how to get it.
    await expect(app.page.getByText("on Linux without one, install gnome-keyring and sign in again")).toBeVisible();
    const connected = await app.ask("accounts.connect", { id: "payarc_test", token: payarc.token });
    expect(connected.notices.map(({ sentence }) => sentence).join(" ")).toContain("in memory only");
    expect(readdirSync(userData).filter((name) => name.endsWith(".db"))).toEqual([]);
    await app.close();
    const again = await start({ env });
    const state = await again.ask("app.state", {});
    expect(state.account).toMatchObject({ id: "payarc_test", hasSecret: false });
    expect(state.trouble).toContain("has no bearer token on this computer");
    expect(await failing(again, "payments.list", { cursor: null, limit: 5 })).toMatchObject({ code: "not_connected" });
  });
});

test("the keychain is gone at the next start: the journal is not begun anew over the old one, and no money is moved", async ({
  start,
  payarc,
  userData,
}) => {
  test.skip(process.platform !== "linux", "only Linux can be without a keychain");
  const env = { COUNTERFOIL_PAYARC_URL: payarc.url };
  const app = await start({ env });
  await app.ask("accounts.connect", { id: "payarc_test", token: payarc.token });
  await app.close();
  const before = readFileSync(join(userData, "journal.db"));
  const locked = await start({ env: { ...env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent/bus" } });
  const { notices } = await locked.ask("app.state", {});
  expect(notices.find(({ id }) => id === "journal")?.sentence).toContain("The journal is locked");
  expect(await failing(locked, "attempts.list", { limit: 5 })).toMatchObject({
    code: "no_journal",
    sentence: expect.stringContaining("no payment can be taken"),
  });
  await locked.close();
  expect(readFileSync(join(userData, "journal.db")).equals(before)).toBe(true);
});

test("a live connection is refused where the runtime may not have one, with the reason", async ({ app, payarc }) => {
  const { runtime } = await app.ask("app.state", {});
  const sandboxed = await app.electron.evaluate((main) => !main.app.commandLine.hasSwitch("no-sandbox"));
  test.skip(runtime.supported && sandboxed, "this runtime may have live connections");
  const { noLive } = await app.ask("app.state", {});
  expect(noLive).toContain("Real money is off here");
  expect(await failing(app, "accounts.connect", { id: "payarc_live", token: payarc.token })).toEqual({
    code: "unsupported",
    sentence: noLive,
    fields: {},
  });
  expect(await failing(app, "accounts.use", { id: "payarc_live" })).toMatchObject({ code: "unsupported" });
  expect((await app.ask("app.state", {})).account.id).toBe("training");
});
