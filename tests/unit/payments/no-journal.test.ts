import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { createAttempts } from "../../../src/main/payments/attempts";
import { FakeClock } from "../../faults/fake-clock";

it("says why there is no journal, in its own sentence, wherever an attempt is asked for", () => {
  const sentence = "The journal is of another computer.";
  const attempts = createAttempts({
    journal: () => ({ journal: null, sentence }),
    clock: new FakeClock(0),
    changed: () => undefined,
    log: () => undefined,
  });
  const told = expect.objectContaining({ code: "no_journal", sentence });
  expect(() => attempts.journal()).toThrow(told);
  expect(() => attempts.get(randomUUID())).toThrow(told);
  expect(() => attempts.unfinished()).toThrow(told);
});
