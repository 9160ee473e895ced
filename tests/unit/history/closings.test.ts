import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClosings, openClosings } from "../../../src/main/history/closings";
import { createDayDesk, type DayDesk } from "../../../src/main/history/day-desk";
import type { DayRead } from "../../../src/main/history/read-day";
import { openDatabase } from "../../../src/main/storage/database";
import type { Cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { close, dayOptions, NOON, payment, refund } from "../../fixtures/days";

/** Closing a day: written down once under a name, never changed; what is otherwise later is told. */

const DAY = "2026-11-21";
const KEY = "ab".repeat(32);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-closings-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Desk {
  readonly desk: DayDesk;
  listed: Payment[];
  notRead: boolean;
  operator: string;
}

function open(options = dayOptions()): Desk {
  const world = {
    listed: [payment("p1"), payment("p2", { amount: 2_000 as Cents, amountCaptured: 2_000 as Cents })],
    notRead: false,
    operator: "ana",
  };
  const read = (): Promise<DayRead> => {
    const { listed, notRead } = world;
    return Promise.resolve({ day: DAY, ...close(listed, []), notRead, trouble: null, attempts: [] });
  };
  const desk = createDayDesk(
    {
      ...options,
      connection: () => "training",
      label: () => "Training",
      clock: { wall: () => NOON },
      who: () => ({ operator: world.operator, desk: "Front desk" }),
    },
    read,
    { write: () => Promise.resolve({ path: null, count: 0 }) },
  );
  return Object.assign(world, { desk });
}

const seen = async ({ desk }: Desk) => {
  const { mark, exceptions } = await desk.dayClose(DAY);
  return { day: DAY, mark, exceptions: exceptions.length };
};

describe("closing a day", () => {
  it("writes down who, when and the figures; closed again only when something has changed", async () => {
    const world = open();
    const closed = await world.desk.closeDay(await seen(world));
    expect(closed.closings).toMatchObject([
      { at: NOON, by: "ana", desk: "Front desk", exceptions: 0, differences: [] },
    ]);
    expect(closed.closings[0]?.figures).toMatchObject([{ currency: "USD", taken: { count: 2, amount: 12_000 } }]);
    expect([closed.differences, closed.whyNotClosable]).toEqual([
      [],
      "This day is closed, and nothing has changed since.",
    ]);
    await expect(world.desk.closeDay(await seen(world))).rejects.toThrow("nothing has changed since");
  });

  it("writes down how long the journal was and the value of its chain, and prints them in groups", async () => {
    const value = "0123456789abcdef".repeat(4);
    const world = open({ ...dayOptions(), journalHead: () => Promise.resolve({ rows: 1234, value }) });
    expect((await world.desk.dayPage(DAY)).html).not.toContain("1234:");
    const closed = await world.desk.closeDay(await seen(world));
    expect(closed.closings[0]?.journal).toEqual({ rows: 1234, value });
    expect((await world.desk.dayPage(DAY)).html).toContain("1234: 01234567 89abcdef 01234567");
  });

  it("MONEY: tells what changed since, first of all, and names it when it is closed again", async () => {
    const world = open();
    await world.desk.closeDay(await seen(world));
    world.listed = [...world.listed, payment("late", { amountCaptured: 500 as Cents })];
    const changed = await world.desk.dayClose(DAY);
    const told = "Taken was $120.00 (2) when the day was closed, and is $125.00 (3) now.";
    expect(changed.exceptions[0]).toMatchObject({ kind: "changed_after_close", sentence: told });
    world.operator = "ben";
    const again = await world.desk.closeDay(await seen(world));
    expect(again.closings.map(({ by, differences }) => [by, differences])).toEqual([
      ["ben", [told]],
      ["ana", []],
    ]);
    expect(again.differences).toEqual([]);
  });

  it("MONEY: tells a refund, a void, and another payment of the same sum; what settles or is refunded later is none", async () => {
    const change = async (listed: (before: Payment[]) => Payment[]): Promise<readonly string[]> => {
      const world = open();
      await world.desk.closeDay(await seen(world));
      world.listed = listed(world.listed);
      return (await world.desk.dayClose(DAY)).differences;
    };
    const first = (about: Partial<Payment>) => (before: Payment[]) =>
      before.map((one) => (one.id === "p1" ? { ...one, ...about } : one));
    const back = (at: number): Partial<Payment> => ({
      status: "partly_refunded",
      amountRefunded: 300 as Cents,
      refunds: [refund(300, { createdAt: at })],
    });
    expect(await change(first(back(NOON + 9)))).toEqual([
      "Refunded this day was $0.00 (0) when the day was closed, and is $3.00 (1) now.",
    ]);
    expect(await change(first({ status: "voided" }))).toHaveLength(2);
    expect(await change(first({ id: "p9" }))).toEqual([
      "The sums are the same as when the day was closed, but some of the payments are others.",
    ]);
    expect(await change(first({ status: "settled", fees: 777 }))).toEqual([]);
    expect(await change(first(back(NOON + 2 * 86_400_000)))).toEqual([]);
  });

  it("is not closed with other figures than were shown, without a list, nor before it begins", async () => {
    const world = open();
    const shown = await seen(world);
    world.listed = [];
    await expect(world.desk.closeDay(shown)).rejects.toThrow("has changed while it was shown");
    await expect(world.desk.closeDay({ ...(await seen(world)), exceptions: 1 })).rejects.toThrow("has changed");
    world.notRead = true;
    await expect(world.desk.closeDay(await seen(world))).rejects.toThrow("list cannot be read");
  });

  it("of two that close it at once the second finds it closed", async () => {
    const world = open();
    const shown = await seen(world);
    const ends = await Promise.allSettled([world.desk.closeDay(shown), world.desk.closeDay(shown)]);
    expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect((await world.desk.dayClose(DAY)).closings).toHaveLength(1);
  });

  it("stands on the page to print, with every text escaped", async () => {
    const world = open();
    world.operator = "<b>ana</b>";
    await world.desk.closeDay(await seen(world));
    const { html, title } = await world.desk.dayPage(DAY);
    expect(title).toBe("Day Training 2026-11-21");
    expect(html).toContain("Closed by &lt;b&gt;ana&lt;/b&gt; at Front desk");
    expect(html).toContain("TRAINING — NO REAL MONEY");
    expect(html).not.toMatch(/<script|<b>ana/);
  });
});

describe("the record of closed days", () => {
  const closing = (by: string) => ({
    at: NOON,
    by,
    desk: "Front desk",
    figures: [],
    exceptions: 0,
    differences: [],
    mark: "m",
  });
  it("outlives a restart, the newest first, each account and day by itself, encrypted", () => {
    const file = join(folder, "closings.db");
    const first = openClosings({ file, key: KEY }, 0);
    first.closings.add("training", DAY, closing("ana"));
    first.closings.add("training", DAY, closing("ben"));
    first.closings.add("other", DAY, closing("eve"));
    first.closings.close();
    const again = openClosings({ file, key: KEY }, 0);
    expect(again).toMatchObject({ onDisk: true, setAside: null, newer: false });
    expect(again.closings.of("training", DAY).map(({ by }) => by)).toEqual(["ben", "ana"]);
    expect(again.closings.of("training", "2026-11-22")).toEqual([]);
    again.closings.startOver("training");
    expect(again.closings.of("training", DAY)).toEqual([]);
    expect(again.closings.of("other", DAY).map(({ by }) => by)).toEqual(["eve"]);
    again.closings.add("training", DAY, closing("ana"));
    expect(again.closings.of("training", DAY)).toHaveLength(1);
    again.closings.close();
  });

  it("count once they are written, also where the disk has no room to move them into the file now", () => {
    const database = openDatabase({ file: ":memory:", key: null });
    const full = {
      ...database,
      pragma: (text: string) => {
        if (text.startsWith("wal_checkpoint")) throw new Error("database or disk is full");
        return database.pragma(text);
      },
    };
    const closings = createClosings(full);
    closings.add("training", DAY, closing("ana"));
    expect(closings.newest()).toMatchObject({ by: "ana" });
    closings.close();
  });

  it("SECURITY: the database itself lets no row be changed or taken away", () => {
    const database = openDatabase({ file: ":memory:", key: null });
    const closings = createClosings(database);
    closings.add("training", DAY, closing("ana"));
    expect(() => database.exec("UPDATE closings SET body = '{}'")).toThrow("closings are only added");
    expect(() => database.exec("DELETE FROM closings")).toThrow("closings are only added");
    expect(closings.of("training", DAY)).toHaveLength(1);
    closings.close();
  });
});
