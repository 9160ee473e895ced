import { expect, it } from "vitest";
import { checkFacts } from "../../../../src/renderer/payment/advised";

const facts = (avs: string | null, cvv: string | null): Record<string, string> =>
  Object.fromEntries(
    checkFacts({ avs, cvv }, { street: true, zip: true }).map(({ label, value }) => [label, String(value)]),
  );

it("what a processor keeps to itself is told in words, and only an unknown letter is quoted", () => {
  expect(facts("street pass, zip fail", "not told")).toEqual({
    Street: "matches",
    ZIP: "does not match",
    CVV: "not told",
  });
  expect(facts("?", "Q")).toEqual({ Street: "“?”", ZIP: "“?”", CVV: "“Q”" });
});
