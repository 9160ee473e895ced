import { describe, expect, it } from "vitest";
import type { Handlers } from "../../../src/main/boot/commands";
import { answerCommand } from "../../../src/main/shell/answer";
import { isTooLarge } from "../../../src/main/shell/size";
import { createTurns } from "../../../src/main/shell/turns";
import { logInto } from "../../fixtures/log";

describe("a page that asks too much at once", () => {
  it("is answered one ask in each turn of the loop, the first at once, and turned away beyond the limit", async () => {
    const later: (() => void)[] = [];
    const turns = createTurns((run) => later.push(run));
    const begun: number[] = [];
    const taken = Array.from({ length: 20_000 }, (_, at) => {
      const turn = turns.take();
      void turn?.then((end) => {
        begun.push(at);
        end();
      });
      return turn;
    });
    await Promise.resolve();
    expect(begun).toEqual([0]);
    const allowed = taken.filter((turn) => turn !== null).length;
    expect(allowed).toBeLessThanOrEqual(301);
    for (let turn = 1; turn < allowed; turn++) {
      later.shift()?.();
      await Promise.resolve();
      await Promise.resolve();
      expect(begun).toHaveLength(turn + 1);
    }
    later.shift()?.();
    expect(later).toHaveLength(0);
    // And then as before.
    expect(turns.take()).not.toBeNull();
  });

  it("has no more under way than the limit, however slowly they begin", () => {
    const later: (() => void)[] = [];
    const turns = createTurns((run) => later.push(run));
    let given = 0;
    for (let at = 0; at < 2_000; at++) {
      if (turns.take() !== null) given++;
      later.shift()?.();
    }
    expect(given).toBe(300);
  });
});

describe("an ask that is too large", () => {
  const itself: Record<string, unknown> = {};
  itself["itself"] = itself;
  const deep = Array.from({ length: 50 }).reduce<unknown>((inner) => [inner], "x");
  const names = Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [`name${at}`, at]));

  it.each([
    ["a name of 20 MB", { ["x".repeat(20_000_000)]: 1 }],
    ["a text of 2 MB", { theme: "x".repeat(2_000_000) }],
    ["300,000 names", names],
    ["a list of a million", { theme: Array.from({ length: 1_000_000 }) }],
    ["what is nested without end", deep],
    ["what contains itself", itself],
    ["bytes", { theme: new Uint8Array(100) }],
  ])("%s: reaches no schema, and the answer and the log are short", async (_what, asked) => {
    const lines: string[] = [];
    const handlers = Promise.reject<Handlers>(new Error("no service"));
    handlers.catch(() => undefined);
    const window = Promise.resolve({ account: () => "training", use: async () => undefined, close: () => undefined });
    const answer = await answerCommand("settings.set", [asked], handlers, window, logInto(lines));
    expect(isTooLarge(asked)).toBe(true);
    expect(answer).toMatchObject({ ok: false, failure: { code: "bad_input" } });
    expect(JSON.stringify(answer).length).toBeLessThan(500);
    expect(lines.join("").length).toBeLessThan(500);
  });

  it("tells no more than fifty of the fields that are wrong, each with a short name", async () => {
    const lines: string[] = [];
    const asked = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`${"long".repeat(40)}${at}`, at]));
    const handlers = Promise.resolve({} as Handlers);
    const window = Promise.resolve({ account: () => "training", use: async () => undefined, close: () => undefined });
    const answer = await answerCommand(
      "payments.update",
      [{ paymentId: "p", metadata: asked }],
      handlers,
      window,
      logInto(lines),
    );
    expect(answer).toMatchObject({ ok: false });
    expect(JSON.stringify(answer).length).toBeLessThan(30_000);
    expect(lines.join("").length).toBeLessThan(10_000);
  });

  it("does not name what screens send", () => {
    const rows = Array.from({ length: 50 }, (_, at) => [`field ${at}`, "x".repeat(500)]);
    expect(isTooLarge({ metadata: Object.fromEntries(rows), note: "x".repeat(5_000) })).toBe(false);
    expect(isTooLarge({ id: "training", logo: "A".repeat(80_000) })).toBe(false);
    expect(isTooLarge({ ids: Array.from({ length: 500 }, (_, at) => `pay_${at}`) })).toBe(false);
  });
});
