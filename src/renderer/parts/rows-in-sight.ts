import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { flushSync } from "react-dom";

const ROW_HEIGHT = 48;
const HEADING_HEIGHT = 36;
/** The row of titles, which stays at the top of what scrolls. */
const TITLES_HEIGHT = 38;
/** So many rows above and below those in sight exist as well. */
const BESIDE = 12;
/** For so many frames, a sixth of a second, a row that was scrolled to stays in sight. */
const KEPT_FRAMES = 10;
/** For so long after its last turn a wheel may still move what it scrolls (ms). */
const WHEEL_MS = 500;

/** What is in sight of a list whose rows are all of one height, some of them with a heading above. */
export interface RowsInSight {
  /** The rows that exist, by their indexes. */
  readonly shown: readonly number[];
  /** The first that is really in sight. */
  readonly top: number;
  /** How high all is that stands above and below the rows that exist. */
  readonly above: number;
  readonly below: number;
  /** How many rows a press of Page Down passes. */
  readonly page: () => number;
  /** Brings a row into sight by the shortest way. */
  readonly scrollTo: (index: number) => void;
  /** Rows that were made anew have scrolled the list: it is where it was. */
  readonly stay: () => void;
}

/** `headings`: the rows that have one above, in their order. `onEnd` is called when the last rows come into sight. */
export function useRowsInSight(list: {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly headings: readonly number[];
  readonly onEnd: (() => void) | undefined;
}): RowsInSight {
  const { scroller, count, headings, onEnd } = list;
  const [sight, setSight] = useState({ from: 0, height: 0 });
  /** The frame in which the row that was scrolled to last is looked after. */
  const frame = useRef(0);
  /** Where it was scrolled to last. */
  const place = useRef(0);
  /** When a wheel turned last over the list. */
  const wheeled = useRef(-Infinity);
  /** Looks again. A move within the topmost row draws nothing. */
  const look = (box: HTMLElement): void => {
    const height = box.clientHeight;
    const from = box.scrollTop;
    place.current = from;
    setSight((old) =>
      old.height === height && rowAt(old.from, headings) === rowAt(from, headings) ? old : { from, height },
    );
  };

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    // Drawn at once, so that a quick wheel shows no gap.
    const scrolled = (): void => flushSync(() => look(box));
    const turned = (): void => {
      const now = performance.now();
      // One that begins to turn is meant.
      if (now - wheeled.current > WHEEL_MS) cancelAnimationFrame(frame.current);
      wheeled.current = now;
    };
    const watch = new ResizeObserver(() => look(box));
    look(box);
    watch.observe(box);
    box.addEventListener("scroll", scrolled, { passive: true });
    box.addEventListener("wheel", turned, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener("scroll", scrolled);
      box.removeEventListener("wheel", turned);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- what it reads of a list changes with the headings alone
  }, [headings]);

  const top = Math.min(rowAt(sight.from, headings), Math.max(0, count - 1));
  const from = Math.max(0, top - BESIDE);
  const to = Math.min(count, rowAt(sight.from + sight.height, headings) + 1 + BESIDE);
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, nth) => from + nth);
  const atEnd = count > 0 && to >= count - BESIDE;
  useEffect(() => {
    if (atEnd) onEnd?.();
    // oxlint-disable-next-line react/exhaustive-deps -- once for each row that comes into sight there
  }, [atEnd, to, count]);

  return {
    shown,
    top,
    above: startOf(from, headings),
    below: startOf(count, headings) - startOf(to, headings),
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_HEIGHT) / ROW_HEIGHT) - 2),
    scrollTo(index) {
      const box = scroller.current;
      if (!box) return;
      bringIntoSight(box, index, headings);
      look(box);
      // A wheel that still turns takes it away again, and so do rows that are made anew.
      const keep = (frames: number): void => {
        cancelAnimationFrame(frame.current);
        if (frames === 0) return;
        frame.current = requestAnimationFrame(() => {
          bringIntoSight(box, index, headings);
          keep(frames - 1);
        });
      };
      keep(KEPT_FRAMES);
    },
    stay() {
      if (scroller.current) scroller.current.scrollTop = place.current;
    },
  };
}

function bringIntoSight(box: HTMLElement, index: number, headings: readonly number[]): void {
  const start = startOf(index, headings);
  const end = Math.min(start, startOf(index + 1, headings) + TITLES_HEIGHT - box.clientHeight);
  if (box.scrollTop < end) box.scrollTop = end;
  else if (box.scrollTop > start) box.scrollTop = start;
}

/** How high all is that stands above a row and its heading. */
export function startOf(index: number, headings: readonly number[]): number {
  return index * ROW_HEIGHT + headings.filter((each) => each < index).length * HEADING_HEIGHT;
}

/** The row that is so far below the top, or whose heading is. */
export function rowAt(place: number, headings: readonly number[]): number {
  const above = headings.filter((each) => startOf(each, headings) <= place);
  return Math.max(above.at(-1) ?? 0, Math.floor((place - above.length * HEADING_HEIGHT) / ROW_HEIGHT));
}
