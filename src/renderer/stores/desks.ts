import { create } from "zustand";
import type { SharedOrder } from "../../shared/desks";
import { ask, on } from "../bridge";
import { useApp } from "./app";

/** The orders that are parked in the shared book, the newest first. Empty while other desks are not seen. */
export const useDesks = create<{ readonly parked: readonly SharedOrder[] }>(() => ({ parked: [] }));

const heard = new Set<() => void>();

/** Follows the parked orders of the other desks, from the moment that those are seen. */
export function startDesks(): void {
  on("desks.heard", ({ what }) => {
    if (what === "parked") rereadShared();
    else for (const listener of heard) listener();
  });
  useApp.subscribe(({ app }, { app: earlier }) => {
    if (areSeen(app) === areSeen(earlier)) return;
    if (areSeen(app)) rereadShared();
    else useDesks.setState({ parked: [] });
  });
}

/** Calls back when another desk wrote of a payment, until the answered function is called. */
export function onOtherDesk(listener: () => void): () => void {
  heard.add(listener);
  return () => heard.delete(listener);
}

/** Whether the other desks of a shared book are seen now. */
export function desksAreSeen(): boolean {
  return areSeen(useApp.getState().app);
}

/** Asks for the parked orders anew. */
export function rereadShared(): void {
  // Where the book does not answer, the header says so.
  ask("desks.parked", {}).then(
    (parked) => {
      if (desksAreSeen()) useDesks.setState({ parked });
    },
    () => useDesks.setState({ parked: [] }),
  );
}

/** SECURITY: while it is locked the page has nothing of a customer, so other desks' orders are let go of. */
function areSeen(app: ReturnType<typeof useApp.getState>["app"]): boolean {
  return app !== null && !app.lock.locked && app.desks.seen === "seen";
}
