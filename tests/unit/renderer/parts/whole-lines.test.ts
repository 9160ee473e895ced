import fc from "fast-check";
import { expect, test } from "vitest";
import { whole } from "../../../../src/renderer/parts/whole-lines";

const band = (top: number, height: number) => ({ top, bottom: top + height });
const view = { top: 100, bottom: 400 };

test("half a line at an edge is left out, whole ones and what is out of sight change nothing", () => {
  expect(whole(view, [band(100, 20), band(380, 20), band(400, 20), band(60, 20)])).toEqual(view);
  expect(whole(view, [band(390, 20)])).toEqual({ top: 100, bottom: 390 });
  expect(whole(view, [band(90, 20)])).toEqual({ top: 110, bottom: 400 });
});

test("a button that begins above the line that was left out is left out as well", () => {
  expect(whole(view, [band(390, 20), band(370, 25)])).toEqual({ top: 100, bottom: 370 });
});

test("what is taller than half of the view is cut, because it could never be read else", () => {
  expect(whole(view, [band(200, 250)])).toEqual(view);
});

test("whatever stands there, no line is cut at the edges that are told", () => {
  const bands = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 60 })));
  fc.assert(
    fc.property(bands, (drawn) => {
      const all = drawn.map(([top, height]) => band(top, height));
      const seen = whole(view, all);
      if (seen === view) return;
      for (const edge of [seen.top, seen.bottom])
        expect(all.filter(({ top, bottom }) => top < edge - 0.5 && bottom > edge + 0.5)).toEqual([]);
      expect(seen.top).toBeGreaterThanOrEqual(view.top);
      expect(seen.bottom).toBeLessThanOrEqual(view.bottom);
    }),
  );
});
