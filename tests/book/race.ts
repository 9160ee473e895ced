import { randomUUID } from "node:crypto";
import type { ChargeAnswer } from "../../src/shared/contract";
import { ACCOUNT, orderOf, type Bank, type Desk } from "./kit";

/** What came of one pair of desks that charged the same card and sum. */
export interface Raced {
  /** How often money moved. */
  readonly taken: number;
  /** Somebody was asked. */
  readonly asked: boolean;
  /** The book answered both in time. */
  readonly answered: boolean;
  /** The longest that a desk took from Enter to its answer, ms. */
  readonly took: number;
}

/** Two desks charge the same, the second up to 50 ms after the first; who is asked goes on in one of ten pairs. */
export async function race(desks: readonly [Desk, Desk], bank: Bank, pair: number, roll: () => number): Promise<Raced> {
  const last4 = String(1_000 + (pair % 9_000));
  const amount = 100 + pair;
  const goesOn = roll() < 0.1;
  const [first, second] = roll() < 0.5 ? desks : [desks[1], desks[0]];
  const wait = roll() < 0.3 ? 0 : Math.floor(roll() * 50);
  let answered = true;
  let asked = false;
  let took = 0;
  const charge = async (desk: Desk, after: number): Promise<ChargeAnswer> => {
    if (after > 0) await new Promise((resolve) => setTimeout(resolve, after));
    const id = randomUUID();
    const seen = desk.book.seen().seen === "seen";
    const began = performance.now();
    let answer = await desk.payments.of(ACCOUNT).charge(orderOf(last4, amount, [], id));
    took = Math.max(took, performance.now() - began);
    if (!seen || desk.book.seen().seen !== "seen") answered = false;
    if (answer.kind === "duplicate") {
      asked = true;
      const ids = answer.earlier.map((earlier) => earlier.id);
      if (goesOn) answer = await desk.payments.of(ACCOUNT).charge(orderOf(last4, amount, ids, id));
    }
    return answer;
  };
  await Promise.all([charge(first, 0), charge(second, wait)]);
  const taken = bank.taken.filter((one) => one.last4 === last4 && one.amount === amount).length;
  return { taken, asked, answered, took };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function rolls(seed: number): () => number {
  let at = seed >>> 0;
  return () => {
    at = (at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
