import { takenTooMuch } from "../../shared/advice-surcharge";
import { brandText } from "../../shared/brand-words";
import type { Brand } from "../../shared/card";
import { type AttemptView } from "../../shared/attempt";
import { OUTCOME_WORDS, type Channel } from "../../shared/outcome";
import { clockText } from "../../shared/times";
import { doneWords } from "../../shared/words/outcomes";
import { paymentWords } from "../../shared/words/payment";
import type { Tone } from "../parts/stub";
import { hoursHere } from "../stores/hours";

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = paymentWords.channels;

/** `Visa ···· 5439`; the brand alone when the last four are not known. */
export function cardWords(card: {
  readonly brand: Brand;
  readonly brandRaw?: string | null | undefined;
  readonly last4: string | null;
}): string {
  return card.last4 === null ? brandText(card) : `${brandText(card)} ···· ${card.last4}`;
}

/**
 * `10:42 AM` or `10:42`, as this computer tells the time; with the date when it was not today. The one function for
 * times of every screen. `at`, `now`: epoch ms.
 */
export function timeWords(at: number, now: number, seconds = false): string {
  const time = clockText(at, hoursHere(), seconds);
  return isSameDay(at, now) ? time : paymentWords.onDay({ day: dayWords(at, now), time });
}

/** `10:42 AM` today and `Nov 17` before, where there is little room. `at`, `now`: epoch ms. */
export function timeOrDay(at: number, now: number): string {
  return isSameDay(at, now) ? clockText(at, hoursHere()) : dayWords(at, now);
}

function isSameDay(at: number, now: number): boolean {
  return new Date(at).toDateString() === new Date(now).toDateString();
}

function dayWords(at: number, now: number): string {
  const date = new Date(at);
  const year = date.getFullYear() === new Date(now).getFullYear() ? {} : ({ year: "numeric" } as const);
  return date.toLocaleDateString("en-US", { month: "short", day: "numeric", ...year });
}

const { span } = paymentWords;

/** `4 s`, `3 min`, `2 h`, `5 days`: a span of time in ms, roughly, never negative. */
export function spanWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return span.seconds({ count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return span.minutes({ count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? span.hours({ count: hours }) : span.days({ count: Math.round(hours / 24) });
}

/** The line under the money of a stub: card, how it came, when. */
export function attemptLine(attempt: AttemptView, now: number): string {
  const checking = isChecking(attempt);
  const when = checking
    ? paymentWords.sentAt({ time: timeWords(attempt.sentAt ?? attempt.openedAt, now, true) })
    : timeWords(attempt.closedAt ?? attempt.openedAt, now);
  return [
    attempt.customer?.name ?? null,
    cardWords(attempt.card),
    attempt.channel ? paymentWords.orders[attempt.channel] : null,
    when,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Nobody knows yet how it ended. */
export function isChecking(attempt: AttemptView): boolean {
  return attempt.state !== "closed" && attempt.state !== "closed_by_hand";
}

/** The verdict in a word. For a charge exactly the words of OUTCOME_WORDS (docs/design.md, names on the screen). */
export function verdictOf(attempt: AttemptView): { readonly word: string; readonly tone: Tone } {
  const { outcome, operation } = attempt;
  if (attempt.state === "closed_by_hand") return { word: doneWords.closedByHand, tone: "warn" };
  if (!outcome || outcome.kind === "unknown") return { word: OUTCOME_WORDS.unknown, tone: "warn" };
  // MONEY: approved, but for more than was asked: never in green.
  const tooMuch = takenTooMuch(outcome, { amount: attempt.amount, surcharge: attempt.surcharge ?? 0 }) > 0;
  if (tooMuch) return { word: OUTCOME_WORDS[outcome.kind], tone: "warn" };
  if (outcome.kind === "approved") return { word: doneWords[operation], tone: "good" };
  if (outcome.kind === "refused" && operation !== "charge") return { word: doneWords.notDone, tone: "bad" };
  const tones = {
    authorized: "good",
    partially_approved: "warn",
    declined: "bad",
    reversed: "bad",
    refused: "bad",
  } as const;
  return { word: OUTCOME_WORDS[outcome.kind], tone: tones[outcome.kind] };
}

/** The money of a stub, in cents: what the outcome is about, else what was asked for. */
export function attemptAmount(attempt: AttemptView): number {
  const { outcome } = attempt;
  const told =
    outcome && (outcome.kind === "approved" || outcome.kind === "authorized" || outcome.kind === "partially_approved")
      ? outcome.amount
      : null;
  return told ?? attempt.amount;
}

/** `7c1e…b2f0`: enough of an id to tell two apart by eye. */
export function shortId(id: string): string {
  return id.length > 20 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;
}
