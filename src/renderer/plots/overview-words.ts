import { moneyText } from "../../shared/currency";
import type { Overview, OverviewSpan, OverviewSums } from "../../shared/overview";
import { clockText, dateText } from "../../shared/times";
import { overviewScreenWords as words } from "../../shared/words/overview-screen";
import { hoursHere } from "../stores/hours";

const DAY_MS = 24 * 60 * 60 * 1000;

/** `Sat, Nov 29`; with the year where it is not this one. `at`, `now`: epoch ms. */
export function dayText(at: number, now: number): string {
  const date = new Date(at);
  const year = date.getFullYear() === new Date(now).getFullYear() ? {} : ({ year: "numeric" } as const);
  return date.toLocaleDateString("en-US", { weekday: "short", month: "short", day: "numeric", ...year });
}

/** `Nov 29`, at an axis. `at`: epoch ms. */
export function dayTick(at: number): string {
  return dateText(at, false);
}

/** `10 AM` or `10:00`: a whole hour as this computer tells it. `at`: epoch ms. */
export function hourText(at: number): string {
  return clockText(at, hoursHere()).replace(":00 ", " ");
}

/** `Saturday` of that time. `at`: epoch ms. */
function weekday(at: number): string {
  return new Date(at).toLocaleDateString("en-US", { weekday: "long" });
}

/** How many days a time has; a change of the clock makes one of them shorter or longer. */
function daysOf({ from, to }: { readonly from: number; readonly to: number }): number {
  return Math.max(1, Math.round((to - from) / DAY_MS));
}

/** What a span is compared with, in a sentence: "last Saturday by this hour". */
export function thanWords(span: OverviewSpan, { before, span: range }: Overview): string {
  const than = words.than;
  if (span.kind === "today") return than.today({ weekday: weekday(before.from) });
  if (span.kind === "week" || span.kind === "month" || span.kind === "year") return than[span.kind];
  const count = daysOf(range);
  return count === 1 ? than.day : than.days({ count });
}

/** The same as the name of what a plot shows beside it: "Last Saturday". */
export function beforeWords(span: OverviewSpan, { before, span: range }: Overview): string {
  const named = words.before;
  if (span.kind === "today") return named.today({ weekday: weekday(before.from) });
  if (span.kind === "week" || span.kind === "month" || span.kind === "year") return named[span.kind];
  const count = daysOf(range);
  return count === 1 ? named.day : named.days({ count });
}

/** `$1,204.00 more`, beside "than last Saturday by this hour". MONEY: both are of one currency. */
export function comparedWords(now: number, before: number, currency: string): string {
  const amount = moneyText(Math.abs(now - before), currency);
  if (now === before) return words.same;
  return now > before ? words.more({ amount }) : words.less({ amount });
}

/** What follows it: "than last Saturday by this hour", or "as" where it is the same. */
export function againstWords(now: number, before: number, than: string): string {
  return (now === before ? words.than.as : words.than.than)({ than });
}

/** `92.4 %`, never 100 % while one was declined. `rate` is 0 to 1. */
export function percentText(rate: number): string {
  const tenths = rate > 0.999 && rate < 1 ? 999 : rate < 0.001 && rate > 0 ? 1 : Math.round(rate * 1000);
  return words.percent({ percent: tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1) });
}

/** `$1.2K`, `CA$950`: an amount at an axis, in minor units of the currency. */
export function shortMoney(amount: number, currency: string): string {
  const whole = moneyText(amount, currency);
  // An amount of which the unit is not known stays as it is.
  if (whole.endsWith("minor units")) return String(amount);
  const [, sign = "", digits = "0"] = /^(-?[^\d]*)([\d,.]+)$/.exec(whole) ?? [];
  const value = Number(digits.replaceAll(",", ""));
  const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 }).format(value);
  return `${sign}${short}`;
}

/** The currency that is looked at, and the first where that one is not there. */
export function sumsIn(overview: Overview, currency: string | null): OverviewSums | undefined {
  return overview.sums.find((sums) => sums.currency === currency) ?? overview.sums[0];
}
