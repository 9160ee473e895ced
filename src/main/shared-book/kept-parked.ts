import type { Client } from "pg";
import { z } from "zod";
import type { Clock } from "../base/clock";
import { SCHEMA } from "./schema";

/** A row of a parked order, as this desk wrote it: 0 parks the order, 1 takes it up. */
export interface OwnRow {
  readonly id: string;
  readonly nth: 0 | 1;
  readonly body: Buffer;
}

/**
 * What this desk wrote of parked orders, kept for a book that is restored from a time before it. Of an order that was
 * taken up only that is kept.
 */
export interface KeptParked {
  keep(row: OwnRow): Promise<void>;
  /** Forgets the orders that another desk has taken up. Throws what the server says. */
  look(client: Client): Promise<void>;
  /** What the book lacks of it, in the order in which it is to be added. Throws what the server says. */
  lacking(client: Client): Promise<readonly OwnRow[]>;
}

/** Where it is kept over a restart. SECURITY: the bodies are sealed with the shop's secret, so the text says nothing. */
export interface ParkedFile {
  /** null: there is none, or it cannot be read. */
  read(): Promise<string | null>;
  write(text: string): Promise<void>;
}

const Row = z.object({ id: z.uuid(), nth: z.union([z.literal(0), z.literal(1)]), body: z.base64(), at: z.number() });
type Row = z.infer<typeof Row>;

/** As long as a parked order is shown (parked.ts). */
const LIFE_MS = 14 * 24 * 60 * 60 * 1000;
const MOST = 500;

export function createKeptParked(options: {
  readonly file: ParkedFile;
  /** Whether this shop has written that row. */
  readonly ours: (row: OwnRow) => boolean;
  readonly clock: Pick<Clock, "wall">;
  readonly log: (line: string) => void;
}): KeptParked {
  const { file, ours, clock, log } = options;
  const rows = new Map<string, Row>();
  const rowOf = ({ id, nth, body }: Row): OwnRow => ({ id, nth, body: Buffer.from(body, "base64") });
  const loaded = file.read().then((text) => {
    for (const row of parsed(text)) if (ours(rowOf(row))) rows.set(`${row.id} ${row.nth}`, row);
  });
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    const since = clock.wall() - LIFE_MS;
    const old = [...rows].filter(([, { at }], place) => at < since || place < rows.size - MOST);
    for (const [key] of old) rows.delete(key);
    const text = JSON.stringify([...rows.values()]);
    writing = writing
      .then(() => file.write(text))
      .catch(() => log("shared book: parked orders are kept in memory alone, the disk does not take them"));
    return writing;
  };
  const forget = async (ids: readonly string[]): Promise<void> => {
    const gone = ids.filter((id) => rows.delete(`${id} 0`));
    if (gone.length > 0) await write();
  };
  const inBook = async (client: Client): Promise<Set<string>> => {
    const ids = [...new Set([...rows.values()].map(({ id }) => id))];
    if (ids.length === 0) return new Set();
    const found = await client.query<{ id: string; nth: number }>(
      `SELECT id, nth FROM ${SCHEMA}.parked WHERE id = ANY ($1)`,
      [ids],
    );
    await forget(found.rows.filter(({ nth }) => nth === 1).map(({ id }) => id));
    return new Set(found.rows.map(({ id, nth }) => `${id} ${nth}`));
  };

  return {
    async keep({ id, nth, body }) {
      await loaded;
      rows.set(`${id} ${nth}`, { id, nth, body: body.toString("base64"), at: clock.wall() });
      if (nth === 1) rows.delete(`${id} 0`);
      await write();
    },
    async look(client) {
      await loaded;
      await inBook(client);
    },
    async lacking(client) {
      await loaded;
      const there = await inBook(client);
      const all = [...rows].filter(([key]) => !there.has(key)).map(([, row]) => rowOf(row));
      // MONEY: an order that was taken up is never to be seen as parked, not for a moment.
      return all.sort((one, other) => other.nth - one.nth);
    },
  };
}

function parsed(text: string | null): Row[] {
  try {
    return z.array(Row).parse(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
}
