import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** The network between a desk and the book, which can be cut or slow. */
export interface Door {
  readonly port: number;
  /** Cuts what is open, and lets nobody in until `mend`. */
  cut(): void;
  /** Each way takes so many ms more from now on. */
  slow(ms: number): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openDoor(to: number): Promise<Door> {
  const open = new Set<Socket>();
  let shut = false;
  let delay = 0;
  const pass = (from: Socket, into: Socket): void => {
    from.on("data", (bytes) => {
      if (delay === 0) into.write(bytes);
      else setTimeout(() => into.writable && into.write(bytes), delay);
    });
    from.on("error", () => undefined);
    from.on("close", () => into.destroy());
  };
  const server = createServer((desk) => {
    if (shut) return void desk.destroy();
    const book = connect(to, "127.0.0.1");
    for (const socket of [desk, book]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.on("close", () => open.delete(socket));
    }
    pass(desk, book);
    pass(book, desk);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      shut = true;
      for (const socket of open) socket.destroy();
    },
    slow: (ms) => void (delay = ms),
    mend() {
      shut = false;
      delay = 0;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
