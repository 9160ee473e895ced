import { randomUUID } from "node:crypto";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A line to a server on this machine that is as long as one to a processor, and remembers the last charge. */
export interface Line {
  readonly url: string;
  /** So many ms from now on for the way there and back; a new connection takes as long once more. */
  setRoundTrip(ms: number): void;
  /** Sends the last charge again, as another order, on a connection that is open. Answers the ms until its answer. */
  again(): Promise<number>;
  close(): void;
}

/** Lays the line to `target`, the root of a server's address. */
export async function layLine(target: string): Promise<Line> {
  const { port } = new URL(target);
  const sockets = new Set<Socket>();
  let roundTrip = 0;
  let charge: Buffer | null = null;
  let own: Socket | null = null;

  const relay = (from: Socket, to: Socket, saw: (bytes: Buffer) => void, extra = 0): void => {
    const openedAt = Date.now();
    from.on("data", (bytes: Buffer) => {
      saw(bytes);
      const wait = roundTrip / 2 + Math.max(0, extra - (Date.now() - openedAt));
      if (roundTrip === 0) to.write(bytes);
      else setTimeout(() => to.write(bytes), wait);
    });
    from.on("close", () => to.destroy());
    from.on("error", () => to.destroy());
  };
  const server: Server = createServer((near) => {
    const far = connect(Number(port), "127.0.0.1");
    near.setNoDelay(true);
    far.setNoDelay(true);
    sockets.add(near).add(far);
    let request: Buffer = Buffer.alloc(0);
    relay(
      near,
      far,
      (bytes) => {
        request = /^(?:GET|POST|PATCH|PUT|DELETE) /.test(bytes.toString("latin1", 0, 8))
          ? bytes
          : Buffer.concat([request, bytes]);
        if (near !== own && request.toString("latin1", 0, 17) === "POST /v1/charges ") charge = request;
      },
      roundTrip,
    );
    relay(far, near, () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const line = (server.address() as AddressInfo).port;
  let kept: Socket | null = null;

  return {
    url: `http://127.0.0.1:${line}`,
    setRoundTrip: (ms) => void (roundTrip = ms),
    async again() {
      if (charge === null) throw new Error("there was no charge");
      const text = charge.toString("latin1");
      const id = /idempotency-key: *(\S+)/i.exec(text)?.[1] ?? "";
      const bytes = Buffer.from(text.replaceAll(id, randomUUID()), "latin1");
      if (kept === null || kept.destroyed) {
        kept = connect(line, "127.0.0.1");
        kept.setNoDelay(true);
        own = kept;
        await new Promise((resolve) => kept?.once("connect", resolve));
        await answered(kept, bytesOf("GET /v1/nothing HTTP/1.1\r\nHost: here\r\n\r\n"));
      }
      const from = performance.now();
      await answered(kept, bytes);
      return performance.now() - from;
    },
    close() {
      kept?.destroy();
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

function answered(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    socket.once("data", () => resolve());
    socket.write(bytes);
  });
}
