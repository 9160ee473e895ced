import { expect, it } from "vitest";
import { createNewestWins, type NewestWins } from "../../../src/main/base/newest-wins";

interface Thing {
  readonly id: string;
  readonly told: string;
}
const always = (): boolean => true;

/** A page that arrives when it is told to, and is then written to `copy`. */
function page(wins: NewestWins, copy: Map<string, string>): { arrive(things: readonly Thing[]): Promise<boolean> } {
  let arrive: (things: readonly Thing[]) => void = () => {};
  const answer = new Promise<readonly Thing[]>((resolve) => {
    arrive = resolve;
  });
  const written = wins.page(async (keep) =>
    keep(await answer, (newest) => newest.forEach(({ id, told }) => copy.set(id, told)), always),
  );
  return {
    arrive(things) {
      arrive(things);
      return written;
    },
  };
}

it("writes what a page says, but not what was heard of after the page was asked for", async () => {
  const wins = createNewestWins(2);
  const copy = new Map([["b", "by hand"]]);
  const asked = page(wins, copy);
  wins.heard(["b"]);
  await asked.arrive(["a", "b", "c"].map((id) => ({ id, told: "page" })));
  expect([...copy]).toEqual([
    ["b", "by hand"],
    ["a", "page"],
    ["c", "page"],
  ]);
  await page(wins, copy).arrive([{ id: "b", told: "later page" }]);
  expect(copy.get("b"), "a page that is asked for afterwards is newer").toBe("later page");
});

it("hears news between two pieces of one page", async () => {
  const wins = createNewestWins(1);
  const written: string[] = [];
  await wins.page((keep) =>
    keep(
      [{ id: "a" }, { id: "b" }, { id: "c" }],
      (newest) => {
        written.push(...newest.map(({ id }) => id));
        if (written.length === 1) wins.heard(["b"]);
      },
      always,
    ),
  );
  expect(written).toEqual(["a", "c"]);
});

it("of two pages under way the one that was asked for later wins, whichever arrives first", async () => {
  for (const [first, second] of [
    [0, 1],
    [1, 0],
  ] as const) {
    const wins = createNewestWins(10);
    const copy = new Map<string, string>();
    const pages = [page(wins, copy), page(wins, copy)];
    for (const number of [first, second]) await pages[number]?.arrive([{ id: "a", told: `page ${number}` }]);
    expect(copy.get("a")).toBe("page 1");
  }
});

it("says when it went on no longer, and writes nothing more", async () => {
  const wins = createNewestWins(1);
  const written: string[] = [];
  let goesOn = true;
  const whole = await wins.page((keep) =>
    keep(
      [{ id: "a" }, { id: "b" }],
      ([item]) => {
        written.push(item?.id ?? "");
        goesOn = false;
      },
      () => goesOn,
    ),
  );
  expect([whole, written]).toEqual([false, ["a"]]);
  expect(await wins.page((keep) => keep([], () => {}, always))).toBe(true);
});

it("a page that could not be read throws, and is forgotten", async () => {
  const wins = createNewestWins(1);
  await expect(wins.page(() => Promise.reject(new Error("no answer")))).rejects.toThrow("no answer");
});
