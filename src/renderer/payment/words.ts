import { brandText } from "../../shared/brand-words";
import type { Brand } from "../../shared/card";
import type { AttemptView } from "../../shared/attempt";
import type { Channel } from "../../shared/outcome";
import { clockText, dateText } from "../../shared/times";
import { paymentLineWords } from "../../shared/words/payment-line";
import { hoursHere } from "../stores/hours";

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = paymentLineWords.channels;

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
  return isSameDay(at, now) ? time : paymentLineWords.onDay({ day: dayWords(at, now), time });
}

/** `10:42 AM` today and `Nov 17` before, where there is little room. `at`, `now`: epoch ms. */
export function timeOrDay(at: number, now: number): string {
  return isSameDay(at, now) ? clockText(at, hoursHere()) : dayWords(at, now);
}

function isSameDay(at: number, now: number): boolean {
  return dateText(at, true) === dateText(now, true);
}

function dayWords(at: number, now: number): string {
  return dateText(at, new Date(at).getFullYear() !== new Date(now).getFullYear());
}

const span = paymentLineWords.span;

/** `4 s`, `3 min`, `2 h`, `5 days`: a span of time in ms, roughly, never negative. */
export function spanWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return span.seconds({ count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return span.minutes({ count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? span.hours({ count: hours }) : span.days({ count: Math.round(hours / 24) });
}

/** Nobody knows yet how it ended. */
export function isChecking(attempt: AttemptView): boolean {
  return attempt.state !== "closed" && attempt.state !== "closed_by_hand";
}

/** `7c1e…b2f0`: enough of an id to tell two apart by eye. */
export function shortId(id: string): string {
  return id.length > 20 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;
}
