import { expect, it } from "vitest";
import { hideFromCaptures } from "../../../src/main/shell/captures";
import type { DeskSettings } from "../../../src/shared/settings";

/** Windows that pictures of the screen do not show. */

function open(first: DeskSettings["captures"]) {
  const world = { chosen: first, url: "app://terminal/", hidden: [] as boolean[], moved: [] as (() => void)[] };
  const apply = hideFromCaptures(
    {
      setContentProtection: (on) => void world.hidden.push(on),
      isDestroyed: () => false,
      webContents: { getURL: () => world.url, on: (_event, listener) => world.moved.push(listener) },
    },
    () => world.chosen,
  );
  const go = (hash: string): boolean | undefined => {
    world.url = `app://terminal/index.html${hash}`;
    for (const listener of world.moved) listener();
    return world.hidden.at(-1);
  };
  return { world, apply, go };
}

it("are shown unless it is set", () => {
  const { world, go } = open("shown");
  go("#/order");
  expect(world.hidden).toEqual([]);
});

it("are hidden always, from the first moment, and shown again when that is set", () => {
  const { world, apply, go } = open("never_shown");
  expect(world.hidden).toEqual([true]);
  go("#/payments");
  expect(world.hidden).toEqual([true]);
  world.chosen = "shown";
  apply();
  expect(world.hidden).toEqual([true, false]);
});

it("are hidden where cards are typed, before anything is", () => {
  const { world, go } = open("not_cards");
  expect(world.hidden).toEqual([true]);
  expect([
    go("#/payments"),
    go("#/customers/cus_1"),
    go("#/activity"),
    go("#/order"),
    go("#/settings/desk"),
    go(""),
  ]).toEqual([false, true, false, true, false, true]);
});
