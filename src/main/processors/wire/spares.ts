import type { Duplex } from "node:stream";
import { ConnectTrouble } from "./connect-trouble";

/** Connections that are made before a request wants one, so that it need not wait for them. */
export interface Spares {
  /** How many there are, those included that are still being made. */
  count(): number;
  /** Keeps one, from now on, until it is taken or grows old. One that cannot be made is forgotten. */
  add(made: Promise<Duplex>): void;
  /**
   * The oldest one; null: there is none. MONEY: it rejects where nothing may be written to it any more, or the other side
   * has said something that nobody asked for, which would be taken for an answer.
   */
  take(): Promise<Duplex> | null;
  /** Ends all of them. */
  close(): void;
}

interface Spare {
  readonly made: Promise<Duplex>;
  /** Leaves the connection to whoever takes it. */
  release: () => void;
}

/** `idleMs`: how long one is kept (connect.ts). */
export function createSpares(idleMs: number): Spares {
  const spares = new Set<Spare>();
  const keep = (spare: Spare, socket: Duplex): void => {
    const gone = (): void => void spares.delete(spare);
    const end = (): void => void socket.destroy();
    const timer = setTimeout(end, idleMs);
    timer.unref();
    socket.once("close", gone);
    socket.once("error", end);
    spare.release = () => {
      clearTimeout(timer);
      socket.removeListener("close", gone);
      socket.removeListener("error", end);
    };
  };
  return {
    count: () => spares.size,
    add(made) {
      const spare: Spare = { made, release: () => undefined };
      spares.add(spare);
      made.then(
        (socket) => {
          if (spares.has(spare)) keep(spare, socket);
        },
        () => spares.delete(spare),
      );
    },
    take() {
      const [oldest] = spares;
      if (oldest === undefined) return null;
      spares.delete(oldest);
      return oldest.made.then((socket) => {
        oldest.release();
        if (socket.writable && !socket.destroyed && socket.readable && socket.readableLength === 0) return socket;
        socket.destroy();
        throw new ConnectTrouble("no_network", "ECONNRESET");
      });
    },
    close() {
      for (const { made } of spares) made.then((socket) => socket.destroy()).catch(() => undefined);
      spares.clear();
    },
  };
}
