import { chromium, type Page } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHandlers } from "../../src/main/boot/commands";
import { silentLog } from "../../src/main/base/log";
import { answerCommand } from "../../src/main/shell/answer";
import { serveFile } from "../../src/main/shell/served-file";
import { commands, type CommandName, type CounterfoilBridge } from "../../src/shared/contract";
import { servicesWithoutShell } from "../fixtures/services-without-shell";
import { root } from "./app";

export interface InChromium {
  readonly page: Page;
  /** What the page could not do: errors, and what its policy refused. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/**
 * The built renderer in Debian's current Chromium, answered by the real services in this Node: the supported Electron
 * has a Chromium as new as that, and the one used in tests has an old one. Where this stands in for the real thing: the
 * bridge is Playwright's, the keychain lives in memory, and there is no window, printing or app:// scheme.
 */
export async function openInChromium(executablePath: string): Promise<InChromium> {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-chromium-"));
  const parts = await servicesWithoutShell({ folder, secrets: new Map(), packaged: false });
  const handlers = createHandlers(parts);
  const window = parts.openWindow();
  const server = createServer((request, response) => {
    // A browser asks for it by itself; the app's window does not.
    if (request.url === "/favicon.ico") return void response.writeHead(204).end();
    const address = `app://terminal${request.url ?? "/"}`;
    const { status, headers, body } = serveFile(join(root, "out/renderer"), request.method ?? "GET", address);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const { url, lineNumber, columnNumber } = message.location();
    if (message.type() === "error") complaints.push(`${message.text()} (${url}:${lineNumber}:${columnNumber})`);
  });
  await page.exposeFunction("askServices", (name: CommandName, input: unknown) =>
    answerCommand(name, [input], Promise.resolve(handlers), Promise.resolve(window), silentLog),
  );
  await page.addInitScript((names) => {
    const ask = (window as unknown as { askServices: (name: string, input: unknown) => Promise<unknown> }).askServices;
    const listeners = new Map<string, Set<(value: unknown) => void>>();
    const on = (name: string, listener: (value: unknown) => void): (() => void) => {
      const hearing = listeners.get(name) ?? new Set();
      listeners.set(name, hearing.add(listener));
      return () => hearing.delete(listener);
    };
    const tell = (name: string, value: unknown): void => listeners.get(name)?.forEach((listener) => listener(value));
    const functions = Object.fromEntries(names.map((name) => [name, (input: unknown) => ask(name, input)]));
    Object.assign(window, { counterfoil: { ...functions, on } as unknown as CounterfoilBridge, tellPage: tell });
  }, Object.keys(commands));
  parts.onEvent((name, value) => {
    void page
      .evaluate(
        ([event, data]) =>
          (window as unknown as { tellPage: (event: string, data: unknown) => void }).tellPage(event, data),
        [name, value] as [string, unknown],
      )
      .catch(() => undefined);
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`);
  return {
    page,
    complaints,
    close: async () => {
      await browser.close();
      await parts.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
