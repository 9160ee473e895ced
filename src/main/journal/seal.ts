import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A row of the journal as it lies on the disk, without its MAC. */
export interface Unsealed {
  /** Place among all rows, from 1 without a gap. */
  readonly seq: number;
  readonly attempt: string;
  /** Place among the rows of the attempt, from 0. */
  readonly nth: number;
  readonly step: string;
  /** Epoch ms. */
  readonly at: number;
  /** 1: with this row the attempt is closed. */
  readonly final: number;
  /** Of the first row of an attempt, for finding it; `amount` is cents. */
  readonly connection: string | null;
  readonly operation: string | null;
  readonly amount: number | null;
  readonly payment: string | null;
  /** How many attempts are not closed, after this row. */
  readonly standing: number;
  readonly body: string;
  /** The MAC of the row before. */
  readonly prev: string;
}

export interface Sealed extends Unsealed {
  readonly mac: string;
}

/** What stands before the first row. */
export const FIRST_PREV = "0".repeat(32);

/** Proves that what is read was written by this program, and is what it wrote. */
export interface Sealer {
  seal(row: Unsealed): Sealed;
  holds(row: Sealed): boolean;
  /** A MAC of any other text; `what` keeps the kinds apart. */
  macOf(what: "note" | "head", text: string): string;
}

/**
 * The MACs of the journal (HMAC-SHA256, 128 bits of it). Their key is derived from the journal's own, so that there is
 * no second secret to lose; without one, in memory, it lasts for the session.
 */
export function createSealer(key: string | null): Sealer {
  const root = key === null ? randomBytes(32) : Buffer.from(key, "hex");
  const derived = (what: string): Buffer => createHmac("sha256", root).update(`counterfoil journal ${what}`).digest();
  const keys = { row: derived("row"), note: derived("note"), head: derived("head") };
  const mac = (what: keyof typeof keys, text: string): string =>
    createHmac("sha256", keys[what]).update(text).digest("hex").slice(0, 32);
  const rowMac = (row: Unsealed): string =>
    mac(
      "row",
      JSON.stringify([
        row.seq,
        row.attempt,
        row.nth,
        row.step,
        row.at,
        row.final,
        row.connection,
        row.operation,
        row.amount,
        row.payment,
        row.standing,
        row.body,
        row.prev,
      ]),
    );
  return {
    seal: (row) => ({ ...row, mac: rowMac(row) }),
    holds: (row) => same(rowMac(row), row.mac),
    macOf: (what, text) => mac(what, text),
  };
}

/** Whether two MACs are the same, in a time that says nothing about where they differ. */
export function same(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
