import { moneyText } from "../../shared/currency";
import type { Overview, OverviewSpan, OverviewSums, Point, Share } from "../../shared/overview";
import { figureWords } from "../../shared/words/figures";
import { overviewScreenWords } from "../../shared/words/overview-screen";
import { NO_FILTER, dayOf } from "../../shared/history";
import { opener } from "./open-list";
import { beforeWords, dayText, dayTick, hourText, percentText, shortMoney } from "./overview-words";
import type { PlotData, PlotPoint } from "./plot-data";

const words = overviewScreenWords.plots;

/** What was taken, hour by hour, day by day or week by week, beside the time that it is compared with. */
export function takenPlot(span: OverviewSpan, overview: Overview, sums: OverviewSums): PlotData {
  const { by, now } = overview;
  const text = (amount: number): string => moneyText(amount, sums.currency);
  const before = new Map(sums.pointsBefore.map((point) => [point.slot, point]));
  const points = sums.points.map((point): PlotPoint => {
    const other = before.get(point.slot);
    const begun = point.from <= now;
    const open = begun ? openDays(point, sums) : undefined;
    return {
      key: String(point.from),
      label: by === "hour" ? hourText(point.from) : by === "day" ? dayText(point.from, now) : weekText(point, now),
      tick: by === "hour" ? hourText(point.from) : dayTick(point.from),
      values: [begun ? point.taken.amount : null, other ? other.taken.amount : null],
      ...(open ? { open } : {}),
    };
  });
  const most = sums.points.reduce<Point | null>(
    (best, point) => (point.taken.amount > (best?.taken.amount ?? 0) ? point : best),
    null,
  );
  const label = most === null ? "" : (points[sums.points.indexOf(most)]?.label ?? "");
  return {
    title: words.taken[by],
    says: most === null ? words.none : words.most({ amount: text(most.taken.amount), peak: words.peak[by], label }),
    series: [figureWords.figures.taken.name, beforeWords(span, overview)],
    of: words.of[by],
    points,
    text,
    short: (amount) => shortMoney(amount, sums.currency),
  };
}

function weekText({ from }: Point, now: number): string {
  return words.weekOf({ day: dayText(from, now) });
}

/** Opens the payments of the days that a point is of, narrowed as all that was taken is. */
function openDays({ from, to }: Point, { taken }: OverviewSums): (() => void) | undefined {
  if (taken.opens?.screen !== "payments") return undefined;
  const filter = { ...NO_FILTER, ...taken.opens.filter };
  return opener({
    ...taken.opens,
    filter: { ...filter, when: { kind: "between", from: dayOf(from), to: dayOf(to - 1) } },
  });
}

/** What was taken, by channel, brand, person or account: the largest part first. */
function sharePlot(by: "byChannel" | "byBrand" | "byPerson" | "byAccount", sums: OverviewSums): PlotData {
  const { currency, taken } = sums;
  const shares: readonly Share[] = sums[by];
  const [first] = shares;
  return {
    title: figureWords[by],
    says:
      first === undefined || taken.amount <= 0
        ? words.none
        : shares.length === 1
          ? words.all(first)
          : words.largest({ label: first.label, part: percentText(first.amount / taken.amount) }),
    series: [words.amount],
    of: words[by],
    besides: [words.payments],
    points: shares.map((share) => pointOf(share, share.amount, words.count({ count: share.count }))),
    text: (amount) => moneyText(amount, currency),
    short: (amount) => shortMoney(amount, currency),
  };
}

/** Why cards were declined, in plain words, the most frequent reason first. */
function declinesPlot({ declines, currency }: OverviewSums): PlotData {
  const all = declines.reduce((sum, { count }) => sum + count, 0);
  const sorted = declines.toSorted((one, other) => other.count - one.count);
  const [first] = sorted;
  return {
    title: figureWords.declines,
    says:
      first === undefined ? words.declines.none : words.mostDeclines({ label: first.label, count: first.count, all }),
    series: [words.payments],
    of: words.declines.of,
    besides: [words.amount],
    points: sorted.map((share) => pointOf(share, share.count, moneyText(share.amount, currency))),
    text: (count) => words.count({ count }),
    short: (count) => words.count({ count }),
  };
}

/** The holds that there are now, by the days that are left to capture them. */
function holdsPlot({ holdsLeft, currency }: OverviewSums): PlotData {
  const amount = holdsLeft.reduce((sum, hold) => sum + hold.amount, 0);
  const count = holdsLeft.reduce((sum, hold) => sum + hold.count, 0);
  return {
    title: figureWords.figures.holds_left.name,
    says: count === 0 ? words.holds.none : words.holdsNow({ amount: moneyText(amount, currency), count }),
    series: [words.amount],
    of: words.holds.of,
    besides: [words.payments],
    points: holdsLeft.map((hold) =>
      pointOf(
        { key: String(hold.daysLeft), label: figureWords.daysLeft({ days: hold.daysLeft }), opens: hold.opens },
        hold.amount,
        words.count({ count: hold.count }),
      ),
    ),
    text: (value) => moneyText(value, currency),
    short: (value) => shortMoney(value, currency),
  };
}

function pointOf(share: Pick<Share, "key" | "label" | "opens">, value: number, beside: string): PlotPoint {
  const open = opener(share.opens);
  return { key: share.key, label: share.label, values: [value], besides: [beside], ...(open ? { open } : {}) };
}

/** What the sums are made of, part by part. Accounts only where those of several are looked at. */
export function partPlots(sums: OverviewSums, everywhere: boolean): readonly PlotData[] {
  return [
    sharePlot("byChannel", sums),
    sharePlot("byBrand", sums),
    sharePlot("byPerson", sums),
    ...(everywhere ? [sharePlot("byAccount", sums)] : []),
    declinesPlot(sums),
    holdsPlot(sums),
  ];
}
