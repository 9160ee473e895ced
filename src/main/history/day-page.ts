import type { Environment } from "../../shared/account";
import { moneyText } from "../../shared/currency";
import { allDesks, deskLabel, deskMore } from "../../shared/desk-sums";
import type { DayClose, DaySums, DeskSum, Sum } from "../../shared/day-close";
import { startOfDay } from "../../shared/history";
import { stampText } from "../../shared/times";
import { dayCloseWords as words } from "../../shared/words/day-close";
import { dayClosingWords as closingWords } from "../../shared/words/day-closing";
import { text } from "../base/html";
import { sheetHtml } from "../base/sheet";

/** A page that the shell can print or save. */
export interface DayPage {
  readonly html: string;
  readonly title: string;
  readonly paper: "letter" | "a4";
}

/** What stands on the page beside the figures. */
export interface PageAbout {
  readonly account: string;
  readonly merchant: string;
  readonly environment: Environment;
  readonly paper: "letter" | "a4";
  /** Who prints it, and at which desk. */
  readonly operator: string;
  readonly desk: string;
  /** By how many hours the time of day is told. */
  readonly hours: 12 | 24;
}

/** The close of a day as a page: what needs a look first. No script, every text escaped. `now` is epoch ms. */
export function dayPage(close: DayClose, about: PageAbout, now: number): DayPage {
  const { page } = closingWords;
  const day = new Date(startOfDay(close.day) ?? 0).toLocaleDateString("en-US", { dateStyle: "full" });
  const body = [
    bandHtml(about.environment),
    `<header><div><p class="shop">${text(about.merchant || about.account)}</p><h1>${text(page.title)}</h1><p>${text(day)}, ${text(about.account)}</p></div><div class="state">${stateHtml(close, about.hours)}</div></header>`,
    close.trouble === null ? "" : `<p class="trouble">${text(close.trouble)}</p>`,
    lookAtHtml(close),
    ...[close, ...close.others].map(currencyHtml),
    ...close.deskNotes.map((note) => `<p class="note">${text(note)}</p>`),
    comparedHtml(close),
    journalHtml(close),
    `<div class="signature"><p>${text(page.signature)}</p></div>`,
    `<p class="foot">${text(page.printed({ when: stampText(now, about.hours), by: about.operator, desk: about.desk }))}</p>`,
  ].join("\n");
  const title = page.fileTitle({ account: about.account, day: close.day });
  return { title, paper: about.paper, html: sheetHtml(title, about.paper, body) };
}

/** What stands across a page in which there is no real money; empty where there is. */
export function bandHtml(environment: Environment): string {
  if (environment === "live") return "";
  return `<p class="band">${text(environment === "test" ? closingWords.page.test : closingWords.page.training)}</p>`;
}

/** Whether it is closed, by whom, and by whom before. */
function stateHtml({ closings, differences }: DayClose, hours: 12 | 24): string {
  const [last, ...before] = closings;
  if (!last) return `<p class="word">${text(closingWords.page.notClosed)}</p>`;
  const word = differences.length > 0 ? closingWords.changed : closingWords.closed;
  const lines = [
    closingWords.closedBy({ by: last.by, desk: last.desk, when: stampText(last.at, hours) }),
    ...before.map(({ by, desk, at }) => closingWords.closedBefore({ by, desk, when: stampText(at, hours) })),
    ...last.differences,
  ];
  return `<p class="word">${text(word)}</p>${lines.map((line) => `<p>${text(line)}</p>`).join("")}`;
}

/** By this value an export of the journal can be checked later (docs/journal-check.md). */
function journalHtml({ closings: [last] }: DayClose): string {
  if (!last?.journal) return "";
  const { rows, value } = last.journal;
  const groups = value.match(/.{1,8}/g) ?? [];
  const line = closingWords.page.journal({ rows: String(rows), value: groups.join(" ") });
  return `<p class="note journal">${text(line)}</p>`;
}

