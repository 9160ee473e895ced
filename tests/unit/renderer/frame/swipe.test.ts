import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BURST_MS, QUIET_MS, SwipeWatch, type SwipeKey } from "../../../../src/renderer/frame/swipe";

const STRIPE = [
  ["%B4012000098765439^DOE/JOHN^29121010000000000000000?", 7],
  ["%b371449635398431^DOE/JOHN^2912?", 7],
  [";4012000098765439=29121010000000?", 17],
] as const;

/** The kinds of the keys of a text, each `gap` ms after the one before. */
function type(
  watch: SwipeWatch,
  keys: readonly string[],
  gap: (at: number) => number,
  from = 1_000,
): { kinds: SwipeKey[]; end: number } {
  let now = from;
  const kinds = keys.map((key, at) => watch.key(key, (now += gap(at))));
  return { kinds, end: now };
}

describe("a swipe", () => {
  test.each(STRIPE)(
    "%s is caught at its %ith key after the first, and nothing gets through after that",
    (stripe, at) => {
      const gap = fc.nat({ max: BURST_MS });
      fc.assert(
        fc.property(fc.infiniteStream(gap), fc.boolean(), (gaps, enter) => {
          const { kinds } = type(
            new SwipeWatch(),
            [...stripe, ...(enter ? ["Enter"] : [])],
            () => gaps.next().value ?? 0,
          );
          const caught = kinds.indexOf("caught");
          expect(caught).toBe(at);
          expect(new Set(kinds.slice(caught + 1))).toEqual(new Set(["rest"]));
          expect(kinds[0]).toBe("begins");
        }),
      );
    },
  );

  test("with Shift between its keys, and both tracks one after the other", () => {
    const keys = [
      "Shift",
      "%",
      "Shift",
      "B",
      ..."4012000098765439",
      "Shift",
      "^",
      ..."DOE/JOHN",
      "?",
      ";",
      ..."4012000098765439=2912",
      "?",
      "Enter",
    ];
    const { kinds } = type(new SwipeWatch(), keys, () => 10);
    expect(kinds.filter((kind) => kind === "caught")).toHaveLength(1);
    expect(kinds.slice(kinds.indexOf("caught") + 1).every((kind) => kind === "rest" || kind === "between")).toBe(true);
  });

  test("ends with a pause: the next key is the hand's again, and so is the next swipe a swipe", () => {
    const watch = new SwipeWatch();
    const { end } = type(watch, [..."%B4012000098765439^DOE"], () => 5);
    expect(watch.key("n", end + QUIET_MS + 1)).toBe("other");
    expect(type(watch, [..."%B4012000"], () => 5, end + 1_000).kinds.at(-1)).toBe("rest");
  });
});

describe("a hand", () => {
  test("is never taken for a swipe, whatever it types at its speed", () => {
    const key = fc.oneof(
      fc.constantFrom("%", ";", "B", "Enter", "Backspace", "Shift"),
      fc.integer({ min: 0, max: 9 }).map(String),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        expect(type(new SwipeWatch(), keys, () => BURST_MS + 1).kinds).not.toContain("caught");
      }),
    );
  });

  test("nor is a list of order numbers, however fast", () => {
    expect(type(new SwipeWatch(), [..."12345;678901;4012000098765439;50 %1234567"], () => 0).kinds).not.toContain(
      "caught",
    );
  });

  test("and no text without a sentinel is, however fast", () => {
    const key = fc.string({ minLength: 1, maxLength: 1 }).filter((sign) => sign !== "%" && sign !== ";");
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 60 }),
        (keys) => !type(new SwipeWatch(), keys, () => 0).kinds.includes("caught"),
      ),
    );
  });
});
