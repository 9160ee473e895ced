import { moneyText } from "../../shared/currency";
import { dayOf } from "../../shared/history";
import type { Overview, OverviewSums, Tally } from "../../shared/overview";
import { clockText, stampText } from "../../shared/times";
import { dayClosingWords } from "../../shared/words/day-closing";
import { figureWords as words } from "../../shared/words/figures";
import { text } from "../base/html";
import { sheetHtml } from "../base/sheet";
import { bandHtml, type DayPage, type PageAbout } from "../history/day-page";

/** The figures of a time as a page; `of`: of which accounts they are. No script, every text escaped. */
export function overviewPage(overview: Overview, of: string, about: PageAbout): DayPage {
  const { page } = words;
  const { span, now } = overview;
  const [first, last] = [dayOf(span.from), dayOf(span.to - 1)];
  const days = first === last ? dayText(span.from) : page.days({ from: dayText(span.from), to: dayText(span.to - 1) });
  const title = page.fileTitle({ account: of, from: first, to: last });
  const missing = overview.copies.flatMap(({ name, missing: sentence }) =>
    sentence === null ? [] : [`<p class="trouble">${text(`${name}: ${sentence}`)}</p>`],
  );
  const body = [
    bandHtml(about.environment),
    `<header><div><p class="shop">${text(about.merchant || about.account)}</p><h1>${text(page.title)}</h1><p>${text(`${days}, ${of}`)}</p></div><div class="state"><p>${text(comparedWith(overview, about.hours))}</p></div></header>`,
    ...missing,
    needsHtml(overview),
    ...overview.sums.map((sums) => sumsHtml(sums, overview, about.hours)),
    `<p class="foot">${text(dayClosingWords.page.printed({ when: stampText(now, about.hours), by: about.operator, desk: about.desk }))}</p>`,
  ].join("\n");
  return { title, paper: about.paper, html: sheetHtml(title, about.paper, body) };
}

function dayText(at: number): string {
  return new Date(at).toLocaleDateString("en-US", { dateStyle: "full" });
}

function comparedWith({ before }: Overview, hours: 12 | 24): string {
  return words.page.before({ from: stampText(before.from, hours), to: stampText(before.to, hours) });
}

function needsHtml({ needs }: Overview): string {
  if (needs.length === 0) return "";
  const rows = needs.map(({ code, count, money }) => {
    const sums = money.map(({ amount, currency }) => moneyText(amount, currency)).join(", ");
    return rowHtml(words.figures[code].name, count, sums);
  });
  return `<section><h2>${text(words.page.needs)}</h2><table>${rows.join("")}</table></section>`;
}

function sumsHtml(sums: OverviewSums, { by }: Overview, hours: 12 | 24): string {
  const { currency, approval } = sums;
  const money = (amount: number): string => moneyText(amount, currency);
  const row = (label: string, { count, amount }: Tally): string => rowHtml(label, count, money(amount));
  const group = (name: string, shares: readonly (Tally & { readonly label: string })[]): string =>
    shares.length === 0
      ? ""
      : `<div><h3>${text(name)}</h3><table>${shares.map((share) => row(share.label, share)).join("")}</table></div>`;
  const figures = words.figures;
  const rate = approval.rate === null ? words.page.none : percent(approval.rate);
  const points = sums.points.filter(({ taken, refunded }) => taken.count + refunded.count > 0);
  return `<section><h2>${text(words.page.totals({ currency }))}</h2>
<table class="totals">${row(figures.taken.name, sums.taken)}${rowHtml(figures.refunded.name, sums.refunded.count, money(-sums.refunded.amount))}<tr class="total"><th>${text(figures.net.name)}</th><td></td><td>${text(money(sums.net.amount))}</td></tr></table>
<table>${row(words.page.takenBefore, sums.before.taken)}${rowHtml(figures.average.name, null, sums.average === null ? words.page.none : money(sums.average))}${rowHtml(words.approvalRate, null, rate)}${[approval.approved, approval.declined, approval.notKnown, sums.held, sums.voided, sums.lapsed, sums.disputed].map((figure) => row(figures[figure.code].name, figure)).join("")}</table>
<div class="groups">${group(words.byPerson, sums.byPerson)}${group(words.byBrand, sums.byBrand)}${group(words.byChannel, sums.byChannel)}${sums.byAccount.length > 1 ? group(words.byAccount, sums.byAccount) : ""}${group(words.declines, sums.declines)}${group(
    figures.holds_left.name,
    sums.holdsLeft.map((left) => ({ ...left, label: words.daysLeft({ days: left.daysLeft }) })),
  )}</div></section>
<section><h2>${text(words.file.points[by])}</h2><table>${points
    .map(({ from, taken, refunded }) => {
      const label = by === "hour" ? clockText(from, hours) : dayText(from);
      const back = refunded.count > 0 ? words.page.givenBack({ amount: money(refunded.amount) }) : "";
      return rowHtml(back === "" ? label : `${label} (${back})`, taken.count, money(taken.amount));
    })
    .join("")}</table></section>`;
}

function rowHtml(label: string, count: number | null, value: string): string {
  return `<tr><th>${text(label)}</th><td>${count ?? ""}</td><td>${text(value)}</td></tr>`;
}

/** 0.9132 -> "91.3 %" */
function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
