import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import type { TrainingServer } from "../../src/main/practice/payarc/server";

/** One address before several servers. */
export interface Door {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Test accounts of one processor share one address. Each connection goes to the server whose token its first request
 * bears, byte for byte, so that a reset or a silence of that server is felt as such.
 */
export async function openDoor(servers: readonly TrainingServer[]): Promise<Door> {
  const open = new Set<Socket>();
  const door = createServer((client) => {
    open.add(client);
    let head = Buffer.alloc(0);
    const onData = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const token = /^authorization: bearer (\S+)/im.exec(head.toString("latin1"))?.[1];
      const server = servers.find((one) => one.token === token);
      if (!server && !head.includes("\r\n\r\n")) return;
      client.off("data", onData);
      // A token that no server knows is refused by the first.
      const { port } = new URL((server ?? servers[0])?.url ?? "");
      const upstream = connect(Number(port), "127.0.0.1");
      open.add(upstream);
      upstream.write(head);
      client.pipe(upstream).pipe(client);
      client.on("error", () => upstream.destroy());
      upstream.on("error", () => client.resetAndDestroy());
      upstream.on("close", () => client.destroy());
      client.on("close", () => upstream.destroy());
    };
    client.on("data", onData);
    client.on("error", () => client.destroy());
  });
  await new Promise<void>((done) => door.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        for (const socket of open) socket.destroy();
        door.close(() => done());
      }),
  };
}
