import { beforeEach, expect, it } from "vitest";
import { createBackgroundReading, type BackgroundReading } from "../../../src/main/base/background-reading";
import { Failure } from "../../../src/shared/failure";
import { handClock, until, type HandClock } from "../../fixtures/hand-clock";

let clock: HandClock;
let steps: string[];
let answers: (number | Error)[];
let begunAgain: string[];
let told: string[];
let warned: string[];
let reading: BackgroundReading<string>;
let onTell: (connection: string) => void;

/** Steps answer what is next in `answers`, and wait for good when there is nothing. */
beforeEach(() => {
  clock = handClock();
  [steps, answers, begunAgain, told, warned] = [[], [], [], [], []];
  onTell = (connection) => void told.push(`${connection} ${reading.trouble(connection) ?? "well"}`);
  reading = createBackgroundReading<string>({
    clock,
    log: { info: () => {}, error: () => {}, warn: (text) => void warned.push(text) },
    what: "customers",
    begin: ({ connection, source, goesOn }) => {
      steps.push(`begin ${connection}`);
      return async () => {
        steps.push(`${connection} ${source}`);
        const answer = answers.shift();
        if (answer === undefined) await until(() => !goesOn());
        if (answer instanceof Error) throw answer;
        return answer ?? 0;
      };
    },
    beginAgain: (connection) => void begunAgain.push(connection),
    tellStatus: (connection) => onTell(connection),
  });
});

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => void setImmediate(resolve));
};

it("goes on at once while there is more, and pauses for as long as a step says", async () => {
  answers = [0, 0, 60_000];
  reading.start("training", "processor");
  await until(() => steps.length === 4);
  await turns();
  expect(steps).toEqual(["begin training", "training processor", "training processor", "training processor"]);
  clock.move(59_999);
  await turns();
  expect(steps).toHaveLength(4);
  clock.move(1);
  await until(() => steps.length === 5);
  reading.stop();
});

it("goes on at once when it is woken, also when that was during the step that asks for a pause", async () => {
  answers = [60_000];
  reading.start("training", "processor");
  await until(() => steps.length === 2);
  await turns();
  reading.wake();
  await until(() => steps.length === 3);
  reading.stop();

  reading.start("other", "processor");
  answers = [60_000];
  reading.wake();
  await until(() => steps.filter((step) => step === "other processor").length === 2);
  reading.stop();
});

it("says why it cannot read, waits longer each time up to five minutes, and is well when a step was", async () => {
  answers = Array.from({ length: 10 }, () => new Failure("timeout", "No answer."));
  reading.start("training", "processor");
  const waits: number[] = [];
  for (let failure = 0; failure < 10; failure++) {
    await until(() => steps.length === failure + 2);
    await turns();
    expect(reading.trouble("training")).toBe("No answer.");
    expect(reading.trouble("another")).toBeNull();
    clock.move(250);
    const [wait = 0] = clock.planned();
    waits.push(wait + 250);
    if (failure === 9) answers = [5_000];
    clock.move(wait);
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000));
  await until(() => reading.trouble("training") === null);
  expect(begunAgain, "a timeout says nothing of the place in the list").toEqual([]);
  reading.stop();
});

it("begins again from the first page when the place is refused twice; what is no Failure is said plainly", async () => {
  answers = [new Failure("not_found", "No such page."), new Error("disk full")];
  reading.start("training", "processor");
  await until(() => reading.trouble("training") !== null);
  expect(begunAgain).toEqual([]);
  reading.wake();
  await until(() => steps.length === 3);
  await turns();
  expect(begunAgain).toEqual([]);
  expect(reading.trouble("training")).toBe(
    "The list of customers could not be kept on this computer. Searching finds only what is already there.",
  );
  answers = [new Failure("refused", "No.")];
  reading.wake();
  await until(() => begunAgain.length > 0);
  expect(begunAgain).toEqual(["training"]);
  expect(warned[0]).toContain("customers of training could not be read");
  reading.stop();
});

it("tells at most four times a second, and never of a connection that is no longer read", async () => {
  answers = Array.from({ length: 50 }, () => 0);
  reading.start("training", "processor");
  await until(() => steps.length === 52);
  expect(told).toEqual(["training well"]);
  reading.start("other", "processor");
  clock.move(250);
  answers = [0];
  await turns();
  expect(told.filter((one) => one.startsWith("training"))).toEqual(["training well"]);
  reading.stop();
});

it("a change of connection ends the old reading: what it asked for comes to nothing", async () => {
  reading.start("training", "one");
  await until(() => steps.length === 2);
  const still = reading.untilChanged();
  expect(still()).toBe(true);
  expect(reading.reads("training")).toBe(true);
  reading.start("live", "two");
  expect(still()).toBe(false);
  expect([reading.reads("training"), reading.reads("live")]).toEqual([false, true]);
  await turns();
  expect(steps).toEqual(["begin training", "training one", "begin live", "live two"]);
  reading.stop();
  expect(reading.reads("live")).toBe(false);
});

it("goes on when telling the status fails: a damaged copy must not end the program", async () => {
  onTell = () => {
    throw new Error("database disk image is malformed");
  };
  answers = [0, 1000];
  reading.start("training", "processor");
  await until(() => steps.length === 3);
  clock.move(250);
  expect(warned.some((line) => line.includes("telling the status failed"))).toBe(true);
  clock.move(1000);
  await until(() => steps.length === 4);
  reading.stop();
});
