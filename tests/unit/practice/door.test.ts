import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startJustiFiTraining } from "../../../src/main/practice/justifi/server";
import { startTraining } from "../../../src/main/practice/payarc/server";

const MEMORY = { file: ":memory:", key: null };
const STARTERS = {
  payarc: () => startTraining({ database: MEMORY, seedCustomers: 0 }),
  justifi: () => startJustiFiTraining({ database: MEMORY }),
};

describe.each(["payarc", "justifi"] as const)("the door of the practice %s", (which) => {
  let server: { readonly url: string; close(): Promise<void> };
  const lines: Socket[] = [];
  beforeEach(async () => void (server = await STARTERS[which]()));
  afterEach(async () => {
    for (const line of lines.splice(0)) line.destroy();
    await server.close();
  });

  it("answers somebody who has shown no token before the body is all there", async () => {
    const line = connect(Number(new URL(server.url).port), "127.0.0.1");
    lines.push(line);
    line.on("error", () => undefined);
    const answered = new Promise<string>((resolve) => {
      line.once("data", (data) => resolve(data.toString("latin1").slice(0, 12)));
      line.once("close", () => resolve("cut off"));
    });
    line.write("POST /v1/payments HTTP/1.1\r\nHost: practice\r\nContent-Length: 900000\r\n\r\n");
    line.write("x".repeat(10_000));
    expect(["HTTP/1.1 401", "HTTP/1.1 413", "cut off"]).toContain(await answered);
  });

  it("has a limit of lines, so that of 1,000 silent ones no more than 256 stay", async () => {
    await new Promise<void>((resolve) => {
      let ended = 0;
      for (let count = 0; count < 1_000; count++) {
        const line = connect(Number(new URL(server.url).port), "127.0.0.1");
        lines.push(line);
        line.on("error", () => undefined);
        line.once("close", () => {
          if (++ended === 1_000 - 256) resolve();
        });
      }
    });
    expect(lines.filter(({ destroyed }) => !destroyed).length).toBeLessThanOrEqual(256);
  });
});
