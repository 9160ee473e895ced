import { expect, it } from "vitest";
import { createTries } from "../../../src/main/people/tries";
import { createWaits } from "../../../src/main/people/waits";

it("SECURITY: a try is on the disk before it is looked at, so that a kill in between saves none", async () => {
  const waits = createWaits({ steady: () => 0 }, {});
  const written: number[] = [];
  const tries = createTries({
    waits,
    pins: { hash: () => Promise.reject(new Error("not asked")), matches: () => Promise.reject(new Error("not asked")) },
    count: async () => void written.push(waits.times("ana")),
  });
  // The program is killed here: whatever looks at it never answers.
  await new Promise<void>((looksAtIt) => {
    const right = (): Promise<boolean> => {
      looksAtIt();
      return new Promise(() => undefined);
    };
    void tries.attempt({ who: "ana", name: "Ana", field: "pin", sentence: "The PIN is not right." }, right);
  });
  expect(written).toEqual([1]);
});
