import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { commands, type CommandName } from "../../src/shared/contract";
import { expect, launching, readLog, root, test } from "./app";
import { ACTION_LIMIT_MS } from "./limits";

/**
 * Attacks from inside the page, as injected script would make them (docs/security.md). Each must fail, in the app as it
 * is built.
 */
const HOME = /^app:\/\/terminal\/index\.html/;

test("the page has no Node, no Electron, and of the program only named functions", async ({ app }) => {
  const seen = await app.page.evaluate(() => {
    const bridge = (window as unknown as { counterfoil: Record<string, unknown> }).counterfoil;
    return {
      globals: [
        "require",
        "process",
        "module",
        "exports",
        "Buffer",
        "global",
        "__dirname",
        "setImmediate",
        "electron",
        "ipcRenderer",
        "electronAPI",
      ].filter((name) => name in window),
      names: Object.keys(bridge).sort(),
      kinds: [...new Set(Object.values(bridge).map((value) => typeof value))],
      inner: Object.values(bridge).flatMap((value) => Object.keys(value as object)),
    };
  });
  expect(seen).toEqual({ globals: [], names: [...Object.keys(commands), "on"].sort(), kinds: ["function"], inner: [] });
});

test("events reach the page as plain values, and only those of the contract", async ({ app }) => {
  const heard = await app.page.evaluate(async () => {
    const bridge = (
      window as unknown as {
        counterfoil: {
          on: (name: string, listener: (...given: unknown[]) => void) => () => void;
          "settings.set": (changes: object) => Promise<unknown>;
        };
      }
    ).counterfoil;
    const stranger = await Promise.resolve()
      .then(() => bridge.on("../app.state", () => {}))
      .then(
        () => "taken",
        () => "refused",
      );
    const given = await new Promise<unknown[]>((hear) => {
      // What else changes meanwhile is told as well, and may come first.
      bridge.on("app.changed", (...values) => {
        if ((values[0] as { desk?: string } | undefined)?.desk === "Till 2") hear(values);
      });
      void bridge["settings.set"]({ deskName: "Till 2" });
    });
    return { stranger, count: given.length, desk: (given[0] as { desk: string }).desk };
  });
  expect(heard).toEqual({ stranger: "refused", count: 1, desk: "Till 2" });
});

test("windows are sandboxed and isolated, by their own account", async ({ app }) => {
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  // What is off may also be absent from the account.
  for (const name of [
    "nodeIntegrationInSubFrames",
    "nodeIntegrationInWorker",
    "webviewTag",
    "spellcheck",
    "allowRunningInsecureContent",
    "experimentalFeatures",
    "enableBlinkFeatures",
  ]) {
    expect(preferences[name], name).toBeFalsy();
  }
});

test("a stranger's ask is refused and logged: another window, another origin, a frame", async ({ app }) => {
  const answers = await app.electron.evaluate(
    async ({ BrowserWindow, ipcMain }, preload) => {
      const [ours] = BrowserWindow.getAllWindows();
      if (!ours) throw new Error("no window");
      const ask = 'window.counterfoil["app.state"]({}).then(() => "answered", () => "refused")';
      // A window that the bridge was not told of, with our preload and our page.
      const other = new BrowserWindow({ show: false, webPreferences: { preload, session: ours.webContents.session } });
      await other.loadURL("app://terminal/index.html");
      const stranger = (await other.webContents.executeJavaScript(ask)) as string;
      other.destroy();
      // Our preload on a page from elsewhere: what a navigation would leave behind if it got through.
      const away = new BrowserWindow({ show: false, webPreferences: { preload } });
      await away.loadURL("data:text/html,<p>elsewhere</p>");
      const elsewhere = (await away.webContents.executeJavaScript(ask)) as string;
      away.destroy();
      // Forged events, handed to the handler itself.
      const handlers = (
        ipcMain as unknown as {
          _invokeHandlers: Map<string, (event: unknown, ...given: unknown[]) => Promise<unknown>>;
        }
      )["_invokeHandlers"];
      const handler = handlers.get("counterfoil:app.state");
      if (!handler) throw new Error("no handler");
      const main = ours.webContents.mainFrame;
      const frame = { url: main.url, parent: null, processId: main.processId, routingId: main.routingId };
      const forge = (senderFrame: object | null, sender: unknown = ours.webContents): Promise<string> =>
        Promise.resolve()
          .then(() => handler({ sender, senderFrame }, {}))
          .then(
            () => "answered",
            () => "refused",
          );
      return {
        stranger,
        elsewhere,
        genuine: await forge(frame),
        frame: await forge({ ...frame, parent: main }),
        otherFrame: await forge({ ...frame, routingId: main.routingId + 1 }),
        foreign: await forge({ ...frame, url: "https://terminal/index.html" }),
        neighbour: await forge({ ...frame, url: "app://terminal.evil/index.html" }),
        gone: await forge(null),
        lookalike: await forge(frame, { id: ours.webContents.id, mainFrame: frame }),
      };
    },
    join(root, "out/preload/index.js"),
  );
  expect(answers).toEqual({
    stranger: "refused",
    elsewhere: "refused",
    genuine: "answered",
    frame: "refused",
    otherFrame: "refused",
    foreign: "refused",
    neighbour: "refused",
    gone: "refused",
    lookalike: "refused",
  });
  expect(readLog(app.userData)).toContain("asked by a stranger (unknown window)");
});

