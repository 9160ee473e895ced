import { Refusal } from "./requests";

const WINDOW_MS = 60_000;

/** So many requests a minute for each endpoint, told in headers (docs/payarc.md 2). */
export class Throttle {
  readonly #limit: number;
  readonly #windows = new Map<string, { startedAt: number; used: number }>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one request; answers the headers. Throws TooMany beyond the limit. `now` is epoch ms. */
  count(endpoint: string, now: number): [string, string][] {
    let window = this.#windows.get(endpoint);
    if (!window || now - window.startedAt >= WINDOW_MS || now < window.startedAt) {
      window = { startedAt: now, used: 0 };
      this.#windows.set(endpoint, window);
    }
    window.used += 1;
    const headers: [string, string][] = [
      ["X-RateLimit-Limit", String(this.#limit)],
      ["X-RateLimit-Remaining", String(Math.max(0, this.#limit - window.used))],
    ];
    if (window.used <= this.#limit) return headers;
    const endsAt = window.startedAt + WINDOW_MS;
    throw new TooMany([
      ...headers,
      ["Retry-After", String(Math.ceil((endsAt - now) / 1000))],
      ["X-RateLimit-Reset", String(Math.ceil(endsAt / 1000))],
    ]);
  }
}

/** 429, counted before anything was done. Laravel's words; PayArc's own were never recorded (docs/payarc.md 2). */
export class TooMany extends Refusal {
  constructor(readonly headers: readonly [string, string][]) {
    super(429, "Too Many Attempts.");
  }
}
