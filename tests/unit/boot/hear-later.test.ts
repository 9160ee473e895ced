import { expect, it } from "vitest";
import { createHearLater } from "../../../src/main/boot/hear-later";

it("hears everything once and in its order, in the next turn or when it is asked for", () => {
  const heard: string[] = [];
  const turns: (() => void)[] = [];
  const copies = createHearLater(
    (what: string) => heard.push(what),
    (run) => turns.push(run),
  );
  copies.later("a");
  copies.later("b");
  expect([heard, turns.length]).toEqual([[], 1]);
  copies.now();
  expect(heard).toEqual(["a", "b"]);
  copies.later("c");
  for (const turn of turns) turn();
  expect(heard).toEqual(["a", "b", "c"]);
});
