/**
 * What can go wrong between a client and a processor, on purpose: the practice scenarios use it ("lost answer"), and
 * the fault harness scripts it. Off unless asked for.
 */
export type Fault =
  /** The socket is cut. `before`: the processor never acted. `after`: it acted, and the answer is lost. */
  | { readonly kind: "reset"; readonly when: "before" | "after" }
  /** The socket stays open and nothing comes. */
  | { readonly kind: "silence"; readonly when: "before" | "after" }
  /** Waits `ms`, or until `until` if that is sooner, then goes on; `before` means that it acts only after the wait. */
  | { readonly kind: "delay"; readonly when: "before" | "after"; readonly ms: number; readonly until?: Promise<void> }
  /** Held up on its way: the processor acts once all that is held is released, and nobody waits for the answer. */
  | { readonly kind: "held" }
  /** This HTTP status instead of the true one; `body` may be an object to be sent as JSON. */
  | {
      readonly kind: "status";
      readonly when: "before" | "after";
      readonly status: number;
      readonly body?: "json" | "html" | "empty" | object;
    }
  /** A success whose body is not JSON. */
  | { readonly kind: "malformed" }
  /** Half of the body, then the socket is cut. */
  | { readonly kind: "truncated" }
  /** A success without a body. */
  | { readonly kind: "empty" }
  /** The processor acted, and the answer is about another charge. */
  | { readonly kind: "wrong_charge" }
  /** 302 to another page, as Laravel does when JSON was not asked for. */
  | { readonly kind: "redirect"; readonly when: "before" | "after" };

export interface Match {
  readonly method?: string;
  /** The path after `/v1`, or a pattern for it. */
  readonly path?: string | RegExp;
  /** The Idempotency-Key. */
  readonly key?: string;
  /** Only while this answers true. */
  readonly when?: () => boolean;
}

/** One request as it came in; no body, no header but the key. */
export interface Seen {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  /** The same for the same body, and tells nothing else of it; null where the server does not say. */
  readonly bodyMark?: string | null;
  /** null until answered; 0 when the socket was cut or left hanging. */
  status: number | null;
}

/** True when the processor does not get to act. */
export function actsNot(fault: Fault): boolean {
  return "when" in fault && fault.when === "before" && fault.kind !== "delay";
}

/** The scripted faults, first in first out, and a record of the last requests. */
export class FaultQueue {
  readonly #queue: { match: Match; fault: Fault }[] = [];
  readonly #seen: Seen[] = [];
  readonly #held: (() => void)[] = [];

  /** The next request that matches meets this fault, once. */
  failNext(match: Match, fault: Fault): void {
    this.#queue.push({ match, fault });
  }

  take(method: string, path: string, key: string | null): Fault | null {
    const at = this.#queue.findIndex(({ match }) => matches(match, method, path, key));
    return at < 0 ? null : (this.#queue.splice(at, 1)[0]?.fault ?? null);
  }

  /** Resolves once what is held is released. */
  held(): Promise<void> {
    return new Promise((resolve) => this.#held.push(resolve));
  }

  /** Lets all go that is held; the processor has acted on it when this resolves. */
  async release(): Promise<void> {
    for (const go of this.#held.splice(0)) go();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** How many faults have not been met yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Forgets the faults; the record of requests stays. */
  clear(): void {
    this.#queue.length = 0;
  }

  saw(seen: Seen): void {
    this.#seen.push(seen);
    if (this.#seen.length > 5000) this.#seen.shift();
  }

  /** Oldest first; the last 5,000. */
  get seen(): readonly Seen[] {
    return this.#seen;
  }
}

function matches(match: Match, method: string, path: string, key: string | null): boolean {
  if (match.method !== undefined && match.method !== method) return false;
  if (match.key !== undefined && match.key !== key) return false;
  if (match.when?.() === false) return false;
  if (match.path === undefined) return true;
  return typeof match.path === "string" ? match.path === path : match.path.test(path);
}
