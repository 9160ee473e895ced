import { beforeEach, describe, expect, test } from "vitest";
import { ASSUMED_LIMIT, RateQueue, type Rank, type Turn } from "../../src/main/processors/wire/rate-limit";
import { NOTHING_TOLD, WINDOW_MS } from "../../src/main/processors/wire/told";
import { WireClock } from "../fixtures/wire-clock";
import { chance } from "../fixtures/people";

/**
 * Rate limits (docs/payarc.md 2): never exceeded, people first, money never held back in silence, only reads asked
 * again.
 */
const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe("the queue", () => {
  let clock: WireClock;
  let queue: RateQueue;
  beforeEach(() => {
    clock = new WireClock();
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

  test("what is read ahead of an order goes at once or not at all, and leaves half of the limit", async () => {
    for (const turn of await take(15, "early")) turn.done(NOTHING_TOLD);
    expect((await watch("early"))()).toBe("refused");
    expect((await watch("guard"))()).toBe("goes");
    clock.advance(WINDOW_MS);
    expect((await watch("early"))()).toBe("goes");
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
    const went: Rank[] = [];
    for (const rank of ["later", "now", "guard", "money"] as const)
      void queue.enter("GET charges", rank).then((turn) => turn && went.push(rank));
    clock.advance(3_000);
    await settle();
    expect(went).toEqual(["money", "guard", "now", "later"]);
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
