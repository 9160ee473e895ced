import { expect, it } from "vitest";
import { createBadge } from "../../../src/main/boot/badge";

it("the count of what is being checked is shown when it changes, and taken away when nothing is left", () => {
  const counts = [0, 1, 1, 2, 0, 0];
  const shown: number[] = [];
  const badge = createBadge({ count: () => counts.shift() ?? 0, show: (count) => void shown.push(count) });
  for (let times = 0; times < 6; times++) badge();
  expect(shown).toEqual([1, 2, 0]);
});
