import type { Currency } from "../../shared/currency";
import type { Tally } from "../../shared/overview";
import { breathe } from "../base/breathe";
import { QUARTER_MS, type TallyGroup } from "./tally";

/** From included, to not; epoch ms. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** What the payments of one account count as, by quarter of an hour; borders of ranges are borders of quarters. */
export interface Counts {
  /** The groups of a time, each once. */
  groups(range: TimeRange): (Tally & { readonly group: TallyGroup })[];
  /** What was taken and refunded in each of those times, by currency; a currency without either is not there. */
  slots(slots: readonly TimeRange[]): ReadonlyMap<Currency, SlotSums>;
}

export interface SlotSums {
  readonly taken: readonly Tally[];
  readonly refunded: readonly Tally[];
}

/** Where they are kept. */
interface Source {
  readonly group: (id: number) => TallyGroup;
  /** At most so many behind that group of that quarter, in order. */
  readonly after: (
    shelf: number,
    quarter: number,
    group: number,
    most: number,
  ) => readonly (readonly [quarter: number, group: number, count: number, amount: number])[];
  readonly quarter: (
    shelf: number,
    quarter: number,
  ) => readonly (readonly [group: number, count: number, amount: number])[];
}

/** So many rows are read at once: some 15 ms (tests/bench). */
const SLICE = 4000;
/** So many quarters are read again at once. */
const AGAIN = 200;

/** The kept sums in memory: read when first asked for, then only what has changed. */
export function createCounts(source: Source): {
  of(shelf: number): Promise<Counts>;
  /** Something of that quarter is otherwise than before. */
  changed(shelf: number, quarter: number): void;
  /** Nobody asks for that shelf any longer. */
  forget(shelf: number): void;
} {
  const known = new Map<number, Loaded>();
  return {
    async of(shelf) {
      let loaded = known.get(shelf);
      if (!loaded) known.set(shelf, (loaded = createLoaded(source, shelf)));
      await loaded.ready();
      return loaded;
    },
    changed: (shelf, quarter) => known.get(shelf)?.changed.add(quarter),
    forget: (shelf) => void known.delete(shelf),
  };
}

interface Loaded extends Counts {
  /** Quarters that are otherwise on the disk. */
  readonly changed: Set<number>;
  /** Resolves when all is as it is on the disk. */
  ready(): Promise<void>;
}

function createLoaded(source: Source, shelf: number): Loaded {
  /** Of each quarter its group, count and amount, one after the other. */
  const quarters = new Map<number, number[]>();
  const changed = new Set<number>();
  let order: number[] | null = null;
  let loading: Promise<void> | null = null;

  const readAll = async (): Promise<void> => {
    for (let last: readonly number[] = [-1e15, 0]; ; ) {
      const rows = source.after(shelf, last[0] ?? 0, last[1] ?? 0, SLICE);
      for (const [quarter, group, count, amount] of rows) {
        const there = quarters.get(quarter);
        if (there) there.push(group, count, amount);
        else quarters.set(quarter, [group, count, amount]);
      }
      const end = rows.at(-1);
      if (!end || rows.length < SLICE) return;
      last = end;
      await breathe();
    }
  };
  const readChanged = async (): Promise<void> => {
    let read = 0;
    for (const quarter of changed) {
      if (++read % AGAIN === 0) await breathe();
      changed.delete(quarter);
      const rows = source.quarter(shelf, quarter).flat();
      if (quarters.has(quarter) !== rows.length > 0) order = null;
      if (rows.length > 0) quarters.set(quarter, rows);
      else quarters.delete(quarter);
    }
  };
  /** The rows from the first quarter of the range to its last, for the loops below: a year has a hundred thousand. */
  const stretchOf = ({ from, to }: TimeRange): { quarters: readonly number[]; first: number; end: number } => {
    order ??= [...quarters.keys()].sort((one, other) => one - other);
    const first = firstFrom(order, Math.ceil(from / QUARTER_MS));
    return { quarters: order, first, end: firstFrom(order, Math.ceil(to / QUARTER_MS)) };
  };
  return {
    changed,
    async ready() {
      loading ??= readAll().catch((error: unknown) => {
        loading = null;
        quarters.clear();
        throw error;
      });
      await loading;
      await readChanged();
    },
    groups(range) {
      const [counts, amounts]: [number[], number[]] = [[], []];
      const { quarters: all, first, end } = stretchOf(range);
      for (let at = first; at < end; at++) {
        const rows = quarters.get(all[at] ?? 0) ?? [];
        for (let row = 0; row < rows.length; row += 3) {
          const id = rows[row] ?? 0;
          counts[id] = (counts[id] ?? 0) + (rows[row + 1] ?? 0);
          amounts[id] = (amounts[id] ?? 0) + (rows[row + 2] ?? 0);
        }
      }
      return counts.flatMap((count, group) => ({ group: source.group(group), count, amount: amounts[group] ?? 0 }));
    },
    slots(slots) {
      const sums = new Map<Currency, Record<"taken" | "refunded", Tally[]>>();
      const inSlots = (): Tally[] => slots.map(() => ({ count: 0, amount: 0 }));
      /** By the number of the group; null: nothing that is told by slot. */
      const places: (Tally[] | null | undefined)[] = [];
      const placeOf = (id: number): Tally[] | null => {
        const { currency, kind } = source.group(id);
        if (kind !== "taken" && kind !== "refunded") return null;
        const there = sums.get(currency) ?? { taken: inSlots(), refunded: inSlots() };
        sums.set(currency, there);
        return there[kind];
      };
      slots.forEach((range, slot) => {
        const { quarters: all, first, end } = stretchOf(range);
        for (let at = first; at < end; at++) {
          const rows = quarters.get(all[at] ?? 0) ?? [];
          for (let row = 0; row < rows.length; row += 3) {
            const id = rows[row] ?? 0;
            let place = places[id];
            if (place === undefined) places[id] = place = placeOf(id);
            const tally = place?.[slot];
            if (!tally) continue;
            tally.count += rows[row + 1] ?? 0;
            tally.amount += rows[row + 2] ?? 0;
          }
        }
      });
      return sums;
    },
  };
}

/** The place of the first that is not below. */
function firstFrom(order: readonly number[], least: number): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
