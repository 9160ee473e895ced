import { expect, it } from "vitest";
import { createHearLater } from "../../../src/main/boot/hear-later";

function listening() {
  const heard: string[] = [];
  const turns: (() => void)[] = [];
  const copies = createHearLater(
    (what: string) => what.slice(0, 1),
    (what) => heard.push(what),
    (run) => turns.push(run),
  );
  return { heard, turns, copies };
}

it("hears everything once and in its order, later or when it is asked for", () => {
  const { heard, turns, copies } = listening();
  copies.later("a");
  copies.later("b");
  expect([heard, turns.length]).toEqual([[], 1]);
  copies.now();
  expect(heard).toEqual(["a", "b"]);
  copies.later("c");
  for (const turn of turns) turn();
  expect(heard).toEqual(["a", "b", "c"]);
});

it("tells nobody what was true before once something newer is known of the same", () => {
  const { heard, copies } = listening();
  for (const what of ["a sent", "b sent", "a approved"]) copies.later(what);
  copies.now();
  expect(heard).toEqual(["b sent", "a approved"]);
});

it("goes on after one that could not be heard", () => {
  const heard: string[] = [];
  const turns: (() => void)[] = [];
  const copies = createHearLater(
    (what: string) => what,
    (what) => {
      if (what === "a") throw new Error("no room");
      heard.push(what);
    },
    (run) => turns.push(run),
  );
  for (const what of ["a", "b"]) copies.later(what);
  expect(turns[0]).toThrow("no room");
  turns[1]?.();
  copies.later("c");
  turns[2]?.();
  expect(heard).toEqual(["b", "c"]);
});
