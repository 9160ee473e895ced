import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrangementOf, placeWindow, type Box } from "../../../src/main/shell/placement";

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const inside = (one: Box, area: Box): boolean =>
  one.x >= area.x &&
  one.y >= area.y &&
  one.x + one.width <= area.x + area.width &&
  one.y + one.height <= area.y + area.height;

const LAPTOP = box(0, 25, 1440, 875);
const DESK = box(1440, 0, 2560, 1400);

describe("a window", () => {
  it.each([
    ["a small work area has it as a whole", [box(0, 0, 1097, 569)], null, box(0, 0, 1097, 569)],
    ["a large one has it in the middle", [DESK], null, box(2080, 300, 1280, 800)],
    ["its earlier place is kept", [LAPTOP, DESK], box(1500, 100, 1000, 700), box(1500, 100, 1000, 700)],
    ["its display has gone", [LAPTOP], box(1500, 100, 1000, 700), box(220, 112, 1000, 700)],
    ["its display is smaller than it was", [box(0, 25, 1024, 743)], box(200, 100, 1400, 900), box(0, 25, 1024, 743)],
    ["it hung out at the edge", [LAPTOP], box(1000, 600, 1000, 700), box(440, 200, 1000, 700)],
    ["it stood above the screen", [LAPTOP], box(100, -400, 1000, 700), box(100, 25, 1000, 700)],
    ["it was smaller than is allowed", [LAPTOP], box(100, 100, 50, 50), box(100, 100, 960, 540)],
    [
      "a display to the left",
      [LAPTOP, box(-1920, 0, 1920, 1080)],
      box(-1800, 50, 1280, 800),
      box(-1800, 50, 1280, 800),
    ],
    ["it lay over two", [LAPTOP, DESK], box(1300, 100, 1000, 700), box(1440, 100, 1000, 700)],
    ["a tiny display", [box(0, 0, 800, 480)], null, box(0, 0, 800, 480)],
  ])("%s", (_what, areas, earlier, expected) => {
    expect(placeWindow(areas, earlier).box).toEqual(expected);
  });

  it("that is the second one stands a little beside the first", () => {
    expect(placeWindow([DESK], null, 1).box).toEqual(box(2108, 328, 1280, 800));
    expect(inside(placeWindow([DESK], null, 99).box, DESK)).toBe(true);
  });

  it("can be made as small as 960x540, and smaller where the screen is", () => {
    expect(placeWindow([LAPTOP], null).least).toEqual({ width: 960, height: 540 });
    expect(placeWindow([box(0, 0, 800, 480)], null).least).toEqual({ width: 800, height: 480 });
  });

  it("is always in one work area as a whole, whatever was kept", () => {
    const far = fc.integer({ min: -100_000, max: 100_000 });
    const side = fc.integer({ min: 1, max: 100_000 });
    const area = fc.record({
      x: fc.integer({ min: -8_000, max: 8_000 }),
      y: fc.integer({ min: -8_000, max: 8_000 }),
      width: fc.integer({ min: 320, max: 8_000 }),
      height: fc.integer({ min: 200, max: 5_000 }),
    });
    const kept = fc.option(fc.record({ x: far, y: far, width: side, height: side }));
    fc.assert(
      fc.property(
        fc.array(area, { minLength: 1, maxLength: 5 }),
        kept,
        fc.nat({ max: 30 }),
        (areas, earlier, before) => {
          const { box: placed, least } = placeWindow(areas, earlier, before);
          expect(areas.some((one) => inside(placed, one))).toBe(true);
          expect(placed.width >= least.width && placed.height >= least.height).toBe(true);
          expect(placeWindow(areas, placed).box).toEqual(placed);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

it("an arrangement has one name, in whatever order its displays are told", () => {
  expect(arrangementOf([LAPTOP, DESK])).toBe(arrangementOf([DESK, LAPTOP]));
  expect(arrangementOf([LAPTOP, DESK])).not.toBe(arrangementOf([LAPTOP]));
});
