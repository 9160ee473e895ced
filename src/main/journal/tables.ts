import type { Database } from "../storage/database";
import type { Step } from "../storage/versions";
import { FIRST_PREV, type Sealed, type Sealer } from "./seal";

/** Rows as they were before they had MACs. */
const UNSEALED = `
CREATE TABLE IF NOT EXISTS row (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  attempt TEXT NOT NULL,
  nth INTEGER NOT NULL,
  step TEXT NOT NULL,
  at INTEGER NOT NULL,
  final INTEGER NOT NULL,
  connection TEXT,
  operation TEXT,
  amount INTEGER,
  payment TEXT,
  body TEXT NOT NULL,
  UNIQUE (attempt, nth)
);
`;

/**
 * The rows with their MACs. The rows of an attempt are found by two indexes, which must agree. `standing` has the
 * attempts that are not closed, and where their first row is; `loss` what was found missing or damaged, and when.
 */
const SEALED = `
CREATE TABLE row (
  seq INTEGER PRIMARY KEY,
  attempt TEXT NOT NULL,
  nth INTEGER NOT NULL,
  step TEXT NOT NULL,
  at INTEGER NOT NULL,
  final INTEGER NOT NULL,
  connection TEXT,
  operation TEXT,
  amount INTEGER,
  payment TEXT,
  standing INTEGER NOT NULL,
  body TEXT NOT NULL,
  prev TEXT NOT NULL,
  mac TEXT NOT NULL
);
CREATE UNIQUE INDEX row_nth ON row (attempt, nth);
CREATE INDEX row_attempt ON row (attempt);
CREATE INDEX row_final ON row (attempt) WHERE final = 1;
CREATE INDEX row_payment ON row (payment) WHERE payment IS NOT NULL;
CREATE INDEX row_day ON row (connection, at) WHERE nth = 0;
CREATE INDEX row_opened ON row (connection, amount, at) WHERE nth = 0;
CREATE TABLE standing (attempt TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE loss (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TRIGGER row_never_changes BEFORE UPDATE ON row BEGIN SELECT RAISE(ABORT, 'journal rows are only added'); END;
CREATE TRIGGER row_never_goes BEFORE DELETE ON row BEGIN SELECT RAISE(ABORT, 'journal rows are only added'); END;
`;

/** The versions of the journal's tables. */
export function versions(sealer: Sealer): readonly Step[] {
  return [
    (database) => {
      database.exec(`${UNSEALED} ${DROP_OLD} ALTER TABLE row RENAME TO unsealed; ${SEALED}`);
      const add = createAdder(database, sealer);
      const next = database.prepare(`SELECT seq, ${PLAIN.join()} FROM unsealed WHERE seq > ? ORDER BY seq LIMIT 500`);
      for (let from = 0; ; ) {
        const rows = next.all(from) as (NewRow & { seq: number })[];
        if (rows.length === 0) break;
        for (const row of rows) {
          add(row);
          from = row.seq;
        }
      }
      database.exec("DROP TABLE unsealed");
    },
  ];
}

const DROP_OLD = `
DROP TRIGGER IF EXISTS row_never_changes;
DROP TRIGGER IF EXISTS row_never_goes;
DROP INDEX IF EXISTS row_final;
DROP INDEX IF EXISTS row_payment;
DROP INDEX IF EXISTS row_day;
DROP INDEX IF EXISTS row_opened;
`;

/** A row to be added: its place, what stands and its MAC are found when it is. */
export interface NewRow {
  readonly attempt: string;
  readonly nth: number;
  readonly step: string;
  /** Epoch ms. */
  readonly at: number;
  readonly final: number;
  readonly connection: string | null;
  readonly operation: string | null;
  /** Cents. */
  readonly amount: number | null;
  readonly payment: string | null;
  readonly body: string;
}

export const PLAIN = [
  "attempt",
  "nth",
  "step",
  "at",
  "final",
  "connection",
  "operation",
  "amount",
  "payment",
  "body",
] as const;
/** Every column of a row, in the order of the table. */
export const COLUMNS = ["seq", ...PLAIN.slice(0, -1), "standing", "body", "prev", "mac"] as const;

/**
 * Makes the function that adds a row behind the last one, sealed, and keeps `standing`. It has to run in a transaction:
 * then of two writers one fails. `stood`: whether the attempt stands before this row, where that is known. It answers the row as it was added, and throws what the database throws.
 */
export function createAdder(database: Database, sealer: Sealer): (row: NewRow, stood?: boolean) => Sealed {
  const last = database.prepare("SELECT seq, standing, mac FROM row ORDER BY seq DESC LIMIT 1");
  const places = COLUMNS.map(() => "?").join();
  const insert = database.prepare(`INSERT INTO row (${COLUMNS.join()}) VALUES (${places})`);
  const stands = database.prepare("SELECT seq FROM standing WHERE attempt = ?");
  const stand = database.prepare("INSERT INTO standing (attempt, seq) VALUES (?, ?)");
  const sit = database.prepare("DELETE FROM standing WHERE attempt = ?");
  const first = database.prepare("SELECT min(seq) FROM row WHERE attempt = ?").raw();
  return (row, stood = row.nth > 0 && stands.all(row.attempt).length > 0) => {
    const before = (last.all()[0] as Pick<Sealed, "seq" | "standing" | "mac"> | undefined) ?? {
      seq: 0,
      standing: 0,
      mac: FIRST_PREV,
    };
    const seq = before.seq + 1;
    const change = (row.final === 1 ? 0 : 1) - (stood ? 1 : 0);
    const sealed = sealer.seal({ ...texts(row), seq, standing: before.standing + change, prev: before.mac });
    insert.run(...COLUMNS.map((name) => sealed[name]));
    if (change > 0) stand.run(sealed.attempt, row.nth === 0 ? seq : (first.get(sealed.attempt) as [number])[0]);
    if (change < 0) sit.run(sealed.attempt);
    return sealed;
  };
}

/** The texts as they come back from the disk: what is no character (half of a pair) is written as one that says so. */
function texts(row: NewRow): NewRow {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === "string" ? Buffer.from(value).toString() : value,
  ]);
  return Object.fromEntries(entries) as NewRow;
}