test("a malformed ask is answered as such, logged, and harms nothing", async ({ app }) => {
  const answers = await app.page.evaluate(
    async (names) => {
      const bridge = (
        window as unknown as {
          counterfoil: Record<string, (...given: unknown[]) => Promise<{ ok: boolean; failure?: { code: string } }>>;
        }
      ).counterfoil;
      const odd: unknown[] = [
        undefined,
        null,
        7,
        "x",
        [],
        { surprise: 1 },
        new Map(),
        { id: "../../etc/passwd", token: { toString: 1 } },
        "x".repeat(1_000_000),
      ];
      const told: string[] = [];
      for (const name of names) {
        for (const given of odd) {
          const answer = await bridge[name]?.(given);
          told.push(`${name}: ${answer?.ok ? "taken" : answer?.failure?.code}`);
        }
      }
      return [...new Set(told)];
    },
    (Object.keys(commands) as CommandName[]).filter((name) => name !== "app.quit"),
  );
  expect(answers.filter((told) => !told.endsWith(": bad_input"))).toEqual([]);
  expect(readLog(app.userData)).toContain("in a way that the contract does not know");
  await app.ask("app.state", {});
});

test("what is told to the page holds no secret", async ({ app }) => {
  const told = JSON.stringify(await app.ask("app.state", {}));
  // The practice server's bearer token and the keys of the databases are 64 hex digits.
  expect(told).not.toMatch(/[0-9a-f]{64}/);
  expect(told).not.toMatch(/bearer\s|eyJ/i);
});

test("only one program at a time: a second start shows the first, or opens another of its windows", async ({ app }) => {
  const { command, args } = launching(app.userData);
  const second = (more: readonly string[]): Promise<number | null> =>
    new Promise((ended, failed) => {
      const child = spawn(command, [...args, ...more], { stdio: "ignore" });
      child.once("error", failed);
      child.once("exit", ended);
    });
  expect(await second([])).toBe(0);
  expect(app.electron.windows()).toHaveLength(1);
  await app.ask("accounts.use", { id: "training_justifi" });
  const [opened] = await Promise.all([
    app.electron.waitForEvent("window", { timeout: ACTION_LIMIT_MS }),
    // As "Training" in the menu of the program's icon; without it the new window would be on the account in front.
    second(["--new-window", "--training"]),
  ]);
  await opened.waitForFunction(() => "counterfoil" in window);
  expect(opened.url()).toMatch(HOME);
  expect(
    await opened.evaluate(() =>
      (window as unknown as { counterfoil: Record<string, (given: object) => Promise<{ ok: boolean }>> }).counterfoil[
        "app.state"
      ]?.({}),
    ),
  ).toMatchObject({ ok: true, value: { account: { id: "training" } } });
});

test("an address for tests that is no loopback root is an error at start, in one sentence", async ({ userData }) => {
  const { command, args } = launching(userData);
  const child = spawn(command, args, {
    env: { ...process.env, COUNTERFOIL_PAYARC_URL: "https://evil.example/v1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let told = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (told += text));
  const code = await new Promise<number | null>((ended) => child.once("close", ended));
  expect(code).toBe(1);
  expect(told).toContain("COUNTERFOIL_PAYARC_URL must be the root of a server on this machine");
  expect(readdirSync(userData)).not.toContain("journal.db");
});
