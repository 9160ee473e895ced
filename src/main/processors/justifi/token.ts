import type { Clock } from "../../base/clock";
import type { Http } from "../wire/http";
import type { Answer } from "../wire/messages";
import { integer, isRecord } from "../wire/lenient";

/** OAuth client credentials (docs/justifi.md 1), and the sub account that requests are for. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** "acc_…"; null for an account that has none. */
  readonly subAccount: string | null;
}

/** The token, or the answer of the token endpoint that had none in it. */
export type Bearer = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly answer: Answer };

const DAY_MS = 24 * 60 * 60 * 1000;
/** When a token is renewed, in ms: at half its life, as the vendor's own programs do (docs/justifi.md 1). */
const RENEW_AFTER_MS = DAY_MS / 2;
const MARGIN_MS = 5 * 60 * 1000;
/** How long no renewal is tried after one that failed while the old token still stands, in ms. */
const PATIENCE_MS = 60_000;

interface Held {
  readonly token: string;
  readonly at: number;
  readonly wallAt: number;
  readonly lifeMs: number;
  renewAfterMs: number;
}

/**
 * Fetches the access token, renews it before it ends, and gives it away when it was refused.
 * SECURITY: it lives in this object alone, never on the disk.
 */
export class TokenKeeper {
  readonly #http: Http;
  readonly #credentials: Credentials;
  readonly #clock: Clock;
  #held: Held | null = null;
  #asking: Promise<Bearer> | null = null;

  constructor(http: Http, credentials: Credentials, clock: Clock) {
    this.#http = http;
    this.#credentials = credentials;
    this.#clock = clock;
  }

  /** A token that has time left; asks for one when there is none. Many askers share one request. Never throws. */
  async get(): Promise<Bearer> {
    const held = this.#held;
    if (held && this.#age(held) < held.renewAfterMs) return { ok: true, token: held.token };
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    const fresh = await this.#asking;
    if (fresh.ok || !held || this.#held !== held || this.#age(held) >= held.lifeMs - MARGIN_MS) return fresh;
    held.renewAfterMs = this.#age(held) + PATIENCE_MS;
    return { ok: true, token: held.token };
  }

  /** This token was refused: it is not used again. */
  drop(token: string): void {
    if (this.#held?.token === token) this.#held = null;
  }

  /**
   * In ms. The steady clock may stand still while the computer sleeps, the wall clock may be set: the older of the two
   * counts.
   */
  #age({ at, wallAt }: Held): number {
    return Math.max(this.#clock.steady() - at, Math.abs(Date.now() - wallAt));
  }

  async #ask(): Promise<Bearer> {
    const { clientId, clientSecret } = this.#credentials;
    const at = this.#clock.steady();
    const wallAt = Date.now();
    const answer = await this.#http.send({
      method: "POST",
      endpoint: "oauth/token",
      path: ["oauth", "token"],
      body: { kind: "json", value: { client_id: clientId, client_secret: clientSecret } },
      bearer: null,
      secrets: [clientSecret],
      // It changes nothing and may be asked again.
      kind: "read",
      urgency: "now",
    });
    const value =
      answer.kind === "answer" && answer.status >= 200 && answer.status < 300 && answer.body.kind === "json"
        ? answer.body.value
        : null;
    const given = isRecord(value) ? value["access_token"] : null;
    const token = typeof given === "string" ? given.trim() : null;
    // However short: it is the processor that makes it.
    if (!isRecord(value) || token === null || !/^[\x21-\x7e]{1,8192}$/.test(token)) return { ok: false, answer };
    // The life of a token is documented; a field that tells it is not (docs/justifi.md 1), but is read where it comes.
    const said = integer(value["expires_in"]);
    const lifeMs = said !== null && said > 0 ? said * 1000 : DAY_MS;
    this.#held = {
      token,
      at,
      wallAt,
      lifeMs,
      renewAfterMs: Math.min(RENEW_AFTER_MS, Math.max(lifeMs / 2, lifeMs - MARGIN_MS)),
    };
    return { ok: true, token };
  }
}
