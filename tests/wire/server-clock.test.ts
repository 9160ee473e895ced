import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ServerClock } from "../../src/main/processors/wire/server-clock";
import { reply, stage, type Stage } from "../fixtures/payarc/server";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Any time at a whole second. */
const START = Date.UTC(2026, 10, 21, 10, 42, 7);

/** Two clocks of one computer, and the server's, all set by hand. */
class Clocks {
  time = START;
  /** How far the desk's wall clock is set ahead of the true time, in ms. */
  ahead = 0;
  /** How long the computer has slept in all, in ms. */
  slept = 0;
  wall = () => this.time + this.ahead;
  steady = () => this.time - this.slept - START + 5_000;
}

describe("the server's clock", () => {
  let clocks: Clocks;
  let server: ServerClock;
  beforeEach(() => {
    clocks = new Clocks();
    server = new ServerClock(clocks);
  });
  /** One answer: asked, written half-way by a server that is that far off, and here. */
  const answer = (off = 0, way = 200) => {
    const askedAt = clocks.wall();
    clocks.time += way / 2;
    const date = new Date(clocks.time + off).toUTCString();
    clocks.time += way / 2;
    server.heard(date, askedAt);
    clocks.time += 700;
  };

  test("nothing is known before an answer, nor from a date that is none", () => {
    for (const date of [null, "", "yesterday", "86400", "x".repeat(1_000_000)]) server.heard(date, clocks.wall());
    expect(server.offset()).toBeNull();
  });

  test.each([0, 3 * DAY_MS, -3 * DAY_MS, 120_000])("a desk that is %i ms ahead knows it, to half a second", (ahead) => {
    clocks.ahead = ahead;
    for (let at = 0; at < 7; at++) answer();
    expect(Math.abs((server.offset() ?? Number.NaN) + ahead)).toBeLessThanOrEqual(500);
  });

  test("a long way there and back makes no difference, a very long one does not count", () => {
    for (let at = 0; at < 5; at++) answer(0, 6_000);
    expect(Math.abs(server.offset() ?? Number.NaN)).toBeLessThanOrEqual(500);
    for (let at = 0; at < 5; at++) answer(DAY_MS, 20_000);
    expect(Math.abs(server.offset() ?? Number.NaN)).toBeLessThanOrEqual(500);
  });

  test("one odd date changes nothing", () => {
    for (let at = 0; at < 3; at++) answer();
    answer(-DAY_MS);
    answer(DAY_MS);
    expect(Math.abs(server.offset() ?? Number.NaN)).toBeLessThanOrEqual(500);
  });

  test.each([DAY_MS, -DAY_MS])("a clock that is set by %i ms is seen with the next answer", (set) => {
    for (let at = 0; at < 5; at++) answer();
    clocks.ahead = set;
    answer();
    expect(Math.abs((server.offset() ?? Number.NaN) + set)).toBeLessThanOrEqual(500);
  });

  test("a sleep, in which the steady clock stands still, changes nothing, before the next answer and after it", () => {
    for (let at = 0; at < 5; at++) answer();
    clocks.time += DAY_MS;
    clocks.slept = DAY_MS;
    expect(Math.abs(server.offset() ?? Number.NaN)).toBeLessThanOrEqual(500);
    answer();
    expect(Math.abs(server.offset() ?? Number.NaN)).toBeLessThanOrEqual(500);
  });
});

describe("over HTTP", () => {
  let here: Stage;
  beforeEach(async () => void (here = await stage()));
  afterEach(() => here.close());

  test("the Date of any answer tells it", async () => {
    const processor = here.processor();
    expect(processor.clockOffset()).toBeNull();
    here.answer = reply(404, {}, { date: new Date(Date.now() + DAY_MS).toUTCString() });
    await processor.getPayment("nBoLWODLMLLoOXyb").catch(() => undefined);
    expect(Math.abs((processor.clockOffset() ?? 0) - DAY_MS)).toBeLessThan(3_000);
  });
});
