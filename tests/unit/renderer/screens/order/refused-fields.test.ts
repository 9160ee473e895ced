import { expect, it } from "vitest";
import { refusedFields } from "../../../../../src/renderer/screens/order/refused-fields";
import type { AttemptView } from "../../../../../src/shared/attempt";
import { refused } from "../../../../../src/shared/outcome";

/** What is told at a field of an order that is tried again. */

const after = (outcome: AttemptView["outcome"]): AttemptView => ({ outcome }) as AttemptView;

it("a sentence stands at a field that the order has; what is about the card or about nothing here does not", () => {
  const said = { holder: "Letters only.", email: "No address.", number: "Invalid.", terms: "Accept them." };
  expect(refusedFields(after(refused("not_acceptable", "No.", said, 422)))).toEqual({
    holder: "Letters only.",
    email: "No address.",
  });
  expect(refusedFields(after(refused("not_acceptable", "No.", {}, 422)))).toEqual({});
  expect(refusedFields(after(null))).toEqual({});
  expect(refusedFields(null)).toEqual({});
});
