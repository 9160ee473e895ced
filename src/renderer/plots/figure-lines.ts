import { moneyText } from "../../shared/currency";
import type { Figure, FigureCode, Overview, OverviewSpan, OverviewSums } from "../../shared/overview";
import { figureWords } from "../../shared/words/figures";
import { overviewScreenWords as words } from "../../shared/words/overview-screen";
import { opener } from "./open-list";
import { againstWords, comparedWords, percentText, thanWords } from "./overview-words";

/** A number as the screen and the picture show it. */
export interface FigureLine {
  /** What it counts, by its name. */
  readonly name: string;
  /** The same in full, as the page and the file have it. */
  readonly counts: string;
  readonly value: string;
  /** What it counts now, in a few words. */
  readonly says: string;
  /** Beside the time that it is compared with: "$80.00 less", and than what; null: it is not compared. */
  readonly compared: { readonly short: string; readonly than: string } | null;
  /** Opens the list behind it; undefined: there is none. */
  readonly open?: (() => void) | undefined;
}

/** The numbers of one currency, what was taken first. Those that are seldom there are left out while they are 0. */
export function figureLines(span: OverviewSpan, overview: Overview, sums: OverviewSums): readonly FigureLine[] {
  const { currency, before, average, approval } = sums;
  const says = words.says;
  const than = thanWords(span, overview);
  const money = (amount: number): string => moneyText(amount, currency);
  const compared = (now: number, then: number): FigureLine["compared"] => ({
    short: comparedWords(now, then, currency),
    than: againstWords(now, then, than),
  });
  const line = (figure: Figure, sentence: string, against: FigureLine["compared"] = null): FigureLine => ({
    ...named(figure.code),
    value: money(figure.amount),
    says: sentence,
    compared: against,
    open: opener(figure.opens),
  });
  const seldom = (["lapsed", "disputed"] as const).flatMap((code) =>
    sums[code].count === 0 ? [] : [line(sums[code], says[code]({ count: sums[code].count }))],
  );
  const { approved, declined, notKnown, rate } = approval;
  return [
    line(sums.taken, says.taken(sums.taken), compared(sums.taken.amount, before.taken.amount)),
    line(sums.net, says.net, compared(sums.net.amount, before.net)),
    {
      ...named("average"),
      value: average === null ? "–" : money(average),
      says: average === null ? says.noAverage : says.average,
      compared: average === null || before.average === null ? null : compared(average, before.average),
      open: opener(sums.taken.opens),
    },
    {
      name: figureWords.approvalRate,
      counts: figureWords.approvalRateCounts,
      value: rate === null ? "–" : percentText(rate),
      says: rate === null ? says.noApproval : says.approval({ approved: approved.count, declined: declined.count }),
      compared: before.rate === null ? null : { short: words.was({ percent: percentText(before.rate) }), than },
      open: opener(declined.count > 0 ? declined.opens : approved.opens),
    },
    line(sums.refunded, says.refunded(sums.refunded), compared(sums.refunded.amount, before.refunded.amount)),
    line(sums.held, says.held(sums.held)),
    line(sums.voided, says.voided(sums.voided)),
    ...seldom,
    ...(notKnown.count === 0 ? [] : [line(notKnown, says.not_known(notKnown))]),
  ];
}

function named(code: FigureCode): Pick<FigureLine, "name" | "counts"> {
  return figureWords.figures[code];
}
