import { expect, it } from "vitest";
import { matchActions, withoutTwins } from "../../../../src/renderer/frame/palette-match";

/** What the palette lists when the screen has an action for what can also be done from everywhere. */

const action = (words: string, more: { unless?: string; key?: string; fuller?: true } = {}) => ({
  id: words,
  words,
  also: "",
  act: () => undefined,
  ...more,
});
const everywhere = [
  action("Park this order", { unless: "Park", fuller: true }),
  action("Clear this order", { unless: "Clear", fuller: true }),
  action("Parked orders"),
  action("Refund or void a payment", { unless: "Take it back" }),
];
const listed = (...here: readonly ReturnType<typeof action>[]) => withoutTwins(here, everywhere);
const words = (actions: readonly { readonly words: string }[]): string[] => actions.map((one) => one.words);

it("lists an act once: the button of the screen, by the words that say more", () => {
  const now = listed(action("Park", { key: "Alt P" }), action("Clear"), action("Parked orders"));
  expect(now.find(({ id }) => id === "Park")?.key).toBe("Alt P");
  expect(words(now)).toEqual(["Park this order", "Clear this order", "Parked orders", "Refund or void a payment"]);
});

it("takes no other button for the same act", () => {
  expect(words(listed(action("Parked 2"), action("Clearance")))).toEqual([
    "Parked 2",
    "Clearance",
    ...words(everywhere),
  ]);
});

it("finds the button by the everyday words of both", () => {
  const now = listed(action("Park"), action("Clear"), action("Take it back $12.00"));
  for (const [clue, found] of [
    ["put aside", "Park this order"],
    ["this order", "Park this order"],
    ["start over", "Clear this order"],
    ["reverse", "Take it back $12.00"],
  ] as const)
    expect(words(matchActions(now, clue)), clue).toContain(found);
});
