import { contextBridge, ipcRenderer } from "electron";
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
