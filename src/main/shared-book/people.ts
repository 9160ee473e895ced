import type { Client } from "pg";
import type { PeopleSeen } from "../../shared/desks";
import { Failure } from "../../shared/failure";
import { desksWords as words } from "../../shared/words/desks";
import { SCHEMA } from "./schema";
import type { Shop } from "./shop";

/** The people of this desk. */
export interface OwnPeople {
  /** Whether they are those of the shop, as last seen. */
  areShared(): boolean;
  /**
   * Brings them and the shop's newest list (null: there is none) together. `joining`: the shop's takes the place of this
   * desk's own. `mayBegin`: this desk's own may become the shop's. Answers the list as it has to be in the book then;
   * null: as it is there. It is a secret, and sealed here.
   */
  meet(
    found: string | null,
    how: { readonly joining: boolean; readonly mayBegin: boolean },
  ): Promise<{ readonly state: PeopleSeen; readonly text: string | null }>;
}

/** The one list of people that the desks of a shop have. */
export interface SharedPeople {
  /** Throws a Failure, or what the server says. */
  meet(client: Client, joining?: boolean): Promise<void>;
  state(): PeopleSeen;
  /** A row was found that no desk of this shop wrote; it was not used. */
  isForged(): boolean;
}

interface Version {
  readonly version: string;
  readonly body: Buffer;
}

/** So many versions are looked through for one that a desk of the shop wrote. */
const LOOKED_AT = 50;
/** Of desks that change people at once each is in time within so many tries. */
const TRIES = 100;

/**
 * Each version of the list is a row, sealed for its number and its book: none can stand in another's place, and nobody
 * without the words makes one. An older one that comes back is met by desks that know better (people/shared-list.ts).
 */
export function createSharedPeople(options: {
  readonly shop: Shop;
  readonly shopId: string;
  readonly desk: string;
  readonly people: OwnPeople;
  readonly log: (line: string) => void;
}): SharedPeople {
  const { shop, shopId, desk, people, log } = options;
  /** null: nothing was met since the start. */
  let state: PeopleSeen | null = null;
  let isForged = false;
  const place = (version: number): string => `people ${shopId} ${version}`;

  const newest = async (client: Client, most: number) => {
    const { rows } = await client.query<Version>(
      `SELECT version, body FROM ${SCHEMA}.people ORDER BY version DESC LIMIT ${most}`,
    );
    for (const { version, body } of rows) {
      const text = shop.open(place(Number(version)), body);
      if (text !== null) return { rows, version: Number(version), text };
    }
    return { rows, version: 0, text: null };
  };
  const look = async (client: Client) => {
    const first = await newest(client, 1);
    if (first.text !== null || first.rows.length === 0) return { ...first, whole: true };
    if (!isForged) log("shared book: an entry of the people was not written by a desk of this shop");
    isForged = true;
    return { ...(await newest(client, LOOKED_AT)), whole: false };
  };
  return {
    state: () => state ?? (people.areShared() ? "shared" : "own"),
    isForged: () => isForged,
    async meet(client, joining = false) {
      for (let nth = 0; nth < TRIES; nth++) {
        const { rows, version, text, whole } = await look(client);
        // SECURITY: where there is no true list left, no other begins in its place.
        if (joining && text === null && !whole) throw new Failure("refused", words.peopleForged);
        const met = await people.meet(text, { joining, mayBegin: whole });
        state = met.state;
        if (met.text === null) return;
        const taken = new Set(rows.map((row) => row.version));
        let next = version + 1;
        while (taken.has(String(next))) next += 1;
        const added = await client.query(
          `WITH added AS (
             INSERT INTO ${SCHEMA}.people (version, desk, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1
           ) SELECT pg_notify('counterfoil', $4) FROM added`,
          [next, desk, shop.seal(place(next), met.text), `people ${desk}`],
        );
        if ((added.rowCount ?? 0) > 0) return;
      }
      log("shared book: other desks were always quicker with their people");
    },
  };
}
