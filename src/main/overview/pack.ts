import type { AttemptView } from "../../shared/attempt";
import { wordOf } from "../../shared/attempt-view";
import { readAvs, readCvv } from "../../shared/advice-checks";
import { brandText } from "../../shared/brand-words";
import { moneyText } from "../../shared/currency";
import type { CustomerEvent } from "../../shared/customer";
import { Failure } from "../../shared/failure";
import { dayOf, moneyOf } from "../../shared/history";
import { invoiceOf, ownPairs } from "../../shared/metadata";
import { hasFailed, paymentWord, TAKE_BACK_REASON_WORDS, TakeBackReason } from "../../shared/payment";
import { stampText } from "../../shared/times";
import { dayClosingWords } from "../../shared/words/day-closing";
import { packWords as words } from "../../shared/words/pack";
import { text } from "../base/html";
import { sheetHtml } from "../base/sheet";
import { bandHtml, type DayPage, type PageAbout } from "../history/day-page";
import type { Kept } from "../history/kept";

/** What is known here of a payment that is disputed. */
export interface PackInput {
  readonly paymentId: string;
  /** As the copy has it; null: it is not in the copy. */
  readonly kept: Kept | null;
  /** What the journal has of it, in any order. */
  readonly attempts: readonly AttemptView[];
  /** What was done to its customer. */
  readonly events: readonly CustomerEvent[];
  readonly customerName: string | null;
  readonly policy: string;
  readonly about: PageAbout;
  /** Epoch ms. */
  readonly now: number;
}

type Fact = readonly [label: string, value: string | null];

/**
 * The dispute pack: what a merchant answers a chargeback with. Throws a Failure where nothing is known of the payment.
 * SECURITY: of the card brand and last four alone; every text escaped, no script, no link.
 */
export function packPage(input: PackInput): DayPage {
  const { paymentId, kept, attempts, about, now } = input;
  if (kept === null && attempts.length === 0) throw new Failure("not_found", words.notFound);
  const charge = attempts.find(({ operation }) => operation === "charge") ?? null;
  const title = words.fileTitle({ paymentId, day: dayOf(now) });
  const section = (name: string, inside: string): string => `<section><h2>${text(name)}</h2>${inside}</section>`;
  const body = [
    bandHtml(about.environment),
    `<header><div><p class="shop">${text(about.merchant || about.account)}</p><h1>${text(words.title)}</h1><p>${text(headOf(input, charge))}</p></div><div class="state"><p>${text(words.source)}</p></div></header>`,
    kept === null ? `<p class="trouble">${text(words.notInCopy)}</p>` : "",
    section(words.order, factsHtml(orderOf(input, charge))),
    section(words.checks, checksHtml(charge)),
    section(words.consent, consentHtml(input)),
    section(words.taken, takenHtml(input, charge)),
    section(words.receipt, receiptHtml(kept, charge)),
    section(words.steps, stepsHtml(input)),
    section(words.refunds, refundsHtml(input)),
    input.policy === "" ? "" : section(words.policy, `<p>${text(input.policy)}</p>`),
    `<p class="foot">${text(dayClosingWords.page.printed({ when: stampText(now, about.hours), by: about.operator, desk: about.desk }))}</p>`,
  ].join("\n");
  return { title, paper: about.paper, html: sheetHtml(title, about.paper, body) };
}

function headOf({ kept, about }: PackInput, charge: AttemptView | null): string {
  const [amount, currency] = kept ? [moneyOf(kept), kept.currency] : [charge?.amount ?? 0, charge?.currency ?? "USD"];
  return `${moneyText(amount, currency)}, ${about.account}`;
}

function orderOf({ paymentId, kept, customerName, about }: PackInput, charge: AttemptView | null): Fact[] {
  const { facts } = words;
  const currency = kept?.currency ?? charge?.currency ?? "USD";
  const money = (amount: number | null | undefined): string | null =>
    amount === null || amount === undefined || amount === 0 ? null : moneyText(amount, currency);
  const card = kept ?? charge?.card ?? null;
  const at = kept?.createdAt ?? charge?.sentAt ?? charge?.openedAt ?? null;
  const own = kept === null ? [] : ownPairs(kept);
  return [
    [facts.amount, money(kept?.amount ?? charge?.amount)],
    [facts.captured, money(kept?.amountCaptured)],
    [facts.refunded, money(kept?.amountRefunded)],
    [facts.disputed, money(kept?.amountDisputed)],
    [facts.tip, money(kept?.tip)],
    [facts.surcharge, money(kept?.surcharge ?? charge?.surcharge)],
    [facts.status, kept && paymentWord(kept)],
    [facts.date, at === null ? null : stampText(at, about.hours)],
    [facts.card, card && words.card({ brand: brandText(card), last4: card.last4?.slice(-4) ?? null })],
    [facts.holder, kept?.holder ?? null],
    [facts.customer, customerName ?? charge?.customer?.name ?? null],
    [facts.email, kept?.email ?? null],
    [facts.phone, kept?.phone ?? null],
    [facts.description, kept?.description ?? null],
    [facts.invoice, charge?.invoice ?? (kept && invoiceOf(kept))],
    [facts.statement, kept?.statementDescription ?? null],
    [facts.approvalCode, kept?.authCode ?? charge?.outcome?.payment?.authCode ?? null],
    [facts.paymentId, paymentId],
    [facts.reference, kept?.reference ?? charge?.id ?? null],
    ...own.map(([name, value]): Fact => [facts.note({ name }), value]),
  ];
}

