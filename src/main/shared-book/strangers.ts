import type { Client } from "pg";
import type { FindAttempt } from "./claims";
import { SCHEMA } from "./schema";

/**
 * Rows that the book has of this desk and its journal has not: an older copy of the journal was put back, or another
 * computer goes by a copy of the whole desk. MONEY: two that are known by one id are not warned of each other.
 */
export interface Strangers {
  /** Looks at what the book has of the last days. Throws what the server says. */
  look(client: Client): Promise<void>;
  /** Hears what was added under this desk's id. */
  heard(attempts: readonly string[]): void;
  are(): boolean;
}

/** So many rows are looked at, if they are of the last week: as long as a loss is told. */
const NEWEST = 60;

export function createStrangers(options: {
  readonly desk: string;
  /** null: there is no journal to compare with. */
  readonly find: () => FindAttempt | null;
  /** There are some, which there were not. */
  readonly found: () => void;
}): Strangers {
  let are = false;
  const heard = (attempts: readonly string[]): void => {
    const find = options.find();
    if (are || find === null) return;
    are = attempts.some((id) => find(id) === null);
    if (are) options.found();
  };
  return {
    async look(client) {
      const { rows } = await client.query<{ attempt: string }>(
        `SELECT DISTINCT attempt FROM (
           SELECT attempt, received FROM ${SCHEMA}.row WHERE desk = $1 ORDER BY seq DESC LIMIT ${NEWEST}
         ) newest WHERE received > clock_timestamp() - interval '7 days'`,
        [options.desk],
      );
      heard(rows.map(({ attempt }) => attempt));
    },
    heard,
    are: () => are,
  };
}
