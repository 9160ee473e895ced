import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Clock } from "../../src/main/base/clock";
import { ASSUMED_LIMIT, RateQueue, type Rank, type Turn } from "../../src/main/processors/wire/rate-limit";
import { NOTHING_TOLD, WINDOW_MS } from "../../src/main/processors/wire/told";
import { chance } from "../fixtures/people";
import { charge, documented, order, REFERENCE, reply, stage, type Stage } from "../fixtures/payarc/server";
import { bookOf } from "../fixtures/port";

/**
 * Rate limits (docs/payarc.md 2): never exceeded, people first, money never held back in silence, only reads asked
 * again.
 */
class HandClock implements Clock {
  #now = 1_800_000_000_000;
  readonly #timers = new Set<{ at: number; run: () => void }>();
  jitter = 0.5;
  wall() {
    return Date.now();
  }
  steady() {
    return this.#now;
  }
  chance = () => {
    return this.jitter;
  };
  after(ms: number, run: () => void) {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }
  /** When the next timer rings, in ms from now; null when none is set. */
  next(): number | null {
    const first = Math.min(...[...this.#timers].map(({ at }) => at));
    return Number.isFinite(first) ? first - this.#now : null;
  }
  advance(ms: number) {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.run();
    }
    this.#now = end;
  }
}

const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe("the queue", () => {
  let clock: HandClock;
  let queue: RateQueue;
  beforeEach(() => {
    clock = new HandClock();
    queue = new RateQueue(clock);
  });

  async function take(count: number, rank: Rank, lane = "GET charges"): Promise<Turn[]> {
    const turns = await Promise.all(Array.from({ length: count }, () => queue.enter(lane, rank)));
    return turns.flatMap((turn) => turn ?? []);
  }
  /** Whether it has its turn yet. */
  async function watch(rank: Rank, lane = "GET charges"): Promise<() => "waits" | "goes" | "refused"> {
    let state: "waits" | "goes" | "refused" = "waits";
    void queue.enter(lane, rank).then((turn) => void (state = turn ? "goes" : "refused"));
    await settle();
    return () => state;
  }

  test("thirty a minute until told, then what the headers say", async () => {
    for (const turn of await take(ASSUMED_LIMIT, "money")) turn.done(NOTHING_TOLD);
    expect((await watch("now"))()).toBe("refused");
    clock.advance(WINDOW_MS);
    const [first] = await take(1, "now");
    first?.done({ limit: 90, remaining: 89, pauseMs: null });
    const more = await take(89, "now");
    expect(more).toHaveLength(89);
    expect((await watch("now"))()).toBe("refused");
  });

  test("endpoints do not share their limit", async () => {
    for (const turn of await take(30, "now")) turn.done(NOTHING_TOLD);
    expect((await watch("now", "GET customers"))()).toBe("goes");
  });

  test("what others have used up counts", async () => {
    const [first] = await take(1, "now");
    first?.done({ limit: 30, remaining: 1, pauseMs: null });
    expect((await watch("now"))()).toBe("goes");
    expect((await watch("now"))()).toBe("refused");
    clock.advance(WINDOW_MS);
    expect((await watch("now"))()).toBe("goes");
  });

  test("money goes first, then people, then nobody", async () => {
    const [first] = await take(1, "money");
    first?.done({ limit: 30, remaining: 0, pauseMs: null });
    clock.advance(WINDOW_MS - 10_000);
    const went: Rank[] = [];
    for (const rank of ["later", "now", "money", "later", "now", "money"] as const) {
      void queue.enter("GET charges", rank).then((turn) => {
        if (turn) went.push(rank);
      });
    }
    await settle();
    expect(went).toEqual([]);
    clock.advance(10_000);
    await settle();
    expect(went).toEqual(["money", "money", "now", "now", "later", "later"]);
  });

  test("money that would wait longer than twenty seconds is refused at once, not held back", async () => {
    const [first] = await take(1, "money");
    first?.done({ limit: 30, remaining: 0, pauseMs: null });
    clock.advance(WINDOW_MS - 20_001);
    expect((await watch("money"))()).toBe("refused");
    clock.advance(1);
    const patient = await watch("money");
    expect(patient()).toBe("waits");
    clock.advance(20_000);
    await settle();
    expect(patient()).toBe("goes");
  });

  test("money that was promised a place and lost it to another desk is refused after twenty seconds", async () => {
    const turns = await take(2, "now");
    turns[0]?.done({ limit: 30, remaining: 9, pauseMs: 15_000 });
    const waiting = await watch("money");
    expect(waiting()).toBe("waits");
    turns[1]?.done({ limit: 30, remaining: 0, pauseMs: 300_000 });
    clock.advance(19_999);
    await settle();
    expect(waiting()).toBe("waits");
    clock.advance(1);
    await settle();
    expect(waiting()).toBe("refused");
  });

  test("background work leaves places for people and runs two at a time", async () => {
    const pair = [await watch("later"), await watch("later"), await watch("later")];
    expect(pair.map((state) => state())).toEqual(["goes", "goes", "waits"]);
    const other = new RateQueue(clock);
    let sent = 0;
    for (let at = 0; at < 40; at++) {
      void other.enter("GET customers", "later").then((turn) => {
        sent++;
        turn?.done(NOTHING_TOLD);
      });
      await settle();
    }
    expect(sent).toBe(27);
    let person: unknown = null;
    void other.enter("GET customers", "now").then((turn) => (person = turn));
    await settle();
    expect(person).not.toBeNull();
  });

  test("closing sends everybody away and lets nobody in", async () => {
    const [first] = await take(1, "now");
    first?.done({ limit: 30, remaining: 0, pauseMs: null });
    const waiting = await watch("later");
    queue.close();
    await settle();
    expect(waiting()).toBe("refused");
    expect((await watch("money"))()).toBe("refused");
  });

  /** How a server counts requests against its limit: by Laravel's throttle, or over the minute before. */
  const SERVERS = {
    /** A window opens with the first request after the last one has ended. */
    "fixed windows": () => {
      let ends = 0;
      let used = 0;
      return (now: number): number => {
        if (now >= ends) {
          ends = now + WINDOW_MS;
          used = 0;
        }
        return ++used;
      };
    },
    "a sliding window": () => {
      const counted: number[] = [];
      return (now: number): number => {
        counted.push(now);
        return counted.filter((at) => at > now - WINDOW_MS).length;
      };
    },
  } as const;
  const cases = [1, 2, 3, 4, 5].flatMap((seed) =>
    (["fixed windows", "a sliding window"] as const).flatMap((server) =>
      [true, false].map((tells) => ({ seed, server, tells })),
    ),
  );

  test.each(cases)(
    "never more than $server allows, however late the server counts (seed $seed, tells what is left: $tells)",
    async ({ seed, server, tells }) => {
      const roll = chance(seed);
      const limit = 3 + Math.floor(roll() * 20);
      const count = SERVERS[server]();
      let worst = 0;
      let served = 0;
      const serve = async (rank: Rank) => {
        const turn = await queue.enter("POST charges", rank);
        if (!turn) return;
        const there = Math.floor(roll() * 3000);
        const back = Math.floor(roll() * 3000);
        clock.after(there, () => {
          const used = count(clock.steady());
          worst = Math.max(worst, used);
          const remaining = tells ? Math.max(0, limit - used) : null;
          clock.after(back, () => {
            served++;
            turn.done({ limit, remaining, pauseMs: null });
          });
        });
      };
      queue = new RateQueue(clock);
      // The limit is known before the crowd comes; what is sent before the first answer is bounded by the assumed one.
      await serve("now");
      clock.advance(6000);
      await settle();
      const ranks = ["money", "guard", "now", "later"] as const;
      for (let second = 0; second < 600; second++) {
        for (let each = 0; each < 3; each++)
          if (roll() < 0.5) void serve(ranks[Math.floor(roll() * ranks.length)] ?? "now");
        await settle();
        clock.advance(1000);
        await settle();
      }
      expect(worst).toBeLessThanOrEqual(limit);
      // It is no way to keep a limit to send nothing.
      expect(served).toBeGreaterThan(limit * 5);
    },
  );

  test("MONEY: of the guard's list a part is the guard's, whatever else is read; elsewhere it is not", async () => {
    queue = new RateQueue(clock, 30, {}, "GET charges");
    let others = 0;
    for (let at = 0; at < 40; at++) {
      for (const rank of ["now", "later"] as const) {
        void queue.enter("GET charges", rank).then((turn) => {
          if (turn) others++;
          turn?.done({ limit: 30, remaining: 30 - others, pauseMs: null });
        });
        await settle();
      }
    }
    expect(others).toBe(27);
    const look = await take(3, "guard");
    expect(look).toHaveLength(3);
    expect((await watch("guard"))()).toBe("refused");
    expect(await take(30, "now", "GET customers")).toHaveLength(30);
  });

  test("MONEY: the guard goes before people and after money, and is told no at once where it would wait long", async () => {
    queue = new RateQueue(clock, 30, {}, "GET charges");
    const [first] = await take(1, "money");
    first?.done({ limit: 30, remaining: 0, pauseMs: null });
    expect((await watch("guard"))()).toBe("refused");
    clock.advance(WINDOW_MS - 3_000);
    const order: Rank[] = [];
    for (const rank of ["later", "now", "guard", "money"] as const)
      void queue.enter("GET charges", rank).then((turn) => turn && order.push(rank));
    clock.advance(3_000);
    await settle();
    expect(order).toEqual(["money", "guard", "now", "later"]);
  });

  test("what the server says is left counts, and not our own count of a window that it has closed", async () => {
    for (const turn of await take(29, "now")) turn.done(NOTHING_TOLD);
    const [last] = await take(1, "now");
    last?.done({ limit: 30, remaining: 29, pauseMs: null });
    expect(await take(29, "now")).toHaveLength(29);
  });

  test("a pause of a second is a second, also where all was used up before it", async () => {
    const turns = await take(ASSUMED_LIMIT, "money");
    for (const turn of turns.slice(1)) turn.done(NOTHING_TOLD);
    turns[0]?.done({ limit: 30, remaining: 0, pauseMs: 1_000 });
    const waiting = await watch("money");
    expect(waiting()).toBe("waits");
    clock.advance(1_000);
    await settle();
    expect(waiting()).toBe("goes");
  });

  test("MONEY: no header stops charges for more than a minute; background work waits as long as it was asked to", async () => {
    const [first] = await take(1, "money", "POST charges");
    first?.done({ limit: null, remaining: null, pauseMs: 3_600_000 });
    expect((await watch("money", "POST charges"))()).toBe("refused");
    expect(queue.whyNot("POST charges", "money")).toEqual({ why: "asked_to_wait", until: clock.steady() + 60_000 });
    const background = await watch("later", "POST charges");
    clock.advance(60_000);
    expect((await watch("money", "POST charges"))()).toBe("goes");
    expect(background()).toBe("waits");
    clock.advance(3_540_000);
    await settle();
    expect(background()).toBe("goes");
  });
});

describe("over HTTP", () => {
  let here: Stage;
  let clock: HandClock;
  beforeEach(async () => {
    here = await stage();
    clock = new HandClock();
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
      clock = new HandClock();
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
    clock = new HandClock();
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
    clock = new HandClock();
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
