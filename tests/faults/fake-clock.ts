import type { Clock } from "../../src/main/base/clock";

/** A clock that stands still until it is moved; the wall clock can also be made to jump. */
export class FakeClock implements Clock {
  #passed = 0;
  #jumped = 0;
  readonly #start: number;
  readonly #timers = new Set<{ at: number; run: () => void }>();

  constructor(start: number) {
    this.#start = start;
  }

  wall(): number {
    return this.#start + this.#passed + this.#jumped;
  }

  steady(): number {
    return this.#passed;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#passed + ms, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Moves the wall clock alone, as a person or a time server does. */
  jump(ms: number): void {
    this.#jumped += ms;
  }

  /** Runs what is due next. Answers false when nothing is planned. */
  step(): boolean {
    const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
    if (!next) return false;
    this.#timers.delete(next);
    this.#passed = Math.max(this.#passed, next.at);
    next.run();
    return true;
  }
}
