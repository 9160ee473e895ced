import { expect, it } from "vitest";
import { lookThroughWhenQuiet } from "../../../src/main/shell/look-through";
import { handClock } from "../../fixtures/hand-clock";

it("memory is looked through once after the last ask of a window, and never while they ask", () => {
  const clock = handClock();
  let looked = 0;
  const used = lookThroughWhenQuiet(clock, () => (looked += 1));
  for (let ask = 0; ask < 10; ask += 1) {
    used();
    clock.move(29_000);
  }
  expect(looked).toBe(0);
  clock.move(1_000);
  expect(looked).toBe(1);
  clock.move(3_600_000);
  expect(looked).toBe(1);
  used();
  clock.move(30_000);
  expect(looked).toBe(2);
});
