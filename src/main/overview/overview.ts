import type { AccountId, KnownAccount } from "../../shared/account";
import type { Attempt } from "../../shared/attempt";
import type { Currency } from "../../shared/currency";
import { dayOf, type HistoryStatus } from "../../shared/history";
import type { CopyOf, Overview, OverviewInput, Point, Tally } from "../../shared/overview";
import type { WeekStart } from "../../shared/times";
import { figureWords as words } from "../../shared/words/figures";
import type { Clock } from "../base/clock";
import type { Counts } from "../history/counts";
import { fileName } from "../history/day-desk";
import type { DayPage, PageAbout } from "../history/day-page";
import type { HistoryStore } from "../history/store";
import { overviewPage } from "./overview-page";
import { overviewRows } from "./overview-rows";
import { createExports } from "../history/write-export";
import { sumsOf, type Hold } from "./figures";
import { createStanding, needsOf } from "./needs";
import { slotsOf, timesOf, type Range } from "./spans";

/** The picture of the business, from the local copies alone. Nothing here moves money or asks the network. */
export interface OverviewRoom {
  /** Throws a Failure where the days are none, are turned around, or are too many. */
  read(asked: OverviewInput): Promise<Overview>;
  /** The same as a file of CSV; `path` null: called off. Throws as `read`, and as `Exports.write` does. */
  csv(asked: OverviewInput): Promise<{ readonly path: string | null; readonly count: number }>;
  /** The same as a page to save. Throws as `read`. */
  page(asked: OverviewInput): Promise<DayPage>;
}

export interface OverviewOptions {
  readonly store: HistoryStore;
  /** The window's account. */
  readonly account: AccountId;
  /** All accounts that can be chosen. */
  readonly accounts: () => readonly KnownAccount[];
  readonly status: (account: AccountId) => HistoryStatus;
  /** The attempts of an account of which nobody knows the outcome yet. */
  readonly checking: (account: AccountId) => readonly Attempt[];
  /** How many customers' usual card expires soon. */
  readonly cardsExpiring: (account: AccountId) => number;
  readonly weekStart: () => WeekStart;
  /** What stands on the page beside the figures. */
  readonly about: () => PageAbout;
  /** Where to write a file of that name; null: the person cancelled. */
  readonly chooseFile: (name: string) => Promise<string | null>;
  readonly clock: Pick<Clock, "wall" | "steady">;
}

export function createOverview(options: OverviewOptions): OverviewRoom {
  const { store, clock } = options;
  const standingOf = createStanding(store);
  const exports = createExports({ chooseFile: options.chooseFile, clock, onProgress: () => undefined });
  const labelOf = ({ account, accounts }: OverviewOptions, wanted: OverviewInput["account"]): string =>
    wanted === "all" ? words.allAccounts : (accounts().find(({ id }) => id === (wanted ?? account))?.name ?? account);

  return {
    async csv(asked) {
      const overview = await this.read(asked);
      const label = labelOf(options, asked.account);
      const { header, rows } = overviewRows(overview, label, options.about().hours);
      let given = false;
      const once = (): typeof rows | null => {
        if (given) return null;
        given = true;
        return rows;
      };
      return exports.write("day", fileName("Overview", label, dayOf(overview.now)), rows.length, {
        header,
        rows: once,
      });
    },
    async page(asked) {
      return overviewPage(await this.read(asked), labelOf(options, asked.account), options.about());
    },
    async read({ span: asked, account: wanted }) {
      const now = clock.wall();
      const weekStart = options.weekStart();
      const { span, before, beforeWhole, by } = timesOf(asked, now, weekStart);
      const accounts = chosen(options, wanted);
      const known = await Promise.all(accounts.map(async ({ id }) => ({ id, of: await store.counts(id) })));
      const standing = await Promise.all(accounts.map(({ id }) => standingOf(id, now)));
      const slots = slotsOf(span, by, weekStart);
      const slotsBefore = slotsOf(beforeWhole, by, weekStart);
      const single = accounts.length === 1 ? (accounts[0]?.id ?? null) : null;
      const counted = (range: Range) =>
        known.flatMap(({ id, of }) => of.groups(range).map((one) => ({ account: id, ...one })));
      const sums = sumsOf({
        currency: accounts[0]?.currency ?? "USD",
        counted: counted(span),
        before: counted(before),
        points: pointsOf(known, slots),
        pointsBefore: pointsOf(known, slotsBefore),
        empty: slots.map(emptyPoint),
        emptyBefore: slotsBefore.map(emptyPoint),
        holds: standing.flatMap(({ holds }): readonly Hold[] => holds),
        span,
        account: single,
        nameOf: (id) => accounts.find((one) => one.id === id)?.name ?? id,
      });
      return {
        now,
        span,
        before,
        beforeWhole,
        by,
        sums,
        needs: accounts.flatMap(({ id }, at) =>
          needsOf(id, now, {
            standing: standing[at],
            checking: options.checking(id),
            cardsExpiring: options.cardsExpiring(id),
          }),
        ),
        copies: accounts.map((account) => copyOf(account, options.status(account.id), store)),
      };
    },
  };
}

/** MONEY: practice money is never added to real money, nor that of a sandbox. */
function chosen({ account, accounts }: OverviewOptions, wanted: OverviewInput["account"]): readonly KnownAccount[] {
  const all = accounts();
  const id = wanted === undefined || wanted === "all" ? account : wanted;
  const one = all.filter((each) => each.id === id);
  const environment = one[0]?.environment;
  if (wanted !== "all" || environment === undefined) return one;
  return all.filter((each) => each.environment === environment && !each.removed);
}

type Known = readonly { readonly of: Counts }[];

function pointsOf(known: Known, slots: readonly (Range & { readonly slot: number })[]): Map<Currency, Point[]> {
  const points = new Map<Currency, Point[]>();
  for (const { of } of known)
    for (const [currency, { taken, refunded }] of of.slots(slots)) {
      const before = points.get(currency) ?? slots.map(emptyPoint);
      const more = (to: Tally, tally: Tally | undefined): Tally => ({
        count: to.count + (tally?.count ?? 0),
        amount: to.amount + (tally?.amount ?? 0),
      });
      points.set(
        currency,
        before.map((point, at) => ({
          ...point,
          taken: more(point.taken, taken[at]),
          refunded: more(point.refunded, refunded[at]),
        })),
      );
    }
  return points;
}

function emptyPoint(slot: Range & { readonly slot: number }): Point {
  return { ...slot, taken: { count: 0, amount: 0 }, refunded: { count: 0, amount: 0 } };
}

function copyOf({ id, name }: KnownAccount, status: HistoryStatus, store: HistoryStore): CopyOf {
  const { wholeAt, cut } = store.state(id);
  const { state, count, total, sentence, readAt } = status;
  return {
    account: id,
    name,
    state,
    count,
    total,
    sentence,
    readAt,
    whole: wholeAt !== null && cut === null,
    missing: missingOf(status, wholeAt, cut !== null),
  };
}

function missingOf(
  { readAt, count, total, sentence }: HistoryStatus,
  wholeAt: number | null,
  cut: boolean,
): string | null {
  if (readAt === null) return sentence ?? words.copyEmpty;
  const number = (each: number): string => each.toLocaleString("en-US");
  if (wholeAt === null)
    return words.copyReading({ count: number(count), total: total === null ? null : number(total) });
  return cut ? words.copyCut : null;
}
