import { brandText } from "../../shared/brand-words";
import { reasonForDecline } from "../../shared/advice-reasons";
import { byCurrency, type Currency } from "../../shared/currency";
import type { DeclineReason } from "../../shared/decline-reason";
import type { FigureCode, OverviewSums, Point, Tally } from "../../shared/overview";
import { figureWords as words } from "../../shared/words/figures";
import type { TallyGroup } from "../history/tally";
import { opensFor, type Behind } from "./opens";
import type { Range } from "./spans";

/** How often and with how much a group of payments of an account stands in a time. */
export interface Counted extends Tally {
  readonly account: string;
  readonly group: TallyGroup;
}

export interface SumsInput {
  /** What this desk charges: its sums are there also where there are none. */
  readonly currency: Currency;
  readonly counted: readonly Counted[];
  readonly before: readonly Counted[];
  /** By currency. */
  readonly points: ReadonlyMap<Currency, Point[]>;
  readonly pointsBefore: ReadonlyMap<Currency, Point[]>;
  /** Points without anything in them. */
  readonly empty: Point[];
  readonly emptyBefore: Point[];
  readonly holds: readonly Hold[];
  readonly span: Range;
  /** null: figures are of several accounts. */
  readonly account: string | null;
  readonly nameOf: (account: string) => string;
}

/** A hold that there is now. `daysLeft` as in OverviewSums. */
export interface Hold {
  readonly account: string;
  readonly currency: Currency;
  readonly amount: number;
  readonly daysLeft: number | null;
}

/** MONEY: the figures of each currency; no two currencies are ever added. */
export function sumsOf(input: SumsInput): OverviewSums[] {
  const { currency, counted, before, holds } = input;
  const seen = new Set([currency, ...holds.map((hold) => hold.currency)]);
  for (const { group } of [...counted, ...before]) seen.add(group.currency);
  const all = [...seen].sort((one, other) => (one === currency ? -1 : other === currency ? 1 : byCurrency(one, other)));
  return all.map((each) => sumsIn(each, input, all.length > 1));
}

function sumsIn(currency: Currency, input: SumsInput, isOneOfMany: boolean): OverviewSums {
  const counted = input.counted.filter(({ group }) => group.currency === currency);
  const before = input.before.filter(({ group }) => group.currency === currency);
  const opens = (behind: Behind): ReturnType<typeof opensFor> =>
    opensFor(behind, { ...input, currency: isOneOfMany ? currency : null });
  const figure = (code: FigureCode, tally: Tally, behind: Behind | null) => ({
    code,
    ...tally,
    opens: behind && opens(behind),
  });
  const taken = of(counted, "taken");
  const refunded = of(counted, "refunded");
  const declined = of(counted, "failed");
  const approved = of(counted, ...APPROVED);
  const took = counted.filter(({ group }) => group.kind === "taken");
  const takenBefore = of(before, "taken");
  const refundedBefore = of(before, "refunded");
  return {
    currency,
    taken: figure("taken", taken, { kind: "taken" }),
    refunded: figure("refunded", refunded, { kind: "refunded" }),
    net: figure("net", { count: taken.count, amount: taken.amount - refunded.amount }, null),
    average: averageOf(taken),
    approval: {
      approved: figure("approved", approved, { kind: "approved" }),
      declined: figure("declined", declined, { kind: "failed" }),
      notKnown: figure("not_known", of(counted, "unknown"), { kind: "unknown" }),
      rate: rateOf(approved.count, declined.count),
    },
    held: figure("held", of(counted, "held"), { kind: "held" }),
    voided: figure("voided", of(counted, "voided"), { kind: "voided" }),
    lapsed: figure("lapsed", of(counted, "lapsed"), { kind: "lapsed" }),
    disputed: figure("disputed", of(counted, "disputed"), { kind: "disputed" }),
    before: {
      taken: takenBefore,
      refunded: refundedBefore,
      net: takenBefore.amount - refundedBefore.amount,
      average: averageOf(takenBefore),
      rate: rateOf(of(before, ...APPROVED).count, of(before, "failed").count),
    },
    points: input.points.get(currency) ?? input.empty,
    pointsBefore: input.pointsBefore.get(currency) ?? input.emptyBefore,
    byChannel: shared(
      took,
      ({ channel }) => channel ?? "elsewhere",
      ({ group: { channel } }) => ({
        label: channel === null ? words.notStated : words.channels[channel],
        channel,
        opens: opens({ kind: "taken", channel: channel ?? "elsewhere" }),
      }),
    ),
    byBrand: shared(took, brandText, ({ group }) => ({
      label: brandText(group),
      brand: group.brand,
      opens: group.brand === "unknown" ? null : opens({ kind: "taken", brand: group.brand }),
    })),
    byPerson: shared(
      took,
      ({ operator }) => operator ?? "",
      ({ group: { operator } }) => ({
        label: operator ?? words.notStated,
        opens: opens({ kind: "taken", person: operator }),
      }),
    ),
    byAccount: shared(
      took,
      (_group, account) => account,
      ({ account }) => ({
        label: input.nameOf(account),
        account,
        opens: opensFor({ kind: "taken" }, { ...input, account, currency: isOneOfMany ? currency : null }),
      }),
    ),
    declines: shared(
      counted.filter(({ group }) => group.kind === "failed"),
      reasonOf,
      ({ group }) => {
        const reason = reasonOf(group);
        return { label: words.reasons[reason], reason, opens: opens({ kind: "failed", reason }) };
      },
    ),
    holdsLeft: holdsIn(currency, input),
  };
}

