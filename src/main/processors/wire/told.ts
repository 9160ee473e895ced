/** What an answer's headers say of the processor's limits. */
export interface Told {
  readonly limit: number | null;
  readonly remaining: number | null;
  /** In ms: how long the server wants no request here; null: it does not say. */
  readonly pauseMs: number | null;
}
export const NOTHING_TOLD: Told = { limit: null, remaining: null, pauseMs: null };

/** The length of a window is not documented (docs/payarc.md 2); a minute is the framework's. In ms. */
export const WINDOW_MS = 60_000;
/** A far-off date is no pause: after an hour we ask again. In ms. */
const LONGEST_PAUSE_MS = 3_600_000;

export type Header = (name: string) => string | null;

/**
 * Reads X-RateLimit-* and Retry-After (docs/payarc.md 2). `now` is epoch ms. MONEY: only 429 and 503 ask for a pause;
 * on an answer that did what was asked, the header would stop charges for nothing.
 */
export function readTold(status: number, header: Header, now: number): Told {
  const whole = (name: string, max: number): number | null => {
    const value = header(name);
    return value !== null && /^\d{1,12}$/.test(value) && Number(value) <= max ? Number(value) : null;
  };
  const limit = whole("x-ratelimit-limit", 1_000_000);
  return {
    limit: limit === 0 ? null : limit,
    remaining: whole("x-ratelimit-remaining", 1_000_000),
    pauseMs: pauseOf(status, header, whole, now),
  };
}

function pauseOf(
  status: number,
  header: Header,
  whole: (name: string, max: number) => number | null,
  now: number,
): number | null {
  if (status !== 429 && status !== 503) return null;
  const seconds = whole("retry-after", 999_999_999);
  if (seconds !== null) return Math.min(seconds * 1000, LONGEST_PAUSE_MS);
  // By the server's own clock, where it tells it: this computer's may be days off.
  const serverNow = readDate(header("date")) ?? now;
  const until = readDate(header("retry-after"));
  if (until !== null) return Math.min(Math.max(0, until - serverNow), LONGEST_PAUSE_MS);
  if (status !== 429) return null;
  const reset = (whole("x-ratelimit-reset", 99_999_999_999) ?? 0) * 1000;
  return reset > serverNow && reset < serverNow + LONGEST_PAUSE_MS ? reset - serverNow : WINDOW_MS;
}

/** The longest date of HTTP is shorter (RFC 9110, 5.6.7). */
const LONGEST_DATE = 40;

/** Epoch ms from a date as headers have it; null when it is none. */
export function readDate(written: string | null): number | null {
  if (written === null || written.length > LONGEST_DATE || !/[a-z]/i.test(written)) return null;
  const at = Date.parse(written);
  return Number.isNaN(at) ? null : at;
}