function lookAtHtml({ exceptions }: DayClose): string {
  const list = exceptions.map(
    ({ kind, sentence }) => `<tr><th>${text(words.kinds[kind])}</th><td>${text(sentence)}</td></tr>`,
  );
  const inside = list.length === 0 ? `<p>${text(words.allWell)}</p>` : `<table class="look">${list.join("")}</table>`;
  const title = list.length === 0 ? words.nothingToLookAt : words.toLookAt({ count: list.length });
  return `<section><h2>${text(title)}</h2>${inside}</section>`;
}

function currencyHtml(sums: DaySums): string {
  const { currency, expected, refundedToday } = sums;
  const row = (label: string, count: number | null, amount: number, mark = ""): string =>
    `<tr class="${mark}"><th>${text(label)}</th><td>${count ?? ""}</td><td>${text(moneyText(amount, currency))}</td></tr>`;
  const of = ({ label, count, amount }: Sum): string => row(label, count, amount);
  const group = (name: string, rows: readonly Sum[]): string =>
    rows.length === 0 ? "" : `<div><h3>${text(name)}</h3><table>${rows.map(of).join("")}</table></div>`;
  return `<section><h2>${text(`${words.totals}, ${currency}`)}</h2>
<table class="totals">${row(sums.taken.label, sums.taken.count, sums.taken.amount)}${row(words.sums.refunded, refundedToday.count, -refundedToday.amount)}${row(words.sums.fees, sums.taken.count - expected.untold, -expected.fees)}${row(words.sums.expected, null, expected.amount, "total")}</table>
${expectedWords(sums)
  .map((line) => `<p class="note">${text(line)}</p>`)
  .join("")}
<table>${[sums.disputed, sums.held, sums.voided, sums.declined, sums.lapsed].map(of).join("")}</table>
${desksHtml(sums)}
<div class="groups">${group(words.byPerson, sums.byPerson)}${group(words.byBrand, sums.byBrand)}${group(words.byChannel, sums.byChannel)}</div></section>`;
}

/** MONEY: beside what a desk took stands what is not in that sum, each by itself. */
function desksHtml({ byDesk, currency }: DaySums): string {
  if (byDesk.length === 0) return "";
  const row = (label: string, { count, amount }: DeskSum["taken"], more: readonly string[], mark = ""): string =>
    `<tr class="${mark}"><th>${text(label)}${more.map((line) => `<br><small>${text(line)}</small>`).join("")}</th><td>${count}</td><td>${text(moneyText(amount, currency))}</td></tr>`;
  const rows = byDesk.map((desk) => row(deskLabel(desk), desk.taken, deskMore(desk, currency)));
  const all = row(words.allDesks, allDesks(byDesk), [], "total");
  return `<h3>${text(words.byDesk)}</h3><table class="totals">${rows.join("")}${all}</table><p class="note">${text(words.desksAre)}</p>`;
}

/** What is to be known of the sum that is expected in the bank. */
function expectedWords({ taken, disputed, expected }: DaySums): string[] {
  const untold =
    expected.untold === 0
      ? null
      : expected.untold === taken.count
        ? words.feesNotTold
        : words.feesPartlyTold({ count: expected.untold });
  return [words.expectedIs, untold, disputed.count > 0 ? words.disputedNotTakenOff : null].filter(
    (line) => line !== null,
  );
}

function comparedHtml({ compared, currency }: DayClose): string {
  const row = (label: string, count: number, amount: number): string =>
    `<tr><th>${text(label)}</th><td>${count}</td><td>${text(moneyText(amount, currency))}</td></tr>`;
  return `<section><h2>${text(words.compared.title)}: ${text(words.compared[compared.verdict])}</h2><table>${row(words.compared.here, compared.journalCount, compared.journalAmount)}${row(words.compared.listed, compared.listedCount, compared.listedAmount)}</table></section>`;
}
