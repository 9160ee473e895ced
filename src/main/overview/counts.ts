import type { AccountId } from "../../shared/account";
import type { Tally } from "../../shared/overview";
import { breathe } from "../base/breathe";
import type { HistoryStore } from "../history/store";
import { QUARTER_MS, tallyOf, type TallyGroup } from "../history/tally";
import type { Range } from "./spans";

/** What the payments of one account count as, by quarter of an hour. */
export interface Counts {
  /** All groups of a time together. */
  groups(range: Range): (Tally & { readonly group: TallyGroup })[];
  /** Each group in each quarter; `slot`: in which of the slots, which lie side by side in time. */
  each(slots: readonly Range[], hear: (slot: number, group: TallyGroup, tally: Tally) => void): void;
}

interface Bucket extends Tally {
  readonly group: TallyGroup;
}

const SLICE = 500;
const EVERYTHING = { match: null, from: null, to: null, amountFrom: null, amountTo: null };

/** Counts that are as the copy is. */
export function createCounts(store: HistoryStore): { of(account: AccountId): Promise<Counts> } {
  const known = new Map<AccountId, { readonly revision: number; readonly counts: Counts }>();
  return {
    async of(account) {
      const there = known.get(account);
      const revision = store.revision();
      if (there?.revision === revision) return there.counts;
      const counts = await countAll(store, account);
      known.set(account, { revision, counts });
      return counts;
    },
  };
}

async function countAll(store: HistoryStore, account: AccountId): Promise<Counts> {
  const quarters = new Map<number, Map<string, { group: TallyGroup; count: number; amount: number }>>();
  for (let before: number | null = null; ; ) {
    const { kept, next } = store.list(account, EVERYTHING, before, SLICE);
    for (const { quarter, group, amount } of kept.flatMap(tallyOf)) {
      const buckets = quarters.get(quarter) ?? new Map<string, { group: TallyGroup; count: number; amount: number }>();
      quarters.set(quarter, buckets);
      const key = JSON.stringify(group);
      const bucket = buckets.get(key) ?? { group, count: 0, amount: 0 };
      buckets.set(key, { group, count: bucket.count + 1, amount: bucket.amount + amount });
    }
    if (next === null) break;
    before = next;
    await breathe();
  }
  return countsOf(new Map([...quarters].map(([quarter, buckets]) => [quarter, [...buckets.values()]])));
}

function countsOf(quarters: ReadonlyMap<number, readonly Bucket[]>): Counts {
  const sorted = [...quarters.keys()].sort((one, other) => one - other);
  const each: Counts["each"] = (slots, hear) => {
    let slot = 0;
    for (const quarter of sorted) {
      const at = quarter * QUARTER_MS;
      while (slot < slots.length && at >= (slots[slot]?.to ?? 0)) slot++;
      if (slot === slots.length) return;
      if (at < (slots[slot]?.from ?? 0)) continue;
      for (const bucket of quarters.get(quarter) ?? []) hear(slot, bucket.group, bucket);
    }
  };
  return {
    each,
    groups(range) {
      const groups = new Map<string, { group: TallyGroup; count: number; amount: number }>();
      each([range], (_slot, group, { count, amount }) => {
        const key = JSON.stringify(group);
        const sum = groups.get(key) ?? { group, count: 0, amount: 0 };
        groups.set(key, { group, count: sum.count + count, amount: sum.amount + amount });
      });
      return [...groups.values()];
    },
  };
}
