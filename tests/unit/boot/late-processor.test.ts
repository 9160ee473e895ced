import { expect, test } from "vitest";
import { lateProcessor } from "../../../src/main/boot/late-processor";
import { payarc } from "../../../src/main/processors/payarc/index";
import { capabilitiesOf, type Processor } from "../../../src/main/processors/processor";
import { startTraining, type Training } from "../../../src/main/practice/payarc/server";
import { handClock, until } from "../../fixtures/hand-clock";

function payarcAt(baseUrl: string, token: string): Processor {
  return payarc({ baseUrl, token, environment: "Training", log: () => undefined });
}

const NOBODY = "http://127.0.0.1:9";
const MINUTE = 60_000;

/** A late processor before a practice server; `starts`: how often it was started, `rests`: how often it was ended. */
function late({ stays = false } = {}) {
  const clock = handClock();
  const told = { starts: 0, rests: 0 };
  let server: Training | null = null;
  const made = lateProcessor({
    like: payarcAt(NOBODY, "none"),
    start: async () => {
      told.starts += 1;
      server = await startTraining({ database: { file: ":memory:", key: null } });
      return payarcAt(server.url, server.token);
    },
    rest: () => {
      if (stays) return null;
      told.rests += 1;
      return server?.close() ?? Promise.resolve();
    },
    clock,
  });
  return {
    ...made,
    clock,
    told,
    close: async () => {
      made.processor.close();
      await server?.close();
    },
  };
}

test("what it can do is known at once; what it is asked starts its server, and waits for it", async () => {
  const { processor, told, close } = late();
  expect(capabilitiesOf(processor)).toEqual(capabilitiesOf(payarcAt(NOBODY, "none")));
  expect(processor.clockOffset()).toBeNull();
  expect(told.starts).toBe(0);

  const [listed, customers, checked] = await Promise.all([
    processor.listPayments(null, 5),
    processor.customers?.list(null, 3),
    processor.check(),
  ]);
  expect(checked).toBeUndefined();
  expect(listed.items).toHaveLength(5);
  expect(customers?.items).toHaveLength(3);
  expect(await processor.getPayment(listed.items[0]?.id ?? "")).toEqual(listed.items[0]);
  expect(told.starts).toBe(1);
  await close();
});

test("where the server does not start, whoever asks hears why", async () => {
  const { processor, wake } = lateProcessor({
    like: payarcAt(NOBODY, "none"),
    start: async () => "Training did not start.",
    rest: () => null,
    clock: handClock(),
  });
  expect(await wake()).toBe("Training did not start.");
  await expect(processor.listPayments(null, 1)).rejects.toMatchObject({
    code: "not_connected",
    sentence: "Training did not start.",
  });
  await expect(processor.customers?.get("cus_1")).rejects.toMatchObject({ code: "not_connected" });
  processor.close();
});

test("a reading in the background starts no server, and goes on once there is one", async () => {
  const { processor, isAwake, wake, told, close } = late();
  const read = [processor.listPayments(null, 5, "later"), processor.customers?.list(null, 3, "later")];
  await new Promise((resolve) => setImmediate(resolve));
  expect([isAwake(), told.starts]).toEqual([false, 0]);

  expect(await wake()).toBeNull();
  expect((await Promise.all(read)).map((page) => page?.items.length)).toEqual([5, 3]);
  expect(told.starts).toBe(1);
  await close();
});

test("a server that nobody asks for a minute ends; the next ask starts it again", async () => {
  const { processor, isAwake, clock, told, close } = late();
  await processor.check();
  clock.move(MINUTE - 1);
  await processor.check();
  const offset = processor.clockOffset();
  clock.move(MINUTE - 1);
  expect([isAwake(), told.rests]).toEqual([true, 0]);
  clock.move(1);
  expect([isAwake(), told.rests]).toEqual([false, 1]);
  expect(processor.clockOffset()).toBe(offset);

  // Asked while it is still ending.
  expect((await processor.listPayments(null, 5)).items).toHaveLength(5);
  expect(told).toEqual({ starts: 2, rests: 1 });
  await close();
});

test("MONEY: a server does not end while a question to it has no answer", async () => {
  const clock = handClock();
  let answer: () => void = () => undefined;
  let rests = 0;
  const slow = { ...payarcAt(NOBODY, "none"), check: () => new Promise<void>((resolve) => (answer = resolve)) };
  const { processor, isAwake } = lateProcessor({
    like: payarcAt(NOBODY, "none"),
    start: async () => slow as Processor,
    rest: () => ((rests += 1), null),
    clock,
  });
  const first = processor.check();
  const answered = new Promise<void>((resolve) => setImmediate(resolve));
  await answered;
  clock.move(10 * MINUTE);
  expect([isAwake(), rests]).toEqual([true, 0]);
  answer();
  await first;
  clock.move(MINUTE);
  expect(rests).toBe(1);
});

test("a server whose data is on no disk stays", async () => {
  const { processor, isAwake, clock, told, close } = late({ stays: true });
  await processor.check();
  clock.move(10 * MINUTE);
  await until(() => isAwake());
  await processor.check();
  expect(told).toEqual({ starts: 1, rests: 0 });
  await close();
});
