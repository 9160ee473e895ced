import type { Client } from "pg";
import type { DeskCharge, OtherDesk, TakenBy } from "../../shared/desks";
import { rowPlace } from "./outbox";
import { endOf, SharedRow } from "./rows";
import { SCHEMA } from "./schema";
import type { Shop } from "./shop";

interface BookRow {
  readonly desk: string;
  readonly attempt: string;
  readonly nth: number;
  readonly account: Buffer;
  readonly received: Date;
  readonly body: Buffer;
}

/** What this desk knows of the others, by the rows that they wrote. Its calls throw what the server says. */
export interface Others {
  /** Reads who wrote anything within the last day: so much, however large the book is. */
  begin(client: Client): Promise<void>;
  /** Reads what another desk tells of. Answers the accounts (by their hashes, hex) on which a payment ended. */
  read(client: Client, attempts: readonly string[]): Promise<Set<string>>;
  /** Newest first. */
  desks(): OtherDesk[];
  takenBy(client: Client, attempts: readonly string[]): Promise<Record<string, TakenBy>>;
  /** The other desks' charges on an account, opened from `from` (epoch ms) to `to`. */
  day(client: Client, account: Buffer, from: number, to: number): Promise<DeskCharge[]>;
}

const COLUMNS = "desk, attempt, nth, account, received, body";
/**
 * The newest charge of each other desk, where it is of the last day. It goes from one desk to the next by the index, so
 * that it costs as much as there are desks and months, whatever they wrote.
 */
const NEWEST_OF_EACH = `WITH RECURSIVE each (desk) AS (
  (SELECT desk FROM ${SCHEMA}.row ORDER BY desk LIMIT 1)
  UNION ALL
  SELECT (SELECT r.desk FROM ${SCHEMA}.row r WHERE r.desk > each.desk ORDER BY r.desk LIMIT 1)
  FROM each WHERE each.desk IS NOT NULL
) SELECT newest.* FROM each, LATERAL (
  SELECT ${COLUMNS} FROM ${SCHEMA}.row r WHERE r.desk = each.desk AND r.nth = 0 ORDER BY r.seq DESC LIMIT 1
) newest WHERE each.desk <> $1 AND newest.received > clock_timestamp() - interval '1 day'`;
/** More charges than that on one day are not added up. */
const MOST_OF_A_DAY = 50_000;

export function createOthers({ shop, desk }: { readonly shop: Shop; readonly desk: string }): Others {
  const known = new Map<string, OtherDesk>();
  const open = ({ attempt, nth, body }: BookRow): SharedRow | null => {
    const text = shop.open(rowPlace(attempt, nth), body);
    const parsed = text === null ? null : SharedRow.safeParse(JSON.parse(text));
    return parsed?.success ? parsed.data : null;
  };
  const hear = (row: BookRow): SharedRow | null => {
    const read = open(row);
    const before = known.get(row.desk);
    const at = Math.max(row.received.getTime(), before?.at ?? 0);
    if (read?.intent) known.set(row.desk, { name: read.intent.desk, operator: read.intent.operator, at });
    else if (before) known.set(row.desk, { ...before, at });
    return read;
  };
  return {
    async begin(client) {
      const found = await client.query<BookRow>(NEWEST_OF_EACH, [desk]);
      known.clear();
      for (const row of found.rows) hear(row);
    },
    async read(client, attempts) {
      const found = await client.query<BookRow>(
        `SELECT ${COLUMNS} FROM ${SCHEMA}.row WHERE attempt = ANY ($1) AND desk <> $2 ORDER BY attempt, nth`,
        [attempts, desk],
      );
      const ended = new Set<string>();
      for (const row of found.rows) if (hear(row)?.outcome) ended.add(row.account.toString("hex"));
      return ended;
    },
    desks: () => [...known.values()].sort((one, other) => other.at - one.at),
    async takenBy(client, attempts) {
      const found = await client.query<BookRow>(
        `SELECT ${COLUMNS} FROM ${SCHEMA}.row WHERE attempt = ANY ($1) AND nth = 0`,
        [attempts],
      );
      const taken: Record<string, TakenBy> = {};
      for (const row of found.rows) {
        const intent = open(row)?.intent;
        if (intent) taken[row.attempt] = { operator: intent.operator, desk: intent.desk };
      }
      return taken;
    },
    async day(client, account, from, to) {
      const found = await client.query<BookRow & { at: Date }>(
        `SELECT ${COLUMNS}, at FROM ${SCHEMA}.row WHERE attempt IN (
           SELECT attempt FROM ${SCHEMA}.row
           WHERE account = $1 AND at >= $2 AND at < $3 AND nth = 0 AND desk <> $4 LIMIT ${MOST_OF_A_DAY}
         ) ORDER BY attempt, nth`,
        [account, new Date(from), new Date(to), desk],
      );
      const charges = new Map<string, ChargeRead>();
      for (const row of found.rows) {
        const read = open(row);
        const before = charges.get(row.attempt);
        charges.set(row.attempt, {
          at: before?.at ?? row.at,
          first: read?.intent ?? before?.first ?? null,
          last: read?.outcome ?? before?.last ?? null,
        });
      }
      return [...charges].flatMap(([attempt, read]) => chargeOf(attempt, read));
    },
  };
}

interface ChargeRead {
  readonly at: Date;
  readonly first: SharedRow["intent"];
  readonly last: SharedRow["outcome"];
}

/** None where it is no charge, or nothing can be read of it. */
function chargeOf(attempt: string, { at, first, last }: ChargeRead): DeskCharge[] {
  if (first?.operation !== "charge") return [];
  const { desk, currency, amount } = first;
  const paymentId = last?.paymentId ?? null;
  const end = last === null ? "unknown" : endOf(last.kind);
  return [{ attempt, desk, at: at.getTime(), currency, amount: last?.amount ?? amount, end, paymentId }];
}
