import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WireClock } from "../fixtures/wire-clock";
import { charge, documented, order, REFERENCE, reply, stage, type Stage } from "../fixtures/payarc/server";
import { bookOf } from "../fixtures/port";

/**
 * Rate limits (docs/payarc.md 2): never exceeded, people first, money never held back in silence, only reads asked
 * again.
 */
const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe("over HTTP", () => {
  let here: Stage;
  let clock: WireClock;
  beforeEach(async () => {
    here = await stage();
    clock = new WireClock();
  });
  afterEach(() => here.close());

  /** Lets real sockets finish, and rings fake timers when everything waits for one. Answers the waits in ms. */
  async function run<T>(work: Promise<T>): Promise<{ value: T | null; error: unknown; waits: number[] }> {
    const waits: number[] = [];
    const ended = { yes: false };
    let value: T | null = null;
    let error: unknown = null;
    void work
      .then(
        (found) => (value = found),
        (thrown: unknown) => (error = thrown),
      )
      .finally(() => (ended.yes = true));
    let quiet = 0;
    let seen = -1;
    while (!ended.yes) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      quiet = here.requests.length === seen ? quiet + 1 : 0;
      seen = here.requests.length;
      const next = clock.next();
      if (quiet > 6 && next !== null) {
        waits.push(next);
        clock.advance(next);
        quiet = 0;
      }
    }
    return { value, error, waits };
  }
  const inTurn = (...answers: ReturnType<typeof reply>[]) => {
    let at = 0;
    here.answer = (request, response) =>
      (answers[Math.min(at++, answers.length - 1)] ?? reply(500, ""))(request, response);
  };
  const customer = documented("000-customer-created.json");

  test("a read is asked again after 503 and 429, with the server's wait and with jitter", async () => {
    inTurn(reply(503, ""), reply(429, "", { "retry-after": "2" }), reply(200, customer));
    const { value, waits } = await run(bookOf(here.processor({ clock, chance: clock.chance })).get("a"));
    expect(value).toMatchObject({ id: "KPxMADVnxMV4nNjp" });
    expect(here.requests).toHaveLength(3);
    expect(waits[0]).toBe(400);
    expect(waits.slice(1).reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(2000);
  });

  test("the back-off is spread by chance", async () => {
    const waited: number[] = [];
    for (const jitter of [0, 0.99]) {
      clock = new WireClock();
      clock.jitter = jitter;
      inTurn(reply(503, ""), reply(200, customer));
      waited.push((await run(bookOf(here.processor({ clock, chance: clock.chance })).get("a"))).waits[0] ?? 0);
    }
    expect(waited).toEqual([200, 596]);
  });

  test("a person is not kept waiting for long, nobody is", async () => {
    here.answer = reply(429, "", { "retry-after": "45" });
    const person = await run(bookOf(here.processor({ clock, chance: clock.chance })).get("a"));
    expect(person.error).toMatchObject({ code: "rate_limited" });
    expect(here.requests).toHaveLength(1);
    clock = new WireClock();
    here.requests.length = 0;
    inTurn(reply(429, "", { "retry-after": "45" }), reply(200, customer));
    const background = await run(bookOf(here.processor({ clock, chance: clock.chance })).get("a", "later"));
    expect(background.value).toMatchObject({ id: "KPxMADVnxMV4nNjp" });
    expect(here.requests).toHaveLength(2);
  });

  test("it gives up in the end", async () => {
    here.answer = reply(503, "");
    expect((await run(bookOf(here.processor({ clock, chance: clock.chance })).get("a"))).error).toMatchObject({
      code: "processor_down",
    });
    expect(here.requests).toHaveLength(3);
  });

  test("money and changes are sent once, whatever the answer", async () => {
    for (const status of [429, 500, 502, 503, 504]) {
      here.requests.length = 0;
      here.answer = reply(status, "");
      const outcome = await run(here.processor({ clock, chance: clock.chance }).charge(order(), REFERENCE));
      expect(outcome.value).toMatchObject({ kind: "unknown", why: status === 429 ? "rate_limited" : "server_error" });
      expect(
        (await run(bookOf(here.processor({ clock, chance: clock.chance })).create({ name: "A" }))).error,
      ).toMatchObject({ code: status === 429 ? "rate_limited" : "processor_down" });
      expect(here.requests).toHaveLength(2);
    }
  });

  test("MONEY: a charge that waited its turn through a sleep is not sent when the computer wakes", async () => {
    clock = new WireClock();
    const processor = here.processor({ clock, chance: clock.chance });
    here.answer = reply(429, "", { "retry-after": "10" });
    await processor.charge(order(), REFERENCE);
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const waiting = processor.charge(order(), "5f0f6c1e-0000-4000-8000-000000000001");
      await settle();
      // The steady clock stands still in the sleep.
      vi.setSystemTime(Date.now() + 3_600_000);
      clock.advance(12_000);
      expect(await waiting).toMatchObject({ kind: "refused", why: "not_sent" });
    } finally {
      vi.useRealTimers();
    }
    expect(here.requests).toHaveLength(1);
  });

  test("after a 429 the next charge is not sent, and says so", async () => {
    inTurn(reply(429, ""), reply(201, charge()));
    const processor = here.processor({ clock, chance: clock.chance });
    expect((await run(processor.charge(order(), REFERENCE))).value).toMatchObject({
      kind: "unknown",
      why: "rate_limited",
    });
    expect((await run(processor.charge(order(), REFERENCE))).value).toMatchObject({
      kind: "refused",
      why: "not_sent",
      message: expect.stringContaining("Nothing was sent") as string,
    });
    expect(here.requests).toHaveLength(1);
    clock.advance(60_000);
    expect((await run(processor.charge(order(), REFERENCE))).value).toMatchObject({ kind: "approved" });
  });

  test("MONEY: a pause counts on 429 and 503 only: a charge that was answered stops no other", async () => {
    const processor = here.processor({ clock, chance: clock.chance });
    for (const status of [201, 402, 422, 500]) {
      here.answer = reply(status, status === 201 ? charge() : { message: "No." }, { "retry-after": "86000" });
      await run(processor.charge(order(), REFERENCE));
    }
    expect(here.requests).toHaveLength(4);
    here.answer = reply(201, charge());
    expect((await run(processor.charge(order(), REFERENCE))).value).toMatchObject({ kind: "approved" });
  });

  test("MONEY: whatever is asked for, charges go again after a minute, and the sentence names the time", async () => {
    const until = new Date(2026, 10, 21, 10, 42, 7).getTime();
    clock.wall = () => until - 60_000;
    for (const wait of ["86000", "Wed, 01 Jan 2031 00:00:00 GMT"]) {
      const processor = here.processor({ clock, chance: clock.chance });
      here.answer = reply(429, "", { "retry-after": wait });
      await run(processor.charge(order(), REFERENCE));
      here.answer = reply(201, charge());
      expect((await run(processor.charge(order(), REFERENCE))).value).toMatchObject({
        kind: "refused",
        why: "not_sent",
        message: "PayArc asked to wait until 10:42:07. Nothing was sent. Try again then.",
      });
      clock.advance(60_000);
      expect((await run(processor.charge(order(), REFERENCE))).value).toMatchObject({ kind: "approved" });
    }
  });

  test("a second that was asked for is a second, with nothing left and by the server's own clock", async () => {
    const date = "Sat, 21 Nov 2026 10:42:07 GMT";
    const headers = { "x-ratelimit-limit": "30", "x-ratelimit-remaining": "0", date };
    for (const wait of ["1", "Sat, 21 Nov 2026 10:42:08 GMT"]) {
      const processor = here.processor({ clock, chance: clock.chance });
      here.answer = reply(429, "", { ...headers, "retry-after": wait });
      await run(processor.charge(order(), REFERENCE));
      here.answer = reply(201, charge());
      const { value, waits } = await run(processor.charge(order(), REFERENCE));
      expect(value).toMatchObject({ kind: "approved" });
      expect(waits).toEqual([1_000]);
    }
  });

  test("the sentence says the true reason: a limit that was named, one that we keep, or none left", async () => {
    const sentenceAfter = async (headers: Record<string, string>, count: number) => {
      const processor = here.processor({ clock, chance: clock.chance });
      here.answer = reply(200, customer, headers);
      for (let at = 0; at < count; at++) await run(bookOf(processor).get("a"));
      return (await run(bookOf(processor).get("a"))).error;
    };
    expect(await sentenceAfter({ "x-ratelimit-limit": "90", "x-ratelimit-remaining": "0" }, 1)).toMatchObject({
      sentence: expect.stringContaining("takes 90 requests of this kind a minute, and they are used up") as string,
    });
    expect(await sentenceAfter({ "x-ratelimit-remaining": "0" }, 1)).toMatchObject({
      sentence: expect.stringContaining("takes no more requests of this kind for now") as string,
    });
    expect(await sentenceAfter({}, 30)).toMatchObject({
      sentence: expect.stringContaining("is asked for this at most 30 times a minute, and that is used up") as string,
    });
  });

  test("the headers of each endpoint are kept", async () => {
    here.answer = reply(200, customer, { "x-ratelimit-limit": "2", "x-ratelimit-remaining": "0" });
    const processor = here.processor({ clock, chance: clock.chance });
    await run(bookOf(processor).get("a"));
    const second = await run(bookOf(processor).get("a"));
    expect(second.error).toMatchObject({
      code: "rate_limited",
      sentence: expect.stringContaining("2 requests") as string,
    });
    here.answer = reply(201, charge());
    expect((await run(processor.charge(order(), REFERENCE))).value).toMatchObject({ kind: "approved" });
    processor.close();
    await expect(bookOf(processor).get("a")).rejects.toMatchObject({ code: "not_connected" });
  });
});
