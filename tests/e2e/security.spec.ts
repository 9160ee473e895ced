import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, readLog, test } from "./app";

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
