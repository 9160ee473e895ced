import { beforeEach, describe, expect, test } from "vitest";
import { createHealth, type Health } from "../../../src/main/connections/health";
import { FakeClock } from "../../faults/fake-clock";

let clock: FakeClock;
let asked: number;
let answer: string | null | Promise<string | null>;
let told: (string | null)[];
let health: Health;

beforeEach(() => {
  clock = new FakeClock(0);
  asked = 0;
  answer = null;
  told = [];
  health = createHealth({
    clock,
    canAsk: () => true,
    silence: () => "Silence.",
    changed: () => told.push(health.trouble()),
    ask: () => {
      asked++;
      return Promise.resolve(answer);
    },
  });
});

/** Runs what is planned within `ms`. */
async function pass(ms: number): Promise<void> {
  const end = clock.steady() + ms;
  const stop = clock.after(ms, () => {});
  while (clock.steady() < end && clock.step()) await Promise.resolve();
  stop();
  await Promise.resolve();
}

describe("the connection's health", () => {
  test("while requests are answered, nothing is asked for its own sake", async () => {
    await health.checkNow();
    for (let i = 0; i < 30; i++) {
      health.heard("well");
      await health.checkNow();
      await pass(10_000);
    }
    expect(asked).toBe(1);
  });

  test("an answer lost among others that arrive asks nothing", async () => {
    health.heard("unwell");
    await pass(1_000);
    health.heard("well");
    await pass(60_000);
    expect(asked).toBe(0);
  });

  test("thirty lost answers in a row ask once, and then again only every twenty seconds", async () => {
    answer = "It does not answer.";
    for (let i = 0; i < 30; i++) {
      health.heard("unwell");
      await pass(100);
    }
    await pass(1_000);
    expect(asked).toBe(1);
    expect(told).toEqual(["It does not answer."]);
    await pass(20_000);
    expect(asked).toBe(2);
  });

  test("the trouble is over with the first answer to anything", async () => {
    answer = "It does not answer.";
    await health.checkNow();
    health.heard("well");
    expect(told).toEqual(["It does not answer.", null]);
    await pass(120_000);
    expect(asked).toBe(1);
  });

  test("a check that hangs says within ten seconds of the first failed call that nobody answers, and since when", async () => {
    answer = new Promise(() => {});
    await pass(5_000);
    const failedAt = clock.wall();
    health.heard("unwell");
    await pass(9_900);
    expect(told).toEqual(["Silence."]);
    expect(health.since()).toBe(failedAt);
    health.heard("well");
    expect([told.at(-1), health.since()]).toEqual([null, null]);
  });

  test("a call that gets no answer at all is told of too, and a slow one only when the check hangs", async () => {
    await health.checkNow();
    health.heard("silent");
    await pass(30_000);
    expect([asked, told]).toEqual([2, []]);
    answer = new Promise(() => {});
    health.heard("silent");
    await pass(6_100);
    expect([asked, told]).toEqual([3, ["Silence."]]);
  });

  test("a processor that is always slow is checked every twenty seconds at most", async () => {
    for (let i = 0; i < 10; i++) {
      health.heard("silent");
      await pass(4_000);
      health.heard("well");
      await pass(2_000);
    }
    expect(asked).toBeLessThanOrEqual(3);
    for (let i = 0; i < 10; i++) {
      health.heard("silent");
      await pass(6_000);
    }
    expect(asked).toBeLessThanOrEqual(7);
    expect(told).toEqual([]);
  });

  test("an answer that comes after the connection was changed says nothing of the new one", async () => {
    answer = "It does not answer.";
    const running = health.checkNow();
    health.begin(null);
    await running;
    expect(health.trouble()).toBeNull();
    expect(told).toEqual([]);
  });
});
