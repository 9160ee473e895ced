import type { Database } from "../storage/database";
import { createCounts, type Counts } from "./counts";
import { unpack, type Kept } from "./kept";
import { PER_SHELF } from "./rows";
import { tallyOf, type TallyGroup } from "./tally";

/**
 * Sums that are kept as payments are written, in the same transaction, so that the figures of any time are read without
 * looking at a payment. `given_back` has the time of each refund, for lists. Whoever changes tallyOf adds a step that
 * fills them anew.
 */
const TABLES = `
CREATE TABLE sum_groups (grp INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE);
CREATE TABLE sums (
  shelf INTEGER NOT NULL, quarter INTEGER NOT NULL, grp INTEGER NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (shelf, quarter, grp)
) WITHOUT ROWID;
CREATE TABLE given_back (row INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (row, at)) WITHOUT ROWID;
CREATE INDEX given_back_by_time ON given_back (at);
`;

/** The payments of before there were sums are counted once. */
export function withSums(database: Database): void {
  database.exec(TABLES);
  const sums = createKeptSums(database);
  const some = database.prepare("SELECT row, body FROM payments WHERE row > ? ORDER BY row LIMIT 500").raw();
  for (let last = -1; ; ) {
    const rows = some.all(last) as [number, string][];
    if (rows.length === 0) return;
    for (const [row, body] of rows) {
      sums.add(row, unpack(body));
      last = row;
    }
  }
}

export interface KeptSums {
  /** Inside a transaction: the payment stands in that row from now on. */
  add(row: number, kept: Kept): void;
  /** Inside a transaction: it no longer does. */
  remove(row: number, kept: Kept): void;
  /** What the payments of a shelf count as now. */
  of(shelf: number): Promise<Counts>;
  /** Every code and words of a decline that is counted. */
  whys(): NonNullable<TallyGroup["why"]>[];
  /** A transaction was undone. */
  undone(): void;
  /** Nobody asks for that shelf any longer. */
  letGo(shelf: number): void;
  /** Inside a transaction: groups in which nothing is any longer go, and the names in them. */
  tidy(): void;
}

export function createKeptSums(database: Database): KeptSums {
  const find = database.prepare("SELECT grp FROM sum_groups WHERE body = ?").raw();
  const make = database.prepare("INSERT INTO sum_groups (body) VALUES (?)");
  const bodyOf = database.prepare("SELECT body FROM sum_groups WHERE grp = ?").raw();
  const allGroups = database.prepare("SELECT body FROM sum_groups").raw();
  const change = database.prepare(
    "INSERT INTO sums (shelf, quarter, grp, count, amount) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count, amount = amount + excluded.amount",
  );
  const dropEmpty = database.prepare("DELETE FROM sums WHERE shelf = ? AND quarter = ? AND grp = ? AND count = 0");
  const dropGroups = database.prepare("DELETE FROM sum_groups WHERE grp NOT IN (SELECT grp FROM sums)");
  const giveBack = database.prepare("INSERT OR IGNORE INTO given_back (row, at) VALUES (?, ?)");
  const takeOut = database.prepare("DELETE FROM given_back WHERE row = ?");
  const from = database
    .prepare(
      "SELECT quarter, grp, count, amount FROM sums WHERE shelf = ? AND (quarter, grp) > (?, ?) ORDER BY quarter, grp LIMIT ?",
    )
    .raw();
  const inQuarter = database.prepare("SELECT grp, count, amount FROM sums WHERE shelf = ? AND quarter = ?").raw();

  const ids = new Map<string, number>();
  const groups = new Map<number, TallyGroup>();
  const idOf = (body: string): number => {
    const known = ids.get(body);
    if (known !== undefined) return known;
    const found = find.get(body) as [number] | undefined;
    const id = found ? found[0] : make.run(body).lastInsertRowid;
    ids.set(body, id);
    return id;
  };
  const groupOf = (id: number): TallyGroup => {
    const known = groups.get(id);
    if (known) return known;
    const [body] = bodyOf.get(id) as [string];
    const group = read(body);
    groups.set(id, group);
    return group;
  };
  const counts = createCounts({
    group: groupOf,
    after: (shelf, quarter, group, most) => from.all(shelf, quarter, group, most) as [number, number, number, number][],
    quarter: (shelf, quarter) => inQuarter.all(shelf, quarter) as [number, number, number][],
  });
  const count = (row: number, kept: Kept, by: 1 | -1): void => {
    const shelf = Math.floor(row / PER_SHELF);
    for (const { quarter, group, amount } of tallyOf(kept)) {
      const id = idOf(written(group));
      change.run(shelf, quarter, id, by, by * amount);
      if (by === -1) dropEmpty.run(shelf, quarter, id);
      counts.changed(shelf, quarter);
    }
  };
  const forget = (): void => {
    ids.clear();
    groups.clear();
  };

  return {
    add(row, kept) {
      count(row, kept, 1);
      if (kept.refunds.length === 0) return;
      for (const { group, at } of tallyOf(kept)) if (group.kind === "refunded") giveBack.run(row, at);
    },
    remove(row, kept) {
      count(row, kept, -1);
      if (kept.refunds.length > 0) takeOut.run(row);
    },
    of: (shelf) => counts.of(shelf),
    whys: () => (allGroups.all() as [string][]).flatMap(([body]) => read(body).why ?? []),
    undone: forget,
    letGo: counts.forget,
    tidy() {
      dropGroups.run();
      forget();
    },
  };
}

type Written = [
  string,
  string,
  string | null,
  string,
  string | null,
  string | null,
  ...([string | null, string | null] | []),
];

/** A group as text: one group is always the same text. */
function written({ currency, kind, channel, brand, brandRaw, operator, why }: TallyGroup): string {
  const parts: Written = [currency, kind, channel, brand, brandRaw, operator];
  return JSON.stringify(why === null ? parts : [...parts, why.code, why.message]);
}

/** What `written` wrote: trusted, because nobody else writes that table. */
function read(body: string): TallyGroup {
  const [currency, kind, channel, brand, brandRaw, operator, ...why] = JSON.parse(body) as Written;
  return {
    currency,
    kind: kind as TallyGroup["kind"],
    channel: channel as TallyGroup["channel"],
    brand: brand as TallyGroup["brand"],
    brandRaw,
    operator,
    why: why.length === 0 ? null : { code: why[0], message: why[1] },
  };
}