/** What the card's bank approved, whatever became of it since. */
const APPROVED = ["taken", "held", "voided", "lapsed"] as const;

function of(counted: readonly Counted[], ...kinds: readonly TallyGroup["kind"][]): { count: number; amount: number } {
  const sum = { count: 0, amount: 0 };
  for (const { group, count, amount } of counted) {
    if (!kinds.includes(group.kind)) continue;
    sum.count += count;
    sum.amount += amount;
  }
  return sum;
}

/** In minor units, rounded; null: there was none. */
function averageOf({ count, amount }: Tally): number | null {
  return count === 0 ? null : Math.round(amount / count);
}

/** MONEY: what is not known is neither approved nor declined. */
function rateOf(approved: number, declined: number): number | null {
  return approved + declined === 0 ? null : approved / (approved + declined);
}

function reasonOf({ why }: TallyGroup): DeclineReason {
  return reasonForDecline(why?.code ?? null, why?.message ?? null);
}

/** One share for each key, the largest first. `about` is asked once a key: there are many groups. */
function shared<T extends { readonly label: string }>(
  counted: readonly Counted[],
  keyOf: (group: TallyGroup, account: string) => string,
  about: (first: Counted) => T,
): (T & Tally & { readonly key: string })[] {
  const shares = new Map<string, T & { readonly key: string; count: number; amount: number }>();
  for (const one of counted) {
    const key = keyOf(one.group, one.account);
    const share = shares.get(key) ?? { ...about(one), key, count: 0, amount: 0 };
    share.count += one.count;
    share.amount += one.amount;
    shares.set(key, share);
  }
  return [...shares.values()].sort(
    (one, other) => other.amount - one.amount || other.count - one.count || (one.label < other.label ? -1 : 1),
  );
}

function holdsIn(currency: Currency, { holds, account }: SumsInput): OverviewSums["holdsLeft"] {
  const left = new Map<number | null, { count: number; amount: number }>();
  for (const hold of holds) {
    if (hold.currency !== currency) continue;
    const sum = left.get(hold.daysLeft) ?? { count: 0, amount: 0 };
    left.set(hold.daysLeft, { count: sum.count + 1, amount: sum.amount + hold.amount });
  }
  return [...left]
    .map(([daysLeft, sum]) => ({ daysLeft, ...sum, opens: account === null ? null : { screen: "holds" as const } }))
    .sort((one, other) => (one.daysLeft ?? Infinity) - (other.daysLeft ?? Infinity));
}
