import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { luhn } from "../../../../src/shared/card";
import { BURST_MS, QUIET_MS, signAtPlace, SwipeWatch, type SwipeKey } from "../../../../src/renderer/frame/swipe";

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

describe("a swipe on another keyboard", () => {
  const dead = (text: string): string[] => [...text].map((sign) => (sign === "´" ? "Dead" : sign));
  /** What comes out, and how many of its first keys may be let through. */
  const OTHER: readonly (readonly [layout: string, keys: readonly string[], most: number])[] = [
    ["German, track 1", [..."%B4012000098765439&DOE-JOHN&29121010000000000000000_"], 19],
    ["German, track 2", dead("ö4012000098765439´29121010000000_"), 18],
    ["Turkish, track 2", [..."ş4012000098765439-29121010000000:"], 18],
    ["Turkish F, track 1", [..."%B5555555555554444&DOE.JOHN&29122010000?"], 19],
    ["Spanish, track 2", [..."ñ371449635398431¡29121010000000_"], 17],
    ["Danish, track 1, slashed", [..."%B6011000990139424&DOE-JOHN&2912101?"], 19],
    ["track 2 alone, without its sentinel", [..."4012000098765439=29121010000000?"], 24],
    ["track 2 alone, Turkish, without its sentinel", [..."4012000098765439-29122010000"], 24],
    ["track 1 without its sentinel", [..."4012000098765439^DOE/JOHN^2912101000"], 30],
    ["track 2 of 19 digits", [...";6212351112908122743=29121010000"], 21],
    ["an old number of 13 digits", [..."ö4222222222222´2912101"], 15],
  ];

  test.each(OTHER)("%s: is known by its shape, quick or slow", (_layout, keys, most) => {
    for (const gap of [2, 40, 300, 450]) {
      const { kinds } = type(new SwipeWatch(), keys, () => gap);
      const caught = kinds.indexOf("caught");
      expect(caught, `at ${gap} ms`).toBeGreaterThan(0);
      expect(caught).toBeLessThan(most);
      expect(new Set(kinds.slice(caught + 1))).toEqual(new Set(["rest"]));
    }
  });

  test("French: its digits are other signs, so the place of the keys tells", () => {
    const watch = new SwipeWatch();
    const keys = [..."m'à&éàààà\"ç_è-('\"ç=éç&é&à&ààà"].map((sign) => sign);
    const places = [...";4012000098765439=2912101000"];
    const kinds = places.map((place, at) => watch.key(keys[at] ?? "?", 1_000 + at * 300, place));
    expect(kinds.indexOf("caught")).toBe(17);
  });

  test("places are those of an American keyboard", () => {
    expect(["Digit4", "Numpad4", "KeyB", "Semicolon", "Equal"].map((code) => signAtPlace(code, false))).toEqual([
      ..."44B;=",
    ]);
    expect(["Digit5", "Digit6", "Slash"].map((code) => signAtPlace(code, true))).toEqual([..."%^?"]);
    expect(signAtPlace("F5", false)).toBeNull();
    expect(signAtPlace("", false)).toBeNull();
  });

  test("says how many keys before the digits belong to it", () => {
    for (const [keys, lead] of [
      ["Rosa ö4", 1],
      ["Rosa ?B4", 2],
      ["Rosa 4", 0],
      ["Rosa4", 0],
    ] as const) {
      const watch = new SwipeWatch();
      type(watch, [...keys], () => 100);
      expect({ keys, lead: watch.lead }).toEqual({ keys, lead });
    }
  });
});

describe("a hand", () => {
  const number = fc
    .tuple(fc.constantFrom("4", "51", "34", "6011", "36", "3530", "62"), fc.stringMatching(/^\d{18}$/))
    .map(([head, more]) => {
      const length = head === "34" ? 15 : head === "36" ? 14 : 16;
      const digits = (head + more).slice(0, length - 1);
      return digits + ([..."0123456789"].find((last) => luhn(digits + last)) ?? "");
    });
  const order = fc.record({
    number,
    by: fc.constantFrom("", " ", "Enter", "Tab", "/"),
    month: fc.integer({ min: 1, max: 12 }).map((month) => String(month).padStart(2, "0")),
    slash: fc.constantFrom("", "/", "-", ".", " "),
    year: fc.integer({ min: 26, max: 45 }).map(String),
    cvv: fc.stringMatching(/^\d{3,4}$/),
    zip: fc.stringMatching(/^(\d{5})?$/),
    gap: fc.constantFrom(0, 2, 30, 120, 300, 600),
  });

  test("who types an order in one go, at any pace, is never taken for a swipe", () => {
    fc.assert(
      fc.property(order, (it) => {
        const by = it.by.length > 1 ? [it.by] : [...it.by];
        const keys = [...it.number, ...by, ...it.month, ...it.slash, ...it.year, ...it.cvv, ...it.zip, "Enter"];
        expect(type(new SwipeWatch(), keys, () => it.gap).kinds).not.toContain("caught");
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    [..."4012000098765439122999985284", "Enter"],
    [..."1250", "Enter", ..."4012000098765439122999985284", "Enter"],
    [..."4012000098765439", "Tab", ..."1229", "Tab", ..."999", "Tab", ..."85284", "Enter"],
    [..."4012 0000 9876 5439 12/29 999 85284"],
    [..."Visa 4012000098765439 12/29 999 85284"],
    [..."order 50%, 4012000098765439 12/29"],
  ])("%s%s%s… is a hand's, however fast", (...keys) => {
    for (const gap of [0, 5, 90]) expect(type(new SwipeWatch(), keys, () => gap).kinds).not.toContain("caught");
  });

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
