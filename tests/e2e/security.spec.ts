import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { commands, type CommandName } from "../../src/shared/contract";
import { expect, launching, readLog, root, test } from "./app";

/**
 * Attacks from inside the page, as injected script would make them (docs/security.md). Each must fail, in the app as it
 * is built.
 */

const HOME = /^app:\/\/terminal\/index\.html/;

/** A server that a page of ours must never reach. */
async function trap(): Promise<{ url: string; hits: () => readonly string[]; server: Server }> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/plain" }).end("reached");
  });
  server.on("connection", () => hits.push("connection"));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `127.0.0.1:${(server.address() as AddressInfo).port}`, hits: () => hits, server };
}

test("no way out: nothing in the page can reach a server", async ({ app }) => {
  const { url, hits, server } = await trap();
  const outcome = await app.page.evaluate(async (host) => {
    const tried = async (work: () => Promise<unknown> | unknown): Promise<string> => {
      try {
        return `got through: ${String(await work())}`;
      } catch {
        return "refused";
      }
    };
    const element = (
      name: string,
      set: (made: HTMLElement & { src: string; href: string; rel: string; data: string }) => void,
    ) =>
      tried(
        () =>
          new Promise((through, refused) => {
            const made = document.createElement(name) as HTMLElement & {
              src: string;
              href: string;
              rel: string;
              data: string;
            };
            made.addEventListener("load", () => through(name));
            made.addEventListener("error", refused);
            set(made);
            document.body.append(made);
            // Some are dropped without a word; whether they went out is seen at the server.
            setTimeout(refused, 500);
          }),
      );
    const http = `http://${host}`;
    return {
      fetch: await tried(() => fetch(`${http}/fetch`)),
      noCors: await tried(() => fetch(`${http}/no-cors`, { mode: "no-cors" })),
      xhr: await tried(
        () =>
          new Promise((through, refused) => {
            const request = new XMLHttpRequest();
            request.addEventListener("load", through);
            request.addEventListener("error", refused);
            request.open("GET", `${http}/xhr`);
            request.send();
          }),
      ),
      socket: await tried(
        () =>
          new Promise((through, refused) => {
            const socket = new WebSocket(`ws://${host}/socket`);
            socket.addEventListener("open", through);
            socket.addEventListener("error", refused);
          }),
      ),
      events: await tried(
        () =>
          new Promise((through, refused) => {
            const source = new EventSource(`${http}/events`);
            source.addEventListener("open", through);
            source.addEventListener("error", refused);
          }),
      ),
      beacon: navigator.sendBeacon(`${http}/beacon`, "x") ? "sent" : "refused",
      image: await element("img", (made) => void (made.src = `${http}/image`)),
      frame: await element("iframe", (made) => void (made.src = `${http}/frame`)).then((answer) =>
        answer.replace("got through: iframe", "refused"),
      ),
      object: await element("object", (made) => void (made.data = `${http}/object`)),
      style: await element("link", (made) => Object.assign(made, { rel: "stylesheet", href: `${http}/style` })),
      prefetch: await element("link", (made) => Object.assign(made, { rel: "prefetch", href: `${http}/prefetch` })),
      preconnect: await element("link", (made) => Object.assign(made, { rel: "preconnect", href: http })),
      rtc: await tried(async () => {
        const peer = new RTCPeerConnection({
          iceServers: [{ urls: `turn:${host}?transport=tcp`, username: "u", credential: "c" }],
        });
        peer.createDataChannel("x");
        await peer.setLocalDescription(await peer.createOffer());
        await new Promise((gathered) => setTimeout(gathered, 500));
        throw new Error("whether it went out is seen at the server");
      }),
    };
  }, url);
  server.close();
  // A beacon is queued before it is judged; the server tells.
  const { beacon: _queued, ...rest } = outcome;
  expect(Object.entries(rest).filter(([, answer]) => answer !== "refused")).toEqual([]);
  expect(hits()).toEqual([]);
});

test("no code from text: eval, inline scripts and their kin are refused", async ({ app }) => {
  const ran = await app.page.evaluate(
    () =>
      new Promise<string[]>((answer) => {
        const did: string[] = [];
        Object.assign(window, { ran: (name: string) => did.push(name) });
        const attempt = (work: () => unknown): void => {
          try {
            work();
          } catch {
            // Refused, as it should be.
          }
        };
        const script = (set: (made: HTMLScriptElement) => void): void =>
          attempt(() => {
            const made = document.createElement("script");
            set(made);
            document.body.append(made);
          });
        // In a task of the page itself: what a debugger evaluates directly is excused from the page's rules.
        setTimeout(() => {
          attempt(() => (window as unknown as { eval: (code: string) => void })["eval"]("ran('eval')"));
          attempt(() => new Function("ran('Function')")());
          attempt(() => setTimeout("ran('setTimeout')" as unknown as () => void));
          script((made) => void (made.textContent = "ran('inline script')"));
          script((made) => void (made.src = "data:text/javascript,ran('data script')"));
          script((made) => void (made.src = URL.createObjectURL(new Blob(["ran('blob script')"]))));
          attempt(() => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"ran('onerror')\">"));
          attempt(() => {
            document.createElement("div").innerHTML = "<b>markup</b>";
            did.push("innerHTML");
          });
          attempt(() => document.write("<script>ran('write')</script>"));
          attempt(() => {
            const frame = document.createElement("iframe");
            frame.srcdoc = "<script>parent.ran('srcdoc')</script>";
            document.body.append(frame);
          });
          attempt(() => {
            const link = document.createElement("a");
            link.href = "javascript:ran('javascript link')";
            document.body.append(link);
            link.click();
          });
          attempt(() => {
            const button = document.createElement("button");
            button.setAttribute("onclick", "ran('handler')");
            document.body.append(button);
            button.click();
          });
          attempt(() =>
            new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))).addEventListener("message", () =>
              did.push("worker"),
            ),
          );
          attempt(() => {
            (
              window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => unknown } }
            ).trustedTypes.createPolicy("mine", {});
            did.push("policy");
          });
          setTimeout(() => answer(did), 700);
        });
      }),
  );
  expect(ran).toEqual([]);
});

