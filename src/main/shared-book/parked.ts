import type { Client } from "pg";
import { z } from "zod";
import { sameName, type AccountId } from "../../shared/account";
import { OrderToPark, type SharedOrder } from "../../shared/desks";
import { Failure } from "../../shared/failure";
import { cleanTexts } from "../base/clean-texts";
import { desksWords as words } from "../../shared/words/desks";
import type { KeptParked, OwnRow } from "./kept-parked";
import { SCHEMA } from "./schema";
import type { Shop } from "./shop";

/** Orders that one desk put aside and any may take up. Their calls throw what the server says. */
export interface ParkedOrders {
  list(client: Client): Promise<SharedOrder[]>;
  park(client: Client, order: OrderToPark): Promise<void>;
  /** Throws a Failure where another desk was quicker. */
  takeUp(client: Client, id: string): Promise<SharedOrder>;
  /** Adds again what a book that was restored from yesterday has lost of this desk's parking and taking up. */
  heal(client: Client): Promise<void>;
}

/** An account of this desk, as it is compared with another desk's. */
export interface OwnAccount {
  readonly id: AccountId;
  readonly name: string;
  /** The same on every desk that charges the same processor in the same environment. */
  readonly key: string;
}

const Kept = z.object({
  order: OrderToPark.omit({ account: true }),
  account: z.object({ key: z.string(), name: z.string() }),
  by: z.string(),
  desk: z.string(),
});
const Taken = z.object({ by: z.string(), desk: z.string() });

interface ParkedRow {
  readonly id: string;
  readonly at: Date;
  readonly body: Buffer;
}

/** Orders that nobody took up for so long are not shown any more. */
const LIFE = "14 days";
const MOST = 200;

/** Where a row of a parked order is sealed for. */
export function parkedPlace(id: string, nth: number): string {
  return `parked ${id} ${nth}`;
}

export function createParkedOrders(options: {
  readonly shop: Shop;
  readonly desk: string;
  readonly who: () => { operator: string; desk: string };
  readonly accounts: () => readonly OwnAccount[];
  readonly own: KeptParked;
}): ParkedOrders {
  const { shop, desk, who, accounts, own } = options;
  const place = parkedPlace;
  /**
   * MONEY: a customer and a card belong to one account, so an order is taken up on that alone: this desk's only one at
   * that processor, or of several the one of the same name.
   */
  const ownAccount = (its: { key: string; name: string }): AccountId | null => {
    const same = accounts().filter(({ key }) => key === its.key);
    const found = same.length === 1 ? same[0] : same.find(({ name }) => sameName(name, its.name));
    return found?.id ?? null;
  };
  const read = ({ id, at, body }: ParkedRow): SharedOrder[] => {
    const text = shop.open(place(id, 0), body);
    const kept = text === null ? null : Kept.safeParse(JSON.parse(text));
    if (!kept?.success) return [];
    const { order, account, by, desk: name } = kept.data;
    return [{ ...order, account: ownAccount(account), accountName: account.name, at: at.getTime(), by, desk: name }];
  };
  const add = async (client: Client, id: string, nth: 0 | 1, body: object): Promise<boolean> => {
    const row = { id, nth, body: shop.seal(place(id, nth), JSON.stringify(body)) };
    const mine = await write(client, row);
    if (mine) await own.keep(row);
    return mine;
  };
  const write = async (client: Client, { id, nth, body }: OwnRow): Promise<boolean> => {
    const { rowCount } = await client.query(
      `WITH added AS (
         INSERT INTO ${SCHEMA}.parked (id, nth, desk, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1
       ) SELECT pg_notify('counterfoil', $5) FROM added`,
      [id, nth, desk, body, `parked ${desk}`],
    );
    return (rowCount ?? 0) > 0;
  };

  return {
    async list(client) {
      const found = await client.query<ParkedRow>(
        `SELECT id, at, body FROM ${SCHEMA}.parked p WHERE nth = 0 AND at > clock_timestamp() - interval '${LIFE}'
           AND NOT EXISTS (SELECT 1 FROM ${SCHEMA}.parked t WHERE t.id = p.id AND t.nth = 1)
         ORDER BY at DESC LIMIT ${MOST}`,
      );
      return found.rows.flatMap(read);
    },
    async park(client, { account, ...order }) {
      const its = accounts().find(({ id }) => id === account);
      const { operator: by, desk: name } = who();
      await add(client, order.id, 0, {
        // SECURITY: a number that was typed into a note goes nowhere (PCI DSS 3.4).
        order: cleanTexts(order),
        account: { key: its?.key ?? account, name: its?.name ?? account },
        by,
        desk: name,
      });
    },
    async takeUp(client, id) {
      const found = await client.query<ParkedRow>(
        `SELECT id, at, body FROM ${SCHEMA}.parked WHERE id = $1 AND nth = 0`,
        [id],
      );
      const [order] = found.rows.flatMap(read);
      if (!order) throw new Failure("not_found", words.parkedGone);
      const { operator: by, desk: name } = who();
      if (await add(client, id, 1, { by, desk: name })) return order;
      const other = await client.query<ParkedRow>(
        `SELECT id, at, body FROM ${SCHEMA}.parked WHERE id = $1 AND nth = 1`,
        [id],
      );
      const body = other.rows[0]?.body;
      const text = body === undefined ? null : shop.open(place(id, 1), body);
      const taken = text === null ? null : Taken.safeParse(JSON.parse(text));
      if (!taken?.success) throw new Failure("refused", words.parkedGone);
      throw new Failure("refused", words.parkedTaken({ who: taken.data.by, desk: taken.data.desk }));
    },
    async heal(client) {
      for (const row of await own.lacking(client)) await write(client, row);
    },
  };
}
