import type { Client } from "pg";
import { errorText } from "../base/log";
import type { Clock } from "../base/clock";
import type { Journal, JournalRow, RowsBehind } from "../journal/journal";
import type { Link } from "./link";
import { sharedRow } from "./rows";
import { SCHEMA } from "./schema";
import type { Shop } from "./shop";

/**
 * Sends the rows of this desk's journal to the book: in their order, each once, whenever the book is there. One that
 * cannot be read is left out, and told.
 */
export interface Outbox {
  /**
   * Looks how far the book is, which may have been restored from yesterday. Answers the newest attempts, all that it lacks
   * rows of among them. Throws what the server says.
   */
  begin(client: Client): Promise<Set<string>>;
  /** There is a row more. */
  wake(): void;
  /** How many rows are not in the book. */
  waiting(): number;
  /** How many rows cannot be read, and so are left out of the book. */
  lost(): number;
  stop(): void;
}

/** So many rows go at once. */
const BATCH = 200;
/** Of so many rows at most that the book lacks the charges are claimed anew: more than a desk makes on a day. */
const MOST_LACKING = 2_000;
/** The rows of the last minutes of a desk, at least. */
const NEWEST = 60;
/** Ms until rows go: none of it is in the way of a send, and those of one moment go at once. */
const SOON_MS = 20;
/** Ms until the next try after one that failed. */
const AGAIN_MS = 2_000;

export function createOutbox(options: {
  readonly journal: () => Journal | null;
  readonly link: () => Pick<Link, "work" | "wrote">;
  readonly shop: Shop;
  readonly desk: string;
  readonly accountKey: (connection: string) => string;
  /** What the desk calls an account. */
  readonly accountName: (connection: string) => string;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Everything is in the book again after a time in which it was not. */
  readonly caughtUp: () => void;
  /** A row cannot be read; those behind it follow all the same. */
  readonly leftOut: () => void;
}): Outbox {
  const { journal, shop, desk, clock, log } = options;
  /** The place of the newest row that is in the book; null: not known before it is seen. */
  let sent: number | null = null;
  /** How often the book was looked at: what was sent before says nothing of a book that was looked at since. */
  let looked = 0;
  let sending = false;
  let stopped = false;
  let behind = false;
  let soon: (() => void) | null = null;
  const months = new Set<string>();
  /** The places of this journal's rows that cannot be read, as far as they were come across. */
  const lost = new Set<number>();

  const send = async (rows: readonly JournalRow[]): Promise<void> => {
    await options.link().work(async (client) => {
      for (const month of new Set(rows.map(({ at }) => monthOf(at)))) {
        if (months.has(month)) continue;
        await client.query(`SELECT ${SCHEMA}.make_month($1)`, [month]);
        months.add(month);
      }
      await client.query(INSERT, [
        rows.map(({ at }) => monthOf(at)),
        rows.map(({ attempt }) => attempt),
        rows.map(({ nth }) => nth),
        desk,
        rows.map(({ seq }) => seq),
        rows.map(({ at }) => timeOf(at)),
        rows.map(({ connection }) => shop.hash("account", options.accountKey(connection ?? ""))),
        rows.map((row) =>
          shop.seal(rowPlace(row.attempt, row.nth), JSON.stringify(sharedRow(row, options.accountName))),
        ),
        `rows ${desk} ${rows.length > MOST_NAMED ? "" : [...new Set(rows.map(({ attempt }) => attempt))].join()}`,
      ]);
    });
  };
  const tellLost = (places: readonly number[]): void => {
    const fresh = places.filter((place) => !lost.has(place));
    if (fresh.length === 0) return;
    for (const place of fresh) lost.add(place);
    log(`shared book: rows that cannot be read are left out: ${fresh.join()}`);
    options.leftOut();
  };
  const run = async (): Promise<void> => {
    if (sending || stopped || sent === null) return;
    sending = true;
    try {
      for (;;) {
        const behindIt: RowsBehind | null = journal()?.after(sent, BATCH) ?? null;
        if (!behindIt || behindIt.upTo === null || stopped) break;
        const before = looked;
        // What people did at the lock is nobody's business at another desk.
        const attempts = behindIt.rows.filter(({ attempt }) => UUID.test(attempt));
        if (attempts.length > 0) await send(attempts);
        options.link().wrote(null);
        tellLost(behindIt.lost);
        if (looked === before) sent = behindIt.upTo;
      }
      if (behind) options.caughtUp();
      behind = false;
    } catch (error) {
      behind = true;
      if (!stopped) {
        options.link().wrote(error);
        log(`shared book: rows wait: ${errorText(error, 0)}`);
        clock.after(AGAIN_MS, () => void run());
      }
    } finally {
      sending = false;
    }
  };

  return {
    async begin(client) {
      const found = await client.query<{ seq: string; attempt: string; nth: number }>(
        `SELECT seq, attempt, nth FROM ${SCHEMA}.row WHERE desk = $1 ORDER BY seq DESC LIMIT 1`,
        [desk],
      );
      const last = found.rows[0];
      const seq = Number(last?.seq ?? 0);
      const [same] = last ? (journal()?.after(seq - 1, 1).rows ?? []) : [];
      // A journal that was made anew counts otherwise: then all of it goes again, and what is there stays as it is.
      sent = last && same?.attempt === last.attempt && same.nth === last.nth ? seq : 0;
      looked += 1;
      months.clear();
      const newest = journal()?.newest() ?? 0;
      // A crash of the server may have lost the last claims, and not the rows of the same moment.
      const from = Math.max(Math.min(sent, newest - NEWEST), newest - MOST_LACKING, 0);
      const lacking = journal()?.after(from, MOST_LACKING).rows ?? [];
      return new Set(lacking.map(({ attempt }) => attempt).filter((id) => UUID.test(id)));
    },
    wake() {
      soon ??= clock.after(SOON_MS, () => {
        soon = null;
        void run();
      });
    },
    waiting() {
      try {
        const book = journal();
        if (book === null || sent === null) return 0;
        const behindIt = Math.max(0, book.newest() - sent);
        if (behindIt === 0 || behindIt > BATCH) return behindIt;
        // Sign-ins and the like stay here, so they wait for nothing.
        return book.after(sent, BATCH).rows.filter(({ attempt }) => UUID.test(attempt)).length;
      } catch {
        return 0;
      }
    },
    lost: () => lost.size,
    stop: () => {
      stopped = true;
      soon?.();
    },
  };
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A notification has room for so many names (8,000 bytes). */
const MOST_NAMED = 100;

const INSERT = `WITH added AS (
  INSERT INTO ${SCHEMA}.row (month, attempt, nth, desk, seq, at, account, body)
  SELECT month, attempt, nth, $4, seq, at, account, body
  FROM unnest($1::date[], $2::uuid[], $3::integer[], $5::bigint[], $6::timestamptz[], $7::bytea[], $8::bytea[])
    AS its (month, attempt, nth, seq, at, account, body)
  ON CONFLICT DO NOTHING RETURNING 1
) SELECT pg_notify('counterfoil', $9) WHERE (SELECT count(*) FROM added) > 0`;

/** Where a row is sealed for. */
export function rowPlace(attempt: string, nth: number): string {
  return `row ${attempt} ${nth}`;
}

/** The first day of the month of an epoch ms, by UTC. */
function monthOf(at: number): string {
  return `${timeOf(at).toISOString().slice(0, 7)}-01`;
}

const YEAR_2100 = Date.UTC(2100, 0);

/** A clock that is far off, or a damaged row, may say any number. */
function timeOf(at: number): Date {
  return new Date(Math.min(Math.max(at, 0), YEAR_2100));
}