test("nowhere to go: no navigation, no window, no frame, no webview, no download", async ({ app }) => {
  const { url, hits, server } = await trap();
  for (const address of [
    `http://${url}/away`,
    "https://example.com/",
    "file:///etc/passwd",
    "data:text/html,<p>x</p>",
    "app://other/index.html",
    "javascript:void 0",
    "chrome://settings",
    "devtools://devtools/bundled/inspector.html",
    "view-source:app://terminal/",
  ]) {
    await app.page.evaluate((target) => {
      location.href = target;
    }, address);
    await app.page.evaluate((target) => {
      const link = document.createElement("a");
      link.href = target;
      document.body.append(link);
      link.click();
    }, address);
    expect(await app.page.evaluate((target) => window.open(target), address), address).toBeNull();
  }
  await app.page.evaluate((target) => {
    const form = document.createElement("form");
    form.action = `http://${target}/form`;
    form.method = "post";
    document.body.append(form);
    form.submit();
    const link = Object.assign(document.createElement("a"), { href: "data:text/plain,secret", download: "stolen.txt" });
    document.body.append(link);
    link.click();
    const embedded = document.createElement("webview");
    embedded.setAttribute("src", `http://${target}/webview`);
    embedded.setAttribute("allowpopups", "");
    document.body.append(embedded);
    const frame = document.createElement("iframe");
    frame.src = "app://terminal/index.html";
    document.body.append(frame);
  }, url);
  // Whatever was started has a moment to arrive: the bridge still answers after it, from the same page.
  await app.ask("app.state", {});
  await app.ask("connections.list", {});
  expect(app.page.url()).toMatch(HOME);
  server.close();
  expect(hits()).toEqual([]);
  const seen = await app.electron.evaluate(({ webContents, BrowserWindow }) => ({
    pages: webContents.getAllWebContents().map((contents) => contents.getURL()),
    windows: BrowserWindow.getAllWindows().length,
  }));
  expect(seen).toEqual({ pages: [expect.stringMatching(HOME)], windows: 1 });
  // Frames there may be, as empty boxes: none shows a page, and none has the bridge.
  const inFrames = await app.page.evaluate(() =>
    [...document.querySelectorAll("iframe")].map((frame) => {
      try {
        return "counterfoil" in (frame.contentWindow ?? {});
      } catch {
        // The browser's own error page, which is of another origin.
        return false;
      }
    }),
  );
  expect(inFrames.every((has) => !has)).toBe(true);
  expect(readLog(app.userData)).toContain("lockdown:");
});

test("a page that blanks itself is brought home, and a blank page is not answered", async ({ app }) => {
  const asked = await app.page.evaluate(
    () =>
      new Promise<string>((answer) => {
        const frame = document.body.appendChild(document.createElement("iframe"));
        const bridge = (frame.contentWindow as unknown as { counterfoil?: object } | null)?.counterfoil;
        answer(bridge === undefined ? "no bridge" : "bridge");
      }),
  );
  expect(asked).toBe("no bridge");
  await app.page.evaluate(() => {
    location.href = "about:blank";
  });
  await app.page.waitForURL(HOME);
  await app.page.waitForFunction(() => "counterfoil" in window);
  await app.ask("app.state", {});
});

test("nothing of the computer: permissions are refused", async ({ app }) => {
  const answers = await app.page.evaluate(async () => {
    const tried = (work: () => Promise<unknown>): Promise<string> =>
      work().then(
        (value) => `granted: ${String(value)}`,
        () => "refused",
      );
    return {
      place: await tried(
        () => new Promise((granted, refused) => navigator.geolocation.getCurrentPosition(granted, refused)),
      ),
      camera: await tried(() => navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
      screen: await tried(() => navigator.mediaDevices.getDisplayMedia()),
      clipboard: await tried(() => navigator.clipboard.readText()),
      notify: await Notification.requestPermission(),
      usb: await tried(() =>
        (navigator as unknown as { usb: { requestDevice: (filter: object) => Promise<unknown> } }).usb.requestDevice({
          filters: [],
        }),
      ),
      states: await Promise.all(
        ["geolocation", "notifications", "camera", "microphone", "clipboard-read", "midi", "persistent-storage"].map(
          (name) =>
            navigator.permissions.query({ name: name as PermissionName }).then(
              ({ state }) => `${name} ${state}`,
              () => `${name} denied`,
            ),
        ),
      ),
    };
  });
  const { notify, states, ...rest } = answers;
  expect(Object.values(rest)).toEqual(Object.values(rest).map(() => "refused"));
  expect(notify).toBe("denied");
  expect(states.filter((state) => !state.endsWith(" denied"))).toEqual([]);
});

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
      bridge.on("app.changed", (...values) => hear(values));
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
  const told = JSON.stringify([await app.ask("app.state", {}), await app.ask("connections.list", {})]);
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
  const [opened] = await Promise.all([app.electron.waitForEvent("window"), second(["--new-window"])]);
  await opened.waitForFunction(() => "counterfoil" in window);
  expect(opened.url()).toMatch(HOME);
  expect(
    await opened.evaluate(() =>
      (window as unknown as { counterfoil: Record<string, (given: object) => Promise<{ ok: boolean }>> }).counterfoil[
        "app.state"
      ]?.({}),
    ),
  ).toMatchObject({ ok: true });
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
