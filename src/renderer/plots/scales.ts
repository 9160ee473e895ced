import { nice, ticks } from "d3-array";

/** Where the points stand beside each other, in pixels. */
export interface Bands {
  /** From the middle of one to the middle of the next. */
  readonly step: number;
  /** The width of a bar. */
  readonly width: number;
  /** The left edge of one's bar. */
  readonly left: (at: number) => number;
  readonly centre: (at: number) => number;
}

/** So much of a step is between two bars, and half of it before the first and behind the last. */
const GAP = 0.3;

/** As many bars as there are points, from `left` to `right`. */
export function bandsOf(count: number, left: number, right: number): Bands {
  const step = (right - left) / Math.max(1, count);
  const width = step * (1 - GAP);
  const edge = (at: number): number => left + step * at + (step - width) / 2;
  return { step, width, left: edge, centre: (at) => edge(at) + width / 2 };
}

/** How high values stand, in pixels from above, and the round values that the axis names. */
export interface Heights {
  readonly of: (value: number) => number;
  readonly named: readonly number[];
}

/** How many parts an axis has, about. */
const PARTS = 4;

/** From the least value at `bottom` to the largest at `top`, both made round. Where all is 0 nothing else is named. */
export function heightsOf(least: number, largest: number, bottom: number, top: number): Heights {
  const none = least === largest;
  const [from, to] = none ? [least, least + 1] : nice(least, largest, PARTS);
  return {
    of: (value) => bottom + ((value - from) / (to - from)) * (top - bottom),
    // There is no half of a cent to name.
    named: none ? [least] : ticks(from, to, PARTS).filter(Number.isInteger),
  };
}
