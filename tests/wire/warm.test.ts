import { Duplex } from "node:stream";
import net, { type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Processor } from "../../src/main/processors/processor";
import { createSpares } from "../../src/main/processors/wire/spares";
import { charge, order, REFERENCE, reply, stage, type Stage } from "../fixtures/payarc/server";

/** Connections that are made before the order is sent, with real sockets. */

let here: Stage;
const closers: (() => void)[] = [];
beforeEach(async () => {
  here = await stage();
  here.answer = reply(201, charge({ amount: "1200", amount_approved: "1200" }));
});
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await here.close();
});

/** A line to the server that tells of each connection. */
async function line(): Promise<{ url: string; made: net.Socket[]; until: (count: number) => Promise<void> }> {
  const made: net.Socket[] = [];
  const heard = new Set<() => void>();
  const server = net.createServer((near) => {
    const far = net.connect(Number(new URL(here.url).port), "127.0.0.1");
    for (const socket of [near, far]) socket.on("error", () => undefined);
    near.on("close", () => far.destroy());
    near.pipe(far).pipe(near);
    made.push(near);
    for (const each of heard) each();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    for (const socket of made) socket.destroy();
    server.close();
  });
  const until = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (made.length < count) return;
        heard.delete(look);
        resolve();
      };
      heard.add(look);
      look();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, made, until };
}

const closed = (socket: net.Socket): Promise<unknown> => new Promise((resolve) => socket.once("close", resolve));
const answered = (processor: Processor) => processor.charge(order(), REFERENCE);

describe("a connection that was made ahead", () => {
  test("is the one that the order leaves by, and nothing is asked on it before", async () => {
    const { url, made, until } = await line();
    const processor = here.processor({ baseUrl: url });
    processor.warm(1);
    await until(1);
    expect(here.requests).toHaveLength(0);
    expect(await answered(processor)).toMatchObject({ kind: "approved" });
    expect(made).toHaveLength(1);
    processor.close();
  });

  test("is made so many times as are asked for, those counted that are idle or on their way", async () => {
    const { url, made, until } = await line();
    const processor = here.processor({ baseUrl: url });
    processor.warm(1);
    processor.warm(2);
    await until(2);
    expect(await answered(processor)).toMatchObject({ kind: "approved" });
    processor.warm(2);
    expect(await answered(processor)).toMatchObject({ kind: "approved" });
    expect(made).toHaveLength(2);
    processor.close();
  });

  test("goes when it grew old, and another takes its place", async () => {
    const { url, made, until } = await line();
    const processor = here.processor({ baseUrl: url, timeouts: { idle: 30 } });
    processor.warm(1);
    await until(1);
    const [first] = made;
    if (first && !first.destroyed) await closed(first);
    expect(await answered(processor)).toMatchObject({ kind: "approved" });
    expect(made).toHaveLength(2);
    processor.close();
  });

  test("MONEY: on which the other side has spoken unasked, or which has ended, is given to nobody", async () => {
    const silent = (): Duplex => new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
    const [spoke, ended, good] = [silent(), silent(), silent()];
    const spares = createSpares(60_000);
    for (const socket of [spoke, ended, good]) spares.add(Promise.resolve(socket));
    spoke.push("HTTP/1.1 408 Request Timeout\r\n\r\n");
    ended.destroy();
    await expect(spares.take()).rejects.toThrow("no connection");
    expect(spoke.destroyed).toBe(true);
    await expect(spares.take()).rejects.toThrow("no connection");
    expect(await spares.take()).toBe(good);
    expect([spares.take(), spares.count()]).toEqual([null, 0]);
  });

  test("that cannot be made is told to nobody, and the order makes its own", async () => {
    const processor = here.processor({ baseUrl: here.url });
    processor.warm(1);
    processor.close();
    processor.warm(1);
    const away = here.processor({ baseUrl: "http://127.0.0.1:1" });
    away.warm(1);
    expect(await answered(away)).toMatchObject({ kind: "refused", why: "not_reached" });
    away.close();
  });
});
