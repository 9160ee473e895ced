import type { Clock } from "../../base/clock";
import { readDate } from "./told";

/** How many answers are remembered; the middle one counts, so that one odd date changes nothing. */
const SAMPLES = 5;
/** What took longer on the way, in ms, says too little of the moment at which the date was written. */
const LONGEST_WAY_MS = 10_000;
/** Between two answers a clock was set, if wall clock and steady clock went so far apart, in ms. */
const JUMP_MS = 2_000;

interface Sample {
  /** The server's time less this computer's, in ms. */
  readonly ahead: number;
  readonly wall: number;
  readonly steady: number;
}

/** The processor's own clock, as the `Date` of its answers tells it (RFC 9110, 6.6.1). */
export class ServerClock {
  readonly #clock: Pick<Clock, "wall" | "steady">;
  #samples: readonly Sample[] = [];

  constructor(clock: Pick<Clock, "wall" | "steady">) {
    this.#clock = clock;
  }

  /** Takes in the `Date` of an answer that has just come; `askedAt` is the epoch ms at which it was asked for. */
  heard(date: string | null, askedAt: number): void {
    const written = readDate(date);
    const wall = this.#clock.wall();
    const steady = this.#clock.steady();
    const way = wall - askedAt;
    if (written === null || way < 0 || way > LONGEST_WAY_MS) return;
    const [newest] = this.#samples;
    const jumped = newest && Math.abs(wall - newest.wall - (steady - newest.steady)) > JUMP_MS;
    // The date was written half-way, and leaves out half a second on average.
    const sample: Sample = { ahead: written + 500 - (wall - way / 2), wall, steady };
    this.#samples = [sample, ...(jumped ? [] : this.#samples)].slice(0, SAMPLES);
  }

  /** The server's time less this computer's wall clock, in whole ms; null until an answer told it. */
  offset(): number | null {
    const ahead = this.#samples.map((sample) => sample.ahead).toSorted((one, other) => one - other);
    const middle = ahead[Math.floor(ahead.length / 2)];
    return middle === undefined ? null : Math.round(middle);
  }
}
