import { expect, test } from "vitest";
import { clockSentence } from "../../../src/main/connections/sentences";

const MINUTE = 60_000;

test.each([
  [-3 * 24 * 60 * MINUTE, "about 3 days ahead of PayArc’s"],
  [1.2 * 24 * 60 * MINUTE, "about 29 hours behind PayArc’s"],
  [-5 * MINUTE, "about 5 minutes ahead of PayArc’s"],
])("a clock that is %i ms off is told in words", (offset, words) => {
  expect(clockSentence("PayArc", offset)).toContain(words);
});
