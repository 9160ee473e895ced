import { createHmac, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../base/clock";
import type { Peppers } from "./peppers";

/** What checking a PIN costs: scrypt's N, r and p (RFC 7914). It takes 128 * n * r bytes of memory. */
const Cost = z.object({ n: z.number().int(), r: z.number().int(), p: z.number().int() });
export type Cost = z.infer<typeof Cost>;

/**
 * A PIN as it is kept, with what it cost then, so that a faster computer can cost more later. `pepper`: the id of the one
 * it was made with; none: this computer's own.
 */
export const PinHash = Cost.extend({ salt: z.string(), hash: z.string(), pepper: z.string().optional() });
export type PinHash = z.infer<typeof PinHash>;

export interface Pins {
  hash(pin: string): Promise<PinHash>;
  /** Whether it is that PIN, in a time that says nothing about where it differs. */
  matches(pin: string, kept: PinHash): Promise<boolean>;
}

/** How long one check is to take on this computer, in ms: nothing for a person, much for whoever tries all PINs. */
const WANTED_MS = 250;
const FIRST: Cost = { n: 2 ** 14, r: 8, p: 1 };
/** SECURITY: never less than OWASP asks for, however slow or busy the computer is (2^17 with p 1, 2^15 with p 3). */
const LEAST = 2 ** 15;
const MOST = 2 ** 17;
const LEAST_P: ReadonlyMap<number, number> = new Map([
  [2 ** 15, 3],
  [2 ** 16, 2],
  [2 ** 17, 1],
]);

/**
 * Makes and checks the hashes of PINs: scrypt over a HMAC with a pepper, so that a copied file without the keychain is
 * worth nothing. The cost is measured when the first PIN is set; `cost` is for tests.
 */
export function createPins(options: {
  readonly peppers: Pick<Peppers, "own" | "find">;
  readonly clock: Pick<Clock, "steady">;
  readonly cost?: Cost;
}): Pins {
  let measured: Promise<Cost> | null = options.cost ? Promise.resolve(options.cost) : null;
  const derive = (pepper: Buffer, pin: string, salt: Buffer, cost: Cost): Promise<Buffer> =>
    stretched(createHmac("sha256", pepper).update(pin.normalize("NFKC")).digest(), salt, cost);
  return {
    async hash(pin) {
      const cost = await (measured ??= measure(options.clock));
      const { id, bytes } = await options.peppers.own();
      const salt = randomBytes(16);
      const hash = await derive(bytes, pin, salt, cost);
      return { ...cost, salt: salt.toString("hex"), hash: hash.toString("hex"), pepper: id };
    },
    async matches(pin, kept) {
      const { own, find } = options.peppers;
      // One that is no longer in the keychain: no PIN fits then.
      const pepper = kept.pepper === undefined ? await own() : ((await find(kept.pepper)) ?? (await own()));
      const given = await derive(pepper.bytes, pin, Buffer.from(kept.salt, "hex"), kept);
      const wanted = Buffer.from(kept.hash, "hex");
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}

/** The cost that takes about WANTED_MS here. */
async function measure(clock: Pick<Clock, "steady">): Promise<Cost> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 3; time++) {
    const from = clock.steady();
    await stretched(Buffer.from("measured"), randomBytes(16), FIRST);
    quickest = Math.min(quickest, clock.steady() - from);
  }
  const work = (FIRST.n * WANTED_MS) / Math.max(1, quickest);
  const n = Math.min(MOST, Math.max(LEAST, 2 ** Math.floor(Math.log2(work))));
  return { n, r: FIRST.r, p: Math.min(8, Math.max(LEAST_P.get(n) ?? 1, Math.round(work / n))) };
}

function stretched(secret: Buffer, salt: Buffer, { n, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N: n, r, p, maxmem: 256 * r * (n + p + 2) }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