/** The copy keeps no results of checks (kept.ts); the journal has those of the answer. */
function checksHtml(charge: AttemptView | null): string {
  const card = charge?.outcome?.payment?.card ?? null;
  if (card === null || (card.avs === null && card.cvv === null)) return paragraph(words.checksNotKept);
  return factsHtml([
    [words.facts.address, readAvs(card.avs, charge?.addressGiven ?? null).words],
    [words.facts.cvv, readCvv(card.cvv).words],
  ]);
}

function consentHtml({ events, about }: PackInput): string {
  const given = events.filter(({ consent }) => consent !== null).toSorted((one, other) => one.at - other.at);
  if (given.length === 0) return paragraph(words.noConsent);
  return given
    .map(({ at, operator, sentence, consent }) => {
      const when = stampText(at, about.hours);
      const channel = consent === null ? "" : words.channels[consent.channel];
      return (
        paragraph(words.consentGiven({ when, operator, sentence })) +
        paragraph(`${words.consentChannel({ channel })} “${consent?.wording ?? ""}”`)
      );
    })
    .join("");
}

function takenHtml({ kept, about }: PackInput, charge: AttemptView | null): string {
  const { facts } = words;
  const channel = charge?.channel ?? kept?.channel ?? null;
  const by = charge?.operator ?? kept?.operator ?? null;
  const at = charge?.openedAt ?? kept?.createdAt ?? null;
  const here = charge === null ? paragraph(words.elsewhere) : "";
  return (
    here +
    factsHtml([
      [facts.by, by],
      [facts.supervisor, charge?.supervisor ?? null],
      [facts.desk, charge?.desk ?? kept?.desk ?? null],
      [facts.channel, channel && words.channels[channel]],
      [facts.at, at === null ? null : stampText(at, about.hours)],
    ])
  );
}

/** What the processor was asked to send; whether it arrived, nobody tells. */
function receiptHtml(kept: Kept | null, charge: AttemptView | null): string {
  const asked = charge?.receipts ?? null;
  const sent = (ways: { email: boolean; sms: boolean }): string[] => [
    ...(ways.email ? [words.receiptByEmail({ to: kept?.email ?? null })] : []),
    ...(ways.sms ? [words.receiptByText({ to: kept?.phone ?? null })] : []),
  ];
  const known = asked === null ? [words.receiptNotKept] : sent(asked);
  return (
    (known.length === 0 ? [words.receiptNotAsked] : known).map(paragraph).join("") +
    factsHtml([
      [words.facts.emailOn, kept?.email ?? null],
      [words.facts.phoneOn, kept?.phone ?? null],
    ])
  );
}

interface Step {
  readonly at: number | null;
  readonly words: string;
}

function stepsHtml({ attempts, about }: PackInput): string {
  const steps = attempts.flatMap(stepsOf).toSorted((one, other) => (one.at ?? Infinity) - (other.at ?? Infinity));
  if (steps.length === 0) return paragraph(words.noSteps);
  return rowsHtml(
    "steps",
    steps.map((step) => [step.at === null ? words.timeNotTold : stampText(step.at, about.hours), step.words]),
  );
}

/** All that the journal says of an attempt, oldest first. */
function stepsOf(attempt: AttemptView): Step[] {
  const { operation, amount, currency, openedAt, sentAt, closedAt, sends, outcome, looks, corrected, byHand } = attempt;
  const what = `${words.doing[operation]} ${moneyText(amount, currency)}`;
  const { step } = words;
  const word = outcome && wordOf(outcome.kind, operation);
  return [
    { at: openedAt, words: step.opened({ what, by: attempt.operator, desk: attempt.desk }) },
    ...(attempt.supervisor ? [{ at: openedAt, words: step.approvedBy({ what, by: attempt.supervisor }) }] : []),
    ...(sentAt === null
      ? []
      : [{ at: sentAt, words: sends > 1 ? step.sentAgain({ what, count: sends }) : step.sent({ what }) }]),
    ...(corrected ? [{ at: corrected.at, words: step.told({ what, word: corrected.word }) }] : []),
    ...(looks.count > 0 ? [{ at: looks.lastAt, words: step.looked({ what, count: looks.count }) }] : []),
    ...(byHand ? [{ at: closedAt, words: step.byHand({ what, by: byHand.by, reason: byHand.reason }) }] : []),
    ...(word === null || byHand ? [] : [{ at: closedAt, words: step.ended({ what, word }) }]),
  ];
}

function refundsHtml({ kept, about }: PackInput): string {
  const refunds = kept?.refunds ?? [];
  if (refunds.length === 0) return paragraph(words.noRefunds);
  return rowsHtml(
    "steps",
    refunds.map(({ amount, createdAt, status, reason, description }) => [
      createdAt === null ? words.timeNotTold : stampText(createdAt, about.hours),
      words.refund({
        amount: amount === null ? words.amountNotTold : moneyText(amount, kept?.currency ?? "USD"),
        state: hasFailed({ status }) ? words.refundFailed : null,
        reason: description ?? reasonOf(reason),
      }),
    ]),
  );
}

/** In words, where it is one of those that people choose from. */
function reasonOf(reason: string | null): string | null {
  const known = TakeBackReason.safeParse(reason);
  return known.success ? TAKE_BACK_REASON_WORDS[known.data] : reason;
}

function factsHtml(facts: readonly Fact[]): string {
  return rowsHtml(
    "facts",
    facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== ""),
  );
}

function rowsHtml(name: string, rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return "";
  return `<table class="${name}">${rows.map(([label, value]) => `<tr><th>${text(label)}</th><td>${text(value)}</td></tr>`).join("")}</table>`;
}

function paragraph(sentence: string): string {
  return `<p>${text(sentence)}</p>`;
}
