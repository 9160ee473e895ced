import { amountCell, type Cell } from "../../shared/csv";
import type { Currency } from "../../shared/currency";
import { dayOf } from "../../shared/history";
import type { Overview, OverviewSums, Point, Tally } from "../../shared/overview";
import { clockText } from "../../shared/times";
import { figureWords as words } from "../../shared/words/figures";

const COLUMNS = ["part", "what", "from", "to", "count", "amount", "currency", "share", "counts"] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], Cell>>;

/** The figures of a time as a sheet, a row a number; `account`: of which they are. */
export function overviewRows(
  overview: Overview,
  account: string,
  hours: 12 | 24,
): { header: readonly string[]; rows: Cell[][] } {
  const { file } = words;
  const days = ({ from, to }: Overview["span"]) => ({
    from: { number: dayOf(from) },
    to: { number: dayOf(to - 1) },
  });
  const span = days(overview.span);
  const rows: Row[] = [
    { part: file.span, what: account, ...span },
    ...overview.copies.flatMap(({ name, missing }) =>
      missing === null ? [] : [{ part: file.missing, what: name, counts: missing }],
    ),
    ...overview.sums.flatMap((sums) => sumRows(sums, overview, span, hours)),
    ...overview.needs.flatMap(({ code, count, money }): Row[] => {
      const about = { part: file.needs, what: words.figures[code].name, counts: words.figures[code].counts };
      if (money.length === 0) return [{ ...about, count: { number: count } }];
      return money.map((sum) => ({ ...about, count: { number: count }, ...moneyOf(sum.amount, sum.currency) }));
    }),
  ];
  return {
    header: COLUMNS.map((column) => file.columns[column]),
    rows: rows.map((row) => COLUMNS.map((column) => row[column] ?? null)),
  };
}

function sumRows(sums: OverviewSums, { before, by }: Overview, span: Row, hours: 12 | 24): Row[] {
  const { currency, approval } = sums;
  const { file } = words;
  const of = (part: string, what: string, { count, amount }: Tally, more: Row = {}): Row => ({
    part,
    what,
    ...span,
    count: { number: count },
    ...moneyOf(amount, currency),
    ...more,
  });
  const figures = [sums.taken, sums.refunded, sums.net, approval.approved, approval.declined, approval.notKnown].concat(
    [sums.held, sums.voided, sums.lapsed, sums.disputed],
  );
  const times = { from: momentCell(before.from, hours), to: momentCell(before.to, hours) };
  const point = (part: string, { from, to, taken, refunded }: Point): Row[] => {
    const at = by === "hour" ? { from: momentCell(from, hours), to: momentCell(to, hours) } : dayCells(from, to);
    return [
      of(part, words.figures.taken.name, taken, at),
      ...(refunded.count > 0 ? [of(part, words.figures.refunded.name, refunded, at)] : []),
    ];
  };
  return [
    ...figures.map((figure) =>
      of(file.total, words.figures[figure.code].name, figure, { counts: words.figures[figure.code].counts }),
    ),
    {
      part: file.total,
      what: words.figures.average.name,
      ...span,
      ...moneyOf(sums.average, currency),
      counts: words.figures.average.counts,
    },
    {
      part: file.total,
      what: words.approvalRate,
      ...span,
      currency,
      share: shareCell(approval.rate),
      counts: words.approvalRateCounts,
    },
    of(file.before, words.figures.taken.name, sums.before.taken, times),
    of(file.before, words.figures.refunded.name, sums.before.refunded, times),
    ...sums.byChannel.map((share) => of(words.byChannel, share.label, share)),
    ...sums.byBrand.map((share) => of(words.byBrand, share.label, share)),
    ...sums.byPerson.map((share) => of(words.byPerson, share.label, share)),
    ...sums.byAccount.map((share) => of(words.byAccount, share.label, share)),
    ...sums.declines.map((share) => of(words.declines, share.label, share)),
    ...sums.holdsLeft.map((left) => of(words.figures.holds_left.name, words.daysLeft({ days: left.daysLeft }), left)),
    ...sums.points.flatMap((one) => point(file.points[by], one)),
  ];
}

function moneyOf(amount: number | null, currency: Currency): Row {
  return { amount: amountCell(amount, currency), currency };
}

/** 0.9132 of one, as a number that a spreadsheet reads. */
function shareCell(share: number | null): Cell {
  return share === null ? null : { number: share.toFixed(4) };
}

function dayCells(from: number, to: number): Row {
  return { from: { number: dayOf(from) }, to: { number: dayOf(to - 1) } };
}

function momentCell(at: number, hours: 12 | 24): Cell {
  return { number: `${dayOf(at)} ${clockText(at, hours)}` };
}
