import { contextBridge, ipcRenderer, webFrame } from "electron";
import { COMMANDS, EVENTS } from "../shared/command-names";
import type { CounterfoilBridge, EventName } from "../shared/contract";

/**
 * SECURITY: one named function per command, and nothing else of Electron (docs/security.md, point 20). Inputs are
 * parsed in main.
 */
const functions = Object.fromEntries(
  COMMANDS.map((name) => [
    name,
    (input: unknown): Promise<unknown> => ipcRenderer.invoke(`counterfoil:${name}`, input),
  ]),
);

function on(name: EventName, listener: (value: unknown) => void): () => void {
  if (!EVENTS.includes(name)) throw new TypeError("no such event");
  // SECURITY: the event object, which leads to ipcRenderer, stays here; the page gets the value alone.
  const hear = (_event: unknown, value: unknown): void => listener(value);
  const channel = `counterfoil:event:${name}`;
  ipcRenderer.on(channel, hear);
  return () => {
    ipcRenderer.removeListener(channel, hear);
  };
}

contextBridge.exposeInMainWorld("counterfoil", { ...functions, on } as unknown as CounterfoilBridge);

/** After so long without a hand on keys, mouse or screen the page gives back what it has over, ms. */
const QUIET_MS = 30_000;
let quiet: ReturnType<typeof setTimeout> | undefined;

/**
 * What a page has made and needs no more is looked for only when it makes more: one that nobody touches would keep some
 * forty megabytes of it. Once for each time that it was used, so that nothing wakes it while nobody does.
 */
function giveBackWhenQuiet(): void {
  clearTimeout(quiet);
  quiet = setTimeout(() => webFrame.clearCache(), QUIET_MS);
}

for (const used of ["keydown", "pointerdown", "wheel"])
  addEventListener(used, giveBackWhenQuiet, { capture: true, passive: true });
// A start makes much as well, and may be followed by nobody.
giveBackWhenQuiet();
